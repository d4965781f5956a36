/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "caregiver/elsewhere_list.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "shared/alarm_words.h"
#include "shared/priority_look.h"

#define SHOWN "thecal-shown" /* what the rows were made of */

static GtkWidget *
row_new (ThecalMonitorClient *client, ThecalDbusAlarm *alarm)
{
  const ThecalPriorityLook *look =
      thecal_priority_look_get (thecal_dbus_alarm_get_priority (alarm));
  ThecalDbusPump *pump = thecal_monitor_client_find_pump (client, alarm);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *icon = gtk_image_new_from_icon_name (look->icon_name);
  g_autofree char *what = thecal_alarm_title_words (alarm);
  g_autofree char *title =
      g_strdup_printf ("%s: %s", thecal_monitor_client_get_label (client, pump), what);

  gtk_widget_add_css_class (icon, look->css_class);
  gtk_widget_add_css_class (icon, "thecal-glyph");
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _ (look->words));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.pump");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", thecal_dbus_pump_get_id (pump));

  return row;
}

void
thecal_elsewhere_list_take (GtkWidget *list, ThecalMonitorClient *client, GPtrArray *alarms)
{
  g_autoptr (GPtrArray) others = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GString) shown = g_string_new (NULL);
  GtkWidget *row;

  for (guint i = 0; i < alarms->len;) {
    ThecalDbusAlarm *alarm = g_ptr_array_index (alarms, i);

    if (!thecal_monitor_client_is_elsewhere (client, alarm)) {
      i++;
      continue;
    }
    g_string_append_printf (
        shown, "%u %s\n", thecal_dbus_alarm_get_id (alarm), thecal_dbus_alarm_get_priority (alarm));
    g_ptr_array_add (others, g_object_ref (alarm));
    g_ptr_array_remove_index (alarms, i);
  }
  gtk_widget_set_visible (list, others->len > 0);
  /* rows are made anew only when there are others: one may have the keyboard */
  if (g_strcmp0 (g_object_get_data (G_OBJECT (list), SHOWN), shown->str) == 0)
    return;
  while ((row = gtk_widget_get_first_child (list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (list), row);
  for (guint i = 0; i < others->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (list), row_new (client, g_ptr_array_index (others, i)));
  g_object_set_data_full (G_OBJECT (list), SHOWN, g_strdup (shown->str), g_free);
}

GtkWidget *
thecal_elsewhere_list_new (void)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_widget_add_css_class (list, "thecal-elsewhere");
  gtk_widget_set_visible (list, FALSE);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Alarms of other people"), -1);

  return list;
}
