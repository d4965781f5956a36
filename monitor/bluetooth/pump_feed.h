/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "core/codec/frame.h"
#include "event_sink.h"

/* What is known of one pump over Bluetooth, told to the sink as events. */
typedef struct {
  ThecalEventSink *sink; /* not owned */
  guint unit;
  gboolean link_up;
  ThecalFrame frames[THECAL_N_FRAMES];
  gboolean has_frame[THECAL_N_FRAMES];
  gboolean told_none; /* since the connection began: no annunciation stands */
} ThecalPumpFeed;

void thecal_pump_feed_set_link (ThecalPumpFeed *self, gboolean up);
/* @reason is static. */
void thecal_pump_feed_untrusted (ThecalPumpFeed *self, const char *reason);
/* Keeps the frame; nothing is told yet. */
void thecal_pump_feed_keep (ThecalPumpFeed *self, const ThecalFrame *frame);
/* One status of every kept frame in @kinds (bits 1 << kind), with source and age as last read; then
 * the annunciation, where it is among them. */
void thecal_pump_feed_tell (ThecalPumpFeed *self, guint kinds);
/* No frame is kept any more: what a former connection said is no part of a new status. */
void thecal_pump_feed_forget (ThecalPumpFeed *self);
