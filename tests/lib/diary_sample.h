/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "words/report.h"

/* Four weeks as a family writes them down, for the report and what is made from the same. */
typedef struct {
  ThecalPlanDocument *document;
  ThecalReportData *data;
  GTimeZone *zone;
  ThecalReportFacts facts;
} DiarySample;

/* 2026-11-21T12:00:00Z */
#define DIARY_SAMPLE_NOW_US (G_GINT64_CONSTANT (1795262400) * G_USEC_PER_SEC)

/* @plan: the text of a care plan. */
void diary_sample_set_up (DiarySample *self, const char *plan);
void diary_sample_tear_down (DiarySample *self);
/* "stiffness=6 pain=3 note=word" @days before now. Borrowed by the sample. */
ThecalEntry *
diary_sample_add (DiarySample *self, ThecalEntryKind kind, double days_ago, const char *values);
/* A refill, 20 days of diary, a question, levels, two alarms. */
void diary_sample_fill (DiarySample *self);
void diary_sample_log (DiarySample *self,
                       double days_ago,
                       const char *condition,
                       const char *effect,
                       const char *detail);
