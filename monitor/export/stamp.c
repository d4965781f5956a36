/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "export/stamp.h"

#include "core/instant.h"

char *
thecal_stamp (gint64 at_us)
{
  /* rounded down before 1970 too */
  const gint64 at_s = at_us / THECAL_SECOND_US - (at_us % THECAL_SECOND_US < 0);
  const int ms = (int) ((at_us - at_s * THECAL_SECOND_US) / 1000);
  g_autoptr (GDateTime) time = NULL;
  g_autofree char *text = NULL;

  if (at_us == THECAL_UNKNOWN_US || at_us == THECAL_NEVER_US)
    return NULL;
  time = g_date_time_new_from_unix_utc (at_s);
  text = time != NULL ? g_date_time_format (time, "%Y-%m-%dT%H:%M:%S") : NULL;
  if (text == NULL)
    return NULL;

  return ms > 0 ? g_strdup_printf ("%s.%03dZ", text, ms) : g_strconcat (text, "Z", NULL);
}
