/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "core/checklist/checklist.h"

/* What an answer leads to. All that a rule names must hold: the answer (when, choices or limit),
 * and with, signs and state where they are given. An item is raised where one of its rules holds
 * for its answer alone, whatever else those rules ask for.
 *
 * In the file, within <item>:
 *
 *   <rule outcome="T2"/>                                yes (and not sure, on a red item)
 *   <rule outcome="T1" when="no"/>                      G1: not breathing
 *   <rule outcome="T3" when="siren unknown"/>           values of a select
 *   <rule outcome="T2" at-least="fever"/>               [thresholds] FeverC of the plan
 *   <rule outcome="T1" at-least-c="40" at-least-f="104"/>
 *   <rule outcome="T2" below-c="35.5" below-f="96"/>    or above="2", at-least="7" (plain numbers)
 *   <rule outcome="T1" with="W3 W5"/>                   any one of these is raised too
 *   <rule outcome="T2" with-sign-of="W O"/>             any sign of these lists (sign below)
 *   <rule outcome="T1" with-sign-of="O" state="refill-24h"/>
 *   <rule opens="W"/>                                   no outcome: that list is asked as well
 *   <rule raises="1"/>                                  the result is one step more urgent (O10)
 *   <rule outcome="T5" when="fading" again-h="24"/>     enough to look again a day later
 *
 * Not sure on an item that is not red: the rules for yes, one step lower, never below T5. */

typedef enum {
  THECAL_LIMIT_NONE,
  THECAL_LIMIT_AT_LEAST,
  THECAL_LIMIT_ABOVE,
  THECAL_LIMIT_BELOW,
} ThecalLimitKind;

typedef enum {
  THECAL_THRESHOLD_FIXED,       /* value, or celsius and fahrenheit */
  THECAL_THRESHOLD_FEVER,       /* "fever": 38.6 °C or as the plan says */
  THECAL_THRESHOLD_FEVER_ANY,   /* "fever-any": 38.0 °C or as the plan says */
  THECAL_THRESHOLD_BREATHS_LOW, /* "breaths-low": only where the clinic has set one */
} ThecalThreshold;

/* What is known of the pump and the time, by its name in the file. */
typedef enum {
  THECAL_STATE_NONE,
  THECAL_STATE_PUMP,             /* "pump": alarm, empty, overdue, stopped, or 72 h watch */
  THECAL_STATE_REFILL_24H,       /* "refill-24h": refill, dose change or pump work since then */
  THECAL_STATE_WATCH_72H,        /* "watch-72h" */
  THECAL_STATE_OPERATION_60D,    /* "operation-60d" */
  THECAL_STATE_REFILL_14D,       /* "refill-14d" */
  THECAL_STATE_ALARM_BEFORE_MRI, /* "alarm-before-mri" */
  THECAL_STATE_COMPUTED_EMPTY,   /* "computed-empty" */
  THECAL_STATE_OVERDUE,          /* "refill-overdue" */
  THECAL_STATE_STOPPED,          /* "stopped" */
  THECAL_STATE_BATTERY,          /* "battery-notice" */
  THECAL_STATE_STALE,            /* "data-stale" */
  THECAL_STATE_NO_PRINTOUT,      /* "printout-missing" */
  THECAL_N_STATES,
} ThecalRuleState;

struct _ThecalRule {
  int outcome;     /* T1-T5; NONE where the rule only opens or raises */
  bool no;         /* holds for "no" instead of yes */
  GPtrArray *when; /* of interned choice values; empty: yes or no */
  ThecalLimitKind limit;
  ThecalThreshold threshold;
  double value, celsius, fahrenheit; /* FIXED; NAN where not given */
  GPtrArray *with;                   /* of interned ids; empty: nothing asked for */
  guint with_signs;                  /* bits of lists */
  ThecalRuleState state;
  guint opens; /* bits of lists */
  int raises;  /* steps */
  int again_h; /* T5: look again after so many hours; 0: as usual */
  guint line;
};

/* <item sign="1"> counts for the two-sign rule and as a sign of its list, "0.5" half; absent: no
 * sign. In halves, so that sums are exact. */
#define THECAL_SIGN_WHOLE 2
#define THECAL_SIGN_HALF 1

/* <advice kind="do-now" outcomes="T1 T2">Stay with them.</advice> */
typedef struct {
  ThecalAdviceKind kind;
  guint outcomes; /* bits 1 << outcome */
  char *text;
  guint line;
} ThecalAdvice;
