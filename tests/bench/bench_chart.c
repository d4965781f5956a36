/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <gtk/gtk.h>
#include <math.h>
#include <time.h>

#include "shared/chart.h"
#include "shared/history_entries.h"

#define WIDTH 1000
#define HEIGHT 560
#define RUNS 60
#define NOW_MS G_GINT64_CONSTANT (1795000000000)
#define YEARS_DAYS 3652

/* CPU time of one frame of the history's chart: "snapshot_us draw_us" of the median frame, with ten
 * years in 4000 buckets, refills, alarms and a diary entry for each day. Needs a display. */

static void
add_alarms_and_refills (ThecalHistoryData *data, gint64 from_ms)
{
  for (int i = 0; i < YEARS_DAYS; i += 49) {
    const ThecalHistoryMark mark = {
      THECAL_ENTRY_REFILL, from_ms + i * THECAL_CHART_DAY_MS, 40, 5, 5, 390, NAN, false, ""
    };
    const ThecalHistoryAlarm alarm = { (guint) i,
                                       mark.at_ms + THECAL_CHART_DAY_MS,
                                       mark.at_ms + 2 * THECAL_CHART_DAY_MS,
                                       i % 2 == 0 ? THECAL_PRIORITY_LOW : THECAL_PRIORITY_HIGH,
                                       "refill-due" };

    g_array_append_val (data->marks, mark);
    g_array_append_val (data->alarms, alarm);
  }
}

static ThecalHistoryData *
ten_years (void)
{
  ThecalHistoryData *data = thecal_history_data_new ();
  const gint64 from_ms = NOW_MS - YEARS_DAYS * THECAL_CHART_DAY_MS;
  const gint64 bucket_ms = (NOW_MS - from_ms) / THECAL_CHART_MAX_BUCKETS;

  data->from_ms = from_ms;
  data->to_ms = NOW_MS;
  data->bucket_ms = bucket_ms;
  data->present.now_ms = NOW_MS;
  data->present.interval_s = 900;
  data->present.capacity_ml = 40;
  data->present.low_ml = 3;
  data->present.early_ml = 11.1;
  data->present.nominal_ml = 12.7;
  data->present.late_ml = 15.0;
  data->present.empty_early_days = 14.2;
  data->present.empty_late_days = 19.1;
  for (int i = 0; i < THECAL_CHART_MAX_BUCKETS; i++) {
    const double days = fmod ((double) (i * bucket_ms) / (double) THECAL_CHART_DAY_MS, 49);
    const ThecalHistoryLevel level = { from_ms + i * bucket_ms,
                                       40 - (days + 0.9) * 0.78,
                                       40 - days * 0.78 };

    g_array_append_val (data->levels, level);
  }
  for (int i = 0; i < YEARS_DAYS; i++) {
    const ThecalHistoryDiary day = { .at_ms = from_ms + i * THECAL_CHART_DAY_MS,
                                     .stiffness = i * 7 % 11,
                                     .spasms = NAN,
                                     .pain = NAN,
                                     .sleep = NAN,
                                     .temperature_c = NAN };

    g_array_append_val (data->diary, day);
  }
  add_alarms_and_refills (data, from_ms);
  thecal_history_data_finish (data);

  return data;
}

/* Of this thread: what else the machine does is not the chart's. */
static gint64
cpu_us (void)
{
  struct timespec used;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &used);

  return (gint64) used.tv_sec * G_USEC_PER_SEC + used.tv_nsec / 1000;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const gint64 one = *(const gint64 *) a, other = *(const gint64 *) b;

  return (one > other) - (one < other);
}

static gint64
median (GArray *times)
{
  g_array_sort (times, compare);

  return g_array_index (times, gint64, times->len / 2);
}

int
main (void)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (ThecalHistoryData) data = ten_years ();
  g_autoptr (GArray) snapshots = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) draws = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GtkWidget) chart = NULL;
  cairo_surface_t *surface;
  int least;

  gtk_init ();
  chart = g_object_ref_sink (thecal_chart_new (utc));
  gtk_widget_measure (chart, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  gtk_widget_allocate (chart, WIDTH, HEIGHT, -1, NULL);
  thecal_chart_set_limits (THECAL_CHART (chart), data->from_ms, NOW_MS);
  thecal_chart_set_data (THECAL_CHART (chart), data);
  thecal_chart_set_period (THECAL_CHART (chart), THECAL_CHART_ALL, NOW_MS);
  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, WIDTH, HEIGHT);
  for (int i = 0; i < RUNS; i++) {
    const gint64 begin = cpu_us ();
    GtkSnapshot *snapshot = gtk_snapshot_new ();
    gint64 snapped, drawn;
    GskRenderNode *node;
    cairo_t *cr;

    GTK_WIDGET_GET_CLASS (chart)->snapshot (chart, snapshot);
    node = gtk_snapshot_free_to_node (snapshot);
    snapped = cpu_us () - begin;
    cr = cairo_create (surface);
    gsk_render_node_draw (node, cr);
    cairo_destroy (cr);
    drawn = cpu_us () - begin - snapped;
    gsk_render_node_unref (node);
    g_array_append_val (snapshots, snapped);
    g_array_append_val (draws, drawn);
  }
  cairo_surface_destroy (surface);
  g_print ("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n", median (snapshots), median (draws));

  return 0;
}
