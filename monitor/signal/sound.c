/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "signal/sound.h"

#include <pulse/glib-mainloop.h>
#include <pulse/pulseaudio.h>
#include <string.h>

#include "signal/pattern.h"

#define RECONNECT_MS 2000
#define PLAY_MARGIN_MS 6000 /* a null sink alone delays by two seconds */
#define PEAK_RATE_HZ 50
#define PEAK_LEAST 0.01f      /* of full scale */
#define PEAK_SHARE_PERCENT 10 /* of the length that must be heard: pulses are half of a burst */
#define NO_SERVER "there is no sound server"
#define AUTO_NULL "auto_null" /* the server's stand-in where there is no card */

struct _ThecalSound {
  GObject parent_instance;
  pa_glib_mainloop *mainloop;
  pa_context *context;
  pa_stream *stream;  /* what plays */
  pa_stream *monitor; /* peaks of the sink it plays on */
  GArray *samples;    /* owned; of the play under way */
  gboolean checking;  /* a check is under way: nothing is played */
  gsize written;
  int floor_percent;
  guint peaks;
  guint limit_id, reconnect_id;
  char *sink_name;
  guint32 sink_index;
  /* What was forced on which sink, until it is restored. */
  uint32_t forced_index;
  pa_cvolume volume_before, volume_after;
  gboolean volume_forced, mute_forced;
  gboolean restoring; /* the sink was asked for, to restore it where it is still as forced */
  GTask *stop;        /* nullable */
};

enum { SIGNAL_RESULT, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ThecalSound, thecal_sound, G_TYPE_OBJECT)

static void open_context (ThecalSound *self);
static void end_stop (ThecalSound *self);

static void
tell (ThecalSound *self, gboolean ok, const char *detail)
{
  g_signal_emit (self, signals[SIGNAL_RESULT], 0, ok, detail);
}

static void
drop (pa_operation *operation)
{
  if (operation != NULL)
    pa_operation_unref (operation);
}

static void
close_stream (pa_stream **stream)
{
  if (*stream == NULL)
    return;
  pa_stream_set_state_callback (*stream, NULL, NULL);
  pa_stream_set_write_callback (*stream, NULL, NULL);
  pa_stream_set_read_callback (*stream, NULL, NULL);
  pa_stream_disconnect (*stream);
  pa_stream_unref (*stream);
  *stream = NULL;
}

static void
set_sink (ThecalSound *self, uint32_t index, const pa_cvolume *volume, int mute)
{
  if (volume != NULL)
    drop (pa_context_set_sink_volume_by_index (self->context, index, volume, NULL, NULL));
  if (mute >= 0)
    drop (pa_context_set_sink_mute_by_index (self->context, index, mute, NULL, NULL));
}

/* What a person set meanwhile stays. */
static void
on_forced_sink (pa_context *context, const pa_sink_info *sink, int end, void *user_data)
{
  ThecalSound *self = user_data;

  if (!self->restoring)
    return;
  self->restoring = FALSE;
  if (end == 0 && sink != NULL)
    set_sink (self,
              sink->index,
              self->volume_forced && pa_cvolume_equal (&sink->volume, &self->volume_after)
                  ? &self->volume_before
                  : NULL,
              self->mute_forced && !sink->mute ? 1 : -1);
  self->volume_forced = self->mute_forced = FALSE;
}

static void
restore_volume (ThecalSound *self)
{
  if (!self->volume_forced && !self->mute_forced)
    return;
  if (self->context == NULL || pa_context_get_state (self->context) != PA_CONTEXT_READY) {
    self->restoring = self->volume_forced = self->mute_forced = FALSE;
    return;
  }
  self->restoring = TRUE;
  drop (
      pa_context_get_sink_info_by_index (self->context, self->forced_index, on_forced_sink, self));
}

static void
end_play (ThecalSound *self)
{
  g_clear_handle_id (&self->limit_id, g_source_remove);
  close_stream (&self->stream);
  close_stream (&self->monitor);
  restore_volume (self);
  g_clear_pointer (&self->samples, g_array_unref);
  self->checking = FALSE;
}

static void
fail_play (ThecalSound *self, const char *why)
{
  end_play (self);
  tell (self, FALSE, why);
}

static gboolean
on_limit (gpointer user_data)
{
  ThecalSound *self = user_data;

  self->limit_id = 0;
  fail_play (self, "the sound did not end in time");

  return G_SOURCE_REMOVE;
}

/* Proof. */

