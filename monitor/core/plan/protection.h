/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "core/plan/plan_document.h"

/* What Thecal watches over for somebody now, and what it does not: told at the end of the first
 * start, and before it is skipped. */

typedef enum {
  THECAL_GUARD_FORECAST,   /* when the pump runs low can be computed */
  THECAL_GUARD_ALARM_DATE, /* printed by the clinic (004-34) */
  THECAL_GUARD_MONITOR,    /* the service that raises the alarms runs */
  THECAL_GUARD_SOUND,      /* a person has heard the alarm sound */
  THECAL_GUARD_DRILL,      /* a person has heard and seen a test alarm */
  THECAL_GUARD_EMERGENCY,  /* a number was chosen */
  THECAL_GUARD_PUMP_TEAM,  /* a number is entered */
  THECAL_GUARD_ON_CALL,    /* the same for when the team is closed */
  THECAL_GUARD_TABLETS,    /* their expiry is watched (004-16) */
  THECAL_GUARD_RADIO,      /* a pump or gateway is heard by Bluetooth */
  THECAL_N_GUARDS,
} ThecalGuard;

/* What no plan says. */
typedef struct {
  bool monitor_runs, sound_heard, drill_confirmed, pump_heard;
} ThecalGuardFacts;

/* Bit 1 << guard: it is in place. */
guint thecal_guards_find (const ThecalPlanDocument *document, const ThecalGuardFacts *facts);
/* Without it nobody is warned at all: said first, and asked before it is left. */
bool thecal_guard_is_vital (ThecalGuard guard);
