/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "sim/pump_model.h"

#include <math.h>
#include <string.h>

#define DAY_US (86400.0 * 1e6)

void
thecal_pump_model_init (ThecalPumpModel *self)
{
  *self = (ThecalPumpModel){
    .reservoir_ml = 20.0,
    .capacity_ml = 20.0,
    .low_threshold_ml = 2.0,
    .concentration_ug_per_ml = 2000.0,
    .dose_ug_per_day = 300.0,
    .battery_percent = 80.0,
    .speed = 1.0,
    .running = true,
    .eri_day = 22339, /* 2031-03-01 */
    .interval_min = 1,
    .revision = 1,
  };
}

bool
thecal_annunciation_is_critical (guint16 type_code)
{
  switch (type_code) {
  case THECAL_ANNUNCIATION_RESERVOIR_EMPTY:
  case THECAL_ANNUNCIATION_END_OF_SERVICE:
  case THECAL_ANNUNCIATION_STALL:
  case THECAL_ANNUNCIATION_RESET:
  case THECAL_ANNUNCIATION_MINIMUM_RATE:
    return true;
  default:
    return false;
  }
}

static guint16
latch (ThecalPumpModel *self, guint16 bits)
{
  self->changed |= bits;
  return bits;
}

static ThecalAnnunciation *
find (ThecalPumpModel *self, guint16 type_code)
{
  for (guint i = 0; i < self->n_annunciations; i++)
    if (self->annunciations[i].type_code == type_code)
      return &self->annunciations[i];
  return NULL;
}

static void
drop (ThecalPumpModel *self, guint16 type_code)
{
  ThecalAnnunciation *found = find (self, type_code);

  if (found == NULL)
    return;
  guint index = (guint) (found - self->annunciations);
  memmove (found, found + 1, (self->n_annunciations - index - 1) * sizeof *found);
  self->n_annunciations--;
}

/* The least important makes room: the oldest that is not critical, else the oldest. */
static void
make_room (ThecalPumpModel *self)
{
  for (guint i = 0; i < self->n_annunciations; i++)
    if (!thecal_annunciation_is_critical (self->annunciations[i].type_code)) {
      drop (self, self->annunciations[i].type_code);
      return;
    }
  drop (self, self->annunciations[0].type_code);
}

static gint64
get_cadence (guint16 type_code)
{
  return thecal_annunciation_is_critical (type_code) ? THECAL_CADENCE_CRITICAL_US
                                                     : THECAL_CADENCE_LOW_US;
}

guint16
thecal_pump_model_annunciate (ThecalPumpModel *self, guint16 type_code)
{
  if (find (self, type_code) != NULL)
    return 0;
  if (self->n_annunciations == THECAL_MODEL_MAX_ANNUNCIATIONS)
    make_room (self);

  self->last_instance_id = self->last_instance_id == G_MAXUINT16 ? 1 : self->last_instance_id + 1;
  self->annunciations[self->n_annunciations++] = (ThecalAnnunciation){
    .instance_id = self->last_instance_id,
    .type_code = type_code,
    .next_beep_us = self->clock_us + get_cadence (type_code),
  };
  self->n_beeps++;
  return latch (self, THECAL_CHANGED_ANNUNCIATION);
}

guint16
thecal_pump_model_confirm (ThecalPumpModel *self)
{
  for (guint i = 0; i < self->n_annunciations; i++)
    self->annunciations[i].confirmed = true;
  return self->n_annunciations > 0 ? latch (self, THECAL_CHANGED_ANNUNCIATION) : 0;
}

guint16
thecal_pump_model_clear (ThecalPumpModel *self)
{
  if (self->n_annunciations == 0)
    return 0;
  self->n_annunciations = 0;
  return latch (self, THECAL_CHANGED_ANNUNCIATION);
}

const ThecalAnnunciation *
thecal_pump_model_get_annunciation (const ThecalPumpModel *self)
{
  const ThecalAnnunciation *best = NULL;
  int best_rank = -1;

  for (guint i = 0; i < self->n_annunciations; i++) {
    const ThecalAnnunciation *one = &self->annunciations[i];
    int rank =
        (one->confirmed ? 0 : 2) + (thecal_annunciation_is_critical (one->type_code) ? 1 : 0);

    if (rank >= best_rank) {
      best = one;
      best_rank = rank;
    }
  }
  return best;
}