static void
on_peak (pa_stream *stream, size_t bytes, void *user_data)
{
  ThecalSound *self = user_data;
  const void *data;
  size_t size;

  while (pa_stream_readable_size (stream) > 0 && pa_stream_peek (stream, &data, &size) == 0 &&
         size > 0) {
    const float *peaks = data;

    for (size_t i = 0; data != NULL && i < size / sizeof (float); i++)
      self->peaks += peaks[i] > PEAK_LEAST || peaks[i] < -PEAK_LEAST;
    pa_stream_drop (stream);
  }
}

static void
on_drained (pa_stream *stream, int success, void *user_data)
{
  ThecalSound *self = user_data;
  const guint length_ms =
      self->samples != NULL ? self->samples->len / (THECAL_SAMPLE_RATE_HZ / 1000) : 0;
  const guint needed = MAX (1, length_ms * PEAK_RATE_HZ / 1000 * PEAK_SHARE_PERCENT / 100);
  g_autofree char *detail = NULL;

  if (stream != self->stream)
    return;
  if (self->peaks < needed) {
    detail = g_strdup_printf ("played on %s, but nothing was heard there", self->sink_name);
    fail_play (self, detail);
    return;
  }
  detail = g_strdup_printf ("heard on %s", self->sink_name);
  end_play (self);
  tell (self, TRUE, detail);
}

static void
open_monitor (ThecalSound *self, const char *source)
{
  const pa_sample_spec spec = { PA_SAMPLE_FLOAT32NE, PEAK_RATE_HZ, 1 };
  const pa_buffer_attr attributes = { .maxlength = (uint32_t) -1, .fragsize = sizeof (float) };

  self->peaks = 0;
  self->monitor = pa_stream_new (self->context, "Thecal proof", &spec, NULL);
  pa_stream_set_read_callback (self->monitor, on_peak, self);
  pa_stream_connect_record (self->monitor,
                            source,
                            &attributes,
                            PA_STREAM_PEAK_DETECT | PA_STREAM_DONT_MOVE | PA_STREAM_ADJUST_LATENCY);
}

/* Playing. */

static void
on_write (pa_stream *stream, size_t bytes, void *user_data)
{
  ThecalSound *self = user_data;
  const gsize total = self->samples->len * sizeof (gint16);
  const gsize part = MIN (bytes, total - self->written);

  if (part > 0)
    pa_stream_write (stream, self->samples->data + self->written, part, NULL, 0, PA_SEEK_RELATIVE);
  self->written += part;
  if (self->written == total) {
    pa_stream_set_write_callback (stream, NULL, NULL);
    drop (pa_stream_drain (stream, on_drained, self));
  }
}

static void
on_stream_state (pa_stream *stream, void *user_data)
{
  if (pa_stream_get_state (stream) == PA_STREAM_FAILED)
    fail_play (user_data, "the sound stream broke off");
}

static void
on_stream_moved (pa_stream *stream, void *user_data)
{
  fail_play (user_data, "the sound was moved to another output");
}

static void
open_stream (ThecalSound *self)
{
  const pa_sample_spec spec = { PA_SAMPLE_S16NE, THECAL_SAMPLE_RATE_HZ, 1 };

  self->written = 0;
  self->stream = pa_stream_new (self->context, "Thecal alarm", &spec, NULL);
  pa_stream_set_write_callback (self->stream, on_write, self);
  pa_stream_set_state_callback (self->stream, on_stream_state, self);
  pa_stream_set_moved_callback (self->stream, on_stream_moved, self);
  pa_stream_connect_playback (self->stream, self->sink_name, NULL, PA_STREAM_NOFLAGS, NULL, NULL);
}

/* A play that follows at once keeps what the one before it forced, and what was before that. */
static void
force_volume (ThecalSound *self, const pa_sink_info *sink)
{
  const pa_volume_t least = PA_VOLUME_NORM / 100 * (pa_volume_t) self->floor_percent;

  if (self->floor_percent == 0)
    return;
  if ((self->volume_forced || self->mute_forced) && self->forced_index != sink->index) {
    set_sink (self,
              self->forced_index,
              self->volume_forced ? &self->volume_before : NULL,
              self->mute_forced ? 1 : -1);
    self->volume_forced = self->mute_forced = FALSE;
  }
  self->restoring = FALSE;
  self->forced_index = sink->index;
  if (sink->mute) {
    self->mute_forced = TRUE;
    set_sink (self, sink->index, NULL, 0);
  }
  if (pa_cvolume_avg (&sink->volume) < least) {
    if (!self->volume_forced)
      self->volume_before = sink->volume;
    self->volume_forced = TRUE;
    self->volume_after = sink->volume;
    pa_cvolume_set (&self->volume_after, sink->volume.channels, least);
    set_sink (self, sink->index, &self->volume_after, -1);
  }
}

