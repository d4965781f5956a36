/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "caregiver/also_list.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "shared/alarm_words.h"
#include "shared/priority_look.h"
#include "shared/pump_reading.h"

#define MANY 5
#define SHOWN "thecal-shown" /* what the rows were made of */

/* A row, as it is to be shown. */
typedef struct {
  const ThecalPriorityLook *look;
  char *title, *words;
} Line;

static void
line_free (gpointer data)
{
  Line *line = data;

  g_free (line->title);
  g_free (line->words);
  g_free (line);
}

static void
add_line (GPtrArray *lines, const ThecalPriorityLook *look, char *title, char *words)
{
  Line *line = g_new (Line, 1);

  *line = (Line){ look, title, words };
  g_ptr_array_add (lines, line);
}

static void
take_alarm (GPtrArray *lines, ThecalDbusAlarm *alarm, GDateTime *now)
{
  const ThecalPriorityLook *look =
      thecal_priority_look_get (thecal_dbus_alarm_get_priority (alarm));
  g_autofree char *since = thecal_alarm_since_words (alarm, now);

  add_line (lines,
            look,
            thecal_alarm_title_words (alarm),
            g_strdup_printf ("%s, %s", _ (look->words), since));
}

static void
take_group (GPtrArray *lines, GPtrArray *alarms, const char *priority)
{
  const ThecalPriorityLook *look = thecal_priority_look_get (priority);
  GString *titles = g_string_new (NULL);
  guint n = 0;

  for (guint i = 1; i < alarms->len; i++) {
    ThecalDbusAlarm *alarm = g_ptr_array_index (alarms, i);
    g_autofree char *title = thecal_alarm_title_words (alarm);

    if (thecal_text_is (thecal_dbus_alarm_get_priority (alarm), priority))
      g_string_append_printf (titles, "%s%s", n++ > 0 ? ", " : "", title);
  }
  if (n > 0)
    add_line (lines,
              look,
              g_strdup_printf ("%u × %s", n, _ (look->words)),
              g_string_free (g_steal_pointer (&titles), FALSE));
  else
    g_string_free (titles, TRUE);
}

static GPtrArray *
take_lines (GPtrArray *alarms, GDateTime *now)
{
  const gboolean many = alarms->len > MANY;
  GPtrArray *lines = g_ptr_array_new_with_free_func (line_free);

  for (guint i = 1; i < alarms->len; i++) {
    ThecalDbusAlarm *alarm = g_ptr_array_index (alarms, i);

    if (!many || thecal_text_is (thecal_dbus_alarm_get_priority (alarm), "high"))
      take_alarm (lines, alarm, now);
  }
  if (many) {
    take_group (lines, alarms, "medium");
    take_group (lines, alarms, "low");
  }

  return lines;
}

static char *
fingerprint (GPtrArray *lines)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < lines->len; i++) {
    const Line *line = g_ptr_array_index (lines, i);

    g_string_append_printf (text, "%s\n%s\n%s\n", line->look->css_class, line->title, line->words);
  }

  return g_string_free (text, FALSE);
}

static GtkWidget *
row_new (const Line *line)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *icon = gtk_image_new_from_icon_name (line->look->icon_name);

  gtk_widget_add_css_class (icon, line->look->css_class);
  gtk_widget_add_css_class (icon, "thecal-glyph");
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), line->title);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), line->words);

  return row;
}

/* Rows are dear to make and to lay out: news comes several times a second. */
void
thecal_also_list_update (GtkWidget *list, GPtrArray *alarms, GDateTime *now)
{
  g_autoptr (GPtrArray) lines = take_lines (alarms, now);
  g_autofree char *shown = fingerprint (lines);
  GtkWidget *child;

  if (thecal_text_is (shown, g_object_get_data (G_OBJECT (list), SHOWN)))
    return;
  while ((child = gtk_widget_get_first_child (list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (list), child);
  for (guint i = 0; i < lines->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (list), row_new (g_ptr_array_index (lines, i)));
  g_object_set_data_full (G_OBJECT (list), SHOWN, g_steal_pointer (&shown), g_free);
}
