/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "signal/signaller.h"

#include "signal/lamp.h"
#include "signal/notification.h"
#include "signal/pattern.h"
#include "signal/sound.h"
#include "signal/speech.h"

#define REMIND_LOUDNESS 0.25
#define TEST_LOUDNESS 0.2
#define TEST_LIMIT_MS 12000
#define BURST_GAP_LEAST_MS 2500 /* t_b from 2500 [A]: after what held up a burst */
#define SPEECH_GAP_MS 300       /* own: between the end of a burst and the voice */
#define SPEECH_PERIOD_S 20      /* own: at most once in this time */
#define CUT_OFF "the speech did not end before the next burst"

/* alarms.md d3: 60 %, 80 %, 100 % */
static const double loudness_by_step[] = { 0.6, 0.8, 1.0, 1.0 };

struct _ThecalSignaller {
  GObject parent_instance;
  ThecalSound *sound;
  ThecalSpeech *speech;
  ThecalNotification *notification; /* nullable: where nobody would show one */
  ThecalLamp *lamp;                 /* nullable: there is none */
  ThecalPriority sounding;
  int step;
  gint64 since_us;
  guint burst_id;   /* next burst */
  gboolean held_up; /* it is due and something else plays */
  /* Speech between the bursts. */
  char *text;        /* nullable */
  char *failed_text; /* nullable; what could not be made: tried again by the self-test */
  gboolean had_burst;
  gboolean speaking;
  gint64 spoken_us; /* when it began last, or failed; 0: never */
  guint speech_ms;  /* length of what is said */
  guint gap_id;     /* after a burst */
  guint cut_id;     /* a burst is due and waits for the end of the speech, until then */
  GTask *test;      /* running self-test */
  guint test_limit_id;
  guint test_waits; /* channels still to answer */
};

enum { SIGNAL_CHANNEL_RESULT, SIGNAL_ACKNOWLEDGE, SIGNAL_PAUSE, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ThecalSignaller, thecal_signaller, G_TYPE_OBJECT)

static void play_burst (ThecalSignaller *self);
static void play_burst_later (ThecalSignaller *self, int after_ms);
static void schedule_burst (ThecalSignaller *self);
static void speak_later (ThecalSignaller *self);
static void end_speech (ThecalSignaller *self);

/* Self-test. */

static void
end_test (ThecalSignaller *self)
{
  g_clear_handle_id (&self->test_limit_id, g_source_remove);
  if (self->test != NULL) {
    g_autoptr (GTask) task = g_steal_pointer (&self->test);

    g_task_return_boolean (task, TRUE);
  }
}

static void
count_test (ThecalSignaller *self)
{
  if (self->test != NULL && --self->test_waits == 0)
    end_test (self);
}

static void
on_sound_result (ThecalSound *sound, gboolean ok, const char *detail, ThecalSignaller *self)
{
  const gboolean speaking = self->speaking, due = self->cut_id != 0;

  end_speech (self);
  if (due)
    play_burst (self);
  else if (self->held_up)
    play_burst_later (self, BURST_GAP_LEAST_MS);
  else if (!speaking)
    speak_later (self);
  g_signal_emit (
      self, signals[SIGNAL_CHANNEL_RESULT], 0, speaking ? "speech" : "sound", ok, detail);
  /* Speech goes the way of the bursts: it proves the same. */
  count_test (self);
}

static void
on_output_changed (ThecalSound *sound, gboolean ok, const char *detail, ThecalSignaller *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANNEL_RESULT], 0, "sound", ok, detail);
}

static void
on_notification_result (ThecalNotification *notification,
                        gboolean ok,
                        const char *detail,
                        ThecalSignaller *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANNEL_RESULT], 0, "notification", ok, detail);
  count_test (self);
}

static void
on_lamp_result (ThecalLamp *lamp, gboolean ok, const char *detail, ThecalSignaller *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANNEL_RESULT], 0, "lamp", ok, detail);
  count_test (self);
}

static void
on_notification_action (ThecalNotification *notification,
                        guint episode,
                        const char *action,
                        ThecalSignaller *self)
{
  g_signal_emit (
      self, signals[g_str_equal (action, "pause") ? SIGNAL_PAUSE : SIGNAL_ACKNOWLEDGE], 0, episode);
}

static gboolean
on_test_limit (gpointer user_data)
{
  ThecalSignaller *self = user_data;

  self->test_limit_id = 0;
  end_test (self);

  return G_SOURCE_REMOVE;
}

/* Sound. */

