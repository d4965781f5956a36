/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
/* Care plans of several persons, as files, to pumps: with a real store and real folders. */
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "boot_clock.h"
#include "service/objects.h"
#include "service/plan_set.h"

#define LIMIT_MS 20000

typedef struct {
  char *root, *usual, *ada, *state_dir;
  ThecalStore *store;
  ThecalMonitor *monitor;
  ThecalPlanSet *plans;
  gboolean started;
  guint n_loaded;
} Fixture;

static gboolean
on_time_up (gpointer what)
{
  g_error ("not seen in time: %s", (const char *) what);
  return G_SOURCE_REMOVE;
}

/* Runs the loop until @seen. */
#define AWAIT(seen)                                                                                \
  do {                                                                                             \
    const guint limit_id = g_timeout_add (LIMIT_MS, on_time_up, (gpointer) #seen);                 \
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
on_loaded (Fixture *self)
{
  self->n_loaded++;
}

static void
write_file (const char *path, const char *text)
{
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

/* A plan of a pump that was filled two days ago. */
static void
write_plan (const char *path, const char *person, double volume_ml, const char *more)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) filled = g_date_time_add_days (now, -2);
  g_autofree char *at = g_date_time_format_iso8601 (filled);
  g_autofree char *text = g_strdup_printf (
      "[person]\nName=%s\n[drug 1]\nConcentrationUgPerMl=2000\nDoseUgPerDay=300\n[reservoir]\n"
      "VolumeMl=%g\nFilledAt=%s\nLowMl=2\n%s",
      person,
      volume_ml,
      at,
      more);

  write_file (path, text);
}

static void
start (Fixture *self)
{
  g_autofree char *path = g_build_filename (self->state_dir, "thecal.db", NULL);

  self->started = FALSE;
  self->n_loaded = 0;
  self->store = thecal_store_new (path);
  self->monitor = thecal_monitor_new (self->store, NULL);
  g_signal_connect_swapped (self->monitor, "started", G_CALLBACK (on_started), self);
  thecal_monitor_start (self->monitor);
  AWAIT (self->started);
  self->plans = thecal_plan_set_new (self->monitor, self->usual, self->state_dir);
  g_signal_connect_swapped (self->plans, "loaded", G_CALLBACK (on_loaded), self);
  thecal_plan_set_start (self->plans);
  AWAIT (self->n_loaded > 0);
}

static void
on_closed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  thecal_store_flush_finish (THECAL_STORE (source), result, NULL);
  *(gboolean *) user_data = TRUE;
}

static void
stop (Fixture *self)
{
  gboolean closed = FALSE;

  g_object_run_dispose (G_OBJECT (self->plans));
  g_clear_object (&self->plans);
  g_object_run_dispose (G_OBJECT (self->monitor));
  g_clear_object (&self->monitor);
  thecal_store_flush_async (self->store, NULL, on_closed, &closed);
  AWAIT (closed);
  g_clear_object (&self->store);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autofree char *folder = NULL;

  self->root = g_dir_make_tmp ("thecal-plans-XXXXXX", NULL);
  g_assert_nonnull (self->root);
  self->usual = g_build_filename (self->root, "care-plan.ini", NULL);
  folder = g_build_filename (self->root, "care-plans", NULL);
  self->ada = g_build_filename (folder, "ada.ini", NULL);
  self->state_dir = g_build_filename (self->root, "state", NULL);
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_cmpint (g_mkdir (self->state_dir, 0700), ==, 0);
}

static void
remove_all (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *child = g_build_filename (path, name, NULL);

    remove_all (child);
  }
  g_remove (path);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  remove_all (self->root);
  g_free (self->root);
  g_free (self->usual);
  g_free (self->ada);
  g_free (self->state_dir);
}

static guint
find (Fixture *self, const char *id)
{
  return thecal_monitor_find_pump (self->monitor, id);
}

