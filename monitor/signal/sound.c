/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "signal/sound.h"

#include <pulse/glib-mainloop.h>
#include <pulse/pulseaudio.h>

#include "signal/alsa_sound.h"
#include "signal/pattern.h"
#include "signal/pulse_play.h"
#include "signal/sink_volume.h"

#define RECONNECT_LEAST_MS 2000 /* doubled at each failure; a play does not wait for it */
#define RECONNECT_MOST_MS 64000
#define ANSWER_LIMIT_MS 3000 /* of the server, before anything plays */
#define PLAY_MARGIN_MS 6000  /* a null sink alone delays by two seconds */
#define LOOK_DELAY_MS 200    /* a plug that is drawn makes several events */
#define TRIES_MAX 3          /* own: of one play, when its sinks go */
#define NO_SERVER "there is no sound server"

typedef enum {
  TASK_NONE,
  TASK_PLAY,
  TASK_CHECK, /* answered in any case */
  TASK_LOOK,  /* after a change: told only where it is another answer than the last */
} TaskKind;

struct _ThecalSound {
  GObject parent_instance;
  pa_glib_mainloop *mainloop;
  pa_context *context;
  ThecalSinkVolume *volume;
  ThecalAlsaSound *alsa;
  char *sink_name; /* nullable; as set */
  guint reconnect_id, reconnect_ms, look_id;
  gboolean had_server;
  GTask *stop; /* nullable */

  /* The one thing under way. */
  TaskKind kind;
  GArray *samples; /* owned; of a play */
  int floor_percent;
  guint tries, limit_id;
  GPtrArray *failed; /* names of sinks that did not take this play */
  char *playing_on;
  ThecalPulsePlay *play;
  ThecalSinkList *list; /* being asked for */
  pa_operation *asking_default, *asking_sinks;
  char *fault; /* why ALSA was tried */

  /* What was told last. */
  int told_ok; /* -1: nothing yet */
  gboolean told_alsa;
  char *unheard; /* nullable; the sink on which a play was not heard: only a proof ends that */
};

enum { SIGNAL_PLAYED, SIGNAL_OUTPUT, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ThecalSound, thecal_sound, G_TYPE_OBJECT)

static void open_context (ThecalSound *self);
static void end_stop (ThecalSound *self);
static void begin (ThecalSound *self);
static void look_later (ThecalSound *self);

static void
drop (pa_operation *operation)
{
  if (operation != NULL)
    pa_operation_unref (operation);
}

static void
cancel_operation (pa_operation **operation)
{
  if (*operation == NULL)
    return;
  pa_operation_cancel (*operation);
  pa_operation_unref (*operation);
  *operation = NULL;
}

/* Ends what is under way on the sound server; the samples stay. */
static void
end_try (ThecalSound *self)
{
  g_clear_handle_id (&self->limit_id, g_source_remove);
  cancel_operation (&self->asking_default);
  cancel_operation (&self->asking_sinks);
  g_clear_pointer (&self->list, thecal_sink_list_free);
  g_clear_pointer (&self->play, thecal_pulse_play_free);
}

static void
end_task (ThecalSound *self)
{
  end_try (self);
  thecal_alsa_sound_stop (self->alsa);
  thecal_sink_volume_restore (self->volume, self->context);
  g_clear_pointer (&self->samples, g_array_unref);
  g_clear_pointer (&self->fault, g_free);
  g_ptr_array_set_size (self->failed, 0);
  self->tries = 0;
  self->kind = TASK_NONE;
}

static void
finish (ThecalSound *self, gboolean ok, const char *detail)
{
  const TaskKind kind = self->kind;
  const gboolean by_alsa = self->fault != NULL;
  const gboolean news = self->told_ok != ok || self->told_alsa != by_alsa;

  end_task (self);
  self->told_ok = ok;
  self->told_alsa = by_alsa;
  if (kind == TASK_PLAY || kind == TASK_CHECK)
    g_signal_emit (self, signals[SIGNAL_PLAYED], 0, ok, detail);
  else if (news)
    g_signal_emit (self, signals[SIGNAL_OUTPUT], 0, ok, detail);
}

/* Without a sound server that has an output: ALSA. */

static void
on_alsa_done (gboolean ok, const char *detail, gpointer user_data)
{
  ThecalSound *self = user_data;
  g_autofree char *both = g_strdup_printf ("%s; %s", self->fault, detail);

  finish (self, ok, both);
}

