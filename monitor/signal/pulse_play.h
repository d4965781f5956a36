/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "signal/sink_list.h"

/* One play on one sink, with its proof: what was played is seen on the sink's own monitor. A
 * drained stream is no proof. */
typedef struct _ThecalPulsePlay ThecalPulsePlay;

typedef enum {
  THECAL_PULSE_HEARD,
  THECAL_PULSE_UNHEARD,   /* played to its end, and the sink's monitor heard nothing */
  THECAL_PULSE_MOVED,     /* the server put it elsewhere: the sink is gone or was left */
  THECAL_PULSE_SUSPENDED, /* the sink does not take sound now */
  THECAL_PULSE_BROKEN,    /* the stream failed */
} ThecalPulseOutcome;

/* Called once; the play may be freed in it. */
typedef void (*ThecalPulsePlayDone) (ThecalPulseOutcome outcome, gpointer user_data);

/* @samples (gint16 mono) are borrowed until it is freed. @volume: of the sink, 0-1 of the full
 * amplitude, to know how loud its monitor will be. */
ThecalPulsePlay *thecal_pulse_play_new (pa_context *context,
                                        const ThecalSink *sink,
                                        double volume,
                                        const GArray *samples,
                                        ThecalPulsePlayDone done,
                                        gpointer user_data);
void thecal_pulse_play_free (ThecalPulsePlay *self);
