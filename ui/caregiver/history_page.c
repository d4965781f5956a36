/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "caregiver/history_page.h"

#include <glib/gi18n.h>
#include <math.h>

#include "caregiver/history_facts.h"
#include "caregiver/history_table.h"
#include "shared/chart.h"
#include "shared/history_source.h"
#include "shared/history_words.h"
#include "shared/labels.h"

#define PULSE_MS 120
#define REFRESH_S 30 /* now moves on */
#define ZOOM 0.6
#define BESIDE_HEAD_PX 60 /* margins of the page */
#define US_MS 1000

struct _ThecalHistoryPage {
  AdwBin parent_instance;
  ThecalMonitorClient *client;
  ThecalPlanWatch *plan;
  ThecalHistorySource *source;
  GTimeZone *zone;
  GtkWidget *pages, *head, *periods, *stretch, *moves, *as_table, *hint, *card, *views, *progress,
      *bar, *caption, *legend;
  GtkWidget *chart, *table, *facts;
  GtkWidget *period_buttons[THECAL_N_CHART_PERIODS];
  ThecalChartPeriod period; /* that was chosen last */
  gint64 period_ms;         /* its length; another one is no period any more */
  gboolean placed;          /* the first stretch was chosen */
  gboolean narrow;          /* as the window says */
  int head_px;              /* what the buttons need in one row; learnt while they stand so */
  gboolean setting;         /* the buttons follow */
  guint pulse_id, refresh_id;
};

G_DEFINE_FINAL_TYPE (ThecalHistoryPage, thecal_history_page, ADW_TYPE_BIN)

static const struct {
  const char *words, *narrow;
} period_words[] = {
  [THECAL_CHART_DAY] = { N_ ("Day"), N_ ("Day") },
  [THECAL_CHART_WEEK] = { N_ ("Week"), N_ ("Week") },
  [THECAL_CHART_MONTH] = { N_ ("Month"), N_ ("Month") },
  [THECAL_CHART_QUARTER] = { N_ ("3 months"), N_ ("3 m") },
  [THECAL_CHART_YEAR] = { N_ ("Year"), N_ ("Year") },
  [THECAL_CHART_ALL] = { N_ ("All"), N_ ("All") },
};

static gint64
now_ms (void)
{
  return g_get_real_time () / US_MS;
}

/* What is shown. */

static void
update_periods (ThecalHistoryPage *self)
{
  const ThecalChartView *view = thecal_chart_get_view (THECAL_CHART (self->chart));
  const gint64 span_ms = view->to_ms - view->from_ms;
  /* A change of the clock makes a day of 23 or 25 hours. */
  const gboolean is_period = ABS (span_ms - self->period_ms) <= 2 * THECAL_CHART_HOUR_MS;

  self->setting = TRUE;
  for (int period = 0; period < THECAL_N_CHART_PERIODS; period++)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->period_buttons[period]),
                                  is_period && period == (int) self->period);
  self->setting = FALSE;
}

static void
update_table (ThecalHistoryPage *self)
{
  const ThecalChartView *view = thecal_chart_get_view (THECAL_CHART (self->chart));

  if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->as_table)))
    thecal_history_table_set_data (THECAL_HISTORY_TABLE (self->table),
                                   thecal_history_source_get_data (self->source),
                                   view->from_ms,
                                   view->to_ms);
}

static void
on_view_changed (ThecalHistoryPage *self)
{
  const ThecalChartView *view = thecal_chart_get_view (THECAL_CHART (self->chart));
  g_autofree char *words = thecal_history_stretch_words (view, self->zone);

  thecal_label_set (self->stretch, words);
  update_periods (self);
  update_table (self);
  thecal_history_source_show (self->source,
                              view->from_ms,
                              view->to_ms,
                              thecal_chart_get_n_buckets (THECAL_CHART (self->chart)));
}

static void
show_period (ThecalHistoryPage *self, ThecalChartPeriod period, gint64 at_ms)
{
  const ThecalChartView *view = thecal_chart_get_view (THECAL_CHART (self->chart));

  self->period = period;
  self->period_ms = 0;
  thecal_chart_set_period (THECAL_CHART (self->chart), period, at_ms);
  self->period_ms = view->to_ms - view->from_ms;
  update_periods (self);
}

