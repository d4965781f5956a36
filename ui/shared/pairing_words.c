/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "shared/pairing_words.h"

#include <glib/gi18n.h>
#include <string.h>

#define DIGITS 6

/* Of bluetoothd, of the monitor that carries it, and of GLib between them. */
static const struct {
  const char *part, *words;
} faults[] = {
  { "Authentication Failed",
    N_ ("Nothing was paired. The six digits were not those of the pump or gateway. Pair again, and "
        "take your time.") },
  { "Authentication Rejected",
    N_ ("Nothing was paired: the six digits were refused. Where they differ, another device may "
        "have answered: do not pair with it.") },
  { "Authentication Canceled", N_ ("Nothing was paired: it was cancelled.") },
  { "cancelled", N_ ("Nothing was paired: it was cancelled.") },
  { "Authentication Timeout", N_ ("Nothing was paired: it took too long. Pair again.") },
  { "imeout was reached", N_ ("Nothing was paired: it took too long. Pair again.") },
  { "Page Timeout",
    N_ ("Nothing was paired. It did not answer. Bring it near, switch it on, and pair again.") },
  { "is in reach",
    N_ ("Nothing was paired. It is not in reach any more. Bring it near, switch it on, and look "
        "again.") },
  { "Another pump is being paired",
    N_ ("Nothing was paired. Another pump is being paired. Wait a minute, and pair again.") },
  { "switched off", N_ ("Bluetooth is switched off in Thecal's monitor on this computer.") },
};

char *
thecal_pairing_fault_words (const char *message)
{
  g_autofree char *words = NULL;

  for (gsize i = 0; words == NULL && i < G_N_ELEMENTS (faults); i++)
    if (strstr (message, faults[i].part) != NULL)
      words = g_strdup (_ (faults[i].words));
  if (words == NULL)
    words = g_strdup_printf (_ ("It did not work: %s. Try again."), message);

  return g_strconcat (words, " ", _ ("Thecal works by the printout all the same."), NULL);
}

gboolean
thecal_pairing_read_digits (const char *text, guint *out_passkey)
{
  guint passkey = 0;

  if (strlen (text) != DIGITS || strspn (text, "0123456789") != DIGITS)
    return FALSE;
  for (gsize i = 0; i < DIGITS; i++)
    passkey = passkey * 10 + (guint) (text[i] - '0');
  *out_passkey = passkey;

  return TRUE;
}
