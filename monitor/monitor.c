/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "monitor.h"

#include <math.h>
#include <string.h>

#include "alarm_signals.h"
#include "boot_clock.h"
#include "pump_list.h"

#define SAVE_LATE_MS 1000

struct _ThecalMonitor {
  GObject parent_instance;
  ThecalSystem *system;
  ThecalStore *store;
  ThecalSignaller *signaller; /* nullable: a monitor without a way to signal */
  ThecalAlarmSignals signals;
  ThecalBootTimer *timer;
  GPtrArray *pumps; /* of ThecalListedPump */
  GPtrArray *tests; /* of ThecalTestResult */
  GArray *effects;
  ThecalAlarmSettings settings; /* its zone is owned */
  char *boot_id;
  GCancellable *cancellable;
  GArray *waiting; /* of ThecalEvent that came while a step ran: a signal that failed at once */
  gboolean stepping;
  guint64 n_steps;
  guint save_id;         /* 0: no save is due */
  gboolean save_is_late; /* the save that is due waits; else it is of this turn */
};

enum { SIGNAL_STARTED, SIGNAL_STEPPED, SIGNAL_TESTED, SIGNAL_ENTRIES_CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void step (ThecalMonitor *self, const ThecalEvent *event);
static void thecal_monitor_sink_init (ThecalEventSinkInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ThecalMonitor,
                               thecal_monitor,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (THECAL_TYPE_EVENT_SINK,
                                                      thecal_monitor_sink_init))

/* Effects to the outside. */

static gboolean
on_save (gpointer user_data)
{
  ThecalMonitor *self = user_data;

  self->save_id = 0;
  thecal_store_save_state (
      self->store, thecal_system_save (self->system, thecal_clock_now ()), self->boot_id);

  return G_SOURCE_REMOVE;
}

/* What was decided or answered is saved in this turn; mere readings, which are stored one by one,
 * leave the state of the core behind by a second at most. */
static void
save_later (ThecalMonitor *self, gboolean decided)
{
  if (self->save_id != 0 && (!decided || !self->save_is_late))
    return;
  g_clear_handle_id (&self->save_id, g_source_remove);
  self->save_is_late = !decided;
  self->save_id =
      decided ? g_idle_add (on_save, self) : g_timeout_add (SAVE_LATE_MS, on_save, self);
}

static void
step_one (ThecalMonitor *self, const ThecalEvent *event)
{
  const ThecalTime now = thecal_clock_now ();
  gboolean decided;

  thecal_system_step (self->system, event, now, self->effects);
  self->n_steps++;
  if (event->type == THECAL_EVENT_STATUS)
    thecal_store_add_reading (
        self->store, thecal_monitor_get_pump_id (self, event->unit), &event->status, now);
  decided = self->effects->len > 0 || event->type != THECAL_EVENT_STATUS;
  thecal_alarm_signals_carry_out (&self->signals, self->effects, event, now);
  g_array_set_size (self->effects, 0);
  save_later (self, decided);
  thecal_boot_timer_set (self->timer, thecal_system_get_deadline (self->system));
  for (guint unit = 0; unit < thecal_system_get_n_units (self->system); unit++)
    if (unit == event->unit || event->type == THECAL_EVENT_TICK || unit == THECAL_UNIT_HOST)
      g_signal_emit (self, signals[SIGNAL_STEPPED], 0, unit);
}

/* One event after the other: what a step causes at once is a step of its own, after it. */
static void
step (ThecalMonitor *self, const ThecalEvent *event)
{
  /* Disposed: the late answer of something that was under way. */
  if (self->store == NULL)
    return;
  if (self->stepping) {
    g_array_append_vals (self->waiting, event, 1);
    return;
  }
  self->stepping = TRUE;
  step_one (self, event);
  while (self->waiting->len > 0) {
    const ThecalEvent next = g_array_index (self->waiting, ThecalEvent, 0);

    g_array_remove_index (self->waiting, 0);
    step_one (self, &next);
  }
  self->stepping = FALSE;
}

static void
on_due (gpointer user_data)
{
  const ThecalEvent tick = { .type = THECAL_EVENT_TICK };

  step (user_data, &tick);
}

static void
on_clock_step (gint64 step_us, gpointer user_data)
{
  const ThecalEvent event = { .type = THECAL_EVENT_CLOCK_STEP, .clock_step = { step_us } };

  step (user_data, &event);
}

/* Event sink. */

static guint
add_pump (ThecalMonitor *self, const char *id, const char *name, gboolean bluetooth)
{
  const guint unit = thecal_pump_list_add (self->pumps, id, name);
  const ThecalEvent event = {
    .type = THECAL_EVENT_ADD_PUMP,
    .unit = unit,
    .add_pump = { .expects_bluetooth = bluetooth, .low_threshold_ml = NAN },
  };

  if (unit == thecal_system_get_n_units (self->system))
    thecal_system_add_unit (self->system);
  step (self, &event);

  return unit;
}

static guint
sink_ensure_pump (ThecalEventSink *sink, const char *id, const char *name, gboolean bluetooth)
{
  ThecalMonitor *self = THECAL_MONITOR (sink);
  const guint unit = thecal_monitor_find_pump (self, id);

  if (unit != 0)
    return unit;
  thecal_store_add_pump (self->store, id, name, bluetooth);

  return add_pump (self, id, name, bluetooth);
}

static void
sink_post (ThecalEventSink *sink, const ThecalEvent *event)
{
  ThecalMonitor *self = THECAL_MONITOR (sink);

  if (event->type == THECAL_EVENT_SELF_TEST)
    thecal_monitor_take_test (self, event->self_test.channel, event->self_test.ok, "");
  else
    step (self, event);
}

typedef struct {
  void (*done) (gboolean stored, gpointer user_data);
  gpointer user_data;
} Barrier;

static void
on_flushed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Barrier *barrier = user_data;