static void
fall_back (ThecalSound *self, const char *fault)
{
  end_try (self);
  thecal_sink_volume_restore (self->volume, self->context);
  g_free (self->fault);
  self->fault = g_strdup (fault);
  thecal_alsa_sound_play (self->alsa, self->samples, on_alsa_done, self);
}

static gboolean
on_limit (gpointer user_data)
{
  ThecalSound *self = user_data;

  self->limit_id = 0;
  fall_back (self,
             self->play != NULL ? "the sound did not end in time"
                                : "the sound server does not answer");

  return G_SOURCE_REMOVE;
}

/* Which sink. */

static const char *
get_pinned (ThecalSound *self)
{
  const char *name = g_getenv ("THECAL_SINK");

  return name != NULL && *name != '\0' ? name : self->sink_name;
}

/* Ends with sink @name, as in "heard on": a fault where it is not the chosen one. */
static void
finish_on (ThecalSound *self, const char *what, const char *name)
{
  const char *pinned = get_pinned (self);
  const gboolean chosen = pinned == NULL || g_strcmp0 (pinned, name) == 0;
  g_autofree char *detail =
      chosen ? g_strdup_printf ("%s %s", what, name)
             : g_strdup_printf ("the chosen output %s is gone; %s %s", pinned, what, name);

  finish (self, chosen, detail);
}

/* @is_taken: the sinks are there and take the sound, so ALSA would not get the card. */
static void
try_again (ThecalSound *self, const char *why, gboolean is_taken)
{
  g_autofree char *detail = NULL;

  end_try (self);
  if (++self->tries < TRIES_MAX) {
    begin (self);
    return;
  }
  detail = g_strdup_printf ("%s, %d times", why, TRIES_MAX);
  if (is_taken)
    finish (self, FALSE, detail);
  else
    fall_back (self, detail);
}

static void
on_play_done (ThecalPulseOutcome outcome, gpointer user_data)
{
  ThecalSound *self = user_data;
  g_autofree char *name = g_strdup (self->playing_on);
  g_autofree char *detail = NULL;

  switch (outcome) {
  case THECAL_PULSE_HEARD:
    g_clear_pointer (&self->unheard, g_free);
    finish_on (self, "heard on", name);
    break;
  case THECAL_PULSE_UNHEARD:
    g_free (self->unheard);
    self->unheard = g_strdup (name);
    detail = g_strdup_printf ("played on %s, but nothing was heard there", name);
    finish (self, FALSE, detail);
    break;
  case THECAL_PULSE_MOVED:
    try_again (self, "the sound was moved to another output", TRUE);
    break;
  case THECAL_PULSE_SUSPENDED:
    g_ptr_array_add (self->failed, g_steal_pointer (&name));
    try_again (self, "the sound output was suspended", FALSE);
    break;
  case THECAL_PULSE_BROKEN:
    g_ptr_array_add (self->failed, g_steal_pointer (&name));
    try_again (self, "the sound stream broke off", FALSE);
    break;
  }
}

static void
play_on (ThecalSound *self, const ThecalSink *sink)
{
  const double volume =
      thecal_sink_volume_force (self->volume, self->context, sink, self->floor_percent);

  g_free (self->playing_on);
  self->playing_on = g_strdup (sink->name);
  g_clear_handle_id (&self->limit_id, g_source_remove);
  self->limit_id = g_timeout_add (
      self->samples->len / (THECAL_SAMPLE_RATE_HZ / 1000) + PLAY_MARGIN_MS, on_limit, self);
  self->play =
      thecal_pulse_play_new (self->context, sink, volume, self->samples, on_play_done, self);
}

static void
tell_ready (ThecalSound *self, const ThecalSink *sink)
{
  g_autofree char *detail = NULL;

  if (g_strcmp0 (sink->name, self->unheard) == 0) {
    detail = g_strdup_printf ("what was last played on %s was not heard there", sink->name);
    finish (self, FALSE, detail);
  } else
    finish_on (self, "ready on", sink->name);
}

static void
use_list (ThecalSound *self)
{
  g_autoptr (ThecalSinkList) list = g_steal_pointer (&self->list);
  const ThecalSink *sink = thecal_sink_list_choose (list, get_pinned (self), self->failed);

  if (sink == NULL)
    fall_back (self,
               list->sinks->len > 0 ? "there is no sound output but a dummy"
                                    : "there is no sound output");
  else if (self->kind == TASK_PLAY)
    play_on (self, sink);
  else
    tell_ready (self, sink);
}

