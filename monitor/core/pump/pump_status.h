/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <stdbool.h>

#include "core/instant.h"

/* What is known of one pump: every value with its unit (fixed by the field), source, age and
 * quality (design.md, safety rule 2). A value never stands without the instant it was true. */

typedef enum {
  THECAL_QUALITY_UNKNOWN, /* no value */
  THECAL_QUALITY_MEASURED,
  THECAL_QUALITY_CALCULATED, /* by the pump or its gateway, from what was delivered */
  THECAL_QUALITY_ENTERED,    /* by a person, from the clinic's printout */
} ThecalQuality;

typedef enum {
  THECAL_SOURCE_UNKNOWN,
  THECAL_SOURCE_IMPLANT,        /* heard from the implant itself */
  THECAL_SOURCE_GATEWAY,        /* a gateway that reads the implant now */
  THECAL_SOURCE_GATEWAY_CACHED, /* a gateway that repeats what it read before */
  THECAL_SOURCE_MANUAL,         /* printout, typed in */
  THECAL_SOURCE_SIMULATOR,      /* marked SIMULATED everywhere */
} ThecalSource;

typedef struct {
  double value;
  ThecalQuality quality;
  ThecalSource source;
  gint64 observed_us; /* boot clock; may lie before the boot; THECAL_UNKNOWN_US with no value */
} ThecalValue;

typedef enum {
  THECAL_FIELD_RESERVOIR_ML,
  THECAL_FIELD_FLOW_ML_PER_DAY,
  THECAL_FIELD_DOSE_UG_PER_DAY,
  THECAL_FIELD_CONCENTRATION_UG_PER_ML,
  THECAL_FIELD_CAPACITY_ML,
  THECAL_FIELD_LOW_THRESHOLD_ML,
  THECAL_FIELD_BATTERY_PERCENT,
  THECAL_N_FIELDS,
} ThecalField;

typedef enum {
  THECAL_THERAPY_UNKNOWN,
  THECAL_THERAPY_RUN,
  THECAL_THERAPY_PAUSE,
  THECAL_THERAPY_STOP,
} ThecalTherapy;

typedef enum {
  THECAL_BATTERY_UNKNOWN,
  THECAL_BATTERY_OK,    /* no replacement notice */
  THECAL_BATTERY_ERI,   /* elective replacement indicator */
  THECAL_BATTERY_EOS,   /* end of service */
  THECAL_BATTERY_RESET, /* low-battery reset */
} ThecalBatteryState;

typedef enum {
  THECAL_MODE_UNKNOWN,
  THECAL_MODE_STOPPED,
  THECAL_MODE_MINIMUM_RATE,
  THECAL_MODE_CONTINUOUS,
  THECAL_MODE_FLEX,
  THECAL_MODE_SINGLE_BOLUS,
  THECAL_MODE_PERIODIC_BOLUS,
  THECAL_MODE_PATIENT_ACTIVATED,
  THECAL_MODE_TELEMETRY, /* held by a programmer; it may not have restarted [D16] */
} ThecalMode;

/* The parts that a report may leave out, beside the numeric fields (bit 1 << ThecalField). */
enum {
  THECAL_REPORT_THERAPY = 1 << 16,
  THECAL_REPORT_MODE = 1 << 17,
  THECAL_REPORT_BATTERY_STATE = 1 << 18,
  THECAL_REPORT_ERI_DATE = 1 << 19,
  THECAL_REPORT_ALARM_DATE = 1 << 20,
  THECAL_REPORT_INTERVAL = 1 << 21,
  THECAL_REPORT_SEQ = 1 << 22,
  THECAL_REPORT_STALLED = 1 << 23,
  THECAL_REPORT_WITHDRAWN = 1 << 24,
};

/* One report as it arrived: any subset of the fields. Values only; no pointer, copied freely. */
typedef struct {
  guint32 present;                 /* bits 1 << ThecalField and THECAL_REPORT_* */
  double values[THECAL_N_FIELDS];  /* units by field; NAN where present but "not known" */
  ThecalQuality reservoir_quality; /* UNKNOWN: as the source gives it */
  ThecalSource source;
  ThecalTherapy therapy;
  ThecalMode mode;
  ThecalBatteryState battery_state;
  bool stalled;         /* the motor stands still now */
  bool filled;          /* the reservoir level is that right after a fill */
  bool by_plan;         /* told by the care plan, and not by a person beside it */
  double withdrawn_ml;  /* taken out before that fill */
  bool settings_only;   /* values that a plan says, no sign of the pump itself */
  gint64 eri_date_us;   /* UTC, microseconds; THECAL_UNKNOWN_US */
  gint64 alarm_date_us; /* printed or programmed low-reservoir date, UTC */
  gint64 age_us;        /* how old the values are already, >= 0 */
  gint64 interval_us;   /* expected time between reports; 0: on demand only */
  guint32 seq;
} ThecalStatusReport;

