/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "core/alarm/unit.h"

/* What the events of a unit have in common (unit_facts.c, unit_status.c, unit_resolve.c). */

/* No level is low any more: a refill, a rise, or the clinic's word. What is low by itself is found
 * again when the facts are settled. */
void thecal_unit_release_levels (ThecalUnit *self);
void thecal_unit_release_empty (ThecalUnit *self);
/* Holds a condition until the clinic has dealt with it; N_CONDITIONS: nothing. */
void thecal_unit_hold (ThecalUnit *self, ThecalConditionId condition, ThecalTime now);
/* A word of the pump: where it is said to be out of the body, that contradicts. */
void thecal_unit_hear (ThecalUnit *self, ThecalTime now);
/* A report could not be trusted. */
void thecal_unit_distrust (ThecalUnit *self);

/* A refill. Volumes: NAN where nobody said. */
typedef struct {
  double filled_ml, withdrawn_ml;
  double expected_ml; /* to be left at that instant */
  gint64 alarm_date_us;
  gint64 at_us; /* boot clock */
  bool newest;  /* nothing was heard of the pump since */
} ThecalFill;

void thecal_unit_take_fill (ThecalUnit *self, const ThecalFill *fill, ThecalTime now);
/* What was taken out before the newest fill that is known; NAN: nobody said. */
void thecal_unit_compare_withdrawn (ThecalUnit *self, double withdrawn_ml, ThecalTime now);

/* Fills that a printout or the plan tells (unit_fill.c). */

/* The fill that is known already keeps its instant, or goes back to an earlier one that the plan
 * tells instead: before the report is taken over. */
void thecal_unit_place_fill (ThecalUnit *self, ThecalStatusReport *report, ThecalTime now);
/* Whether it is another fill than the newest that is known. */
bool
thecal_unit_is_refill (const ThecalUnit *self, const ThecalStatusReport *report, ThecalTime now);
/* The newest fill that is known, placed and taken over again. */
void
thecal_unit_take_fill_again (ThecalUnit *self, const ThecalStatusReport *report, ThecalTime now);
/* What a person wrote down of a fill beside its numbers: how much was taken out. */
void
thecal_unit_take_withdrawn (ThecalUnit *self, const ThecalStatusReport *report, ThecalTime now);
/* A refill; @before: what was known without the report. */
void thecal_unit_take_told_fill (ThecalUnit *self,
                                 const ThecalStatusReport *report,
                                 const ThecalPumpStatus *before,
                                 ThecalTime now);

ThecalFactResult
thecal_unit_take_status (ThecalUnit *self, const ThecalStatusReport *report, ThecalTime now);
/* The clinic, or the person who may, has dealt with @condition. */
void thecal_unit_resolve (ThecalUnit *self, ThecalConditionId condition, ThecalTime now);