/* Today where it is in sight, else the middle of what is. */
static gint64
anchor_of (ThecalHistoryPage *self)
{
  const ThecalChartView *view = thecal_chart_get_view (THECAL_CHART (self->chart));
  const gint64 at_ms = now_ms ();

  return at_ms >= view->from_ms && at_ms < view->to_ms
             ? at_ms
             : view->from_ms + (view->to_ms - view->from_ms) / 2;
}

static void
on_period_clicked (GtkButton *button, ThecalHistoryPage *self)
{
  for (int period = 0; period < THECAL_N_CHART_PERIODS && !self->setting; period++)
    if (self->period_buttons[period] == GTK_WIDGET (button))
      show_period (self, (ThecalChartPeriod) period, anchor_of (self));
}

static void
on_earlier (ThecalHistoryPage *self)
{
  thecal_chart_turn (THECAL_CHART (self->chart), -1);
}

static void
on_later (ThecalHistoryPage *self)
{
  thecal_chart_turn (THECAL_CHART (self->chart), 1);
}

static void
on_today (ThecalHistoryPage *self)
{
  show_period (
      self, self->period == THECAL_CHART_ALL ? THECAL_CHART_QUARTER : self->period, now_ms ());
}

static void
on_more_time (ThecalHistoryPage *self)
{
  thecal_chart_zoom (THECAL_CHART (self->chart), 1 / ZOOM);
}

static void
on_less_time (ThecalHistoryPage *self)
{
  thecal_chart_zoom (THECAL_CHART (self->chart), ZOOM);
}

static void
on_stop (ThecalHistoryPage *self)
{
  thecal_history_source_cancel (self->source);
}

static void
on_table_toggled (ThecalHistoryPage *self)
{
  const gboolean as_table = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->as_table));

  gtk_stack_set_visible_child_name (GTK_STACK (self->views), as_table ? "table" : "chart");
  gtk_widget_set_visible (self->caption, !as_table);
  gtk_widget_set_visible (self->legend, !as_table);
  update_table (self);
}

/* What is known. */

static gboolean
on_pulse (gpointer user_data)
{
  gtk_progress_bar_pulse (GTK_PROGRESS_BAR (THECAL_HISTORY_PAGE (user_data)->bar));

  return G_SOURCE_CONTINUE;
}

static void
update_progress (ThecalHistoryPage *self)
{
  const gboolean slow = thecal_history_source_is_slow (self->source);

  gtk_widget_set_visible (self->progress, slow);
  if (slow && self->pulse_id == 0)
    self->pulse_id = g_timeout_add (PULSE_MS, on_pulse, self);
  if (!slow)
    g_clear_handle_id (&self->pulse_id, g_source_remove);
}

static void
update_hint (ThecalHistoryPage *self)
{
  const gint64 loaded_ms = thecal_history_source_get_loaded_ms (self->source);
  const char *fault = thecal_history_source_get_fault (self->source);
  g_autofree char *when = loaded_ms != 0 ? thecal_history_time_words (loaded_ms, self->zone) : NULL;
  g_autofree char *lost = NULL;

  if (when != NULL)
    lost =
        g_strdup_printf (_ ("Thecal's monitor is not running. What you see was read on %s."), when);
  if (thecal_history_source_is_lost (self->source))
    thecal_label_set (self->hint,
                      lost != NULL
                          ? lost
                          : _ ("Thecal's monitor is not running: the history cannot be read now."));
  else
    thecal_label_set (self->hint, fault != NULL ? fault : "");
}

static void
place (ThecalHistoryPage *self)
{
  /* What cannot be read has its place in time all the same. */
  if (self->placed || (!thecal_history_source_is_known (self->source) &&
                       thecal_history_source_get_fault (self->source) == NULL))
    return;
  self->placed = TRUE;
  show_period (self, THECAL_CHART_QUARTER, now_ms ());
}

static void
on_source_changed (ThecalHistoryPage *self)
{
  ThecalHistoryData *data = thecal_history_source_get_data (self->source);
  const gint64 last_ms = thecal_history_data_get_last_ms (data);
  const gboolean lost = thecal_history_source_is_lost (self->source);
  const gboolean empty = thecal_history_source_is_empty (self->source);

  thecal_chart_set_limits (THECAL_CHART (self->chart),
                           thecal_history_source_get_first_ms (self->source),
                           last_ms != 0 ? last_ms : now_ms ());
  thecal_chart_set_data (THECAL_CHART (self->chart), data);
  thecal_chart_set_lost (THECAL_CHART (self->chart), lost);
  thecal_history_facts_set_data (THECAL_HISTORY_FACTS (self->facts), data);
  gtk_widget_set_visible (self->facts, !lost);
  gtk_stack_set_visible_child_name (GTK_STACK (self->pages), empty ? "empty" : "history");
  place (self);
  update_progress (self);
  update_hint (self);
  update_table (self);
}

