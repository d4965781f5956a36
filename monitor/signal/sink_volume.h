/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "signal/sink_list.h"

/* The least volume of a sink while an alarm plays on it, and its own volume again after that. */
typedef struct _ThecalSinkVolume ThecalSinkVolume;

ThecalSinkVolume *thecal_sink_volume_new (void);
void thecal_sink_volume_free (ThecalSinkVolume *self);

/* Lifts the sink to @floor_percent where it is below, and unmutes it. A play that follows at once
 * keeps what the one before it forced, and what was before that. Returns how loud it is then, 0-1
 * of the full amplitude. */
double thecal_sink_volume_force (ThecalSinkVolume *self,
                                 pa_context *context,
                                 const ThecalSink *sink,
                                 int floor_percent);
/* What a person set meanwhile stays. @context NULL or not ready: to be called again when the server
 * is back, which may remember the volume that was forced. */
void thecal_sink_volume_restore (ThecalSinkVolume *self, pa_context *context);
