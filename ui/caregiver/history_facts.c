/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "caregiver/history_facts.h"

#include <glib/gi18n.h>
#include <math.h>

#include "shared/chart_series.h"
#include "shared/format.h"
#include "shared/history_words.h"
#include "shared/labels.h"

typedef struct {
  GtkWidget *box, *title, *subtitle;
} Fact;

struct _ThecalHistoryFacts {
  AdwBin parent_instance;
  GTimeZone *zone;
  GtkWidget *row;
  Fact level, refill, gap;
};

G_DEFINE_FINAL_TYPE (ThecalHistoryFacts, thecal_history_facts, ADW_TYPE_BIN)

static GtkWidget *
line_new (const char *css_class)
{
  GtkWidget *line = gtk_label_new ("");

  gtk_label_set_xalign (GTK_LABEL (line), 0);
  gtk_label_set_wrap (GTK_LABEL (line), TRUE);
  gtk_widget_add_css_class (line, css_class);

  return line;
}

static Fact
add_fact (GtkWidget *row, const char *icon_name)
{
  Fact fact = { gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 14),
                line_new ("thecal-row-value"),
                line_new ("thecal-caption") };
  GtkWidget *icon = gtk_image_new_from_icon_name (icon_name);
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  gtk_widget_add_css_class (fact.box, "thecal-fact");
  gtk_widget_add_css_class (icon, "thecal-glyph");
  gtk_widget_set_valign (lines, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (lines, TRUE);
  gtk_box_append (GTK_BOX (lines), fact.title);
  gtk_box_append (GTK_BOX (lines), fact.subtitle);
  gtk_box_append (GTK_BOX (fact.box), icon);
  gtk_box_append (GTK_BOX (fact.box), lines);
  gtk_box_append (GTK_BOX (row), fact.box);

  return fact;
}

static void
show (const Fact *fact, const char *title, const char *subtitle)
{
  gtk_widget_set_visible (fact->box, title != NULL);
  if (title == NULL)
    return;
  thecal_label_set (fact->title, title);
  thecal_label_set (fact->subtitle, subtitle);
}

static void
show_level (ThecalHistoryFacts *self, const ThecalHistoryPresent *present)
{
  const bool known = !present->is_stale && !isnan (present->nominal_ml);
  g_autofree char *level =
      known ? thecal_format_level (present->early_ml, present->nominal_ml, present->late_ml)
            : g_strdup (_ ("Level not known now"));
  g_autofree char *age = present->heard_ms > 0
                             ? thecal_format_age ((present->now_ms - present->heard_ms) / 1000)
                             : NULL;
  g_autofree char *source = NULL;

  if (age == NULL)
    source = g_strdup (_ ("no report yet"));
  else if (!known)
    source = g_strdup_printf (_ ("last heard %s"), age);
  else if (present->is_measured)
    source = g_strdup_printf (_ ("measured by the pump, %s"), age);
  else if (present->interval_s == 0)
    source = g_strdup_printf (_ ("entered from the printout, %s"), age);
  else
    source = g_strdup_printf (_ ("computed, report %s"), age);
  show (&self->level, level, source);
}

static void
show_refill (ThecalHistoryFacts *self, const ThecalHistoryData *data)
{
  for (guint i = data->marks->len; i > 0; i--) {
    const ThecalHistoryMark *mark = &g_array_index (data->marks, ThecalHistoryMark, i - 1);

    if (mark->kind == THECAL_ENTRY_REFILL) {
      g_autofree char *title = thecal_history_refill_title (mark, self->zone);
      g_autofree char *detail = thecal_history_refill_detail (mark);

      show (&self->refill, title, detail);
      return;
    }
  }
  show (&self->refill, NULL, NULL);
}