static void
play_patterns (ThecalSignaller *self,
               const ThecalPattern *first,
               const ThecalPattern *second,
               double loudness,
               int floor)
{
  GArray *samples = g_array_new (FALSE, FALSE, sizeof (gint16));

  thecal_pattern_render (first, loudness, samples);
  thecal_pattern_render (second, loudness, samples);
  if (samples->len > 0)
    thecal_sound_play (self->sound, samples, floor);
  else
    g_array_unref (samples);
}

static void
play_burst (ThecalSignaller *self)
{
  const ThecalPattern burst = thecal_pattern_get_burst (self->sounding);
  const ThecalPattern none = { .n_pulses = 0 };

  self->held_up = thecal_sound_is_playing (self->sound);
  if (self->held_up)
    return; /* goes on in on_sound_result() */
  play_patterns (self,
                 &burst,
                 &none,
                 loudness_by_step[self->step],
                 thecal_pattern_get_floor_percent (self->sounding));
  schedule_burst (self);
}

static gboolean
on_cut (gpointer user_data)
{
  ThecalSignaller *self = user_data;

  self->cut_id = 0;
  end_speech (self);
  thecal_sound_stop_async (self->sound, NULL, NULL, NULL);
  play_burst (self);
  g_signal_emit (self, signals[SIGNAL_CHANNEL_RESULT], 0, "speech", FALSE, CUT_OFF);

  return G_SOURCE_REMOVE;
}

/* Speech may hold up a burst, by its own length at most. */
static gboolean
on_burst (gpointer user_data)
{
  ThecalSignaller *self = user_data;

  self->burst_id = 0;
  if (self->speaking)
    self->cut_id = g_timeout_add (self->speech_ms, on_cut, self);
  else
    play_burst (self);

  return G_SOURCE_REMOVE;
}

static void
play_burst_later (ThecalSignaller *self, int after_ms)
{
  self->held_up = FALSE;
  g_clear_handle_id (&self->burst_id, g_source_remove);
  self->burst_id = g_timeout_add ((guint) after_ms, on_burst, self);
}

static void
schedule_burst (ThecalSignaller *self)
{
  const int sounding_ms =
      (int) MIN ((g_get_monotonic_time () - self->since_us) / 1000, G_MAXINT / 2);
  const int interval_ms = thecal_pattern_get_interval_ms (self->sounding, sounding_ms);
  const ThecalPattern burst = thecal_pattern_get_burst (self->sounding);

  self->held_up = FALSE;
  g_clear_handle_id (&self->burst_id, g_source_remove);
  if (interval_ms > 0)
    play_burst_later (self, interval_ms + burst.length_ms);
}

/* Speech. */

/* What is said now, if anything, is over, or is no longer waited for. */
static void
end_speech (ThecalSignaller *self)
{
  self->speaking = FALSE;
  g_clear_handle_id (&self->cut_id, g_source_remove);
}

/* … and is not heard any more. */
static void
stop_speech (ThecalSignaller *self)
{
  g_clear_handle_id (&self->gap_id, g_source_remove);
  if (self->speaking)
    thecal_sound_stop_async (self->sound, NULL, NULL, NULL);
  end_speech (self);
}

static void
try_to_speak (ThecalSignaller *self)
{
  const gint64 now_us = g_get_monotonic_time ();
  const GArray *samples;
  GArray *copy;

  if (self->text == NULL || !self->had_burst || self->gap_id != 0 ||
      thecal_sound_is_playing (self->sound) ||
      (self->spoken_us != 0 && now_us - self->spoken_us < SPEECH_PERIOD_S * G_USEC_PER_SEC))
    return;
  samples = thecal_speech_get (self->speech, self->text);
  if (samples == NULL)
    return; /* goes on in on_speech_made() */
  copy = g_array_sized_new (FALSE, FALSE, sizeof (gint16), samples->len);
  for (guint i = 0; i < samples->len; i++) {
    const gint16 sample =
        (gint16) (g_array_index (samples, gint16, i) * loudness_by_step[self->step]);

    g_array_append_val (copy, sample);
  }
  self->speaking = TRUE;
  self->spoken_us = now_us;
  self->speech_ms = copy->len / (THECAL_SAMPLE_RATE_HZ / 1000);
  thecal_sound_play (self->sound, copy, thecal_pattern_get_floor_percent (self->sounding));
}

static gboolean
on_gap (gpointer user_data)
{
  ThecalSignaller *self = user_data;

  self->gap_id = 0;
  try_to_speak (self);

  return G_SOURCE_REMOVE;
}

static void
speak_later (ThecalSignaller *self)
{
  if (self->sounding == THECAL_PRIORITY_NONE)
    return;
  self->had_burst = TRUE;
  g_clear_handle_id (&self->gap_id, g_source_remove);
  self->gap_id = g_timeout_add (SPEECH_GAP_MS, on_gap, self);
}