static double
get_volume (Fixture *self, guint unit)
{
  const ThecalPumpStatus *status =
      thecal_system_get_status (thecal_monitor_get_system (self->monitor), unit);

  return status != NULL ? status->values[THECAL_FIELD_RESERVOIR_ML].value : NAN;
}

static gboolean
has_volume (Fixture *self, const char *id, double volume_ml)
{
  return find (self, id) != 0 && get_volume (self, find (self, id)) == volume_ml;
}

static gboolean
is_explanted (Fixture *self, const char *id)
{
  return thecal_system_is_explanted (thecal_monitor_get_system (self->monitor), find (self, id));
}

/* -1: not tried yet. */
static int
get_test (Fixture *self, const char *channel)
{
  GPtrArray *tests = thecal_monitor_get_tests (self->monitor);

  for (guint i = 0; i < tests->len; i++) {
    const ThecalTestResult *test = g_ptr_array_index (tests, i);

    if (g_str_equal (test->channel, channel))
      return test->ok;
  }

  return -1;
}

/* Each plan has its pump; what all have in common is said by the usual one. */
static void
test_two (Fixture *self, gconstpointer data)
{
  write_plan (self->usual, "Theo Example", 20, "[thresholds]\nEmptySoonH=100\n");
  write_plan (self->ada, "Ada Example", 15, "[thresholds]\nEmptySoonH=200\n");
  start (self);
  AWAIT (has_volume (self, "manual", 20) && has_volume (self, "manual-ada", 15));
  g_assert_cmpstr (
      thecal_monitor_get_pump_plan (self->monitor, find (self, "manual")), ==, self->usual);
  g_assert_cmpstr (
      thecal_monitor_get_pump_person (self->monitor, find (self, "manual")), ==, "Theo Example");
  g_assert_cmpstr (
      thecal_monitor_get_pump_plan (self->monitor, find (self, "manual-ada")), ==, self->ada);
  g_assert_cmpstr (
      thecal_monitor_get_pump_person (self->monitor, find (self, "manual-ada")), ==, "Ada Example");
  g_assert_cmpstr (
      thecal_monitor_get_pump_name (self->monitor, find (self, "manual-ada")), ==, "ada");
  g_assert_cmpfloat (
      thecal_system_get_settings (thecal_monitor_get_system (self->monitor))->empty_soon_h,
      ==,
      100);
  /* without an id, the pump of the usual plan is meant */
  g_assert_cmpuint (thecal_resolve_pump (self->monitor, "", FALSE), ==, find (self, "manual"));
  stop (self);
}

/* A pump by radio is that of the usual plan, however many further plans there are. */
static void
test_by_radio (Fixture *self, gconstpointer data)
{
  guint unit;

  start (self);
  unit = thecal_event_sink_ensure_pump (THECAL_EVENT_SINK (self->monitor), "AA:BB", "Pump", TRUE);
  write_plan (self->ada, "Ada Example", 15, "");
  AWAIT (has_volume (self, "manual-ada", 15));
  write_plan (self->usual, "Theo Example", 20, "");
  AWAIT (get_volume (self, unit) == 20);
  g_assert_cmpuint (find (self, "manual"), ==, 0);
  g_assert_cmpuint (thecal_resolve_pump (self->monitor, "", TRUE), ==, unit);
  stop (self);
}

/* One of them is spoilt: the others go on, and so does the last of it that could be read. */
static void
test_fault (Fixture *self, gconstpointer data)
{
  write_plan (self->usual, "Theo Example", 20, "");
  write_plan (self->ada, "Ada Example", 15, "");
  start (self);
  AWAIT (has_volume (self, "manual-ada", 15) && get_test (self, "plan-ada") == 1);
  write_file (self->ada, "[reservoir]\nVolumeMl=half\n");
  AWAIT (get_test (self, "plan-ada") == 0);
  g_assert_cmpint (get_test (self, "plan"), ==, 1);
  g_assert_cmpfloat (get_volume (self, find (self, "manual-ada")), ==, 15);
  write_plan (self->ada, "Ada Example", 14, "");
  AWAIT (get_test (self, "plan-ada") == 1);
  stop (self);
}

