/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "core/alarm/alarm_settings.h"
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
  THECAL_PUMP_EVENT_TELEMETRY_MODE, /* it is being read and may not have restarted [D16] */
  THECAL_PUMP_EVENT_UNKNOWN,        /* reserved code: an alarm condition of its own */
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
  THECAL_EVENT_DECLINE, /* who acknowledged is not on it after all */
  THECAL_EVENT_MRI,     /* a scan has ended */
  THECAL_EVENT_WATCH_ANSWER,
  THECAL_EVENT_OPERATION,    /* pump or catheter, new or replaced */
  THECAL_EVENT_SERVICE_LIFE, /* what the printout or the model says of the pump's end */
  THECAL_EVENT_DIARY,
  THECAL_EVENT_TABLETS,
  THECAL_EVENT_HOST_POWER,
  THECAL_EVENT_SETTINGS,
  THECAL_EVENT_DRILL,
  THECAL_EVENT_DOSE_CHANGE, /* dose or programme, without a refill */
  THECAL_EVENT_EXPLANTED,   /* the pump was taken out of the body, or is in it */
  THECAL_N_EVENTS,
} ThecalEventType;

typedef enum {
  THECAL_BEEP_UNKNOWN,
  THECAL_BEEP_SINGLE,
  THECAL_BEEP_CRITICAL,
} ThecalBeep;

typedef enum {
  THECAL_VISIT_REFILL,
  THECAL_VISIT_REPLACEMENT,
  THECAL_VISIT_POST_OP, /* the first one after an operation */
  THECAL_VISIT_OTHER,
  THECAL_N_VISITS,
} ThecalVisit;

/* The checklist that found something (clinical.md 2.3-2.5). */
typedef enum {
  THECAL_SIGN_NONE,
  THECAL_SIGN_WITHDRAWAL, /* W: too little baclofen */
  THECAL_SIGN_OVERDOSE,   /* O: too much */
  THECAL_SIGN_INFECTION,  /* I */
  THECAL_N_SIGNS,
} ThecalSign;

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
    } person;         /* ACKNOWLEDGE, DECLINE, PAUSE, RESET, CLINIC_ACTION, WATCH_ANSWER, DRILL */
    struct {
      ThecalVisit kind;
      gint64
          at_wall_us; /* takes the place of the visit of that kind; THECAL_UNKNOWN_US: none now */
    } appointment;
    struct {
      double celsius;
      gint64 at_wall_us; /* when it was measured; 0: now */
    } temperature;
    struct {
      int outcome;            /* 1-5: T1-T5; 0: none, the one before is closed */
      ThecalSign sign;        /* of the list that led to it */
      gint64 started_wall_us; /* of that walkthrough, UTC; 0: not known */
      gint64 repeat_wall_us;  /* T3-T5: look again then; THECAL_UNKNOWN_US: not said, for T5 in
                                 four hours */
    } triage;
    struct {
      gint64 at_wall_us;
      bool written;           /* by a person, beside the plan: the newest of both counts */
      gint64 instead_wall_us; /* written: takes the place of this one; 0: of none. With
                                 THECAL_UNKNOWN_US at_wall_us it is taken back. */
    } operation;
    struct {
      gint64 at_wall_us;
    } dose_change;
    struct {
      gint64 replace_by_wall_us; /* THECAL_UNKNOWN_US: not known */
    } service_life;
    struct {
      double stiffness;  /* 0-10, of that day; NAN: not entered */
      bool bowel;        /* there was a movement */
      gint64 at_wall_us; /* when it was so; 0: now */
    } diary;
    struct {
      bool carried;
      gint64 expire_wall_us; /* THECAL_UNKNOWN_US: not known */
    } tablets;
    struct {
      bool on_battery;
      double percent; /* NAN: not known */
    } host_power;
    struct {
      bool out;
    } explanted;
    const ThecalAlarmSettings *settings; /* copied; the zone is kept */
    struct {
      gint64 step_us;
    } clock_step;
    struct {
      const char *channel; /* "sound", "notification", "store", "bluetooth" … */
      bool ok;
      bool proven; /* a sound was heard on the output's own monitor */
    } self_test;
  };
} ThecalEvent;

const char *thecal_pump_event_to_string (ThecalPumpEventType type); /* "reservoir-low" … */
bool thecal_pump_event_from_string (const char *text, ThecalPumpEventType *out_type);
const char *thecal_event_type_to_string (ThecalEventType type); /* as in the replay contract */
bool thecal_event_type_from_string (const char *text, ThecalEventType *out_type);