/* Visits of the plan that are still to come. */
static void
on_plan_changed (ThecalHistoryPage *self)
{
  const ThecalPlanLoad *load = thecal_plan_watch_get_load (self->plan);
  g_autoptr (GArray) visits = g_array_new (FALSE, FALSE, sizeof (ThecalHistoryMark));

  for (guint i = 0; load != NULL && i < load->document->plan.n_visits; i++) {
    const ThecalHistoryMark visit = {
      .kind = THECAL_ENTRY_VISIT,
      .at_ms = load->document->plan.visits[i].at_wall_us / US_MS,
      .filled_ml = NAN,
      .withdrawn_ml = NAN,
      .expected_ml = NAN,
      .dose_ug = NAN,
      .dose_before_ug = NAN,
      .is_planned = true,
      .by = "",
    };

    if (visit.at_ms > now_ms ())
      g_array_append_val (visits, visit);
  }
  thecal_history_source_set_visits (self->source, visits);
}

static gboolean
on_refresh (gpointer user_data)
{
  on_source_changed (user_data);

  return G_SOURCE_CONTINUE;
}

static void
thecal_history_page_map (GtkWidget *widget)
{
  ThecalHistoryPage *self = THECAL_HISTORY_PAGE (widget);

  GTK_WIDGET_CLASS (thecal_history_page_parent_class)->map (widget);
  self->refresh_id = g_timeout_add_seconds (REFRESH_S, on_refresh, self);
  on_plan_changed (self);
  thecal_history_source_set_active (self->source, TRUE);
}

static void
thecal_history_page_unmap (GtkWidget *widget)
{
  ThecalHistoryPage *self = THECAL_HISTORY_PAGE (widget);

  g_clear_handle_id (&self->refresh_id, g_source_remove);
  g_clear_handle_id (&self->pulse_id, g_source_remove);
  thecal_history_source_set_active (self->source, FALSE);
  GTK_WIDGET_CLASS (thecal_history_page_parent_class)->unmap (widget);
}

/* The buttons stand in one row where it has room for them: with them in it the page would hold the
 * whole window wide. */
static void
update_head (ThecalHistoryPage *self, int width)
{
  GtkOrientable *head = GTK_ORIENTABLE (self->head);

  if (gtk_orientable_get_orientation (head) == GTK_ORIENTATION_HORIZONTAL)
    gtk_widget_measure (
        self->head, GTK_ORIENTATION_HORIZONTAL, -1, &self->head_px, NULL, NULL, NULL);
  gtk_orientable_set_orientation (head,
                                  self->narrow || width < self->head_px + BESIDE_HEAD_PX
                                      ? GTK_ORIENTATION_VERTICAL
                                      : GTK_ORIENTATION_HORIZONTAL);
}

static void
on_layout (GdkSurface *surface, int width, int height, ThecalHistoryPage *self)
{
  update_head (self, width);
}

static void
thecal_history_page_realize (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (thecal_history_page_parent_class)->realize (widget);
  g_signal_connect_object (gtk_native_get_surface (gtk_widget_get_native (widget)),
                           "layout",
                           G_CALLBACK (on_layout),
                           widget,
                           0);
}

void
thecal_history_page_set_narrow (ThecalHistoryPage *self, gboolean narrow)
{
  self->narrow = narrow;
  update_head (self, gtk_widget_get_width (GTK_WIDGET (self)));
  gtk_box_set_homogeneous (GTK_BOX (self->periods), narrow);
  for (int period = 0; period < THECAL_N_CHART_PERIODS; period++)
    gtk_button_set_label (GTK_BUTTON (self->period_buttons[period]),
                          narrow ? _ (period_words[period].narrow)
                                 : _ (period_words[period].words));
  thecal_history_facts_set_narrow (THECAL_HISTORY_FACTS (self->facts), narrow);
  thecal_history_table_set_narrow (THECAL_HISTORY_TABLE (self->table), narrow);
}

