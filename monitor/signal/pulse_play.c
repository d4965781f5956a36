/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "signal/pulse_play.h"

#include "signal/pattern.h"

#define PEAK_RATE_HZ 50
#define WINDOW_SAMPLES (THECAL_SAMPLE_RATE_HZ / PEAK_RATE_HZ)
#define LEAST_SHARE_PERCENT 30 /* of the loud windows that must be heard; own */
/* A peak counts from a quarter of the expected one: a sink with a volume of its own is heard before
 * it, another is heard after it. Bounds keep out the noise of conversion and what is loud anyway.
 */
#define PEAK_SHARE 0.25
#define PEAK_LEAST 0.0005
#define PEAK_MOST 0.01

struct _ThecalPulsePlay {
  pa_stream *stream;   /* what plays */
  pa_stream *monitor;  /* peaks of the sink it plays on */
  pa_operation *drain; /* its answer may come after the stream is gone, so it is called off */
  const GArray *samples;
  gsize written; /* octets */
  float least;   /* of full scale */
  guint peaks, needed;
  ThecalPulsePlayDone done;
  gpointer user_data;
};

static void
close_stream (pa_stream **stream)
{
  if (*stream == NULL)
    return;
  pa_stream_set_state_callback (*stream, NULL, NULL);
  pa_stream_set_write_callback (*stream, NULL, NULL);
  pa_stream_set_read_callback (*stream, NULL, NULL);
  pa_stream_set_moved_callback (*stream, NULL, NULL);
  pa_stream_set_suspended_callback (*stream, NULL, NULL);
  pa_stream_disconnect (*stream);
  pa_stream_unref (*stream);
  *stream = NULL;
}

/* The last thing that is done with @self: it may be gone after it. */
static void
end (ThecalPulsePlay *self, ThecalPulseOutcome outcome)
{
  const ThecalPulsePlayDone done = self->done;

  self->done = NULL;
  if (done != NULL)
    done (outcome, self->user_data);
}

/* Proof. */

static void
on_peak (pa_stream *stream, size_t bytes, void *user_data)
{
  ThecalPulsePlay *self = user_data;
  const void *data;
  size_t size;

  while (pa_stream_readable_size (stream) > 0 && pa_stream_peek (stream, &data, &size) == 0 &&
         size > 0) {
    const float *peaks = data;

    for (size_t i = 0; data != NULL && i < size / sizeof (float); i++)
      self->peaks += peaks[i] > self->least || peaks[i] < -self->least;
    pa_stream_drop (stream);
  }
}

static int
peak_of (const GArray *samples, guint first, guint n)
{
  int peak = 0;

  for (guint i = first; i < MIN (first + n, samples->len); i++)
    peak = MAX (peak, ABS ((int) g_array_index (samples, gint16, i)));

  return peak;
}

/* How loud the monitor must be, and how often. */
static void
expect (ThecalPulsePlay *self, double volume)
{
  const int peak = peak_of (self->samples, 0, self->samples->len);
  guint loud = 0;

  for (guint i = 0; i < self->samples->len; i += WINDOW_SAMPLES)
    loud += peak_of (self->samples, i, WINDOW_SAMPLES) > peak / 2;
  self->least = (float) CLAMP (PEAK_SHARE * volume * peak / G_MAXINT16, PEAK_LEAST, PEAK_MOST);
  self->needed = MAX (1, loud * LEAST_SHARE_PERCENT / 100);
}

static void
open_monitor (ThecalPulsePlay *self, pa_context *context, const char *source)
{
  const pa_sample_spec spec = { PA_SAMPLE_FLOAT32NE, PEAK_RATE_HZ, 1 };
  const pa_buffer_attr attributes = { .maxlength = (uint32_t) -1, .fragsize = sizeof (float) };

  self->monitor = pa_stream_new (context, "Thecal proof", &spec, NULL);
  if (self->monitor == NULL)
    return;
  pa_stream_set_read_callback (self->monitor, on_peak, self);
  pa_stream_connect_record (self->monitor,
                            source,
                            &attributes,
                            PA_STREAM_PEAK_DETECT | PA_STREAM_DONT_MOVE | PA_STREAM_ADJUST_LATENCY);
}

static void
on_drained (pa_stream *stream, int success, void *user_data)
{
  ThecalPulsePlay *self = user_data;

  if (stream == self->stream)
    end (self, self->peaks < self->needed ? THECAL_PULSE_UNHEARD : THECAL_PULSE_HEARD);
}

/* Playing. */

static void
on_write (pa_stream *stream, size_t bytes, void *user_data)
{
  ThecalPulsePlay *self = user_data;
  const gsize total = self->samples->len * sizeof (gint16);
  const gsize part = MIN (bytes, total - self->written);

  if (part > 0)
    pa_stream_write (stream, self->samples->data + self->written, part, NULL, 0, PA_SEEK_RELATIVE);
  self->written += part;
  if (self->written < total)
    return;
  pa_stream_set_write_callback (stream, NULL, NULL);
  self->drain = pa_stream_drain (stream, on_drained, self);
}

static void
on_suspended (pa_stream *stream, void *user_data)
{
  if (pa_stream_is_suspended (stream) == 1)
    end (user_data, THECAL_PULSE_SUSPENDED);
}

static void
on_state (pa_stream *stream, void *user_data)
{
  if (pa_stream_get_state (stream) == PA_STREAM_READY)
    on_suspended (stream, user_data);
  else if (pa_stream_get_state (stream) == PA_STREAM_FAILED)
    end (user_data, THECAL_PULSE_BROKEN);
}

static void
on_moved (pa_stream *stream, void *user_data)
{
  end (user_data, THECAL_PULSE_MOVED);
}

ThecalPulsePlay *
thecal_pulse_play_new (pa_context *context,
                       const ThecalSink *sink,
                       double volume,
                       const GArray *samples,
                       ThecalPulsePlayDone done,
                       gpointer user_data)
{
  const pa_sample_spec spec = { PA_SAMPLE_S16NE, THECAL_SAMPLE_RATE_HZ, 1 };
  ThecalPulsePlay *self = g_new0 (ThecalPulsePlay, 1);
  pa_cvolume full;

  self->samples = samples;
  self->done = done;
  self->user_data = user_data;
  expect (self, volume);
  if (sink->monitor != NULL)
    open_monitor (self, context, sink->monitor);
  self->stream = pa_stream_new (context, "Thecal alarm", &spec, NULL);
  if (self->stream == NULL)
    return self; /* the limit of the caller ends it */
  pa_stream_set_write_callback (self->stream, on_write, self);
  pa_stream_set_state_callback (self->stream, on_state, self);
  pa_stream_set_moved_callback (self->stream, on_moved, self);
  pa_stream_set_suspended_callback (self->stream, on_suspended, self);
  /* A volume of its own, or the server gives it the one, or the mute, of an earlier stream.
   * Relative: where streams and sink share one scale the sink is not turned up by it. */
  pa_cvolume_set (&full, spec.channels, PA_VOLUME_NORM);
  pa_stream_connect_playback (self->stream,
                              sink->name,
                              NULL,
                              PA_STREAM_START_UNMUTED | PA_STREAM_RELATIVE_VOLUME,
                              &full,
                              NULL);

  return self;
}

void
thecal_pulse_play_free (ThecalPulsePlay *self)
{
  if (self->drain != NULL) {
    pa_operation_cancel (self->drain);
    pa_operation_unref (self->drain);
  }
  close_stream (&self->stream);
  close_stream (&self->monitor);
  g_free (self);
}