static void
show_gap (ThecalHistoryFacts *self, const ThecalHistoryData *data)
{
  g_autoptr (ThecalChartSeries) series = thecal_chart_series_new (data);
  const ThecalChartGap *gap =
      series->gaps->len > 0 ? &g_array_index (series->gaps, ThecalChartGap, series->gaps->len - 1)
                            : NULL;
  g_autofree char *length =
      gap != NULL ? thecal_history_length_words (gap->to_ms - gap->from_ms, data->bucket_ms) : NULL;
  g_autofree char *since =
      gap != NULL ? thecal_history_time_words (gap->from_ms, self->zone) : NULL;
  g_autofree char *title = gap != NULL ? g_strdup_printf (_ ("Not heard for %s"), length) : NULL;
  g_autofree char *subtitle =
      gap != NULL ? g_strdup_printf (_ ("from %s; level in between not known"), since) : NULL;

  show (&self->gap, title, subtitle);
}

void
thecal_history_facts_set_data (ThecalHistoryFacts *self, const ThecalHistoryData *data)
{
  show_level (self, &data->present);
  show_refill (self, data);
  show_gap (self, data);
}

void
thecal_history_facts_set_narrow (ThecalHistoryFacts *self, gboolean narrow)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->row),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
}

static void
thecal_history_facts_finalize (GObject *object)
{
  g_clear_pointer (&THECAL_HISTORY_FACTS (object)->zone, g_time_zone_unref);

  G_OBJECT_CLASS (thecal_history_facts_parent_class)->finalize (object);
}

static void
thecal_history_facts_class_init (ThecalHistoryFactsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = thecal_history_facts_finalize;
}

static void
thecal_history_facts_init (ThecalHistoryFacts *self)
{
  self->row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_box_set_homogeneous (GTK_BOX (self->row), TRUE);
  gtk_widget_add_css_class (self->row, "card");
  self->level = add_fact (self->row, "thecal-pump-symbolic");
  self->refill = add_fact (self->row, "thecal-refill-symbolic");
  self->gap = add_fact (self->row, "thecal-unknown-symbolic");
  adw_bin_set_child (ADW_BIN (self), self->row);
}

GtkWidget *
thecal_history_facts_new (GTimeZone *zone)
{
  ThecalHistoryFacts *self = g_object_new (THECAL_TYPE_HISTORY_FACTS, NULL);

  self->zone = g_time_zone_ref (zone);

  return GTK_WIDGET (self);
}

/* The legend. */

static GtkWidget *
sign_new (const char *icon_name, const char *css_class)
{
  GtkWidget *sign = icon_name != NULL ? gtk_image_new_from_icon_name (icon_name)
                                      : gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_set_valign (sign, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (sign, css_class);

  return sign;
}

GtkWidget *
thecal_history_legend_new (void)
{
  static const struct {
    const char *icon_name, *css_class, *words;
  } rows[] = {
    { NULL, "thecal-swatch-line", N_ ("Level") },
    { NULL, "thecal-swatch-band", N_ ("Forecast, ±15 %") },
    { "thecal-refill-symbolic", "thecal-sign", N_ ("Refill") },
    { "thecal-dose-symbolic", "thecal-sign", N_ ("Dose") },
    { "thecal-high-symbolic", "thecal-high", N_ ("High alarm") },
    { "thecal-medium-symbolic", "thecal-medium", N_ ("Alarm") },
    { "thecal-low-symbolic", "thecal-low", N_ ("Notice") },
    { "thecal-unknown-symbolic", "thecal-sign", N_ ("Not heard") },
    { NULL, "thecal-swatch-dot", N_ ("Diary") },
  };
  GtkWidget *legend = gtk_flow_box_new ();

  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (legend), GTK_SELECTION_NONE);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (legend), G_N_ELEMENTS (rows));
  gtk_flow_box_set_column_spacing (GTK_FLOW_BOX (legend), 6);
  gtk_widget_add_css_class (legend, "thecal-legend");
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    GtkWidget *entry = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
    GtkWidget *sign = sign_new (rows[i].icon_name, rows[i].css_class);

    if (rows[i].icon_name != NULL)
      gtk_widget_add_css_class (sign, "thecal-sign-glyph");
    gtk_box_append (GTK_BOX (entry), sign);
    gtk_box_append (GTK_BOX (entry), gtk_label_new (_ (rows[i].words)));
    gtk_flow_box_insert (GTK_FLOW_BOX (legend), entry, -1);
    gtk_widget_set_focusable (gtk_widget_get_parent (entry), FALSE);
  }

  return legend;
}
