/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "core/instant.h"

/* Limits of the rules. Source: clinical.md section 4 by row, alarms.md where named. */
#define EMPTY_LEVEL_ML 0.5                          /* A01, design choice */
#define EMPTY_SOON_H 72.0                           /* A02, A03 */
#define EMPTY_SOON_URGENT_H 24.0                    /* A02: cadence 10 min */
#define RISE_ML 5.0                                 /* alarms.md: a level condition clears */
#define RISE_APART_US (60 * THECAL_SECOND_US)       /* alarms.md */
#define STOP_DELAY_US (5 * THECAL_MINUTE_US)        /* A06 */
#define RUNNING_CLEARS_US (30 * THECAL_MINUTE_US)   /* A06 */
#define STALL_STABLE_US (60 * THECAL_MINUTE_US)     /* A07 */
#define STALE_INTERVALS 2                           /* A19 */
#define INTERVAL_DEFAULT_US (15 * THECAL_MINUTE_US) /* none declared: design choice */
#define ON_DEMAND_STALE_US (24 * THECAL_HOUR_US)  /* declared 0, "on demand only": design choice */
#define NEVER_HEARD_US (15 * THECAL_MINUTE_US)    /* alarms.md: cold start */
#define LINK_LOST_US (15 * THECAL_MINUTE_US)      /* A20 */
#define LINK_LOST_MEDIUM_US (4 * THECAL_HOUR_US)  /* A20 */
#define GOOD_REPORTS_CLEAR 3                      /* A21 */
#define CLOCK_STEP_US (5 * THECAL_MINUTE_US)      /* A22 */
#define URGENT_CADENCE_US (10 * THECAL_MINUTE_US) /* A02 below 24 h */
#define BOOKED_CADENCE_US (12 * THECAL_HOUR_US)   /* A03 with a visit before the early edge */
