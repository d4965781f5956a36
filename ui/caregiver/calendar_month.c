/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <adwaita.h>

#include "caregiver/calendar_month.h"

#include <glib/gi18n.h>
#include <stdlib.h>

#include "core/plan/calendar_group.h"
#include "shared/labels.h"
#include "words/calendar_words.h"

#define LONG_D 7 /* what goes on for longer would mark every day */

struct _ThecalCalendarMonth {
  AdwBin parent_instance;
  GtkWidget *calendar, *day, *list;
  ThecalCalendarReader read;
  gpointer user_data;
};

G_DEFINE_FINAL_TYPE (ThecalCalendarMonth, thecal_calendar_month, ADW_TYPE_BIN)

static gint64
to_us (GDateTime *time)
{
  return g_date_time_to_unix (time) * THECAL_SECOND_US;
}

/* GTK 4.8 does not draw anew what gtk_calendar_mark_day() marks while a month is shown: the days
 * are looked up among its labels. */
static void
set_marks (GtkWidget *widget, guint32 days)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    set_marks (child, days);
  if (!GTK_IS_LABEL (widget) || !gtk_widget_has_css_class (widget, "day-number"))
    return;

  if (!gtk_widget_has_css_class (widget, "other-month") &&
      (days & (1u << CLAMP (atoi (gtk_label_get_text (GTK_LABEL (widget))), 0, 31))) != 0)
    gtk_widget_add_css_class (widget, "thecal-marked");
  else
    gtk_widget_remove_css_class (widget, "thecal-marked");
}

/* Bit n: something is on day n of the month that begins with @first. */
static guint32
get_days (const ThecalCalendarInput *input, GDateTime *first)
{
  g_autoptr (GDateTime) next = g_date_time_add_months (first, 1);
  g_autoptr (GPtrArray) items = thecal_calendar_get_items (input, to_us (first), to_us (next) - 1);
  guint32 days = 0;

  for (guint i = 0; i < items->len; i++) {
    const ThecalCalendarItem *item = g_ptr_array_index (items, i);

    if (item->to_us - item->from_us > LONG_D * THECAL_DAY_US ||
        item->kind == THECAL_CALENDAR_DIARY || item->kind == THECAL_CALENDAR_EXERCISE)
      continue;
    for (int day = 1; day <= 31; day++) {
      const gint64 begin_us = thecal_calendar_get_day_us (to_us (first), day - 1, input->zone);
      const gint64 end_us = thecal_calendar_get_day_us (to_us (first), day, input->zone);

      if (item->from_us < end_us && item->to_us >= begin_us)
        days |= 1u << day;
    }
  }

  return days;
}

static void
show_day (ThecalCalendarMonth *self, const ThecalCalendarInput *input, GDateTime *day)
{
  const gint64 begin_us = thecal_calendar_get_day_us (to_us (day), 0, input->zone);
  const gint64 end_us = thecal_calendar_get_day_us (to_us (day), 1, input->zone) - 1;
  g_autoptr (GPtrArray) items = thecal_calendar_get_items (input, begin_us, end_us);
  g_autofree char *title = g_date_time_format (day, "%A %-d %B");
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < items->len; i++) {
    const ThecalCalendarItem *item = g_ptr_array_index (items, i);

    g_string_append_printf (
        text, "%s• %s", text->len > 0 ? "\n" : "", thecal_calendar_title (item));
  }
  thecal_label_set (self->day, title);
  thecal_label_set (self->list, text->len > 0 ? text->str : _ ("Nothing is due on this day."));
}

void
thecal_calendar_month_update (ThecalCalendarMonth *self)
{
  g_autoptr (GDateTime) day = gtk_calendar_get_date (GTK_CALENDAR (self->calendar));
  g_autoptr (GDateTime) first = NULL;
  ThecalCalendarInput input;

  if (self->read == NULL || !self->read (&input, self->user_data))
    return;
  first = g_date_time_new (
      input.zone, g_date_time_get_year (day), g_date_time_get_month (day), 1, 0, 0, 0);
  set_marks (self->calendar, get_days (&input, first));
  show_day (self, &input, day);
}

void
thecal_calendar_month_set_reader (ThecalCalendarMonth *self,
                                  ThecalCalendarReader read,
                                  gpointer user_data)
{
  self->read = read;
  self->user_data = user_data;
}

static void
thecal_calendar_month_class_init (ThecalCalendarMonthClass *klass)
{
}

static GtkWidget *
label_new (GtkWidget *box, const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);

  return label;
}

static void
thecal_calendar_month_init (ThecalCalendarMonth *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  static const char *const moves[] = {
    "day-selected", "next-month", "prev-month", "next-year", "prev-year"
  };

  self->calendar = gtk_calendar_new ();
  gtk_widget_add_css_class (self->calendar, "thecal-month");
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self->calendar), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Month"), -1);
  for (gsize i = 0; i < G_N_ELEMENTS (moves); i++)
    g_signal_connect_swapped (
        self->calendar, moves[i], G_CALLBACK (thecal_calendar_month_update), self);
  gtk_box_append (GTK_BOX (box), self->calendar);
  self->day = label_new (box, "thecal-agenda-title");
  self->list = label_new (box, "thecal-age");
  gtk_widget_set_margin_top (self->day, 6);
  gtk_widget_add_css_class (GTK_WIDGET (self), "card");
  gtk_widget_add_css_class (GTK_WIDGET (self), "thecal-month-card");
  adw_bin_set_child (ADW_BIN (self), box);
}

GtkWidget *
thecal_calendar_month_new (void)
{
  return g_object_new (THECAL_TYPE_CALENDAR_MONTH, NULL);
}
