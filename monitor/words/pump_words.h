/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "core/plan/patient.h"
#include "core/pump/flex.h"
#include "core/pump/service_window.h"

/* The parts of a pump in words: what is known of each, and what that means for the people around
 * it. Nothing here says that a part is well. (transfer full) strings where they are not const. */

/* "between March and June 2029": when it has to be replaced. */
char *thecal_replacement_words (const ThecalServiceWindow *window, gint64 now_us, GTimeZone *zone);
/* From what that was computed, and when to book. */
char *thecal_replacement_meaning (const ThecalServiceWindow *window,
                                  ThecalModel model,
                                  gint64 now_us,
                                  GTimeZone *zone);

const char *thecal_battery_words (ThecalBatteryState state);
const char *thecal_battery_meaning (ThecalBatteryState state);

typedef struct {
  ThecalTherapy therapy;
  ThecalMode mode;
  bool by_printout; /* this pump cannot be heard */
} ThecalMotor;

const char *thecal_motor_words (const ThecalMotor *motor);
const char *thecal_motor_meaning (const ThecalMotor *motor);

/* What the way from the low mark to the end is: "After the low mark of 3 mL it can be empty in 80
 * hours." NAN: not known. */
char *thecal_low_mark_meaning (double low_ml, double flow_ml_per_day);

const char *thecal_catheter_meaning (void);

/* "390 µg a day, the same at every hour", "432 µg a day, in 3 steps". @dose NAN: not known. */
char *thecal_programme_words (const ThecalFlexStep *steps, gsize n_steps, double dose_ug_per_day);
/* When it gives most and least, and what its clock does. */
char *thecal_programme_meaning (const ThecalFlexStep *steps, gsize n_steps);
/* "00:00 to 07:30: 200 µg a day": step @i. */
char *thecal_flex_step_words (const ThecalFlexStep *steps, gsize n_steps, gsize i);
/* What was expected instead. */
const char *thecal_flex_fault_words (ThecalFlexFault fault);
/* "500 µg/mL, 390 µg a day". */
char *thecal_drug_amount_words (const ThecalDrug *drug);
/* The same, with what the drug is where that matters. */
char *thecal_drug_words (const ThecalDrug *drug);

const char *thecal_model_size_words (ThecalModel model);
const char *thecal_model_mri_words (ThecalModel model);
