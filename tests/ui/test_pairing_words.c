/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "shared/pairing_words.h"

#define GOES_ON " Thecal works by the printout all the same."

static void
test_faults (void)
{
  static const struct {
    const char *message, *words; /* how they begin */
  } rows[] = {
    { "Authentication Failed", "Nothing was paired. The six digits were not those" },
    { "Authentication Rejected", "Nothing was paired: the six digits were refused." },
    { "Authentication Canceled", "Nothing was paired: it was cancelled." },
    { "Operation was cancelled", "Nothing was paired: it was cancelled." },
    { "Authentication Timeout", "Nothing was paired: it took too long." },
    { "Timeout was reached", "Nothing was paired: it took too long." },
    { "Page Timeout", "Nothing was paired. It did not answer." },
    { "No pump with the address C0:DE:00:00:00:01 is in reach",
      "Nothing was paired. It is not in reach any more." },
    { "Another pump is being paired", "Nothing was paired. Another pump is being paired." },
    { "Bluetooth is switched off in this monitor", "Bluetooth is switched off" },
    { "something new", "It did not work: something new. Try again." },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *words = thecal_pairing_fault_words (rows[i].message);

    g_test_message ("%s", words);
    g_assert_true (g_str_has_prefix (words, rows[i].words));
    g_assert_true (g_str_has_suffix (words, GOES_ON));
  }
}

static void
test_digits (void)
{
  static const struct {
    const char *text;
    gboolean read;
    guint passkey;
  } rows[] = {
    { "123456", TRUE, 123456 }, { "000042", TRUE, 42 }, { "999999", TRUE, 999999 },
    { "", FALSE, 0 },           { "12345", FALSE, 0 },  { "1234567", FALSE, 0 },
    { "12a456", FALSE, 0 },     { " 12345", FALSE, 0 }, { "-12345", FALSE, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    guint passkey = 0;

    g_test_message ("%s", rows[i].text);
    g_assert_cmpint (thecal_pairing_read_digits (rows[i].text, &passkey), ==, rows[i].read);
    g_assert_cmpuint (passkey, ==, rows[i].passkey);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/pairing-words/faults", test_faults);
  g_test_add_func ("/ui/pairing-words/digits", test_digits);

  return g_test_run ();
}
