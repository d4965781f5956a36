/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "caregiver/diary_trend.h"

#include <glib/gi18n.h>
#include <math.h>

#include "core/diary/trend.h"
#include "shared/day.h"
#include "shared/labels.h"
#include "shared/now.h"
#include "shared/sparkline.h"
#include "words/diary_words.h"

struct _ThecalDiaryTrend {
  GtkBox parent_instance;
  GtkWidget *line, *words;
};

G_DEFINE_FINAL_TYPE (ThecalDiaryTrend, thecal_diary_trend, GTK_TYPE_BOX)

static GArray *
get_points (ThecalEntryBook *book)
{
  g_autoptr (GPtrArray) entries = thecal_entry_book_get (book, THECAL_ENTRY_DIARY);
  GArray *points = g_array_new (FALSE, FALSE, sizeof (ThecalTrendPoint));

  for (guint i = 0; i < entries->len; i++) {
    const ThecalEntry *entry = g_ptr_array_index (entries, i);
    const ThecalTrendPoint point = { .at_us = thecal_entry_get_at_us (entry),
                                     .stiffness = thecal_entry_get_number (entry, "stiffness") };

    if (!isnan (point.stiffness))
      g_array_append_val (points, point);
  }

  return points;
}

static double
find_value (const GArray *points, gint64 from_us, gint64 to_us)
{
  double value = NAN;

  for (guint i = 0; i < points->len; i++) {
    const ThecalTrendPoint *point = &g_array_index (points, ThecalTrendPoint, i);

    if (point->at_us >= from_us && point->at_us < to_us)
      value = point->stiffness;
  }

  return value;
}

static char *
format_day (gint64 at_us, GTimeZone *zone, const char *format)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (at_us / THECAL_SECOND_US);
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;

  return local != NULL ? g_date_time_format (local, format) : g_strdup ("");
}

/* What the picture shows, for who cannot see it. */
static void
add_words (GString *words, double value, gint64 at_us, GTimeZone *zone)
{
  g_autofree char *day = format_day (at_us, zone, "%a %-e");

  if (!isnan (value))
    g_string_append_printf (words, ", %s: %g", day, value);
}

static void
set_line (ThecalDiaryTrend *self, const GArray *points, gint64 now_us)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autoptr (GString) words = g_string_new (_ ("Stiffness of the last 14 days"));
  ThecalSparklineData data;

  for (int i = 0; i < THECAL_SPARKLINE_DAYS; i++) {
    const int days = i + 1 - THECAL_SPARKLINE_DAYS;
    const gint64 from_us = thecal_day_get_start_us (now_us, days, zone);
    const gint64 to_us = thecal_day_get_start_us (now_us, days + 1, zone);
    g_autofree char *day = format_day (from_us, zone, "%-e");

    data.value[i] = find_value (points, from_us, to_us);
    data.mean[i] = thecal_trend_get_mean (
        (const ThecalTrendPoint *) (gpointer) points->data, points->len, MIN (to_us - 1, now_us));
    g_strlcpy (data.day[i], i % 2 != 0 ? day : "", sizeof data.day[i]);
    add_words (words, data.value[i], from_us, zone);
  }
  thecal_sparkline_set (THECAL_SPARKLINE (self->line), &data, words->str);
}

void
thecal_diary_trend_set (ThecalDiaryTrend *self, ThecalEntryBook *book)
{
  g_autoptr (GArray) points = get_points (book);
  const gint64 now_us = thecal_now ().wall_us;
  const ThecalTrend trend = thecal_trend_compute (
      (const ThecalTrendPoint *) (gpointer) points->data, points->len, now_us);
  g_autofree char *words = thecal_diary_trend_sentence (&trend);

  set_line (self, points, now_us);
  thecal_label_set (self->words, words);
  gtk_widget_set_visible (GTK_WIDGET (self), points->len > 0);
}

static void
thecal_diary_trend_class_init (ThecalDiaryTrendClass *klass)
{
}

static GtkWidget *
label_new (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, css_class);

  return label;
}

static void
thecal_diary_trend_init (ThecalDiaryTrend *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
  gtk_widget_add_css_class (GTK_WIDGET (self), "card");
  gtk_widget_add_css_class (GTK_WIDGET (self), "thecal-card");
  self->line = thecal_sparkline_new ();
  self->words = label_new (NULL, "thecal-field-title");
  gtk_box_append (GTK_BOX (self), label_new (_ ("Stiffness, last 14 days"), "thecal-heading"));
  gtk_box_append (GTK_BOX (self), self->line);
  gtk_box_append (GTK_BOX (self), self->words);
  gtk_box_append (GTK_BOX (self),
                  label_new (_ ("Dots: entries. Line: mean of 3 days. These numbers go to your "
                                "team. They do not decide treatment."),
                             "thecal-caption"));
}

GtkWidget *
thecal_diary_trend_new (void)
{
  return g_object_new (THECAL_TYPE_DIARY_TREND, NULL);
}