  barrier->done (thecal_store_flush_finish (THECAL_STORE (source), result, NULL),
                 barrier->user_data);
}

static void
sink_when_stored (ThecalEventSink *sink,
                  void (*done) (gboolean stored, gpointer user_data),
                  gpointer user_data)
{
  ThecalMonitor *self = THECAL_MONITOR (sink);
  Barrier *barrier;

  if (self->store == NULL) {
    done (FALSE, user_data);
    return;
  }
  barrier = g_new0 (Barrier, 1);
  barrier->done = done;
  barrier->user_data = user_data;
  thecal_store_flush_async (self->store, NULL, on_flushed, barrier);
}

static void
thecal_monitor_sink_init (ThecalEventSinkInterface *iface)
{
  iface->ensure_pump = sink_ensure_pump;
  iface->post = sink_post;
  iface->when_stored = sink_when_stored;
}

/* Self-test. */

void
thecal_monitor_take_test (ThecalMonitor *self, const char *channel, gboolean ok, const char *detail)
{
  /* Also on another output than the chosen one, which is a failure of its own. */
  const gboolean proven = detail != NULL && strstr (detail, THECAL_HEARD_ON) != NULL &&
                          (g_str_equal (channel, "sound") || g_str_equal (channel, "speech"));
  const ThecalEvent event = { .type = THECAL_EVENT_SELF_TEST,
                              .self_test = { g_intern_string (channel), ok, proven } };

  thecal_test_results_take (self->tests, channel, ok, detail);
  step (self, &event);
  g_signal_emit (self, signals[SIGNAL_TESTED], 0);
}

static void
on_channel_result (ThecalSignaller *signaller,
                   const char *channel,
                   gboolean ok,
                   const char *detail,
                   ThecalMonitor *self)
{
  thecal_alarm_signals_take_result (&self->signals, channel, ok, detail, thecal_clock_now ());
  thecal_monitor_take_test (self, channel, ok, detail);
}

static void
on_store_failed (ThecalStore *store, const char *message, ThecalMonitor *self)
{
  thecal_monitor_take_test (self, "store", FALSE, message);
}

static void
on_store_recovered (ThecalStore *store, ThecalMonitor *self)
{
  thecal_monitor_take_test (self, "store", TRUE, "");
}

void
thecal_monitor_tell_entries (ThecalMonitor *self)
{
  g_signal_emit (self, signals[SIGNAL_ENTRIES_CHANGED], 0);
}

/* A person answered in the notification: the alarm of that episode. */
static void
answer_episode (ThecalMonitor *self, guint episode, ThecalEventType type)
{
  ThecalEvent event = { .type = type, .person = { .by = g_get_real_name () } };

  if (thecal_alarm_signals_find (self->system, episode, &event.unit, &event.person.condition))
    step (self, &event);
}

static void
on_notification_acknowledge (ThecalSignaller *signaller, guint episode, ThecalMonitor *self)
{
  answer_episode (self, episode, THECAL_EVENT_ACKNOWLEDGE);
}

static void
on_notification_pause (ThecalSignaller *signaller, guint episode, ThecalMonitor *self)
{
  answer_episode (self, episode, THECAL_EVENT_PAUSE);
}

/* Start. */

/* Local hours are meant where this computer is. */
static void
apply_settings (ThecalMonitor *self)
{
  const ThecalEvent event = { .type = THECAL_EVENT_SETTINGS, .settings = &self->settings };

  g_clear_pointer (&self->settings.zone, g_time_zone_unref);
  self->settings.zone = g_time_zone_new_local ();
  step (self, &event);
}