/* Why nothing would be heard there; NULL: something would. */
static const char *
find_fault (ThecalSound *self, const pa_sink_info *sink)
{
  if (sink == NULL)
    return "there is no sound output";
  if (g_str_equal (sink->name, AUTO_NULL))
    return "there is no sound output but a dummy";
  if (self->floor_percent == 0 && sink->mute)
    return "the sound output is muted";
  if (self->floor_percent == 0 && pa_cvolume_is_muted (&sink->volume))
    return "the volume of the sound output is zero";

  return NULL;
}

static void
on_sink (pa_context *context, const pa_sink_info *sink, int end, void *user_data)
{
  ThecalSound *self = user_data;
  const char *fault = find_fault (self, end == 0 ? sink : NULL);

  /* The list ends with a call of its own, after the one sink. */
  if (self->samples == NULL || self->stream != NULL)
    return;
  if (fault != NULL) {
    fail_play (self, fault);
    return;
  }
  g_free (self->sink_name);
  self->sink_name = g_strdup (sink->name);
  self->sink_index = sink->index;
  force_volume (self, sink);
  open_monitor (self, sink->monitor_source_name);
  open_stream (self);
}

static void
on_checked_sink (pa_context *context, const pa_sink_info *sink, int end, void *user_data)
{
  ThecalSound *self = user_data;
  const char *fault = find_fault (self, end == 0 ? sink : NULL);
  g_autofree char *found = fault == NULL ? g_strdup_printf ("ready on %s", sink->name) : NULL;

  if (!self->checking)
    return;
  end_play (self);
  tell (self, fault == NULL, fault != NULL ? fault : found);
}

static void
ask_for_sink (ThecalSound *self, pa_sink_info_cb_t callback)
{
  const char *pinned = g_getenv ("THECAL_SINK");

  drop (pa_context_get_sink_info_by_name (
      self->context, pinned != NULL ? pinned : "@DEFAULT_SINK@", callback, self));
}

static void
serve (ThecalSound *self)
{
  if (self->samples != NULL)
    ask_for_sink (self, on_sink);
  else if (self->checking)
    ask_for_sink (self, on_checked_sink);
}

/* Goes on when the server is there: at once, or from on_context_state(). */
static void
begin (ThecalSound *self)
{
  if (self->context == NULL && self->reconnect_id == 0)
    open_context (self);
  else if (self->reconnect_id != 0)
    fail_play (self, NO_SERVER);
  else if (pa_context_get_state (self->context) == PA_CONTEXT_READY)
    serve (self);
}

void
thecal_sound_play (ThecalSound *self, GArray *samples, int floor_percent)
{
  end_play (self);
  if (floor_percent > 0)
    self->restoring = FALSE;
  self->samples = samples;
  self->floor_percent = floor_percent;
  self->limit_id = g_timeout_add (
      samples->len / (THECAL_SAMPLE_RATE_HZ / 1000) + PLAY_MARGIN_MS, on_limit, self);
  begin (self);
}

void
thecal_sound_check (ThecalSound *self)
{
  if (self->samples != NULL)
    return;
  end_play (self);
  self->checking = TRUE;
  self->floor_percent = 0;
  self->limit_id = g_timeout_add (PLAY_MARGIN_MS, on_limit, self);
  begin (self);
}

gboolean
thecal_sound_is_playing (ThecalSound *self)
{
  return self->samples != NULL;
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
  pa_context_disconnect (self->context);
  pa_context_unref (self->context);
  self->context = NULL;
}

static void
on_context_state (pa_context *context, void *user_data)
{
  ThecalSound *self = user_data;
  const pa_context_state_t state = pa_context_get_state (context);

  if (state == PA_CONTEXT_READY)
    serve (self);
  if (state != PA_CONTEXT_FAILED && state != PA_CONTEXT_TERMINATED)
    return;
  end_play (self);
  close_context (self);
  end_stop (self);
  if (self->reconnect_id == 0)
    self->reconnect_id = g_timeout_add (RECONNECT_MS, on_reconnect, self);
  tell (self, FALSE, NO_SERVER);
}

static void
open_context (ThecalSound *self)
{
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
  end_play (self);
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

static void
thecal_sound_finalize (GObject *object)
{
  ThecalSound *self = THECAL_SOUND (object);

  g_clear_handle_id (&self->reconnect_id, g_source_remove);
  end_play (self);
  close_context (self);
  pa_glib_mainloop_free (self->mainloop);
  g_free (self->sink_name);

  G_OBJECT_CLASS (thecal_sound_parent_class)->finalize (object);
}

static void
thecal_sound_class_init (ThecalSoundClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = thecal_sound_finalize;
  signals[SIGNAL_RESULT] = g_signal_new ("result",
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
}

ThecalSound *
thecal_sound_new (void)
{
  return g_object_new (THECAL_TYPE_SOUND, NULL);
}
