/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gio/gio.h>

#include "core/system.h"
#include "drill.h"
#include "event_sink.h"
#include "signal/signaller.h"
#include "store/store.h"
#include "test_results.h"

/* The driver: feeds events into the core, owns its one deadline, carries its effects to the store
 * and to the signals, and tells the service what changed. It decides nothing. */
#define THECAL_TYPE_MONITOR (thecal_monitor_get_type ())
G_DECLARE_FINAL_TYPE (ThecalMonitor, thecal_monitor, THECAL, MONITOR, GObject)

/* Signals:
 *   "started" ()             state is restored, everything was evaluated once
 *   "stepped" (guint unit)   a unit may have changed: after every step, once for each unit
 *   "tested" ()              a self-test result came in
 *   "entries-changed" ()     what people wrote down is stored, and another than before */

/* @store and @signaller are kept. */
ThecalMonitor *thecal_monitor_new (ThecalStore *store, ThecalSignaller *signaller);
/* Opens the store, restores, evaluates; goes on from memory where the store cannot be had. */
void thecal_monitor_start (ThecalMonitor *self);

const ThecalSystem *thecal_monitor_get_system (ThecalMonitor *self);
/* Stable id and name of a pump's unit; NULL for the host. */
const char *thecal_monitor_get_pump_id (ThecalMonitor *self, guint unit);
const char *thecal_monitor_get_pump_name (ThecalMonitor *self, guint unit);
/* The care plan file that the pump belongs to, and the name of the person in it; "" for neither.
 * Borrowed. */
const char *thecal_monitor_get_pump_plan (ThecalMonitor *self, guint unit);
const char *thecal_monitor_get_pump_person (ThecalMonitor *self, guint unit);
/* @person nullable. */
void thecal_monitor_set_pump_plan (ThecalMonitor *self,
                                   guint unit,
                                   const char *path,
                                   const char *person);
/* 0 where there is no such pump. */
guint thecal_monitor_find_pump (ThecalMonitor *self, const char *id);
/* Newest result of each channel, of ThecalTestResult, borrowed. */
GPtrArray *thecal_monitor_get_tests (ThecalMonitor *self);
/* Steps that really ran: what the watchdog and the clients look at. */
guint64 thecal_monitor_get_n_steps (ThecalMonitor *self);
ThecalStore *thecal_monitor_get_store (ThecalMonitor *self);
ThecalSignaller *thecal_monitor_get_signaller (ThecalMonitor *self);

/* A channel was tried; counts as a self-test event. @channel is interned by the callee. */
void thecal_monitor_take_test (ThecalMonitor *self,
                               const char *channel,
                               gboolean ok,
                               const char *detail);

/* What a care plan says about alarms; its zone is left alone, local hours are those of this
 * computer. */
void thecal_monitor_set_settings (ThecalMonitor *self, const ThecalAlarmSettings *settings);
/* The computer may have moved to another zone. */
void thecal_monitor_refresh_zone (ThecalMonitor *self);

/* An entry was stored, corrected or taken back. */
void thecal_monitor_tell_entries (ThecalMonitor *self);

/* The last drill, borrowed. */
const ThecalDrill *thecal_monitor_get_drill (ThecalMonitor *self);
/* When a sound was last heard on the output's own monitor, UTC; 0: never. */
gint64 thecal_monitor_get_sound_proof_wall_us (ThecalMonitor *self);
/* A program shows the alarm @episode on @screen. FALSE: there is no such alarm. */
gboolean thecal_monitor_take_shown (ThecalMonitor *self, guint episode, const char *screen);
