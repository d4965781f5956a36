/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "core/alarm/alarm_machine.h"
#include "core/effect.h"
#include "core/event.h"
#include "core/pump/forecast.h"

/* The whole decision: units (the host and the pumps), each with what is known of it and one alarm
 * machine per condition. thecal_system_step() is the only way in. It reads no clock, does no I/O
 * and keeps no pointer of the event. Invariants after every step: an active high condition has a
 * signal or a deadline; the deadline lies after now. */
typedef struct _ThecalSystem ThecalSystem;

#define THECAL_UNIT_HOST 0

ThecalSystem *thecal_system_new (void);
void thecal_system_free (ThecalSystem *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ThecalSystem, thecal_system_free)

/* A further pump: returns its unit, 1…; watching begins with its THECAL_EVENT_ADD_PUMP. */
guint thecal_system_add_unit (ThecalSystem *self);
guint thecal_system_get_n_units (const ThecalSystem *self);

/* Takes @event at @now and appends what is to be done to @effects (GArray of ThecalEffect), most
 * urgent first within a step. Due timers run first, so late calls lose nothing. An event for an
 * unknown unit is a LOG/REJECTED effect. */
void
thecal_system_step (ThecalSystem *self, const ThecalEvent *event, ThecalTime now, GArray *effects);

/* Boot instant of the next thing to decide; THECAL_NEVER_US. Step with a TICK then. */
gint64 thecal_system_get_deadline (const ThecalSystem *self);

/* What is known of a unit, borrowed until the next step; NULL for an unknown unit. */
const ThecalPumpStatus *thecal_system_get_status (const ThecalSystem *self, guint unit);
/* The machine of one condition, borrowed until the next step; NULL for an unknown unit. */
const ThecalAlarm *
thecal_system_get_alarm (const ThecalSystem *self, guint unit, ThecalConditionId condition);
/* The most urgent alarm that sounds and for which no other one speaks, in O(1) however many stand;
 * NULL: nothing sounds. Borrowed until the next step. */
const ThecalAlarm *thecal_system_get_sounding (const ThecalSystem *self,
                                               guint *out_unit,
                                               ThecalConditionId *out_condition);
/* What holds now; borrowed until the next step. */
const ThecalAlarmSettings *thecal_system_get_settings (const ThecalSystem *self);
/* Boot instant at which a sound was last heard on the output's own monitor; THECAL_UNKNOWN_US. */
gint64 thecal_system_get_sound_proof_us (const ThecalSystem *self);
bool thecal_system_is_link_up (const ThecalSystem *self, guint unit);
/* A pump that reports by radio, as opposed to one known by printout only. */
bool thecal_system_expects_bluetooth (const ThecalSystem *self, guint unit);
/* The plan says that it was taken out: kept for its history, silent unless it is heard again. */
bool thecal_system_is_explanted (const ThecalSystem *self, guint unit);
/* The pump's own replacement notice, UTC: when it came or is expected by the pump; one without a
 * date from when it was heard. THECAL_UNKNOWN_US: none. */
gint64 thecal_system_get_notice_wall_us (const ThecalSystem *self, guint unit, ThecalTime now);
/* When watching for the pump began, UTC; THECAL_UNKNOWN_US. */
gint64 thecal_system_get_watched_since_wall_us (const ThecalSystem *self, guint unit);
bool thecal_system_is_stale (const ThecalSystem *self, guint unit, ThecalTime now);
/* The one predicate for SIMULATED marks: newest report came from a simulator. */
bool thecal_system_is_simulated (const ThecalSystem *self, guint unit);

/* Everything that must survive the process, as one variant (floating), and back. @same_boot: the
 * boot clock still counts from the same start; otherwise elapsed time is taken from the wall clock
 * and never makes a pause longer. FALSE on a variant of another shape: nothing is taken over.
 * Step with THECAL_EVENT_RESTART afterwards. */
GVariant *thecal_system_save (const ThecalSystem *self, ThecalTime now);
bool thecal_system_restore (ThecalSystem *self, GVariant *saved, bool same_boot, ThecalTime now);