double
thecal_pump_model_get_flow (const ThecalPumpModel *self)
{
  if (self->minimum_rate)
    return THECAL_MINIMUM_RATE_ML_PER_DAY;
  return self->concentration_ug_per_ml > 0 ? self->dose_ug_per_day / self->concentration_ug_per_ml
                                           : 0.0;
}

double
thecal_pump_model_get_delivery (const ThecalPumpModel *self)
{
  bool delivers = self->running && !self->stalled && self->reservoir_ml > 0;

  return delivers ? thecal_pump_model_get_flow (self) : 0.0;
}

/* Alarms follow the level in both directions: a refill ends them. */
static guint16
judge_reservoir (ThecalPumpModel *self)
{
  guint16 bits = 0;
  bool empty = self->reservoir_ml <= 0;
  bool low = self->reservoir_ml <= self->low_threshold_ml;

  if (!low && find (self, THECAL_ANNUNCIATION_RESERVOIR_LOW) != NULL) {
    drop (self, THECAL_ANNUNCIATION_RESERVOIR_LOW);
    bits |= THECAL_CHANGED_ANNUNCIATION;
  }
  if (!empty && find (self, THECAL_ANNUNCIATION_RESERVOIR_EMPTY) != NULL) {
    drop (self, THECAL_ANNUNCIATION_RESERVOIR_EMPTY);
    bits |= THECAL_CHANGED_ANNUNCIATION;
  }
  if (low && find (self, THECAL_ANNUNCIATION_RESERVOIR_LOW) == NULL)
    bits |= thecal_pump_model_annunciate (self, THECAL_ANNUNCIATION_RESERVOIR_LOW) |
            THECAL_CHANGED_DATES;
  if (empty)
    bits |= thecal_pump_model_annunciate (self, THECAL_ANNUNCIATION_RESERVOIR_EMPTY);
  return latch (self, bits);
}

static guint16
sound_again (ThecalPumpModel *self)
{
  guint16 bits = 0;

  for (guint i = 0; i < self->n_annunciations; i++) {
    ThecalAnnunciation *one = &self->annunciations[i];

    if (one->confirmed || one->next_beep_us > self->clock_us)
      continue;
    gint64 cadence_us = get_cadence (one->type_code);
    gint64 n_due = (self->clock_us - one->next_beep_us) / cadence_us + 1;
    one->next_beep_us += n_due * cadence_us;
    self->n_beeps += (guint64) n_due;
    bits |= THECAL_CHANGED_ANNUNCIATION;
  }
  return latch (self, bits);
}

guint16
thecal_pump_model_advance (ThecalPumpModel *self, gint64 elapsed_us)
{
  if (elapsed_us <= 0)
    return 0;

  self->clock_us += elapsed_us;
  double before_ml = self->reservoir_ml;
  double delivered_ml =
      thecal_pump_model_get_delivery (self) * self->speed * (double) elapsed_us / DAY_US;
  self->reservoir_ml = MAX (0.0, before_ml - delivered_ml);

  guint16 bits = sound_again (self);
  /* a change of the level is one of the 0.1 mL shown */
  if (lround (before_ml * 10) != lround (self->reservoir_ml * 10))
    bits |= latch (self, THECAL_CHANGED_RESERVOIR);
  return bits | judge_reservoir (self);
}

guint16
thecal_pump_model_set_reservoir (ThecalPumpModel *self, double ml)
{
  self->reservoir_ml = CLAMP (ml, 0.0, self->capacity_ml);
  return latch (self, THECAL_CHANGED_RESERVOIR) | judge_reservoir (self);
}

guint16
thecal_pump_model_refill (ThecalPumpModel *self, double ml, guint32 today)
{
  self->last_refill_day = today;
  return latch (self, THECAL_CHANGED_DATES) | thecal_pump_model_set_reservoir (self, ml);
}