static void
on_sink (pa_context *context, const pa_sink_info *sink, int end, void *user_data)
{
  ThecalSound *self = user_data;

  if (self->list == NULL)
    return;
  if (end == 0 && sink != NULL)
    thecal_sink_list_add (self->list, sink);
  else {
    cancel_operation (&self->asking_sinks);
    use_list (self);
  }
}

static void
on_server (pa_context *context, const pa_server_info *server, void *user_data)
{
  ThecalSound *self = user_data;

  if (self->list != NULL && server != NULL)
    self->list->default_name = g_strdup (server->default_sink_name);
}

/* The default is asked for first: the server answers in turn. */
static void
ask_for_sinks (ThecalSound *self)
{
  end_try (self);
  self->limit_id = g_timeout_add (ANSWER_LIMIT_MS, on_limit, self);
  self->list = thecal_sink_list_new ();
  self->asking_default = pa_context_get_server_info (self->context, on_server, self);
  self->asking_sinks = pa_context_get_sink_info_list (self->context, on_sink, self);
}

/* Goes on when the server is there: at once, or from on_context_state(). */
static void
begin (ThecalSound *self)
{
  if (self->context != NULL && pa_context_get_state (self->context) == PA_CONTEXT_READY) {
    ask_for_sinks (self);
    return;
  }
  self->limit_id = g_timeout_add (ANSWER_LIMIT_MS, on_limit, self);
  if (self->context == NULL)
    open_context (self);
}

void
thecal_sound_play (ThecalSound *self, GArray *samples, int floor_percent)
{
  end_task (self);
  self->kind = TASK_PLAY;
  self->samples = samples;
  self->floor_percent = floor_percent;
  begin (self);
}

void
thecal_sound_check (ThecalSound *self)
{
  if (self->kind == TASK_PLAY)
    return;
  end_task (self);
  self->kind = TASK_CHECK;
  begin (self);
}

void
thecal_sound_set_sink (ThecalSound *self, const char *name)
{
  if (g_strcmp0 (self->sink_name, name) == 0)
    return;
  g_free (self->sink_name);
  self->sink_name = g_strdup (name);
  look_later (self);
}

gboolean
thecal_sound_is_playing (ThecalSound *self)
{
  return self->kind == TASK_PLAY;
}

/* Outputs that come and go. */

static gboolean
on_look (gpointer user_data)
{
  ThecalSound *self = user_data;

  /* What is under way sees for itself, and the last word is a look. */
  if (self->kind != TASK_NONE)
    return G_SOURCE_CONTINUE;
  self->look_id = 0;
  self->kind = TASK_LOOK;
  begin (self);

  return G_SOURCE_REMOVE;
}

/* Before the first play nobody wants to know. */
static void
look_later (ThecalSound *self)
{
  if (self->look_id == 0 && self->told_ok >= 0)
    self->look_id = g_timeout_add (LOOK_DELAY_MS, on_look, self);
}

static void
on_event (pa_context *context, pa_subscription_event_type_t event, uint32_t index, void *user_data)
{
  const int facility = event & PA_SUBSCRIPTION_EVENT_FACILITY_MASK;
  const int type = event & PA_SUBSCRIPTION_EVENT_TYPE_MASK;

  /* A sink that changes only got another volume. */
  if (facility == PA_SUBSCRIPTION_EVENT_SERVER || type != PA_SUBSCRIPTION_EVENT_CHANGE)
    look_later (user_data);
}

/* The server. */

static gboolean
on_reconnect (gpointer user_data)
{
  ThecalSound *self = user_data;

  self->reconnect_id = 0;
  open_context (self);

  return G_SOURCE_REMOVE;
}

static void
close_context (ThecalSound *self)
{
  if (self->context == NULL)
    return;
  pa_context_set_state_callback (self->context, NULL, NULL);
  pa_context_set_subscribe_callback (self->context, NULL, NULL);
  pa_context_disconnect (self->context);
  pa_context_unref (self->context);
  self->context = NULL;
}

static void
on_ready (ThecalSound *self)
{
  self->had_server = TRUE;
  self->reconnect_ms = RECONNECT_LEAST_MS;
  pa_context_set_subscribe_callback (self->context, on_event, self);
  drop (pa_context_subscribe (
      self->context, PA_SUBSCRIPTION_MASK_SINK | PA_SUBSCRIPTION_MASK_SERVER, NULL, NULL));
  if (self->kind != TASK_PLAY)
    thecal_sink_volume_restore (self->volume, self->context);
  if (self->kind != TASK_NONE && self->fault == NULL)
    ask_for_sinks (self);
  else
    look_later (self);
}