/* A plan that is gone is missed, at once and after a start. */
static void
test_gone (Fixture *self, gconstpointer data)
{
  write_plan (self->usual, "Theo Example", 20, "");
  write_plan (self->ada, "Ada Example", 15, "");
  start (self);
  AWAIT (has_volume (self, "manual-ada", 15) && get_test (self, "plan-ada") == 1);
  g_assert_cmpint (g_remove (self->ada), ==, 0);
  AWAIT (get_test (self, "plan-ada") == 0);
  stop (self);
  start (self);
  AWAIT (get_test (self, "plan-ada") == 0);
  g_assert_cmpfloat (get_volume (self, find (self, "manual-ada")), ==, 15);
  g_assert_cmpstr (
      thecal_monitor_get_pump_person (self->monitor, find (self, "manual-ada")), ==, "Ada Example");
  stop (self);
}

static gboolean
stands (Fixture *self, const char *id, ThecalConditionId condition)
{
  const ThecalAlarm *alarm = thecal_system_get_alarm (
      thecal_monitor_get_system (self->monitor), find (self, id), condition);

  return alarm != NULL && thecal_alarm_is_active (alarm);
}

/* One pump is taken out: silent, kept, and its plan may go; the other one is as it was. */
static void
test_explanted (Fixture *self, gconstpointer data)
{
  write_plan (self->usual, "Theo Example", 1.5, "");
  write_plan (self->ada, "Ada Example", 1.5, "");
  start (self);
  AWAIT (stands (self, "manual-ada", THECAL_CONDITION_RESERVOIR_LOW) &&
         stands (self, "manual", THECAL_CONDITION_RESERVOIR_LOW));
  write_plan (self->ada, "Ada Example", 1.5, "[pump]\nExplanted=true\n");
  AWAIT (is_explanted (self, "manual-ada"));
  g_assert_false (stands (self, "manual-ada", THECAL_CONDITION_RESERVOIR_LOW));
  g_assert_true (stands (self, "manual", THECAL_CONDITION_RESERVOIR_LOW));
  g_assert_cmpfloat (get_volume (self, find (self, "manual-ada")), ==, 1.5);
  stop (self);
  start (self);
  AWAIT (get_test (self, "plan-ada") == 1);
  g_assert_true (is_explanted (self, "manual-ada"));
  g_assert_cmpint (g_remove (self->ada), ==, 0);
  stop (self);
  start (self);
  AWAIT (get_test (self, "plan-ada") == 1);
  g_assert_true (is_explanted (self, "manual-ada"));
  /* and back, where that was a mistake */
  write_plan (self->ada, "Ada Example", 1.5, "");
  AWAIT (!is_explanted (self, "manual-ada"));
  g_assert_true (stands (self, "manual-ada", THECAL_CONDITION_RESERVOIR_LOW));
  stop (self);
}

/* That nothing is said of a pump makes none. */
static void
test_no_pump (Fixture *self, gconstpointer data)
{
  write_file (self->ada, "[person]\nName=Ada Example\n");
  start (self);
  AWAIT (get_test (self, "plan-ada") == 1);
  g_assert_cmpuint (find (self, "manual-ada"), ==, 0);
  g_assert_cmpuint (thecal_system_get_n_units (thecal_monitor_get_system (self->monitor)), ==, 1);
  stop (self);
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/plan-set/two", test_two);
  ADD ("/plan-set/by-radio", test_by_radio);
  ADD ("/plan-set/fault", test_fault);
  ADD ("/plan-set/gone", test_gone);
  ADD ("/plan-set/explanted", test_explanted);
  ADD ("/plan-set/no-pump", test_no_pump);

  return g_test_run ();
}