typedef struct {
  ThecalValue values[THECAL_N_FIELDS];
  ThecalTherapy therapy;
  ThecalMode mode;
  ThecalBatteryState battery_state;
  gint64 therapy_observed_us;
  gint64 therapy_since_us; /* when the therapy state was first seen as it is */
  gint64 eri_date_us;
  gint64 alarm_date_us;
  gint64 alarm_date_seen_us; /* boot instant of what told it */
  gint64 last_report_us;     /* boot instant at which the newest trusted values were true;
                                THECAL_UNKNOWN_US: never heard */
  gint64 interval_us;        /* expected interval; 0: none declared */
  ThecalSource source;       /* of the newest report */
  double fill_ml;            /* volume after the last known fill; NAN */
  gint64 fill_us;            /* boot instant of that fill; THECAL_UNKNOWN_US */
  double delivered_ml;       /* since the level was observed, up to … */
  gint64 delivered_us;       /* … this boot instant, by the flow of that time */
  guint32 seq;
  bool has_seq;
  bool on_demand; /* declared: reports come only when asked for */
  bool stalled;
} ThecalPumpStatus;

#define THECAL_LOW_THRESHOLD_DEFAULT_ML 2.0 /* clinical.md 3.1: the maker's alarm volume [D6] */

/* An empty status: nothing known. */
void thecal_pump_status_init (ThecalPumpStatus *self);

/* Takes over the parts that @report carries, each with its own instant (now - age). An older
 * report never overwrites a newer value. Returns false, and changes nothing, where a value lies
 * outside its range or contradicts the capacity. */
bool
thecal_pump_status_apply (ThecalPumpStatus *self, const ThecalStatusReport *report, ThecalTime now);

/* What was delivered up to @until_us by the flow that held until then, before the flow changes: a
 * new flow does not rewrite what is past. Nothing changes where no flow is known. */
void thecal_pump_status_advance (ThecalPumpStatus *self, gint64 until_us);

/* A level as a person or a clinic gives it, true at @observed_us; what was delivered counts anew.
 */
void thecal_pump_status_set_level (ThecalPumpStatus *self, const ThecalValue *level);

/* The date that is printed for the fill at @at_us. Where the pump itself told one since, the
 * earlier of both counts. */
void
thecal_pump_status_tell_alarm_date (ThecalPumpStatus *self, gint64 alarm_date_us, gint64 at_us);

/* The newest fill was at @at_us already, and so was true what was told of it: delivered since is
 * what its flow gave from then on too. */
void thecal_pump_status_move_fill (ThecalPumpStatus *self, gint64 at_us);

/* mL/day: the reported flow, else dose / concentration; 0 when therapy is stopped; NAN unknown. */
double thecal_pump_status_get_flow (const ThecalPumpStatus *self);

/* The level now with its band, mL, delivered volume since the observation taken off: nominal by the
 * flow, early by flow x 1.15, late by flow x 0.85; for a calculated or entered level also 15 % of
 * what was delivered since the fill (clinical.md 3.4, D12). Each NAN when not known. */
typedef struct {
  double early, nominal, late;
} ThecalBand;

ThecalBand thecal_pump_status_get_level (const ThecalPumpStatus *self, gint64 now_us);

/* Names for files, the bus and the command line; never translated. NULL name -> enum 0. */
const char *thecal_source_to_string (ThecalSource source);
const char *thecal_quality_to_string (ThecalQuality quality);
const char *thecal_therapy_to_string (ThecalTherapy therapy);
const char *thecal_mode_to_string (ThecalMode mode);
const char *thecal_battery_state_to_string (ThecalBatteryState state);
const char *thecal_field_to_string (ThecalField field); /* "reservoir_ml" … */
const char *
thecal_field_get_unit (ThecalField field); /* UCUM: "mL", "mL/d", "ug/d", "ug/mL", "%" */
bool thecal_source_from_string (const char *text, ThecalSource *out_source);
bool thecal_quality_from_string (const char *text, ThecalQuality *out_quality);
bool thecal_therapy_from_string (const char *text, ThecalTherapy *out_therapy);
bool thecal_mode_from_string (const char *text, ThecalMode *out_mode);
bool thecal_battery_state_from_string (const char *text, ThecalBatteryState *out_state);
bool thecal_field_from_string (const char *text, ThecalField *out_field);
