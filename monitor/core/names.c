/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "core/names.h"

#include <string.h>

const char *
thecal_names_get (const char *const *names, gsize n_names, int value)
{
  return value >= 0 && (gsize) value < n_names ? names[value] : NULL;
}

bool
thecal_names_find (const char *const *names, gsize n_names, const char *text, int *out_value)
{
  for (gsize i = 0; text != NULL && i < n_names; i++)
    if (g_str_equal (names[i], text)) {
      *out_value = (int) i;
      return true;
    }

  return false;
}

void
thecal_name_keep (char *out, gsize size, const char *text)
{
  const char *end = text;

  if (text != NULL)
    g_utf8_validate (text, (gssize) MIN (strlen (text), size - 1), &end);
  g_strlcpy (out, text != NULL ? text : "", (gsize) (end - text) + 1);
}
