/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "core/system.h"

/* A script for the core: rows of "at, event -> expected effects, expected next deadline". Timers
 * run between the rows as the driver runs them. Effects are written as words, one a line of the
 * list: "raise reservoir-low medium; signal reservoir-low medium"; "…" at the end: more may follow.
 */
typedef struct {
  double at_s; /* since the start */
  ThecalEvent event;
  const char *effects; /* all since the row before; NULL: not looked at */
  double deadline_s;   /* since the start; 0: not looked at; -1: none */
} ScriptRow;

typedef struct {
  ThecalSystem *system;
  GArray *effects;
  GString *seen;
  gint64 start_us;
  gint64 now_us;
  gint64 wall_offset_us;
  guint64 unseen; /* conditions (1 << id) whose effects are left out of the rows' words */
} Script;

#define SCRIPT_BIT(name) (G_GUINT64_CONSTANT (1) << THECAL_CONDITION_##name)
/* What nearly every session raises beside what it is about. */
#define SCRIPT_ASIDE (SCRIPT_BIT (REFILL_DUE) | SCRIPT_BIT (APPOINTMENT) | SCRIPT_BIT (WATCH))

/* One pump, unit 1, watched from the start; expects_bluetooth as given. */
void script_begin (Script *self, bool expects_bluetooth);
void script_end (Script *self);
/* Prints the row and fails the test where it does not hold. */
void script_run (Script *self, const char *name, const ScriptRow *rows, gsize n_rows);
/* Runs the timers up to and at @at_s, then the event. */
void script_step (Script *self, double at_s, const ThecalEvent *event);

/* Events of unit 1. */
ThecalEvent script_tick (void);
ThecalEvent script_level (double reservoir_ml); /* 0.15 mL/day, running, every 15 minutes */
ThecalEvent script_therapy (ThecalTherapy therapy);
ThecalEvent script_pump_event (ThecalPumpEventType type, ThecalPumpEventState state);
ThecalEvent script_link (bool up);
ThecalEvent script_person (ThecalEventType type, ThecalConditionId condition, int minutes);
ThecalEvent script_all (ThecalEventType type, int minutes);
ThecalEvent script_refill (double filled_ml);
ThecalEvent script_self_test (const char *channel, bool ok);
ThecalEvent script_beep (ThecalBeep kind);
ThecalEvent script_simple (ThecalEventType type);

/* Events of the care around the pump. Times in days of the wall clock since the start. */
ThecalEvent script_visit (ThecalVisit kind, double in_days);
ThecalEvent script_triage (int outcome, ThecalSign sign);
ThecalEvent script_temperature (double celsius);
ThecalEvent script_dose_change (double in_days);
ThecalEvent script_diary (double stiffness, bool bowel);
ThecalEvent script_tablets (bool carried, double expire_in_days);
ThecalEvent script_operation (double in_days);
ThecalEvent script_service_life (double replace_in_days);
ThecalEvent script_host_power (bool on_battery, double percent);
/* The wall clock @in_days after the start of a script. */
gint64 script_wall_us (double in_days);

/* Runs @rows in a script of its own; only effects of @condition are looked at. */
void script_run_only (const char *name,
                      bool bluetooth,
                      ThecalConditionId condition,
                      const ScriptRow *rows,
                      gsize n);