void
thecal_monitor_set_settings (ThecalMonitor *self, const ThecalAlarmSettings *settings)
{
  GTimeZone *zone = g_steal_pointer (&self->settings.zone);

  self->settings = *settings;
  self->settings.zone = zone;
  apply_settings (self);
}

void
thecal_monitor_refresh_zone (ThecalMonitor *self)
{
  apply_settings (self);
}

static void
begin_watching (ThecalMonitor *self)
{
  const ThecalEvent restart = { .type = THECAL_EVENT_RESTART };

  step (self, &restart);
  g_signal_emit (self, signals[SIGNAL_STARTED], 0);
}

/* What the care plan said before holds until it has been read again. */
static void
keep_settings (ThecalMonitor *self)
{
  GTimeZone *zone = g_steal_pointer (&self->settings.zone);

  self->settings = *thecal_system_get_settings (self->system);
  self->settings.zone = zone;
}

static void
restore (ThecalMonitor *self, GVariant *state, const char *boot_id, GPtrArray *pumps)
{
  if (state != NULL &&
      !thecal_system_restore (
          self->system, state, g_strcmp0 (boot_id, self->boot_id) == 0, thecal_clock_now ()))
    thecal_monitor_take_test (self, "store", FALSE, "the stored state could not be read");
  keep_settings (self);
  for (guint i = 0; i < pumps->len; i++) {
    const ThecalStoredPump *pump = g_ptr_array_index (pumps, i);

    add_pump (self, pump->id, pump->name, pump->bluetooth);
  }
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ThecalMonitor) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) state = NULL;
  g_autoptr (GPtrArray) pumps = NULL;
  g_autofree char *boot_id = NULL;

  if (!thecal_store_load_finish (THECAL_STORE (source), result, &state, &boot_id, &pumps, &error)) {
    if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
      return;
    apply_settings (self);
    thecal_monitor_take_test (self, "store", FALSE, error->message);
  } else {
    apply_settings (self); /* before anything is decided */
    restore (self, state, boot_id, pumps);
    if (thecal_store_get_quarantined (self->store) != NULL) {
      g_autofree char *note = g_strdup_printf ("the log begins anew, the old one is kept in %s",
                                               thecal_store_get_quarantined (self->store));

      thecal_store_add_note (self->store, NULL, NULL, note, thecal_clock_now ());
      thecal_monitor_take_test (self, "store", FALSE, thecal_store_get_quarantined (self->store));
    } else
      thecal_monitor_take_test (self, "store", TRUE, "");
  }
  begin_watching (self);
}

void
thecal_monitor_start (ThecalMonitor *self)
{
  g_autoptr (GError) error = NULL;

  self->timer = thecal_boot_timer_new (on_due, on_clock_step, self, &error);
  if (self->timer == NULL)
    g_error ("no timer can be had, nothing could be watched: %s", error->message);
  thecal_store_load_async (self->store, self->cancellable, on_loaded, g_object_ref (self));
}

/* Object. */

const ThecalSystem *
thecal_monitor_get_system (ThecalMonitor *self)
{
  return self->system;
}

const char *
thecal_monitor_get_pump_id (ThecalMonitor *self, guint unit)
{
  const ThecalListedPump *pump = thecal_pump_list_get (self->pumps, unit);

  return pump != NULL ? pump->id : NULL;
}

const char *
thecal_monitor_get_pump_name (ThecalMonitor *self, guint unit)
{
  const ThecalListedPump *pump = thecal_pump_list_get (self->pumps, unit);

  return pump != NULL ? pump->name : NULL;
}

const char *
thecal_monitor_get_pump_plan (ThecalMonitor *self, guint unit)
{
  const ThecalListedPump *pump = thecal_pump_list_get (self->pumps, unit);

  return pump != NULL ? pump->plan_path : "";
}

const char *
thecal_monitor_get_pump_person (ThecalMonitor *self, guint unit)
{
  const ThecalListedPump *pump = thecal_pump_list_get (self->pumps, unit);

  return pump != NULL ? pump->person : "";
}

void
thecal_monitor_set_pump_plan (ThecalMonitor *self, guint unit, const char *path, const char *person)
{
  if (thecal_pump_list_set_plan (self->pumps, unit, path, person))
    g_signal_emit (self, signals[SIGNAL_STEPPED], 0, unit);
}

guint
thecal_monitor_find_pump (ThecalMonitor *self, const char *id)
{
  return thecal_pump_list_find (self->pumps, id);
}

GPtrArray *
thecal_monitor_get_tests (ThecalMonitor *self)
{
  return self->tests;
}

guint64
thecal_monitor_get_n_steps (ThecalMonitor *self)
{
  return self->n_steps;
}

const ThecalDrill *
thecal_monitor_get_drill (ThecalMonitor *self)
{
  return &self->signals.drill;
}

