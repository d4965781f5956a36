/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "core/alarm/condition.h"
#include "core/checklist/answers.h"
#include "core/event.h"

/* The rules of the engine (clinical.md 2.1): answers and what is known of the pump in, outcome out.
 * The most urgent of all answers counts; "not sure" on a red item is yes; nothing lowers. */

/* What is known besides the answers. */
typedef struct {
  /* of the pump: each makes one withdrawal sign an emergency (two-sign rule) */
  bool pump_alarm; /* one of the pump's own, or a sound was heard */
  bool computed_empty, refill_overdue, infusion_stopped;
  bool pump_low;               /* empty within 72 hours, as computed (A02, W13) */
  bool battery_notice;         /* replacement notice or end of service (W13) */
  bool mri_unchecked;          /* nobody has said that the pump runs again (A08) */
  bool data_stale;             /* the app does not know (P10) … */
  bool printout_missing;       /* … and no printed date stands in for it */
  bool alarmed_before_mri;     /* P4 */
  gint64 watch_wall_us;        /* newest refill, dose change, alarm, MRI; THECAL_UNKNOWN_US */
  gint64 refill_wall_us;       /* newest refill or dose change; THECAL_UNKNOWN_US */
  gint64 operation_wall_us;    /* THECAL_UNKNOWN_US */
  bool injury_t6;              /* spinal cord injury at T6 or above: G7 is asked */
  bool child;                  /* the questions say "your child" (003-01) */
  bool has_plan;               /* a care plan was read */
  bool has_tablet_plan;        /* … with the team's own words on rescue tablets */
  bool cannot_swallow;         /* the plan says so */
  double fever_c, fever_any_c; /* 38.6 [004-38], 38.0 (design choice) */
  double breaths_low;          /* breaths a minute; NAN: the clinic has set none */
} ThecalTriageContext;

typedef enum {
  THECAL_TRIAGE_TWO_SIGN,
  THECAL_TRIAGE_WATCH_72H,
  THECAL_TRIAGE_PUMP_ALARM,
  THECAL_TRIAGE_COMPUTED_EMPTY,
  THECAL_TRIAGE_REFILL_OVERDUE,
  THECAL_TRIAGE_STOPPED,
  THECAL_TRIAGE_RAISED, /* by sedatives: O10 */
  THECAL_TRIAGE_UNFINISHED,
  THECAL_TRIAGE_NO_PLAN,
  THECAL_N_TRIAGE_FLAGS,
} ThecalTriageFlag;

typedef struct {
  int outcome;           /* T1-T5, never NONE */
  GPtrArray *decided_by; /* interned ids of the items that lead to @outcome, in order */
  guint flags;           /* bits 1 << ThecalTriageFlag */
  bool show_tablets;     /* the team's own words on rescue tablets may be shown */
  guint lists;           /* bits 1 << ThecalListId: asked for, or opened by an answer */
  ThecalSign sign;       /* what it looks like, for the alarms */
  gint64 repeat_wall_us; /* look again then (T3-T5); THECAL_UNKNOWN_US */
} ThecalTriageResult;

void thecal_triage_context_init (ThecalTriageContext *self); /* nothing known, default limits */
/* What a condition that stands says of the pump; @since_wall_us when it began. */
void thecal_triage_context_add_condition (ThecalTriageContext *self,
                                          ThecalConditionId condition,
                                          gint64 since_wall_us);

/* @lists: bits of those that are walked; the gate always counts. @now_wall_us THECAL_UNKNOWN_US
 * where the clock is not to be trusted: there is no repeat time then. */
void thecal_triage_judge (const ThecalChecklistSet *set,
                          const ThecalAnswers *answers,
                          const ThecalTriageContext *context,
                          guint lists,
                          gint64 now_wall_us,
                          ThecalTriageResult *out);
void thecal_triage_result_clear (ThecalTriageResult *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ThecalTriageResult, thecal_triage_result_clear)

/* The answer leads to something: yes where yes is bad, no where no is (G1), a number beyond its
 * limit, and not sure on a red item. */
bool thecal_triage_is_raised (const ThecalChecklistItem *item,
                              const ThecalAnswers *answers,
                              const ThecalTriageContext *context);

/* A number can be judged at @item: one of its limits is known. Else a number is no answer, and
 * counts as not sure. */
bool thecal_triage_takes_number (const ThecalChecklistItem *item,
                                 const ThecalTriageContext *context);

const char *thecal_triage_flag_to_string (ThecalTriageFlag flag); /* "two-sign", "watch-72h" … */

/* What a condition leads to, as lists to ask (clinical.md 4, "leads to"): bits; 0 none. */
guint thecal_triage_get_lists_of (ThecalConditionId condition);
