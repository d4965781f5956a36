/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "core/plan/plan_reader.h"

/* What the team has ordered beside the pump, in its own words: medicines, the schedule by which the
 * tablets are ended, how often the dose is raised. Thecal names no dose of its own. */

#define THECAL_MEDICINES_MAX 8
#define THECAL_WEANING_STEPS_MAX 20
#define THECAL_EXERCISE_EVERY_DAY 0x7f

typedef struct {
  char *name; /* owned */
  char *plan; /* the team's words; nullable */
  bool as_needed;
  double min_gap_h; /* between two doses; 4 h where as needed and not said (004-29); NAN */
} ThecalMedicine;

typedef struct {
  gint64 on_us; /* UTC, the first instant of the day */
  char *text;   /* owned: "5 mg three times a day" */
} ThecalWeaningStep;

typedef struct {
  ThecalMedicine medicines[THECAL_MEDICINES_MAX];
  guint n_medicines;
  ThecalWeaningStep weaning[THECAL_WEANING_STEPS_MAX]; /* of the oral baclofen (004-30); in the
                                                        * order of their days */
  guint n_weaning;
  int titration_every_days;  /* 0: not said (002-06, 004-22) */
  gint64 titration_until_us; /* UTC; THECAL_UNKNOWN_US */
  char *exercise;            /* owned, nullable: what the team has ordered (001-25) */
  guint exercise_days;       /* bit 0 is Monday */
} ThecalRegimen;

/* NULL, with @reader's error filled, at the first thing that is not as expected. (transfer full) */
ThecalRegimen *thecal_regimen_read (ThecalPlanReader *reader);
ThecalRegimen *thecal_regimen_new (void); /* nothing ordered */
void thecal_regimen_free (ThecalRegimen *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ThecalRegimen, thecal_regimen_free)