static void
on_speech_made (const char *fault, gpointer user_data)
{
  ThecalSignaller *self = user_data;

  if (fault != NULL) {
    self->spoken_us = g_get_monotonic_time ();
    if (self->text != NULL) {
      g_free (self->failed_text);
      self->failed_text = g_strdup (self->text);
    }
    g_signal_emit (self, signals[SIGNAL_CHANNEL_RESULT], 0, "speech", FALSE, fault);
    return;
  }
  if (self->failed_text != NULL && self->text == NULL)
    g_signal_emit (self, signals[SIGNAL_CHANNEL_RESULT], 0, "speech", TRUE, "ready");
  g_clear_pointer (&self->failed_text, g_free);
  try_to_speak (self);
}

void
thecal_signaller_set_speech (ThecalSignaller *self, const char *text)
{
  const char *wanted = text != NULL && *text != '\0' ? text : NULL;

  if (g_strcmp0 (self->text, wanted) == 0)
    return;
  stop_speech (self);
  g_free (self->text);
  self->text = g_strdup (wanted);
  if (wanted == NULL)
    thecal_speech_stop (self->speech);
  else if (thecal_speech_get (self->speech, wanted) != NULL)
    try_to_speak (self);
}

void
thecal_signaller_set_sounding (ThecalSignaller *self, ThecalPriority priority, int step)
{
  self->step = CLAMP (step, 0, 3);
  if (self->sounding == priority)
    return;
  self->sounding = priority;
  self->since_us = g_get_monotonic_time ();
  if (self->lamp != NULL)
    thecal_lamp_set_sounding (self->lamp, priority);
  if (priority == THECAL_PRIORITY_NONE) {
    stop_speech (self);
    self->had_burst = FALSE;
  }
  if (self->cut_id == 0)
    schedule_burst (self);
}

/* Whether nothing sounds that another sound would have to replace. */
static gboolean
give_way (ThecalSignaller *self)
{
  const gboolean due = self->cut_id != 0;

  if (!self->speaking)
    return !thecal_sound_is_playing (self->sound);
  stop_speech (self);
  if (due)
    schedule_burst (self);

  return TRUE;
}

void
thecal_signaller_play (ThecalSignaller *self,
                       ThecalConditionId condition,
                       ThecalPriority priority,
                       int step)
{
  const ThecalPattern pump = thecal_pattern_get_pump (condition);
  const ThecalPattern burst = thecal_pattern_get_burst (priority);

  /* One sound at a time, the more urgent one wins; speech gives way to any. */
  if (!give_way (self) && priority < self->sounding)
    return;
  play_patterns (self,
                 &pump,
                 &burst,
                 loudness_by_step[CLAMP (step, 0, 3)],
                 thecal_pattern_get_floor_percent (priority));
}

void
thecal_signaller_remind (ThecalSignaller *self, ThecalPriority priority)
{
  const ThecalPattern burst = thecal_pattern_get_burst (priority);
  const ThecalPattern none = { .n_pulses = 0 };

  if (give_way (self))
    play_patterns (self,
                   &burst,
                   &none,
                   REMIND_LOUDNESS,
                   thecal_pattern_get_floor_percent (THECAL_PRIORITY_LOW));
}

void
thecal_signaller_set_sink (ThecalSignaller *self, const char *name)
{
  thecal_sound_set_sink (self->sound, name);
}

/* Notification. */

void
thecal_signaller_notify (ThecalSignaller *self, const ThecalSignalText *text)
{
  if (self->notification != NULL)
    thecal_notification_show (self->notification, text);
}

void
thecal_signaller_withdraw (ThecalSignaller *self, guint episode)
{
  if (self->notification != NULL)
    thecal_notification_withdraw (self->notification, episode);
}

gboolean
thecal_signaller_has_notification (ThecalSignaller *self)
{
  return self->notification != NULL;
}

void
thecal_signaller_self_test_async (ThecalSignaller *self,
                                  gboolean audible,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  const ThecalPattern tone = thecal_pattern_get_burst (THECAL_PRIORITY_LOW);
  const ThecalPattern none = { .n_pulses = 0 };

  end_test (self);
  self->test = g_task_new (self, cancellable, callback, user_data);
  self->test_waits = 1 + (self->notification != NULL) + (self->lamp != NULL);
  self->test_limit_id = g_timeout_add (TEST_LIMIT_MS, on_test_limit, self);
  if (self->notification != NULL)
    thecal_notification_test (self->notification);
  if (self->lamp != NULL)
    thecal_lamp_test (self->lamp, audible);
  /* Else a fault that was mended would stand until the next alarm is said. */
  if (self->failed_text != NULL && self->text == NULL)
    thecal_speech_get (self->speech, self->failed_text);
  if (thecal_sound_is_playing (self->sound))
    return; /* an alarm that sounds is the better proof: its result counts */
  if (audible)
    play_patterns (
        self, &tone, &none, TEST_LOUDNESS, thecal_pattern_get_floor_percent (THECAL_PRIORITY_LOW));
  else
    thecal_sound_check (self->sound);
}

