/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "caregiver/also_list.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "shared/alarm_words.h"
#include "shared/priority_look.h"
#include "shared/pump_reading.h"

#define MANY 5

/* Rows without a button, so that no focus is lost when they are made anew. */
static void
add_row (GtkWidget *list, const ThecalPriorityLook *look, const char *title, const char *words)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *icon = gtk_image_new_from_icon_name (look->icon_name);
  g_autofree char *escaped_title = g_markup_escape_text (title, -1);
  g_autofree char *escaped = g_markup_escape_text (words, -1);

  gtk_widget_add_css_class (icon, look->css_class);
  gtk_widget_add_css_class (icon, "thecal-glyph");
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), escaped_title);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), escaped);
  gtk_list_box_append (GTK_LIST_BOX (list), row);
}

static void
add_alarm (GtkWidget *list, ThecalDbusAlarm *alarm, GDateTime *now)
{
  const ThecalPriorityLook *look =
      thecal_priority_look_get (thecal_dbus_alarm_get_priority (alarm));
  g_autofree char *title = thecal_alarm_title_words (alarm);
  g_autofree char *since = thecal_alarm_since_words (alarm, now);
  g_autofree char *words = g_strdup_printf ("%s, %s", _ (look->words), since);

  add_row (list, look, title, words);
}

static void
add_group (GtkWidget *list, GPtrArray *alarms, const char *priority)
{
  const ThecalPriorityLook *look = thecal_priority_look_get (priority);
  g_autoptr (GString) titles = g_string_new (NULL);
  g_autofree char *heading = NULL;
  guint n = 0;

  for (guint i = 1; i < alarms->len; i++) {
    ThecalDbusAlarm *alarm = g_ptr_array_index (alarms, i);
    g_autofree char *title = thecal_alarm_title_words (alarm);

    if (thecal_text_is (thecal_dbus_alarm_get_priority (alarm), priority))
      g_string_append_printf (titles, "%s%s", n++ > 0 ? ", " : "", title);
  }
  heading = g_strdup_printf ("%u × %s", n, _ (look->words));
  if (n > 0)
    add_row (list, look, heading, titles->str);
}

void
thecal_also_list_update (GtkWidget *list, GPtrArray *alarms, GDateTime *now)
{
  const gboolean many = alarms->len > MANY;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (list), child);
  for (guint i = 1; i < alarms->len; i++) {
    ThecalDbusAlarm *alarm = g_ptr_array_index (alarms, i);

    if (!many || thecal_text_is (thecal_dbus_alarm_get_priority (alarm), "high"))
      add_alarm (list, alarm, now);
  }
  if (!many)
    return;
  add_group (list, alarms, "medium");
  add_group (list, alarms, "low");
}
