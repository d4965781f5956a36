/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "caregiver/forecast_pair.h"

#include <glib/gi18n.h>
#include <math.h>

#include "shared/format.h"
#include "shared/labels.h"

#define LABELS "thecal-forecast-labels" /* GtkWidget *[4], borrowed */

enum { BEFORE_REFILL, BEFORE_EMPTY, AFTER_REFILL, AFTER_EMPTY, N_LABELS };

static char *
refill_words (const ThecalForecast *forecast, GDateTime *now)
{
  const double days = forecast->refill_by_days;
  g_autofree char *day = NULL;

  /* the 180 days alone are no forecast */
  if (isnan (forecast->empty_days.early) || isnan (days) || isinf (days))
    return g_strdup (_ ("not known yet"));
  day = thecal_format_day (now, MAX (days, 0.0));

  return days <= 0.0 ? g_strdup (_ ("Refill now")) : g_strdup_printf (_ ("Refill by %s"), day);
}

static char *
empty_words (const ThecalForecast *forecast, GDateTime *now)
{
  g_autofree char *dates = NULL;

  if (isnan (forecast->empty_days.early))
    return g_strdup ("");
  if (forecast->empty_days.early <= 0.0)
    return g_strdup (_ ("It may be empty already."));
  dates = thecal_format_dates (now, forecast->empty_days.early, forecast->empty_days.late);

  return g_strdup_printf (_ ("Empties between %s."), dates);
}

static void
set_side (GtkWidget **labels, const ThecalForecast *forecast, GDateTime *now)
{
  g_autofree char *refill = refill_words (forecast, now);
  g_autofree char *empty = empty_words (forecast, now);

  thecal_label_set (labels[0], refill);
  thecal_label_set (labels[1], empty);
}

static void
shift (ThecalBand *days, double by)
{
  days->early -= by;
  days->nominal -= by;
  days->late -= by;
}

void
thecal_forecast_pair_set (GtkWidget *pair,
                          const ThecalPumpFacts *before,
                          const ThecalRefillNumbers *after,
                          gint64 filled_us)
{
  GtkWidget **labels = g_object_get_data (G_OBJECT (pair), LABELS);
  const double since = (double) (before->now_us - filled_us) / (double) THECAL_DAY_US;
  const ThecalForecast old = thecal_pump_facts_get_forecast (before);
  ThecalForecast forecast = thecal_refill_forecast (after);

  /* from the fill to now */
  shift (&forecast.empty_days, since);
  forecast.refill_by_days -= since;
  set_side (labels + BEFORE_REFILL, &old, before->now);
  set_side (labels + AFTER_REFILL, &forecast, before->now);
}

static GtkWidget *
label_new (GtkWidget *box, const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);

  return label;
}

static void
side_new (GtkWidget *pair, const char *heading, GtkWidget **out_labels)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  gtk_widget_add_css_class (box, "card");
  gtk_widget_add_css_class (box, "thecal-forecast-side");
  label_new (box, heading, "thecal-heading");
  out_labels[0] = label_new (box, NULL, "thecal-big-title");
  out_labels[1] = label_new (box, NULL, NULL);
  gtk_box_append (GTK_BOX (pair), box);
}

GtkWidget *
thecal_forecast_pair_new (void)
{
  GtkWidget *pair = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget **labels = g_new0 (GtkWidget *, N_LABELS);

  gtk_box_set_homogeneous (GTK_BOX (pair), TRUE);
  side_new (pair, _ ("Until now"), labels + BEFORE_REFILL);
  side_new (pair, _ ("From this refill on"), labels + AFTER_REFILL);
  g_object_set_data_full (G_OBJECT (pair), LABELS, labels, g_free);

  return pair;
}