gboolean
thecal_signaller_self_test_finish (ThecalSignaller *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
on_lamp_stopped (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  thecal_lamp_stop_finish (THECAL_LAMP (source), result);
  g_task_return_boolean (task, TRUE);
}

static void
on_sound_stopped (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ThecalSignaller *self = g_task_get_source_object (task);

  thecal_sound_stop_finish (THECAL_SOUND (source), result, NULL);
  if (self->lamp != NULL)
    thecal_lamp_stop_async (self->lamp, on_lamp_stopped, g_steal_pointer (&task));
  else
    g_task_return_boolean (task, TRUE);
}

/* Nothing begins any more. */
static void
end_signals (ThecalSignaller *self)
{
  g_clear_handle_id (&self->burst_id, g_source_remove);
  g_clear_handle_id (&self->gap_id, g_source_remove);
  end_speech (self);
  if (self->speech != NULL)
    thecal_speech_stop (self->speech);
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->failed_text, g_free);
  self->sounding = THECAL_PRIORITY_NONE;
  self->held_up = FALSE;
}

void
thecal_signaller_stop_async (ThecalSignaller *self,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  end_test (self);
  end_signals (self);
  thecal_sound_stop_async (self->sound,
                           cancellable,
                           on_sound_stopped,
                           g_task_new (self, cancellable, callback, user_data));
}

gboolean
thecal_signaller_stop_finish (ThecalSignaller *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Object. */

static void
thecal_signaller_dispose (GObject *object)
{
  ThecalSignaller *self = THECAL_SIGNALLER (object);

  end_test (self);
  end_signals (self);
  g_clear_pointer (&self->speech, thecal_speech_free);
  g_clear_object (&self->sound);
  g_clear_object (&self->notification);
  g_clear_object (&self->lamp);

  G_OBJECT_CLASS (thecal_signaller_parent_class)->dispose (object);
}

static void
thecal_signaller_class_init (ThecalSignallerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = thecal_signaller_dispose;
  signals[SIGNAL_CHANNEL_RESULT] = g_signal_new ("channel-result",
                                                 THECAL_TYPE_SIGNALLER,
                                                 G_SIGNAL_RUN_LAST,
                                                 0,
                                                 NULL,
                                                 NULL,
                                                 NULL,
                                                 G_TYPE_NONE,
                                                 3,
                                                 G_TYPE_STRING,
                                                 G_TYPE_BOOLEAN,
                                                 G_TYPE_STRING);
  signals[SIGNAL_ACKNOWLEDGE] = g_signal_new ("acknowledge",
                                              THECAL_TYPE_SIGNALLER,
                                              G_SIGNAL_RUN_LAST,
                                              0,
                                              NULL,
                                              NULL,
                                              NULL,
                                              G_TYPE_NONE,
                                              1,
                                              G_TYPE_UINT);
  signals[SIGNAL_PAUSE] = g_signal_new ("pause",
                                        THECAL_TYPE_SIGNALLER,
                                        G_SIGNAL_RUN_LAST,
                                        0,
                                        NULL,
                                        NULL,
                                        NULL,
                                        G_TYPE_NONE,
                                        1,
                                        G_TYPE_UINT);
}

static void
thecal_signaller_init (ThecalSignaller *self)
{
  self->sound = thecal_sound_new ();
  self->speech = thecal_speech_new (on_speech_made, self);
  self->lamp = thecal_lamp_new_from_environment ();
  g_signal_connect_object (self->sound, "played", G_CALLBACK (on_sound_result), self, 0);
  g_signal_connect_object (self->sound, "output", G_CALLBACK (on_output_changed), self, 0);
  if (g_strcmp0 (g_getenv ("THECAL_NOTIFICATION"), "none") != 0) {
    self->notification = thecal_notification_new ();
    g_signal_connect_object (
        self->notification, "result", G_CALLBACK (on_notification_result), self, 0);
    g_signal_connect_object (
        self->notification, "action", G_CALLBACK (on_notification_action), self, 0);
  }
  if (self->lamp != NULL)
    g_signal_connect_object (self->lamp, "result", G_CALLBACK (on_lamp_result), self, 0);
}

ThecalSignaller *
thecal_signaller_new (void)
{
  return g_object_new (THECAL_TYPE_SIGNALLER, NULL);
}
