/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "core/plan/care_plan.h"

/* Reads single keys of a care plan. The first fault stays: where it is, and what was expected. */
typedef struct {
  GKeyFile *file;
  GTimeZone *zone;
  ThecalPlanError *error;
  bool failed;
} ThecalPlanReader;

void thecal_plan_fail (ThecalPlanReader *reader,
                       const char *group,
                       const char *key,
                       const char *expected);
/* Without blanks around it; NULL where absent or empty. (transfer full) */
char *thecal_plan_get_text (const ThecalPlanReader *reader, const char *group, const char *key);
/* NAN where absent. */
double thecal_plan_read_number (ThecalPlanReader *reader,
                                const char *group,
                                const char *key,
                                double min,
                                double max);
/* UTC microseconds; THECAL_UNKNOWN_US where absent. */
gint64 thecal_plan_read_time (ThecalPlanReader *reader, const char *group, const char *key);
/* 1900 to 2199, as for typed values: other years are a slip of the hand, and no calendar counts on
 * from them. */
bool thecal_plan_is_year_sound (gint64 at_us, GTimeZone *zone);
/* true or false (yes and no, 1 and 0 too): 1 or 0; -1 where absent. */
int thecal_plan_read_truth (ThecalPlanReader *reader, const char *group, const char *key);
/* Minutes of the day of "22:30"; -1 where absent. */
int thecal_plan_read_clock (ThecalPlanReader *reader, const char *group, const char *key);

/* Ladders, quiet hours and thresholds (plan_settings.c), within bounds that keep them safe. */
void thecal_plan_read_settings (ThecalPlanReader *reader, ThecalAlarmSettings *settings);
