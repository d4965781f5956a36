/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "caregiver/when_row.h"

#include <glib/gi18n.h>

#include "core/plan/care_plan.h"
#include "core/plan/typed_value.h"
#include "shared/entry_form.h"
#include "words/clock_words.h"

GtkWidget *
thecal_when_row_new (const char *title)
{
  GtkWidget *row = adw_entry_row_new ();
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autofree char *now = thecal_clock_time_format (g_get_real_time (), zone);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  thecal_entry_row_name (row, title);
  gtk_editable_set_text (GTK_EDITABLE (row), now != NULL ? now : "");

  return row;
}

char *
thecal_when_row_read (GtkWidget *row, gint64 *out_us)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autofree char *read = NULL;

  if (thecal_typed_moment (gtk_editable_get_text (GTK_EDITABLE (row)), zone, &read) !=
          THECAL_TYPED_READ ||
      !thecal_time_parse (read, zone, out_us) || *out_us > g_get_real_time ())
    return NULL;

  return g_steal_pointer (&read);
}

char *
thecal_when_row_fault (GtkWidget *row)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  const ThecalClockTime clock =
      thecal_typed_clock (gtk_editable_get_text (GTK_EDITABLE (row)), zone);
  const char *title = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row));
  g_autofree char *words = thecal_clock_time_words (&clock);

  if (*words != '\0')
    return g_strdup_printf ("%s: %s", title, words);

  return g_strdup_printf (_ ("%s: expected a time that has passed, as in 2026-10-16 14:30"), title);
}
