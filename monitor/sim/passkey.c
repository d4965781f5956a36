/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "sim/passkey.h"

#include <stdio.h>

void
thecal_passkey_show (const char *address, guint32 passkey, const char *file)
{
  g_autofree char *digits = g_strdup_printf ("%06u\n", passkey);
  g_autoptr (GError) error = NULL;

  printf ("PASSKEY %s %06u\n", address, passkey);
  fflush (stdout);
  if (file != NULL && !g_file_set_contents (file, digits, -1, &error))
    g_message ("%s", error->message);
}
