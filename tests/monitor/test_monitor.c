/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
/* The driver with a real store and the real clocks, without signals. */
#include <glib/gstdio.h>
#include <math.h>

#include "boot_clock.h"
#include "monitor.h"
#include "self_test.h"

#define LIMIT_MS 20000

typedef struct {
  char *folder, *path;
  ThecalStore *store;
  ThecalMonitor *monitor;
  gboolean started;
} Fixture;

static gboolean
on_limit (gpointer what)
{
  g_error ("not seen in time: %s", (const char *) what);
  return G_SOURCE_REMOVE;
}

/* Runs the loop until @seen. */
#define AWAIT(seen)                                                                                \
  do {                                                                                             \
    const guint limit_id = g_timeout_add (LIMIT_MS, on_limit, (gpointer) #seen);                   \
    while (!(seen))                                                                                \
      g_main_context_iteration (NULL, TRUE);                                                       \
    g_source_remove (limit_id);                                                                    \
  } while (0)

static void
on_started (Fixture *self)
{
  self->started = TRUE;
}

static void
start (Fixture *self)
{
  self->started = FALSE;
  self->store = thecal_store_new (self->path);
  self->monitor = thecal_monitor_new (self->store, NULL);
  g_signal_connect_swapped (self->monitor, "started", G_CALLBACK (on_started), self);
  thecal_monitor_start (self->monitor);
  AWAIT (self->started);
}

static void
on_flushed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_assert_true (thecal_store_flush_finish (THECAL_STORE (source), result, NULL));
  *(gboolean *) user_data = TRUE;
}

static void
stop (Fixture *self)
{
  gboolean flushed = FALSE;

  g_object_run_dispose (G_OBJECT (self->monitor));
  g_clear_object (&self->monitor);
  thecal_store_flush_async (self->store, NULL, on_flushed, &flushed);
  AWAIT (flushed);
  g_clear_object (&self->store);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->folder = g_dir_make_tmp ("thecal-monitor.XXXXXX", NULL);
  self->path = g_build_filename (self->folder, "thecal.db", NULL);
  start (self);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  const char *const suffixes[] = { "", "-wal", "-shm" };

  if (self->monitor != NULL)
    stop (self);
  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++) {
    g_autofree char *path = g_strconcat (self->path, suffixes[i], NULL);

    g_unlink (path);
  }
  g_rmdir (self->folder);
  g_free (self->path);
  g_free (self->folder);
}

static ThecalEvent
level (guint unit, double reservoir_ml)
{
  ThecalEvent event = { .type = THECAL_EVENT_STATUS, .unit = unit };

  for (int field = 0; field < THECAL_N_FIELDS; field++)
    event.status.values[field] = NAN;
  event.status.values[THECAL_FIELD_RESERVOIR_ML] = reservoir_ml;
  event.status.present = 1u << THECAL_FIELD_RESERVOIR_ML;
  event.status.source = THECAL_SOURCE_MANUAL;

  return event;
}

static const ThecalAlarm *
alarm_of (Fixture *self, guint unit, ThecalConditionId condition)
{
  return thecal_system_get_alarm (thecal_monitor_get_system (self->monitor), unit, condition);
}

/* What was heard, raised and answered is back after a stop. */
static void
test_back_again (Fixture *self, gconstpointer data)
{
  ThecalEventSink *sink = THECAL_EVENT_SINK (self->monitor);
  const guint unit = thecal_event_sink_ensure_pump (sink, "manual", "Pump", FALSE);
  const ThecalEvent event = level (unit, 0.2);
  const ThecalEvent acknowledge = {
    .type = THECAL_EVENT_ACKNOWLEDGE,
    .unit = unit,
    .person = { .condition = THECAL_CONDITION_RESERVOIR_EMPTY, .by = "Anna" },
  };
  guint episode;

  g_assert_cmpuint (unit, ==, 1);
  g_assert_cmpuint (thecal_event_sink_ensure_pump (sink, "manual", "Pump", FALSE), ==, unit);
  thecal_event_sink_post (sink, &event);
  g_assert_cmpint (
      alarm_of (self, unit, THECAL_CONDITION_RESERVOIR_EMPTY)->signal, ==, THECAL_SIGNAL_SOUNDING);
  thecal_event_sink_post (sink, &acknowledge);
  episode = alarm_of (self, unit, THECAL_CONDITION_RESERVOIR_EMPTY)->episode;
  stop (self);

  start (self);
  g_assert_cmpstr (thecal_monitor_get_pump_id (self->monitor, unit), ==, "manual");
  g_assert_cmpstr (thecal_monitor_get_pump_name (self->monitor, unit), ==, "Pump");
  g_assert_cmpuint (alarm_of (self, unit, THECAL_CONDITION_RESERVOIR_EMPTY)->episode, ==, episode);
  g_assert_cmpint (alarm_of (self, unit, THECAL_CONDITION_RESERVOIR_EMPTY)->signal,
                   ==,
                   THECAL_SIGNAL_ACKNOWLEDGED);
  g_assert_cmpstr (
      alarm_of (self, unit, THECAL_CONDITION_RESERVOIR_EMPTY)->acknowledged_by, ==, "Anna");
}

typedef struct {
  GString *order;
  gboolean posted;
} Chain;