static void
thecal_history_page_dispose (GObject *object)
{
  ThecalHistoryPage *self = THECAL_HISTORY_PAGE (object);

  g_clear_handle_id (&self->refresh_id, g_source_remove);
  g_clear_handle_id (&self->pulse_id, g_source_remove);
  if (self->source != NULL)
    thecal_history_source_set_active (self->source, FALSE);
  g_clear_object (&self->source);
  g_clear_object (&self->client);
  g_clear_object (&self->plan);
  g_clear_pointer (&self->zone, g_time_zone_unref);

  G_OBJECT_CLASS (thecal_history_page_parent_class)->dispose (object);
}

static void
thecal_history_page_class_init (ThecalHistoryPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = thecal_history_page_dispose;
  widget_class->realize = thecal_history_page_realize;
  widget_class->map = thecal_history_page_map;
  widget_class->unmap = thecal_history_page_unmap;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/thecal/Thecal/caregiver/history_page.ui");
  gtk_widget_class_bind_template_child (widget_class, ThecalHistoryPage, pages);
  gtk_widget_class_bind_template_child (widget_class, ThecalHistoryPage, head);
  gtk_widget_class_bind_template_child (widget_class, ThecalHistoryPage, periods);
  gtk_widget_class_bind_template_child (widget_class, ThecalHistoryPage, stretch);
  gtk_widget_class_bind_template_child (widget_class, ThecalHistoryPage, moves);
  gtk_widget_class_bind_template_child (widget_class, ThecalHistoryPage, as_table);
  gtk_widget_class_bind_template_child (widget_class, ThecalHistoryPage, hint);
  gtk_widget_class_bind_template_child (widget_class, ThecalHistoryPage, card);
  gtk_widget_class_bind_template_child (widget_class, ThecalHistoryPage, views);
  gtk_widget_class_bind_template_child (widget_class, ThecalHistoryPage, progress);
  gtk_widget_class_bind_template_child (widget_class, ThecalHistoryPage, bar);
  gtk_widget_class_bind_template_child (widget_class, ThecalHistoryPage, caption);
  gtk_widget_class_bind_template_callback (widget_class, on_earlier);
  gtk_widget_class_bind_template_callback (widget_class, on_today);
  gtk_widget_class_bind_template_callback (widget_class, on_later);
  gtk_widget_class_bind_template_callback (widget_class, on_more_time);
  gtk_widget_class_bind_template_callback (widget_class, on_less_time);
  gtk_widget_class_bind_template_callback (widget_class, on_stop);
  gtk_widget_class_bind_template_callback (widget_class, on_table_toggled);
}

static void
add_periods (ThecalHistoryPage *self)
{
  for (int period = 0; period < THECAL_N_CHART_PERIODS; period++) {
    GtkWidget *button = gtk_toggle_button_new_with_label (_ (period_words[period].words));

    gtk_accessible_update_property (
        GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _ (period_words[period].words), -1);
    g_signal_connect (button, "clicked", G_CALLBACK (on_period_clicked), self);
    gtk_box_append (GTK_BOX (self->periods), button);
    self->period_buttons[period] = button;
  }
}

static void
thecal_history_page_init (ThecalHistoryPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->zone = g_time_zone_new_local ();
  self->chart = thecal_chart_new (self->zone);
  self->table = thecal_history_table_new (self->zone);
  self->facts = thecal_history_facts_new (self->zone);
  gtk_stack_add_named (GTK_STACK (self->views), self->chart, "chart");
  gtk_stack_add_named (GTK_STACK (self->views), self->table, "table");
  self->legend = thecal_history_legend_new ();
  gtk_box_append (GTK_BOX (self->card), self->legend);
  gtk_box_append (GTK_BOX (gtk_widget_get_parent (self->card)), self->facts);
  add_periods (self);
  g_signal_connect_object (
      self->chart, "view-changed", G_CALLBACK (on_view_changed), self, G_CONNECT_SWAPPED);
}

GtkWidget *
thecal_history_page_new (ThecalMonitorClient *client, ThecalPlanWatch *plan)
{
  ThecalHistoryPage *self = g_object_new (THECAL_TYPE_HISTORY_PAGE, NULL);

  self->client = g_object_ref (client);
  self->plan = g_object_ref (plan);
  self->source = thecal_history_source_new (client);
  g_signal_connect_object (
      self->source, "changed", G_CALLBACK (on_source_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (plan, "changed", G_CALLBACK (on_plan_changed), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}