gint64
thecal_monitor_get_sound_proof_wall_us (ThecalMonitor *self)
{
  const ThecalTime now = thecal_clock_now ();
  const gint64 proof_us = thecal_system_get_sound_proof_us (self->system);

  return proof_us == THECAL_UNKNOWN_US ? 0 : now.wall_us - (now.boot_us - proof_us);
}

gboolean
thecal_monitor_take_shown (ThecalMonitor *self, guint episode, const char *screen)
{
  return thecal_alarm_signals_take_shown (&self->signals, episode, screen, thecal_clock_now ());
}

ThecalStore *
thecal_monitor_get_store (ThecalMonitor *self)
{
  return self->store;
}

ThecalSignaller *
thecal_monitor_get_signaller (ThecalMonitor *self)
{
  return self->signaller;
}

static ThecalPumpNames
get_names (gpointer owner, guint unit)
{
  return (ThecalPumpNames){
    .id = thecal_monitor_get_pump_id (owner, unit),
    .name = thecal_monitor_get_pump_name (owner, unit),
  };
}

static void
thecal_monitor_dispose (GObject *object)
{
  ThecalMonitor *self = THECAL_MONITOR (object);

  g_cancellable_cancel (self->cancellable);
  if (self->save_id != 0) {
    g_clear_handle_id (&self->save_id, g_source_remove);
    on_save (self);
  }
  g_clear_pointer (&self->timer, thecal_boot_timer_free);
  self->signals.signaller = NULL;
  g_clear_object (&self->signaller);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (thecal_monitor_parent_class)->dispose (object);
}

static void
thecal_monitor_finalize (GObject *object)
{
  ThecalMonitor *self = THECAL_MONITOR (object);

  thecal_alarm_signals_clear (&self->signals);
  g_clear_pointer (&self->settings.zone, g_time_zone_unref);
  g_clear_pointer (&self->system, thecal_system_free);
  g_ptr_array_unref (self->pumps);
  g_ptr_array_unref (self->tests);
  g_array_unref (self->effects);
  g_array_unref (self->waiting);
  g_free (self->boot_id);
  g_object_unref (self->cancellable);

  G_OBJECT_CLASS (thecal_monitor_parent_class)->finalize (object);
}

static void
thecal_monitor_class_init (ThecalMonitorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = thecal_monitor_dispose;
  object_class->finalize = thecal_monitor_finalize;
  signals[SIGNAL_STARTED] = g_signal_new (
      "started", THECAL_TYPE_MONITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_STEPPED] = g_signal_new ("stepped",
                                          THECAL_TYPE_MONITOR,
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          1,
                                          G_TYPE_UINT);
  signals[SIGNAL_TESTED] = g_signal_new (
      "tested", THECAL_TYPE_MONITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_ENTRIES_CHANGED] = g_signal_new ("entries-changed",
                                                  THECAL_TYPE_MONITOR,
                                                  G_SIGNAL_RUN_LAST,
                                                  0,
                                                  NULL,
                                                  NULL,
                                                  NULL,
                                                  G_TYPE_NONE,
                                                  0);
}

static void
thecal_monitor_init (ThecalMonitor *self)
{
  self->system = thecal_system_new ();
  thecal_alarm_settings_init (&self->settings);
  self->pumps = thecal_pump_list_new ();
  self->tests = thecal_test_results_new ();
  self->effects = g_array_new (FALSE, FALSE, sizeof (ThecalEffect));
  self->waiting = g_array_new (FALSE, FALSE, sizeof (ThecalEvent));
  self->cancellable = g_cancellable_new ();
  if (g_file_get_contents ("/proc/sys/kernel/random/boot_id", &self->boot_id, NULL, NULL))
    g_strchomp (self->boot_id);
}

ThecalMonitor *
thecal_monitor_new (ThecalStore *store, ThecalSignaller *signaller)
{
  ThecalMonitor *self = g_object_new (THECAL_TYPE_MONITOR, NULL);

  thecal_alarm_signals_init (&self->signals);
  self->signals.system = self->system;
  self->signals.store = store;
  self->signals.signaller = signaller;
  self->signals.get_names = get_names;
  self->signals.owner = self;
  self->store = g_object_ref (store);
  g_signal_connect_object (store, "failed", G_CALLBACK (on_store_failed), self, 0);
  g_signal_connect_object (store, "recovered", G_CALLBACK (on_store_recovered), self, 0);
  if (signaller != NULL) {
    self->signaller = g_object_ref (signaller);
    g_signal_connect_object (signaller, "channel-result", G_CALLBACK (on_channel_result), self, 0);
    g_signal_connect_object (
        signaller, "acknowledge", G_CALLBACK (on_notification_acknowledge), self, 0);
    g_signal_connect_object (signaller, "pause", G_CALLBACK (on_notification_pause), self, 0);
  }

  return self;
}