guint16
thecal_pump_model_stall (ThecalPumpModel *self)
{
  if (self->stalled)
    return 0;
  self->stalled = true;
  self->recovering = false;
  drop (self, THECAL_ANNUNCIATION_STALL_RECOVERED);
  return latch (self, THECAL_CHANGED_OPERATIONAL) |
         thecal_pump_model_annunciate (self, THECAL_ANNUNCIATION_STALL);
}

guint16
thecal_pump_model_recover (ThecalPumpModel *self)
{
  if (!self->stalled)
    return 0;
  self->stalled = false;
  drop (self, THECAL_ANNUNCIATION_STALL);
  return latch (self, THECAL_CHANGED_OPERATIONAL) |
         thecal_pump_model_annunciate (self, THECAL_ANNUNCIATION_STALL_RECOVERED);
}

guint16
thecal_pump_model_set_running (ThecalPumpModel *self, bool running)
{
  if (self->running == running)
    return 0;
  self->running = running;
  return latch (self,
                THECAL_CHANGED_THERAPY | THECAL_CHANGED_OPERATIONAL | THECAL_CHANGED_SETTINGS |
                    THECAL_CHANGED_DATES);
}

guint16
thecal_pump_model_set_minimum_rate (ThecalPumpModel *self)
{
  self->minimum_rate = true;
  return latch (self, THECAL_CHANGED_OPERATIONAL | THECAL_CHANGED_SETTINGS | THECAL_CHANGED_DATES) |
         thecal_pump_model_annunciate (self, THECAL_ANNUNCIATION_MINIMUM_RATE);
}

guint16
thecal_pump_model_set_battery (ThecalPumpModel *self, double percent)
{
  self->battery_percent = CLAMP (percent, 0.0, 100.0);
  if (self->battery_percent <= 20)
    return thecal_pump_model_annunciate (self, THECAL_ANNUNCIATION_BATTERY_LOW);
  if (find (self, THECAL_ANNUNCIATION_BATTERY_LOW) == NULL)
    return 0;
  drop (self, THECAL_ANNUNCIATION_BATTERY_LOW);
  return latch (self, THECAL_CHANGED_ANNUNCIATION);
}

guint16
thecal_pump_model_reach_eri (ThecalPumpModel *self, guint32 today)
{
  self->eri_reached = true;
  self->eri_day = today;
  return latch (self, THECAL_CHANGED_DATES) |
         thecal_pump_model_annunciate (self, THECAL_ANNUNCIATION_ERI);
}

guint16
thecal_pump_model_reach_eos (ThecalPumpModel *self, guint32 today)
{
  guint16 bits = thecal_pump_model_reach_eri (self, today);

  self->eos_reached = true;
  self->battery_percent = 0;
  /* at the end of service the implant delivers no more */
  return bits | thecal_pump_model_set_running (self, false) |
         thecal_pump_model_annunciate (self, THECAL_ANNUNCIATION_END_OF_SERVICE);
}

guint16
thecal_pump_model_reprogram (ThecalPumpModel *self,
                             double dose_ug_per_day,
                             double concentration_ug_per_ml)
{
  self->dose_ug_per_day = dose_ug_per_day;
  if (!isnan (concentration_ug_per_ml))
    self->concentration_ug_per_ml = concentration_ug_per_ml;
  self->minimum_rate = false;
  drop (self, THECAL_ANNUNCIATION_MINIMUM_RATE);
  self->revision++;
  return latch (self, THECAL_CHANGED_SETTINGS | THECAL_CHANGED_DAILY_DOSE | THECAL_CHANGED_DATES) |
         thecal_pump_model_annunciate (self, THECAL_ANNUNCIATION_REPROGRAMMED);
}

guint16
thecal_pump_model_reset (ThecalPumpModel *self)
{
  self->n_annunciations = 0;
  self->stalled = false;
  self->recovering = false;
  self->minimum_rate = true;
  self->changed = 0;
  return latch (self, THECAL_CHANGED_ALL & ~(1u << 6) & ~(1u << 7)) |
         thecal_pump_model_annunciate (self, THECAL_ANNUNCIATION_RESET) | judge_reservoir (self);
}

bool
thecal_pump_model_reset_status (ThecalPumpModel *self, guint16 bits)
{
  if ((bits & ~THECAL_CHANGED_ALL) != 0)
    return false;
  self->changed &= (guint16) ~bits;
  return true;
}
