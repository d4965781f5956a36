/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "words/clock_words.h"

#include <glib/gi18n.h>

/* With the offset behind it where it is not NULL. */
static char *
format (const ThecalClockTime *self, const char *format, const int *offset_s)
{
  g_autoptr (GDateTime) shown = g_date_time_new_from_unix_utc (self->local_s);
  g_autofree char *text = shown != NULL ? g_date_time_format (shown, format) : g_strdup ("");
  g_autofree char *offset = offset_s != NULL ? thecal_clock_offset_format (*offset_s) : NULL;

  return g_strconcat (text, offset, NULL);
}

char *
thecal_clock_time_words (const ThecalClockTime *self)
{
  g_autofree char *clock = format (self, "%H:%M", NULL);
  g_autofree char *before = format (self, "%H:%M", &self->before_s);
  g_autofree char *after = format (self, "%H:%M", &self->after_s);

  switch (self->count) {
  case THECAL_CLOCK_ONCE:
    break;
  case THECAL_CLOCK_LEFT_OUT:
    return g_strdup_printf (
        _ ("On that night the clocks change and there is no %s. Look at the time again, or add its "
           "zone, as in %s."),
        clock,
        before);
  case THECAL_CLOCK_TWICE:
    return g_strdup_printf (_ ("On that night the clocks change and %s comes twice. Add the zone: "
                               "%s before the change, %s after it."),
                            clock,
                            before,
                            after);
  }

  return g_strdup ("");
}

char *
thecal_clock_time_line (const ThecalClockTime *self)
{
  g_autofree char *before = format (self, "%Y-%m-%dT%H:%M:%S", &self->before_s);
  g_autofree char *after = format (self, "%Y-%m-%dT%H:%M:%S", &self->after_s);

  switch (self->count) {
  case THECAL_CLOCK_ONCE:
    break;
  case THECAL_CLOCK_LEFT_OUT:
    return g_strdup_printf (_ ("on that night the clocks leave this time out: expected a time with "
                               "its zone, as in %s"),
                            before);
  case THECAL_CLOCK_TWICE:
    return g_strdup_printf (_ ("on that night the clocks show this time twice: expected a time "
                               "with its zone, %s or %s"),
                            before,
                            after);
  }

  return g_strdup ("");
}
