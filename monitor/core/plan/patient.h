/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "core/plan/plan_reader.h"

/* What the emergency script and the line at the foot of every page say of the person and the pump
 * (clinical.md 2.8), as the care plan has it. Nullable strings: the plan does not say. */

#define THECAL_DRUGS_MAX 4

typedef enum {
  THECAL_SAYS_UNKNOWN,
  THECAL_SAYS_NO,
  THECAL_SAYS_YES,
} ThecalSays;

typedef struct {
  char *name;
  double concentration_ug_per_ml, dose_ug_per_day; /* NAN */
  ThecalSays opioid;
} ThecalDrug;

typedef struct {
  char *name, *diagnosis, *injury_level, *allergies, *weight, *language;
  char *epilepsy, *kidney;  /* [person] Epilepsy, Kidney: the team's own words */
  char *reason, *goals;     /* why there is a pump, and what it is to help with (000-04) */
  char *flags;              /* contraindications (001-11); no decision is made from them */
  char *medicines;          /* taken by mouth, for the emergency card */
  ThecalSays spinal_fusion; /* 004-18 */
  gint64 birth_us;          /* UTC; THECAL_UNKNOWN_US */
  ThecalSays can_swallow;
  char *model, *serial, *side;
  char *site;         /* more than the side: "below the ribs" */
  char *catheter_tip; /* its level, as in T10 */
  ThecalDrug drugs[THECAL_DRUGS_MAX];
  guint n_drugs;
  char *maker_line; /* [pump] MakerLine: the maker's 24 h number from the user's own card */
  /* rescue tablets, in the team's own words; never a dose of ours */
  char *tablets_plan, *tablets_by, *tablets_where;
  gint64 tablets_on_us; /* written then; THECAL_UNKNOWN_US */
} ThecalPatient;

bool thecal_patient_read (ThecalPlanReader *reader, ThecalPatient **out);
ThecalPatient *thecal_patient_new (void); /* nothing known */
void thecal_patient_free (ThecalPatient *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ThecalPatient, thecal_patient_free)

/* Whole years at @wall_us; -1 not known. */
int thecal_patient_get_age (const ThecalPatient *self, gint64 wall_us);
/* Younger than 18 years at @wall_us; false where the age is not known. */
bool thecal_patient_is_child (const ThecalPatient *self, gint64 wall_us);
/* "T6", "T4", "C5" and what else is written: at T6 or above, or at a level that nobody can read.
 * false: below, none, or not entered. */
bool thecal_patient_is_injury_t6 (const ThecalPatient *self);
/* At least one drug is an opioid. */
bool thecal_patient_has_opioid (const ThecalPatient *self);
