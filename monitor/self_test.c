/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "self_test.h"

#include "boot_clock.h"
#include "core/alarm/rules_limits.h"
#include "core/alarm/unit.h"

#define PERIOD_S 3600
#define STORE_LIMIT_MS 10000
#define TIMER_DUE_US (200 * THECAL_SECOND_US / 1000)
#define TIMER_LIMIT_MS 2000

/* One run: data of its task. */
typedef struct {
  gboolean audible, store_ended;
  guint limit_id; /* of the part under way; 0: none */
  ThecalBootTimer *timer;
} Run;

static void
run_free (gpointer data)
{
  Run *run = data;

  g_clear_handle_id (&run->limit_id, g_source_remove);
  g_clear_pointer (&run->timer, thecal_boot_timer_free);
  g_free (run);
}

static void
take (GTask *task, const char *channel, const char *fault)
{
  thecal_monitor_take_test (
      g_task_get_source_object (task), channel, fault == NULL, fault != NULL ? fault : "");
}

/* Sound and notification. */

static void
on_signaller_tested (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  thecal_signaller_self_test_finish (THECAL_SIGNALLER (source), result, NULL);
  g_task_return_boolean (task, TRUE);
}

static void
test_signaller (GTask *task)
{
  ThecalSignaller *signaller = thecal_monitor_get_signaller (g_task_get_source_object (task));
  const Run *run = g_task_get_task_data (task);

  if (g_task_return_error_if_cancelled (task))
    g_object_unref (task);
  else if (signaller != NULL)
    thecal_signaller_self_test_async (
        signaller, run->audible, g_task_get_cancellable (task), on_signaller_tested, task);
  else {
    g_task_return_boolean (task, TRUE);
    g_object_unref (task);
  }
}

/* Timer. */

static void
end_timer (GTask *task, const char *fault)
{
  Run *run = g_task_get_task_data (task);

  g_clear_handle_id (&run->limit_id, g_source_remove);
  g_clear_pointer (&run->timer, thecal_boot_timer_free);
  take (task, "timer", fault);
  test_signaller (task);
}

static gboolean
on_timer_ended (gpointer user_data)
{
  end_timer (user_data, NULL);
  return G_SOURCE_REMOVE;
}

/* The timer is not freed in its own callback. */
static void
on_timer_due (gpointer user_data)
{
  Run *run = g_task_get_task_data (user_data);

  g_clear_handle_id (&run->limit_id, g_source_remove);
  run->limit_id = g_idle_add (on_timer_ended, user_data);
}

static void
on_clock_step (gint64 step_us, gpointer user_data)
{
}

static gboolean
on_timer_limit (gpointer user_data)
{
  end_timer (user_data, "the clock did not fire");
  return G_SOURCE_REMOVE;
}

static void
test_timer (GTask *task)
{
  Run *run = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  run->timer = thecal_boot_timer_new (on_timer_due, on_clock_step, task, &error);
  if (run->timer == NULL) {
    end_timer (task, error->message);
    return;
  }
  run->limit_id = g_timeout_add (TIMER_LIMIT_MS, on_timer_limit, task);
  thecal_boot_timer_set (run->timer, thecal_clock_now ().boot_us + TIMER_DUE_US);
}

/* Store. */

static void
on_store_answered (gboolean stored, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Run *run = g_task_get_task_data (task);

  /* The limit went first and the test went on: what comes now is told by the store itself. */
  if (run->store_ended)
    return;
  run->store_ended = TRUE;
  g_clear_handle_id (&run->limit_id, g_source_remove);
  take (task, "store", stored ? NULL : "a write did not succeed");
  test_timer (g_steal_pointer (&task));
}

static gboolean
on_store_limit (gpointer user_data)
{
  GTask *task = user_data;
  Run *run = g_task_get_task_data (task);

  run->limit_id = 0;
  run->store_ended = TRUE;
  take (task, "store", "the disk does not answer");
  test_timer (g_object_ref (task));

  return G_SOURCE_REMOVE;
}

void
thecal_self_test_run_async (ThecalMonitor *monitor,
                            gboolean audible,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  GTask *task = g_task_new (monitor, cancellable, callback, user_data);
  Run *run = g_new0 (Run, 1);

  run->audible = audible;
  run->limit_id = g_timeout_add (STORE_LIMIT_MS, on_store_limit, task);
  g_task_set_task_data (task, run, run_free);
  thecal_event_sink_when_stored (THECAL_EVENT_SINK (monitor), on_store_answered, task);
}

gboolean
thecal_self_test_run_finish (ThecalMonitor *monitor, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Schedule. */

struct _ThecalSelfTestSchedule {
  ThecalMonitor *monitor;
  GCancellable *cancellable;
  gint64 proven_us; /* wall time of the last test with its tone */
  guint timer_id;
};

static void arm (ThecalSelfTestSchedule *self);

static void
run_now (ThecalSelfTestSchedule *self, gboolean audible)
{
  thecal_self_test_run_async (self->monitor, audible, self->cancellable, NULL, NULL);
}

/* The daily proof is looked for at each turn anew: the zone or the clock may have changed. At ten a
 * quiet tone wakes nobody. */
static gint64
next_proof_us (const ThecalSelfTestSchedule *self, gint64 after_us)
{
  return thecal_alarm_settings_get_next_local_us (
      thecal_system_get_settings (thecal_monitor_get_system (self->monitor)),
      after_us,
      DAY_BEAT_MIN);
}

/* Whether the network sets the clock (A22). Not asked at the start: it may take its time. */
static void
check_clock (ThecalSelfTestSchedule *self)
{
  const gboolean set = thecal_clock_is_set_by_network ();

  thecal_monitor_take_test (self->monitor,
                            THECAL_CHANNEL_CLOCK,
                            set,
                            set ? "" : "nothing sets the clock of this computer");
}

static gboolean
on_due (gpointer user_data)
{
  ThecalSelfTestSchedule *self = user_data;
  const gint64 now_us = g_get_real_time ();

  self->timer_id = 0;
  thecal_monitor_refresh_zone (self->monitor);
  check_clock (self);
  /* A clock that went back does not make the proof wait until it is as late again. */
  self->proven_us = MIN (self->proven_us, now_us);
  if (next_proof_us (self, self->proven_us) <= now_us) {
    self->proven_us = now_us;
    run_now (self, TRUE);
  } else
    run_now (self, FALSE);
  arm (self);

  return G_SOURCE_REMOVE;
}

static void
arm (ThecalSelfTestSchedule *self)
{
  const gint64 now_us = g_get_real_time ();
  const gint64 proof_s = (next_proof_us (self, now_us) - now_us) / G_USEC_PER_SEC + 1;

  self->timer_id = g_timeout_add_seconds ((guint) CLAMP (proof_s, 1, PERIOD_S), on_due, self);
}

ThecalSelfTestSchedule *
thecal_self_test_schedule_new (ThecalMonitor *monitor)
{
  ThecalSelfTestSchedule *self = g_new0 (ThecalSelfTestSchedule, 1);

  self->monitor = g_object_ref (monitor);
  self->cancellable = g_cancellable_new ();
  self->proven_us = g_get_real_time ();
  arm (self);
  run_now (self, TRUE);

  return self;
}

void
thecal_self_test_schedule_free (ThecalSelfTestSchedule *self)
{
  g_clear_handle_id (&self->timer_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  g_object_unref (self->monitor);
  g_free (self);
}
