/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <stdbool.h>

#include "core/instant.h"

/* The catalogue of alarm conditions, A01-A37 of the clinical reference (clinical.md section 4): one
 * row each, priority, cadence, latching, what supersedes it, when it is raised and what ends it
 * (catalogue_*.c). What is decided from these rows is in alarm_machine.c and the rules; the
 * manual's page of conditions is written from them. */

typedef enum {
  THECAL_PRIORITY_NONE,
  THECAL_PRIORITY_INFO,
  THECAL_PRIORITY_LOW,
  THECAL_PRIORITY_MEDIUM,
  THECAL_PRIORITY_HIGH,
} ThecalPriority;

typedef enum {
  THECAL_CONDITION_RESERVOIR_EMPTY,
  THECAL_CONDITION_RESERVOIR_EMPTY_SOON,
  THECAL_CONDITION_RESERVOIR_LOW,
  THECAL_CONDITION_REFILL_DUE,
  THECAL_CONDITION_REFILL_OVERDUE,
  THECAL_CONDITION_INFUSION_STOPPED,
  THECAL_CONDITION_MOTOR_STALL,
  THECAL_CONDITION_MRI_CHECK,
  THECAL_CONDITION_END_OF_SERVICE,
  THECAL_CONDITION_REPLACEMENT_INDICATOR,
  THECAL_CONDITION_BATTERY_PLAN,
  THECAL_CONDITION_LOW_BATTERY_RESET,
  THECAL_CONDITION_MEMORY_ERROR_CRITICAL,
  THECAL_CONDITION_MEMORY_ERROR,
  THECAL_CONDITION_TELEMETRY_STUCK,
  THECAL_CONDITION_PUMP_SOUND_CRITICAL,
  THECAL_CONDITION_PUMP_SOUND_SINGLE,
  THECAL_CONDITION_UNKNOWN_EVENT,
  THECAL_CONDITION_DATA_STALE,
  THECAL_CONDITION_LINK_LOST,
  THECAL_CONDITION_DATA_UNTRUSTED,
  THECAL_CONDITION_CLOCK,
  THECAL_CONDITION_SELF_TEST,
  THECAL_CONDITION_HOST_POWER,
  THECAL_CONDITION_REFILL_MISMATCH,
  THECAL_CONDITION_OVER_INFUSION,
  THECAL_CONDITION_UNDER_INFUSION,
  THECAL_CONDITION_WATCH,
  THECAL_CONDITION_TRIAGE_OPEN,
  THECAL_CONDITION_REPEAT_DUE,
  THECAL_CONDITION_FEVER,
  THECAL_CONDITION_TREND,
  THECAL_CONDITION_RESCUE_TABLETS,
  THECAL_CONDITION_APPOINTMENT,
  THECAL_CONDITION_BOWEL,
  THECAL_CONDITION_POST_OP_DATE,
  THECAL_CONDITION_SIMULATION,
  THECAL_CONDITION_DRILL, /* a full alarm as a test; none of A01-A37 */
  THECAL_N_CONDITIONS,
} ThecalConditionId;

/* Who, beside the data, can say that a condition is dealt with. */
typedef enum {
  THECAL_RESOLVED_BY_DATA, /* nobody */
  THECAL_RESOLVED_BY_CLINIC,
  THECAL_RESOLVED_BY_PERSON,
} ThecalResolvedBy;

typedef struct {
  const char *id;          /* "reservoir-empty": files, bus, command line */
  const char *code;        /* "A01" */
  const char *title;       /* English, marked N_(): two or three words, "Reservoir empty" */
  const char *advice;      /* English, marked N_(): one line of what to do */
  const char *sources;     /* document ids, "[004-10]; [D3]" */
  ThecalPriority priority; /* when first raised; the machine may raise it further */
  gint64 cadence_us;       /* time between two full patterns; 0: told once */
  bool latching;           /* stays told after clearing until somebody has seen it */
  bool symptoms_first; /* the danger questions come before the call (clinical.md A01, A06, A07) */
  ThecalResolvedBy resolved_by;
  guint64 superseded_by; /* conditions (1 << ThecalConditionId) whose signal speaks for this one */
  const char *trigger;   /* English, for the manual: when it is raised … */
  const char *clears;    /* … and what ends it */
} ThecalConditionRow;

const ThecalConditionRow *thecal_condition_get_row (ThecalConditionId id);
bool thecal_condition_from_string (const char *text, ThecalConditionId *out_id);
const char *thecal_resolved_by_to_string (ThecalResolvedBy resolved_by); /* "" "clinic" "person" */
const char *
thecal_priority_to_string (ThecalPriority priority); /* "high" "medium" "low" "info" "none" */
bool thecal_priority_from_string (const char *text, ThecalPriority *out_priority);
