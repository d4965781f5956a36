/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "signal/sink_volume.h"

struct _ThecalSinkVolume {
  pa_context *context; /* not owned; valid while something is asked or set */
  pa_operation *asking;
  char *name; /* of the sink; nullable */
  pa_cvolume before, after;
  gboolean volume_forced, mute_forced;
};

ThecalSinkVolume *
thecal_sink_volume_new (void)
{
  return g_new0 (ThecalSinkVolume, 1);
}

static void
drop (pa_operation *operation)
{
  if (operation != NULL)
    pa_operation_unref (operation);
}

static void
stop_asking (ThecalSinkVolume *self)
{
  if (self->asking == NULL)
    return;
  pa_operation_cancel (self->asking);
  pa_operation_unref (self->asking);
  self->asking = NULL;
}

void
thecal_sink_volume_free (ThecalSinkVolume *self)
{
  stop_asking (self);
  g_free (self->name);
  g_free (self);
}

static void
set_sink (ThecalSinkVolume *self, const pa_cvolume *volume, int mute)
{
  if (volume != NULL)
    drop (pa_context_set_sink_volume_by_name (self->context, self->name, volume, NULL, NULL));
  if (mute >= 0)
    drop (pa_context_set_sink_mute_by_name (self->context, self->name, mute, NULL, NULL));
}

/* Another sink is taken now: the one before gets back what it had. */
static void
leave (ThecalSinkVolume *self)
{
  set_sink (self, self->volume_forced ? &self->before : NULL, self->mute_forced ? 1 : -1);
  self->volume_forced = self->mute_forced = FALSE;
}

double
thecal_sink_volume_force (ThecalSinkVolume *self,
                          pa_context *context,
                          const ThecalSink *sink,
                          int floor_percent)
{
  const pa_volume_t least = PA_VOLUME_NORM / 100 * (pa_volume_t) floor_percent;

  stop_asking (self);
  self->context = context;
  if ((self->volume_forced || self->mute_forced) && g_strcmp0 (self->name, sink->name) != 0)
    leave (self);
  g_free (self->name);
  self->name = g_strdup (sink->name);
  if (sink->muted) {
    self->mute_forced = TRUE;
    set_sink (self, NULL, 0);
  }
  if (pa_cvolume_avg (&sink->volume) >= least)
    return pa_sw_volume_to_linear (pa_cvolume_avg (&sink->volume));
  if (!self->volume_forced)
    self->before = sink->volume;
  self->volume_forced = TRUE;
  self->after = sink->volume;
  pa_cvolume_set (&self->after, sink->volume.channels, least);
  set_sink (self, &self->after, -1);

  return pa_sw_volume_to_linear (least);
}

static void
on_sink (pa_context *context, const pa_sink_info *sink, int end, void *user_data)
{
  ThecalSinkVolume *self = user_data;

  if (self->asking == NULL)
    return;
  stop_asking (self);
  if (end == 0 && sink != NULL)
    set_sink (self,
              self->volume_forced && pa_cvolume_equal (&sink->volume, &self->after) ? &self->before
                                                                                    : NULL,
              self->mute_forced && !sink->mute ? 1 : -1);
  self->volume_forced = self->mute_forced = FALSE;
}

void
thecal_sink_volume_restore (ThecalSinkVolume *self, pa_context *context)
{
  if (!self->volume_forced && !self->mute_forced)
    return;
  stop_asking (self);
  if (context == NULL || pa_context_get_state (context) != PA_CONTEXT_READY)
    return;
  self->context = context;
  self->asking = pa_context_get_sink_info_by_name (context, self->name, on_sink, self);
}
