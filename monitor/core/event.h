/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "core/alarm/condition.h"
#include "core/pump/pump_status.h"

/* The closed list of what may happen. Events are plain values; strings are borrowed for the call.
 */

/* Pump annunciations, by name (bluetooth.md A1, B2). */
typedef enum {
  THECAL_PUMP_EVENT_NONE,
  THECAL_PUMP_EVENT_SYSTEM_ISSUE,
  THECAL_PUMP_EVENT_MECHANICAL_ISSUE,
  THECAL_PUMP_EVENT_OCCLUSION,
  THECAL_PUMP_EVENT_RESERVOIR_ISSUE,
  THECAL_PUMP_EVENT_RESERVOIR_EMPTY,
  THECAL_PUMP_EVENT_RESERVOIR_LOW,
  THECAL_PUMP_EVENT_POWER_INSUFFICIENT,
  THECAL_PUMP_EVENT_BATTERY_EMPTY,
  THECAL_PUMP_EVENT_BATTERY_LOW,
  THECAL_PUMP_EVENT_BATTERY_MEDIUM,
  THECAL_PUMP_EVENT_BATTERY_FULL,
  THECAL_PUMP_EVENT_DATE_TIME_ISSUE,
  THECAL_PUMP_EVENT_OTHER_STANDARD, /* a defined IDS type without meaning for an implant */
  THECAL_PUMP_EVENT_REFILL_DUE,
  THECAL_PUMP_EVENT_ERI,
  THECAL_PUMP_EVENT_END_OF_SERVICE,
  THECAL_PUMP_EVENT_MOTOR_STALL,
  THECAL_PUMP_EVENT_MOTOR_STALL_RECOVERED,
  THECAL_PUMP_EVENT_PUMP_RESET,
  THECAL_PUMP_EVENT_MINIMUM_RATE,
  THECAL_PUMP_EVENT_STOPPED_TOO_LONG,
  THECAL_PUMP_EVENT_TELEMETRY_OVERDUE,
  THECAL_PUMP_EVENT_VOLUME_DISCREPANCY,
  THECAL_PUMP_EVENT_MAGNET,
  THECAL_PUMP_EVENT_BOLUS_DENIED,
  THECAL_PUMP_EVENT_GATEWAY_BATTERY_LOW,
  THECAL_PUMP_EVENT_REPROGRAMMED,
  THECAL_PUMP_EVENT_MEMORY_ERROR_CRITICAL,
  THECAL_PUMP_EVENT_MEMORY_ERROR,
  THECAL_PUMP_EVENT_UNKNOWN, /* reserved code: an alarm condition of its own */
  THECAL_N_PUMP_EVENTS,
} ThecalPumpEventType;

typedef enum {
  THECAL_PUMP_EVENT_PENDING,   /* nobody has confirmed it at the pump */
  THECAL_PUMP_EVENT_CONFIRMED, /* confirmed there; still true */
  THECAL_PUMP_EVENT_CLEARED,
} ThecalPumpEventState;

typedef enum {
  THECAL_EVENT_TICK,
  THECAL_EVENT_ADD_PUMP, /* watch this unit from now on */
  THECAL_EVENT_STATUS,
  THECAL_EVENT_PUMP_EVENT,
  THECAL_EVENT_LINK,
  THECAL_EVENT_UNTRUSTED,
  THECAL_EVENT_HEARD_BEEP,
  THECAL_EVENT_REFILL,
  THECAL_EVENT_ACKNOWLEDGE,
  THECAL_EVENT_PAUSE,
  THECAL_EVENT_RESET, /* a latched alarm was seen */
  THECAL_EVENT_APPOINTMENT,
  THECAL_EVENT_CLINIC_ACTION,
  THECAL_EVENT_TEMPERATURE,
  THECAL_EVENT_TRIAGE,
  THECAL_EVENT_CLOCK_STEP, /* the wall clock moved by step_us */
  THECAL_EVENT_SUSPEND,
  THECAL_EVENT_RESUME,
  THECAL_EVENT_RESTART, /* state was restored; evaluate everything by level */
  THECAL_EVENT_SELF_TEST,
  THECAL_N_EVENTS,
} ThecalEventType;

typedef enum {
  THECAL_BEEP_UNKNOWN,
  THECAL_BEEP_SINGLE,
  THECAL_BEEP_CRITICAL,
} ThecalBeep;

typedef struct {
  ThecalEventType type;
  guint unit; /* 0: the host itself; from 1: pumps, see thecal_system_add_unit() */
  union {
    struct {
      bool expects_bluetooth;  /* silence from the start is then an alarm (data-stale) */
      double low_threshold_ml; /* care plan; NAN */
    } add_pump;
    ThecalStatusReport status;
    struct {
      ThecalPumpEventType type;
      ThecalPumpEventState state;
      guint16 code; /* as on the air; for unknown ones */
      guint16 instance_id;
    } pump_event;
    struct {
      bool up;
    } link;
    struct {
      const char *reason; /* "crc", "replay", "not-bonded" …; nullable */
    } untrusted;
    struct {
      ThecalBeep kind;
    } heard_beep;
    struct {
      double filled_ml, withdrawn_ml, concentration_ug_per_ml, dose_ug_per_day; /* NAN: not given */
      gint64 alarm_date_us; /* THECAL_UNKNOWN_US: not given */
    } refill;
    struct {
      bool all; /* every condition of the unit that the call may cover */
      ThecalConditionId condition;
      const char *by; /* acknowledge: name of the person; nullable */
      int minutes;    /* pause: asked for; cut to what the priority allows */
    } person;         /* ACKNOWLEDGE, PAUSE, RESET, CLINIC_ACTION */
    struct {
      gint64 at_wall_us;
      bool is_refill;
    } appointment;
    struct {
      double celsius;
    } temperature;
    struct {
      int outcome; /* 1-5: T1-T5 */
    } triage;
    struct {
      gint64 step_us;
    } clock_step;
    struct {
      const char *channel; /* "sound", "notification", "store", "bluetooth" … */
      bool ok;
    } self_test;
  };
} ThecalEvent;

const char *thecal_pump_event_to_string (ThecalPumpEventType type); /* "reservoir-low" … */
bool thecal_pump_event_from_string (const char *text, ThecalPumpEventType *out_type);
const char *thecal_event_type_to_string (ThecalEventType type); /* as in the replay contract */
bool thecal_event_type_from_string (const char *text, ThecalEventType *out_type);