static void
on_context_state (pa_context *context, void *user_data)
{
  ThecalSound *self = user_data;
  const pa_context_state_t state = pa_context_get_state (context);

  if (state == PA_CONTEXT_READY)
    on_ready (self);
  if (state != PA_CONTEXT_FAILED && state != PA_CONTEXT_TERMINATED)
    return;
  end_try (self);
  thecal_sink_volume_restore (self->volume, NULL);
  close_context (self);
  end_stop (self);
  if (self->reconnect_id == 0)
    self->reconnect_id = g_timeout_add (self->reconnect_ms, on_reconnect, self);
  self->reconnect_ms = MIN (self->reconnect_ms * 2, RECONNECT_MOST_MS);
  /* That it has gone is looked into at once; that it is still gone is no news. */
  if (self->kind == TASK_NONE && self->had_server)
    self->kind = TASK_LOOK;
  self->had_server = FALSE;
  if (self->kind != TASK_NONE && self->fault == NULL)
    fall_back (self, NO_SERVER);
}

static void
open_context (ThecalSound *self)
{
  g_clear_handle_id (&self->reconnect_id, g_source_remove);
  self->context = pa_context_new (pa_glib_mainloop_get_api (self->mainloop), "Thecal");
  pa_context_set_state_callback (self->context, on_context_state, self);
  /* A failure at once comes without a change of state. */
  if (pa_context_connect (self->context, NULL, PA_CONTEXT_NOAUTOSPAWN, NULL) < 0 &&
      self->context != NULL)
    on_context_state (self->context, self);
}

static void
end_stop (ThecalSound *self)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->stop);

  if (task != NULL)
    g_task_return_boolean (task, TRUE);
}

static void
on_context_drained (pa_context *context, void *user_data)
{
  end_stop (user_data);
}

void
thecal_sound_stop_async (ThecalSound *self,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  pa_operation *operation = NULL;

  end_stop (self);
  self->stop = g_task_new (self, cancellable, callback, user_data);
  end_task (self);
  if (self->context != NULL && pa_context_get_state (self->context) == PA_CONTEXT_READY)
    operation = pa_context_drain (self->context, on_context_drained, self);
  if (operation == NULL)
    end_stop (self);
  drop (operation);
}

gboolean
thecal_sound_stop_finish (ThecalSound *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Object. */

static void
thecal_sound_finalize (GObject *object)
{
  ThecalSound *self = THECAL_SOUND (object);

  g_clear_handle_id (&self->reconnect_id, g_source_remove);
  g_clear_handle_id (&self->look_id, g_source_remove);
  end_task (self);
  thecal_sink_volume_free (self->volume);
  thecal_alsa_sound_free (self->alsa);
  close_context (self);
  pa_glib_mainloop_free (self->mainloop);
  g_ptr_array_unref (self->failed);
  g_free (self->sink_name);
  g_free (self->playing_on);
  g_free (self->unheard);

  G_OBJECT_CLASS (thecal_sound_parent_class)->finalize (object);
}

static void
thecal_sound_class_init (ThecalSoundClass *klass)
{
  static const char *const names[N_SIGNALS] = { "played", "output" };

  G_OBJECT_CLASS (klass)->finalize = thecal_sound_finalize;
  for (int i = 0; i < N_SIGNALS; i++)
    signals[i] = g_signal_new (names[i],
                               THECAL_TYPE_SOUND,
                               G_SIGNAL_RUN_LAST,
                               0,
                               NULL,
                               NULL,
                               NULL,
                               G_TYPE_NONE,
                               2,
                               G_TYPE_BOOLEAN,
                               G_TYPE_STRING);
}

static void
thecal_sound_init (ThecalSound *self)
{
  self->mainloop = pa_glib_mainloop_new (NULL);
  self->volume = thecal_sink_volume_new ();
  self->alsa = thecal_alsa_sound_new ();
  self->failed = g_ptr_array_new_with_free_func (g_free);
  self->reconnect_ms = RECONNECT_LEAST_MS;
  self->told_ok = -1;
}

ThecalSound *
thecal_sound_new (void)
{
  return g_object_new (THECAL_TYPE_SOUND, NULL);
}
