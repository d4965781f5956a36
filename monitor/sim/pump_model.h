/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <stdbool.h>

#include "core/codec/frame.h"

/* A simulated intrathecal pump as a plain value: reservoir, drug, motor, battery, therapy, alarms.
 * No clock, no I/O: thecal_pump_model_advance() is told how much time went by. The speed-up counts
 * for what is delivered only; the pump's own alarm cadence and its calendar stay in real time. */

/* Bits of Status Changed (bluetooth.md B2, 0020): latched until Reset Status. */
typedef enum {
  THECAL_CHANGED_THERAPY = 1 << 0,
  THECAL_CHANGED_OPERATIONAL = 1 << 1,
  THECAL_CHANGED_RESERVOIR = 1 << 2,
  THECAL_CHANGED_ANNUNCIATION = 1 << 3,
  THECAL_CHANGED_DAILY_DOSE = 1 << 4,
  THECAL_CHANGED_SETTINGS = 1 << 5,
  THECAL_CHANGED_DATES = 1 << 8,
  THECAL_CHANGED_SOURCE = 1 << 9,
} ThecalChangedBits;

/* Every bit that a client may reset; the others are reserved. */
#define THECAL_CHANGED_ALL 0x03FFu

/* Annunciation types (bluetooth.md A1, B2). */
#define THECAL_ANNUNCIATION_RESERVOIR_EMPTY 0x005A
#define THECAL_ANNUNCIATION_RESERVOIR_LOW 0x0066
#define THECAL_ANNUNCIATION_BATTERY_LOW 0x00C3
#define THECAL_ANNUNCIATION_ERI 0xF00F
#define THECAL_ANNUNCIATION_END_OF_SERVICE 0xF033
#define THECAL_ANNUNCIATION_STALL 0xF03C
#define THECAL_ANNUNCIATION_STALL_RECOVERED 0xF055
#define THECAL_ANNUNCIATION_RESET 0xF05A
#define THECAL_ANNUNCIATION_MINIMUM_RATE 0xF066
#define THECAL_ANNUNCIATION_REPROGRAMMED 0xF0CC

/* Cadence of the implant's own alarm: hourly when not critical, every ten minutes when critical. */
#define THECAL_CADENCE_LOW_US (G_GINT64_CONSTANT (3600) * 1000000)
#define THECAL_CADENCE_CRITICAL_US (G_GINT64_CONSTANT (600) * 1000000)

#define THECAL_MODEL_MAX_ANNUNCIATIONS 8

typedef struct {
  guint16 instance_id; /* from 1, never reused before it wraps */
  guint16 type_code;
  bool confirmed;
  gint64 next_beep_us; /* on the model's clock */
} ThecalAnnunciation;

typedef struct {
  /* what a scenario sets */
  double reservoir_ml, capacity_ml, low_threshold_ml;
  double concentration_ug_per_ml, dose_ug_per_day;
  double battery_percent;
  double speed;                     /* delivered seconds per second */
  bool running;                     /* therapy: run, else stop */
  bool calculated;                  /* the level is reckoned, not measured */
  guint32 eri_day, last_refill_day; /* days since 1970-01-01 */
  guint16 interval_min;             /* declared time between reports */

  /* what follows from it */
  bool stalled, recovering, minimum_rate, eri_reached, eos_reached;
  guint8 revision; /* of the programme */
  guint16 changed; /* latched ThecalChangedBits */
  guint16 last_instance_id;
  guint n_annunciations;
  ThecalAnnunciation annunciations[THECAL_MODEL_MAX_ANNUNCIATIONS];
  gint64 clock_us; /* since the start; never sped up */
  guint64 n_beeps;
} ThecalPumpModel;

/* Rate of the minimum-rate (safe) state, mL/day. */
#define THECAL_MINIMUM_RATE_ML_PER_DAY 0.006

/* 20 mL pump, 2000 ug/mL, 300 ug/day, full and running, speed 1. */
void thecal_pump_model_init (ThecalPumpModel *self);

/* Lets @elapsed_us of real time go by; a negative span counts as none. Returns the Status Changed
 * bits that came up now, whether latched before or not; THECAL_CHANGED_ANNUNCIATION also each time
 * the pump sounds its alarm again. */
guint16 thecal_pump_model_advance (ThecalPumpModel *self, gint64 elapsed_us);

/* mL/day that leave the reservoir now: 0 when stopped, stalled or empty. */
double thecal_pump_model_get_delivery (const ThecalPumpModel *self);
/* mL/day as programmed. */
double thecal_pump_model_get_flow (const ThecalPumpModel *self);
/* The one that the pump shows: critical before others, then unconfirmed, then the newest; NULL. */
const ThecalAnnunciation *thecal_pump_model_get_annunciation (const ThecalPumpModel *self);

/* What happens to the pump. Each returns the Status Changed bits that came up. */
guint16 thecal_pump_model_set_reservoir (ThecalPumpModel *self, double ml);
guint16 thecal_pump_model_refill (ThecalPumpModel *self, double ml, guint32 today);
guint16 thecal_pump_model_stall (ThecalPumpModel *self);
guint16 thecal_pump_model_recover (ThecalPumpModel *self);
guint16 thecal_pump_model_set_running (ThecalPumpModel *self, bool running);
guint16 thecal_pump_model_set_minimum_rate (ThecalPumpModel *self);
guint16 thecal_pump_model_set_battery (ThecalPumpModel *self, double percent);
guint16 thecal_pump_model_reach_eri (ThecalPumpModel *self, guint32 today);
guint16 thecal_pump_model_reach_eos (ThecalPumpModel *self, guint32 today);
/* A NAN @concentration_ug_per_ml keeps the drug. */
guint16 thecal_pump_model_reprogram (ThecalPumpModel *self,
                                     double dose_ug_per_day,
                                     double concentration_ug_per_ml);
/* Memory error: back at the minimum rate, alarms forgotten but for the reset's own. */
guint16 thecal_pump_model_reset (ThecalPumpModel *self);
guint16 thecal_pump_model_annunciate (ThecalPumpModel *self, guint16 type_code);
guint16 thecal_pump_model_confirm (ThecalPumpModel *self);
guint16 thecal_pump_model_clear (ThecalPumpModel *self);

/* Reset Status: unlatches @bits. False, and nothing done, where a reserved bit is among them. */
bool thecal_pump_model_reset_status (ThecalPumpModel *self, guint16 bits);

bool thecal_annunciation_is_critical (guint16 type_code);
