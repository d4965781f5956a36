/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "core/event.h"

/* What is known of the care around one pump: visits, scans, operations, diary, tablets, the last
 * checklist. Events change it, rules_care.c judges it. Instants are of the boot clock, but those
 * named *_wall_us, which people have written down (UTC). */

#define THECAL_DIARY_DAYS 20 /* 14 before and 3 of the trend rule, and some that were left out */
#define THECAL_N_WATCH_PROMPTS 6
#define THECAL_N_POST_OP_DATES 7

typedef struct {
  int day; /* of the local calendar, since 1970 */
  double stiffness;
} ThecalDiaryDay;

typedef struct {
  gint64 visit_wall_us[THECAL_N_VISITS];
  gint64 mri_us;            /* end of the last scan nobody has confirmed the pump after */
  bool mri_alarmed;         /* the pump alarmed before that scan */
  gint64 watch_us;          /* refill, dose change or scan that is watched */
  gint64 watch_seen_us;     /* prompts up to here are answered */
  gint64 fill_wall_us;      /* newest fill that is known, as it was written down (UTC) */
  gint64 plan_fill_wall_us; /* the fill that the plan told last */
  double fill_expected_ml;  /* to be left before the newest fill that is known; NAN */
  double fill_withdrawn_ml; /* … and what was taken out, if it was compared; NAN */
  int watch_missed;         /* prompts of an earlier watch that were not */
  gint64 missed_wall_us;    /* the refill visit that was missed */
  bool battery_planned;     /* its replacement is being planned (A11) */
  gint64 triage_us;         /* T1 or T2 that nobody has closed */
  gint64 triage_wall_us;    /* when that walkthrough began; 0: not known */
  gint64 repeat_us;         /* look again at; THECAL_NEVER_US */
  gint64 sign_us[THECAL_N_SIGNS];
  bool fever;
  gint64 fever_below_us; /* first of the temperatures below its end, when it was measured */
  gint64 fever_above_us; /* newest that was not below its end; THECAL_UNKNOWN_US */
  ThecalDiaryDay diary[THECAL_DIARY_DAYS];
  int n_diary;
  gint64 bowel_us;
  gint64 operation_wall_us; /* the newer of the two below */
  gint64 plan_operation_wall_us, written_operation_wall_us;
  int post_op_seen; /* dates of the calendar that somebody has seen */
  bool tablets_known, tablets_carried;
  gint64 tablets_expire_wall_us;
  gint64 replace_by_wall_us;
  bool on_battery;
  double host_percent; /* NAN */
  gint64 drill_us;     /* a drill runs since */
  gint64 proof_us;     /* last proof of sound; without one the channel itself has failed */
} ThecalCareFacts;

void thecal_care_facts_init (ThecalCareFacts *self);

/* The questions after a refill, a dose change or a scan that was at @at_us begin anew. Of those
 * that are due already, since nobody told of it before, the newest is asked. */
void thecal_care_facts_watch (ThecalCareFacts *self, gint64 at_us, gint64 now_us);
/* The pump was filled at @at_wall_us: visits up to a week ahead were for that fill, one that was
 * missed until then is made up for. */
void thecal_care_facts_fill (ThecalCareFacts *self, gint64 at_wall_us);
/* The events of this file; others change nothing. false: the event contradicts itself. */
bool thecal_care_facts_take (ThecalCareFacts *self,
                             const ThecalEvent *event,
                             const ThecalAlarmSettings *settings,
                             ThecalTime now);
/* Something that only a person or the clinic can say about @condition was said. */
void thecal_care_facts_resolve (ThecalCareFacts *self, ThecalConditionId condition, ThecalTime now);

/* A sign of that list was seen within the last day (design choice). */
bool thecal_care_facts_has_sign (const ThecalCareFacts *self, ThecalSign sign, gint64 now_us);
/* Prompts that are due and were not answered. */
int thecal_care_facts_count_prompts (const ThecalCareFacts *self, gint64 now_us);
/* When prompt @index (0-5) is due: 1, 4, 12, 24, 48, 72 h (002-10, C15). */
gint64 thecal_care_facts_get_prompt_us (const ThecalCareFacts *self, int index);
/* When date @index of the calendar after the operation is reached (clinical.md 2.7), UTC. */
gint64 thecal_care_facts_get_post_op_wall_us (const ThecalCareFacts *self, int index);
/* The dates reached at @wall_us; 0 without an operation. */
int thecal_care_facts_count_post_op (const ThecalCareFacts *self, gint64 wall_us);
/* The trend rule (clinical.md 5.3) over the diary up to @today. */
bool thecal_care_facts_is_trend (const ThecalCareFacts *self, int today);

GVariant *thecal_care_facts_save (const ThecalCareFacts *self);
/* What the variant lacks keeps its initial value. @shift_us: see thecal_unit_restore(). */
void thecal_care_facts_restore (ThecalCareFacts *self, GVariant *saved, gint64 shift_us);