/* An event that a step causes is a step of its own, after it. */
static void
on_stepped (ThecalMonitor *monitor, guint unit, Chain *chain)
{
  const ThecalEvent second = level (1, 5);

  if (unit != 1)
    return;
  g_string_append_printf (chain->order,
                          "%.0f ",
                          thecal_system_get_status (thecal_monitor_get_system (monitor), 1)
                              ->values[THECAL_FIELD_RESERVOIR_ML]
                              .value);
  if (chain->posted)
    return;
  chain->posted = TRUE;
  thecal_event_sink_post (THECAL_EVENT_SINK (monitor), &second);
  /* not yet: this step is not over */
  g_string_append (chain->order, "posted ");
}

static void
test_one_after_the_other (Fixture *self, gconstpointer data)
{
  Chain chain = { .order = g_string_new (NULL) };
  ThecalEvent first;
  guint64 steps;

  thecal_event_sink_ensure_pump (THECAL_EVENT_SINK (self->monitor), "manual", "Pump", FALSE);
  g_signal_connect (self->monitor, "stepped", G_CALLBACK (on_stepped), &chain);
  first = level (1, 9);
  steps = thecal_monitor_get_n_steps (self->monitor);
  thecal_event_sink_post (THECAL_EVENT_SINK (self->monitor), &first);
  g_assert_cmpstr (chain.order->str, ==, "9 posted 5 ");
  g_assert_cmpuint (thecal_monitor_get_n_steps (self->monitor) - steps, ==, 2);
  g_signal_handlers_disconnect_by_data (self->monitor, &chain);
  g_string_free (chain.order, TRUE);
}

static void
on_tested (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_assert_true (thecal_self_test_run_finish (THECAL_MONITOR (source), result, NULL));
  *(gboolean *) user_data = TRUE;
}

static const ThecalTestResult *
find_test (Fixture *self, const char *channel)
{
  GPtrArray *tests = thecal_monitor_get_tests (self->monitor);

  for (guint i = 0; i < tests->len; i++)
    if (g_str_equal (((ThecalTestResult *) g_ptr_array_index (tests, i))->channel, channel))
      return g_ptr_array_index (tests, i);

  return NULL;
}

/* The disk and the clock are proven; a channel that fails is an alarm of the host, one that is well
 * again ends it. */
static void
test_self_test (Fixture *self, gconstpointer data)
{
  gboolean tested = FALSE;

  thecal_self_test_run_async (self->monitor, FALSE, NULL, on_tested, &tested);
  AWAIT (tested);
  g_assert_true (find_test (self, "store")->ok);
  g_assert_true (find_test (self, "timer")->ok);

  thecal_monitor_take_test (self->monitor, "sound", FALSE, "muted");
  g_assert_cmpstr (find_test (self, "sound")->detail, ==, "muted");
  g_assert_true (
      thecal_alarm_is_active (alarm_of (self, THECAL_UNIT_HOST, THECAL_CONDITION_SELF_TEST)));
  thecal_monitor_take_test (self->monitor, "sound", TRUE, NULL);
  g_assert_cmpstr (find_test (self, "sound")->detail, ==, "");
  g_assert_false (
      thecal_alarm_is_active (alarm_of (self, THECAL_UNIT_HOST, THECAL_CONDITION_SELF_TEST)));
}

static void
on_stored (gboolean stored, gpointer user_data)
{
  *(int *) user_data = stored ? 1 : 0;
}

/* A late answer of something that was under way finds a monitor that is over. */
static void
test_after_the_end (Fixture *self, gconstpointer data)
{
  g_autoptr (ThecalMonitor) late = g_object_ref (self->monitor);
  const ThecalEvent event = level (1, 5);
  int stored = -1;

  thecal_event_sink_ensure_pump (THECAL_EVENT_SINK (late), "manual", "Pump", FALSE);
  stop (self);
  thecal_event_sink_post (THECAL_EVENT_SINK (late), &event);
  thecal_monitor_take_test (late, "sound", FALSE, "late");
  thecal_event_sink_when_stored (THECAL_EVENT_SINK (late), on_stored, &stored);
  g_assert_cmpint (stored, ==, 0);
}

static void
on_due (gpointer user_data)
{
  (*(int *) user_data)++;
}

static void
on_step (gint64 step_us, gpointer user_data)
{
  g_assert_not_reached ();
}

static gboolean
on_over (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_REMOVE;
}

/* One deadline: the last one set, once, and at once where it has passed. */
static void
test_timer (void)
{
  g_autoptr (GError) error = NULL;
  int n_due = 0;
  g_autoptr (ThecalBootTimer) timer = thecal_boot_timer_new (on_due, on_step, &n_due, &error);
  const gint64 now_us = thecal_clock_now ().boot_us;
  gboolean over = FALSE;

  g_assert_no_error (error);
  thecal_boot_timer_set (timer, now_us - THECAL_DAY_US);
  AWAIT (n_due == 1);
  thecal_boot_timer_set (timer, now_us + 10 * THECAL_SECOND_US / 1000);
  thecal_boot_timer_set (timer, THECAL_NEVER_US);
  g_timeout_add (100, on_over, &over);
  AWAIT (over);
  g_assert_cmpint (n_due, ==, 1);
  thecal_boot_timer_set (timer, thecal_clock_now ().boot_us + THECAL_SECOND_US / 100);
  AWAIT (n_due == 2);
  g_assert_cmpint (thecal_clock_now ().boot_us, >=, now_us + THECAL_SECOND_US / 100);
}

#define ADD(name, test) g_test_add (name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/monitor/back-again", test_back_again);
  ADD ("/monitor/one-after-the-other", test_one_after_the_other);
  ADD ("/monitor/self-test", test_self_test);
  ADD ("/monitor/after-the-end", test_after_the_end);
  g_test_add_func ("/monitor/timer", test_timer);

  return g_test_run ();
}
