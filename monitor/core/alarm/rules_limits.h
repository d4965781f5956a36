/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "core/instant.h"

/* Limits of the rules. Source: clinical.md section 4 by row, alarms.md where named. The bare
 * numbers also stand in the words of the catalogue, so that page and rule cannot differ. */
#define EMPTY_LEVEL_ML 0.5           /* A01, design choice */
#define EMPTY_SOON_H 72              /* A02, A03, A05: where the care plan says nothing else */
#define EMPTY_SOON_URGENT_H 24       /* A02: cadence 10 min */
#define RISE_ML 5                    /* alarms.md: a level condition clears */
#define RISE_APART_S 60              /* alarms.md */
#define REFILL_DUE_D 10              /* A04 [D33] */
#define REFILL_DUE_MEDIUM_D 3        /* A04 */
#define VISIT_LASTS_H 1              /* A05: a refill takes about an hour [004-33] */
#define STOP_DELAY_MIN 5             /* A06 */
#define RUNNING_CLEARS_MIN 30        /* A06 */
#define STALL_STABLE_MIN 60          /* A07 */
#define MRI_CHECK_MIN 60             /* A08 [D15] */
#define MRI_STALL_H 48               /* A08: a stall that soon after a scan; P4 of the checklists */
#define ERI_TO_END_D 90              /* A09, A10 [D4] */
#define SERVICE_MONTHS 84            /* A09: SynchroMed II stops at seven years [D4] */
#define REPLACEMENT_SOON_D 30        /* A10 */
#define REPLACEMENT_URGENT_D 14      /* A10 */
#define BATTERY_PLAN_MONTHS 6        /* A11 */
#define BATTERY_PLAN_MEDIUM_MONTHS 3 /* A11 */
#define TELEMETRY_STUCK_MIN 30       /* A15 */
#define STALE_INTERVALS 2            /* A19 */
#define INTERVAL_DEFAULT_MIN 15      /* A19, none declared nor learned: design choice */
#define INTERVAL_LEAST_MIN 1         /* alarms.md: floor of a learned interval */
#define INTERVAL_LEARNED_MOST_H 12   /* own: silence of a day is stale whatever was learned */
#define INTERVAL_GAPS_LEAST 3        /* own: gaps between reports before one is learned */
#define ON_DEMAND_STALE_H 24         /* A19, declared 0, "on demand only": design choice */
#define NEVER_HEARD_MIN 15           /* alarms.md: cold start */
#define LINK_LOST_MIN 15             /* A20 */
#define LINK_LOST_MEDIUM_H 4         /* A20 */
#define GOOD_REPORTS_CLEAR 3         /* A21 */
#define FLOW_MOST_ML_PER_DAY 24      /* A21: the most any pump delivers (clinical.md 3.3) */
#define JUMP_ML 5                /* A21: a fall that no pump can deliver; as the rise of a refill */
#define CLOCK_STEP_MIN 5         /* A22 */
#define PROOF_OVERDUE_H 36       /* A23: a daily proof of sound, and half a day */
#define POWER_LOW_PERCENT 20     /* A24 */
#define POWER_MEDIUM_PERCENT 10  /* A24 */
#define MISMATCH_ML 2            /* A25 [D14] */
#define MISMATCH_FILL_SMALL_ML 1 /* A25: after a fill, reservoirs up to 20 mL */
#define MISMATCH_FILL_ML 2       /* A25: after a fill, larger ones */
#define SMALL_RESERVOIR_ML 20    /* A25 */
#define TREND_LEAST_D 3          /* A26, A27 */
#define TREND_RESOLUTION_ML 0.1  /* A26, A27: a level is reported to a tenth (bluetooth.md B2) */
#define WATCH_MEDIUM_MISSES 2    /* A28 */
#define WATCH_H 72               /* A28: last question */
#define CHANGE_APART_H 1         /* own: the same of a change of dose */
#define FILL_APART_H 1           /* own: times of one and the same fill, written down twice */
#define FILL_DAY_H 20            /* own: the same, by its date alone and by its hour */
#define EXPLANTED_HEARD_H 24     /* A21: own, a word of a pump that was taken out */
#define REPEAT_DEFAULT_H 4       /* A30: 2.1, no item was yes */
#define REPEAT_MOST_H 24         /* A30: 2.7; a later time was said under another clock */
#define REPEAT_FAST_MIN 60       /* A30: 4 x 15 min, then hourly */
#define FEVER_APART_H 4          /* A31 */
#define SIGN_HOLDS_H 24          /* A26, A27, A31: a sign seen in a checklist, design choice */
#define TREND_POINTS 2           /* A32 [Q3] */
#define TREND_PERCENT 30         /* A32 */
#define TREND_EARLIER_LEAST 7    /* A32: 5.3 */
#define TABLETS_EXPIRE_D 30      /* A33 [C22] */
#define VISIT_TOLD_D 7           /* A34 */
#define VISIT_TOLD_AGAIN_D 1     /* A34 */
#define POST_OP_VISIT_LAST_D 28  /* A34: window of day 14-28 [004-27] */
#define POST_OP_PHASE_D 90       /* A35: clinical.md 2.7 */
#define BOWEL_H 48               /* A35 [004-31] */
#define DRILL_MIN 10             /* own: a drill that nobody answers */

#define EXPLANTED_HEARD_US (EXPLANTED_HEARD_H * THECAL_HOUR_US)
#define FILL_APART_US (FILL_APART_H * THECAL_HOUR_US)
#define FILL_DAY_US (FILL_DAY_H * THECAL_HOUR_US)
#define RISE_APART_US (RISE_APART_S * THECAL_SECOND_US)
#define STOP_DELAY_US (STOP_DELAY_MIN * THECAL_MINUTE_US)
#define RUNNING_CLEARS_US (RUNNING_CLEARS_MIN * THECAL_MINUTE_US)
#define STALL_STABLE_US (STALL_STABLE_MIN * THECAL_MINUTE_US)
#define INTERVAL_DEFAULT_US (INTERVAL_DEFAULT_MIN * THECAL_MINUTE_US)
#define ON_DEMAND_STALE_US (ON_DEMAND_STALE_H * THECAL_HOUR_US)
#define NEVER_HEARD_US (NEVER_HEARD_MIN * THECAL_MINUTE_US)
#define LINK_LOST_US (LINK_LOST_MIN * THECAL_MINUTE_US)
#define LINK_LOST_MEDIUM_US (LINK_LOST_MEDIUM_H * THECAL_HOUR_US)
#define CLOCK_STEP_US (CLOCK_STEP_MIN * THECAL_MINUTE_US)
#define URGENT_CADENCE_US (10 * THECAL_MINUTE_US) /* A02 below 24 h */
#define BOOKED_CADENCE_US (12 * THECAL_HOUR_US)   /* A03 with a visit before the early edge */
#define DAY_BEAT_MIN (10 * 60)                    /* A04, low reminders: daily at 10:00 */
