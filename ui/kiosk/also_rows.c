/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "kiosk/also_rows.h"

#include <glib/gi18n.h>

#include "shared/alarm_words.h"
#include "shared/labels.h"
#include "shared/priority_look.h"

#define ROWS 3
#define KEY "thecal-also"

typedef struct {
  GtkWidget *row[ROWS], *icon[ROWS], *label[ROWS], *more; /* the rest is told in the last row */
  const ThecalPriorityLook *look[ROWS];
} AlsoRows;

GtkWidget *
thecal_also_rows_new (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  AlsoRows *self = g_new0 (AlsoRows, 1);

  for (guint i = 0; i < ROWS; i++) {
    self->row[i] = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
    self->icon[i] = gtk_image_new ();
    self->label[i] = gtk_label_new ("");
    gtk_label_set_xalign (GTK_LABEL (self->label[i]), 0);
    gtk_label_set_ellipsize (GTK_LABEL (self->label[i]), PANGO_ELLIPSIZE_END);
    gtk_widget_set_hexpand (self->label[i], TRUE);
    gtk_widget_add_css_class (self->row[i], "kiosk-also");
    gtk_box_append (GTK_BOX (self->row[i]), self->icon[i]);
    gtk_box_append (GTK_BOX (self->row[i]), self->label[i]);
    gtk_box_append (GTK_BOX (box), self->row[i]);
  }
  self->more = gtk_label_new ("");
  gtk_box_append (GTK_BOX (self->row[ROWS - 1]), self->more);
  gtk_widget_add_css_class (box, "kiosk-also-rows");
  g_object_set_data_full (G_OBJECT (box), KEY, self, g_free);

  return box;
}

static const char *
state_words (ThecalDbusAlarm *alarm)
{
  if (thecal_alarm_is (alarm, "acknowledged"))
    return _ ("somebody is on it");
  if (thecal_alarm_is (alarm, "paused"))
    return _ ("sound paused");
  if (thecal_alarm_is (alarm, "latched"))
    return _ ("has ended, nobody saw it");

  return thecal_alarm_is_sounding (alarm) ? _ ("sounding") : _ ("stands");
}

static void
set_row (AlsoRows *self, guint row, ThecalDbusAlarm *alarm, GDateTime *now)
{
  const ThecalPriorityLook *look =
      thecal_priority_look_get (thecal_dbus_alarm_get_priority (alarm));
  g_autofree char *title = thecal_alarm_title_words (alarm);
  g_autofree char *since = thecal_alarm_since_words (alarm, now);
  g_autofree char *words =
      g_strdup_printf ("%s: %s · %s · %s", _ (look->words), title, since, state_words (alarm));

  if (self->look[row] != look)
    gtk_image_set_from_icon_name (GTK_IMAGE (self->icon[row]), look->icon_name);
  self->look[row] = look;
  thecal_label_set (self->label[row], words);
}

guint
thecal_also_rows_set (GtkWidget *rows, GPtrArray *alarms, ThecalDbusAlarm *main, GDateTime *now)
{
  AlsoRows *self = g_object_get_data (G_OBJECT (rows), KEY);
  guint n = 0;
  g_autofree char *more = NULL;

  for (guint i = 0; i < alarms->len; i++) {
    ThecalDbusAlarm *alarm = g_ptr_array_index (alarms, i);

    if (alarm == main)
      continue;
    if (n < ROWS)
      set_row (self, n, alarm, now);
    n++;
  }
  for (guint i = 0; i < ROWS; i++)
    gtk_widget_set_visible (self->row[i], i < n);
  gtk_widget_set_visible (rows, n > 0);
  more = n > ROWS ? g_strdup_printf (_ ("and %u more"), n - ROWS) : g_strdup ("");
  thecal_label_set (self->more, more);

  return MIN (n, ROWS);
}
