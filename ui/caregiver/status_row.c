/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "caregiver/status_row.h"

#define ICON_KEY "thecal-status-icon" /* GtkImage of the row, borrowed */

GtkWidget *
thecal_status_row_new (const char *title)
{
  GtkWidget *row = adw_action_row_new (), *icon = gtk_image_new ();
  g_autofree char *escaped = g_markup_escape_text (title, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), escaped);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  gtk_widget_add_css_class (icon, "thecal-glyph");
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  g_object_set_data (G_OBJECT (row), ICON_KEY, icon);

  return row;
}

static const char *
icon_name (ThecalStatus status)
{
  switch (status) {
  case THECAL_STATUS_PASSED:
    return "thecal-alarm-test-symbolic";
  case THECAL_STATUS_FAILED:
    return "thecal-failed-symbolic";
  case THECAL_STATUS_UNKNOWN:
    break;
  }

  return "thecal-unknown-symbolic";
}

void
thecal_status_row_set (GtkWidget *row, ThecalStatus status, const char *words)
{
  GtkWidget *icon = g_object_get_data (G_OBJECT (row), ICON_KEY);
  g_autofree char *escaped = g_markup_escape_text (words, -1);

  gtk_image_set_from_icon_name (GTK_IMAGE (icon), icon_name (status));
  if (status == THECAL_STATUS_FAILED)
    gtk_widget_add_css_class (row, "thecal-warning-row");
  else
    gtk_widget_remove_css_class (row, "thecal-warning-row");
  if (g_strcmp0 (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), escaped) != 0)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), escaped);
}
