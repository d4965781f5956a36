/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
/* Fills that are told by their numbers: by a printout that a person typed in, or by the plan. */
#include <math.h>

#include "core/alarm/rules_limits.h"
#include "core/alarm/unit_parts.h"

/* The newest fill that is known, wall clock: as it was written down, so that a clock that was set
 * since makes no other fill of it. */
static gint64
get_fill_wall_us (const ThecalUnit *self, ThecalTime now)
{
  if (self->care.fill_wall_us != THECAL_UNKNOWN_US || self->status.fill_us == THECAL_UNKNOWN_US)
    return self->care.fill_wall_us;

  return now.wall_us - (now.boot_us - self->status.fill_us);
}

static bool
is_fill (const ThecalStatusReport *report)
{
  return report->source == THECAL_SOURCE_MANUAL && report->filled &&
         (report->present & (1u << THECAL_FIELD_RESERVOIR_ML)) != 0 &&
         !isnan (report->values[THECAL_FIELD_RESERVOIR_ML]);
}

/* A fill that a person typed in, or that the plan tells, is a refill; the plan tells the one it
 * knows at every start. */
bool
thecal_unit_is_refill (const ThecalUnit *self, const ThecalStatusReport *report, ThecalTime now)
{
  const gint64 known_us = get_fill_wall_us (self, now);

  return is_fill (report) &&
         (known_us == THECAL_UNKNOWN_US || now.wall_us - report->age_us > known_us + FILL_APART_US);
}

/* The newest fill that is known is told again, with other values perhaps. */
static bool
is_told_again (const ThecalUnit *self, const ThecalStatusReport *report, ThecalTime now)
{
  const gint64 known_us = get_fill_wall_us (self, now);

  return is_fill (report) && self->status.fill_us != THECAL_UNKNOWN_US &&
         known_us != THECAL_UNKNOWN_US &&
         ABS (now.wall_us - report->age_us - known_us) <= FILL_APART_US;
}

/* The plan says of the fill that it told itself that it was earlier: a date was mended. That of
 * another is the one before it, which the plan still knows (none of these is news). */
static bool
is_mended_by_plan (const ThecalUnit *self, const ThecalStatusReport *report, ThecalTime now)
{
  const gint64 known_us = get_fill_wall_us (self, now);
  const gint64 plan_us = self->care.plan_fill_wall_us;

  return is_fill (report) && report->by_plan && self->status.fill_us != THECAL_UNKNOWN_US &&
         known_us != THECAL_UNKNOWN_US && plan_us != THECAL_UNKNOWN_US &&
         ABS (plan_us - known_us) <= FILL_APART_US &&
         now.wall_us - report->age_us < known_us - FILL_APART_US;
}

/* Of the two, the one that leaves less counts (safety rule 3). */
static void
move_fill (ThecalUnit *self, const ThecalStatusReport *report, ThecalTime now)
{
  const double known_ml = thecal_pump_status_get_level (&self->status, now.boot_us).nominal;
  ThecalPumpStatus moved = self->status, after;

  thecal_pump_status_move_fill (&moved, now.boot_us - report->age_us);
  after = moved;
  if (!thecal_pump_status_apply (&after, report, now) ||
      !(thecal_pump_status_get_level (&after, now.boot_us).nominal <= known_ml))
    return;

  self->status = moved;
  self->care.fill_wall_us = now.wall_us - report->age_us;
}

/* By a moment's difference it would look older than what is known, and be dropped. */
void
thecal_unit_place_fill (ThecalUnit *self, ThecalStatusReport *report, ThecalTime now)
{
  if (is_mended_by_plan (self, report, now))
    move_fill (self, report, now);
  if (is_told_again (self, report, now)) {
    if (report->by_plan)
      self->care.plan_fill_wall_us = get_fill_wall_us (self, now);
    report->age_us = MAX (now.boot_us - self->status.fill_us, 0);
  }
}

static double
get_withdrawn_ml (const ThecalStatusReport *report)
{
  return (report->present & THECAL_REPORT_WITHDRAWN) != 0 ? report->withdrawn_ml : NAN;
}

/* A level that was read after the fill says nothing of what was left before it. */
static double
get_expected_ml (const ThecalPumpStatus *before, gint64 at_us)
{
  return before->values[THECAL_FIELD_RESERVOIR_ML].observed_us <= at_us
             ? thecal_pump_status_get_level (before, at_us).nominal
             : NAN;
}

/* What was read since stands; but the date is that of the fill, whenever it is told. */
void
thecal_unit_take_fill_again (ThecalUnit *self, const ThecalStatusReport *report, ThecalTime now)
{
  const gint64 at_us = now.boot_us - report->age_us;

  if (!is_fill (report) || at_us != self->status.fill_us)
    return;

  if ((report->present & THECAL_REPORT_ALARM_DATE) != 0)
    thecal_pump_status_tell_alarm_date (&self->status, report->alarm_date_us, at_us);
  thecal_unit_compare_withdrawn (self, get_withdrawn_ml (report), now);
}

void
thecal_unit_take_withdrawn (ThecalUnit *self, const ThecalStatusReport *report, ThecalTime now)
{
  const gint64 at_us = now.boot_us - report->age_us;
  const gint64 apart_us = now.wall_us - report->age_us - get_fill_wall_us (self, now);

  if (!report->filled)
    return;
  /* of a fill that nobody told yet */
  if (get_fill_wall_us (self, now) == THECAL_UNKNOWN_US || apart_us > FILL_DAY_US) {
    if (fabs (get_withdrawn_ml (report) - get_expected_ml (&self->status, at_us)) > MISMATCH_ML)
      thecal_unit_hold (self, THECAL_CONDITION_REFILL_MISMATCH, now);
  } else if (apart_us >= -FILL_DAY_US)
    thecal_unit_compare_withdrawn (self, get_withdrawn_ml (report), now);
}

void
thecal_unit_take_told_fill (ThecalUnit *self,
                            const ThecalStatusReport *report,
                            const ThecalPumpStatus *before,
                            ThecalTime now)
{
  const gint64 at_us = now.boot_us - report->age_us;
  const ThecalFill fill = {
    .filled_ml = report->values[THECAL_FIELD_RESERVOIR_ML],
    .withdrawn_ml = get_withdrawn_ml (report),
    .expected_ml = get_expected_ml (before, at_us),
    .alarm_date_us = (report->present & THECAL_REPORT_ALARM_DATE) != 0 ? report->alarm_date_us
                                                                       : THECAL_UNKNOWN_US,
    .at_us = at_us,
    .newest = at_us >= before->last_report_us,
  };

  thecal_unit_take_fill (self, &fill, now);
  if (report->by_plan)
    self->care.plan_fill_wall_us = self->care.fill_wall_us;
}
