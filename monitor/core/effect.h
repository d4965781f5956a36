/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "core/alarm/condition.h"

/* The closed list of what the core asks for; the driver carries it out. */

typedef enum {
  THECAL_EFFECT_RAISE,    /* a new episode of a condition */
  THECAL_EFFECT_CHANGE,   /* its priority or state changed */
  THECAL_EFFECT_SIGNAL,   /* sound the full pattern of the priority now */
  THECAL_EFFECT_REMIND,   /* one soft burst: acknowledged and still true */
  THECAL_EFFECT_WITHDRAW, /* it ended */
  THECAL_EFFECT_ESCALATE, /* the ladder reached a step */
  THECAL_EFFECT_NOTIFY,   /* tell on the desktop */
  THECAL_EFFECT_LOG,      /* a record that no other effect stands for */
  THECAL_N_EFFECTS,
} ThecalEffectKind;

typedef enum {
  THECAL_LOG_NONE,
  THECAL_LOG_ACKNOWLEDGED,
  THECAL_LOG_ACKNOWLEDGE_ENDED,
  THECAL_LOG_PAUSED,
  THECAL_LOG_PAUSE_ENDED,
  THECAL_LOG_PAUSE_REFUSED,
  THECAL_LOG_UNKNOWN, /* sight of a true condition was lost */
  THECAL_LOG_SEEN,    /* sight regained */
  THECAL_LOG_LATCHED, /* ended, nobody acknowledged */
  THECAL_LOG_RESET,
  THECAL_LOG_REJECTED,   /* an event that could not be taken */
  THECAL_LOG_BACKFILLED, /* old-dated: history only */
  THECAL_LOG_DECLINED,   /* nobody is on it after all */
  THECAL_LOG_ASKED,      /* NOTIFY: is the person who acknowledged still on it? */
  THECAL_LOG_QUIET,      /* a low alarm is held until the quiet hours end; shown at once */
  THECAL_LOG_RESOLVED,   /* the clinic, or a person, has dealt with it */
  THECAL_LOG_GROUPED,    /* NOTIFY: many alarms in a short time, one message for all but high */
  THECAL_N_LOG_REASONS,
} ThecalLogReason;

typedef struct {
  ThecalEffectKind kind;
  guint unit;
  ThecalConditionId condition;
  ThecalPriority priority;
  guint episode; /* counts per system; 0 for a log without an alarm */
  int step;      /* ESCALATE: 1…; SIGNAL: loudness step 0…3; grouped NOTIFY: how many */
  guint actions; /* ESCALATE, SIGNAL: what the ladder has reached, of ThecalLadderAction */
  ThecalLogReason reason;
  gint64 until_us; /* acknowledged, paused: boot clock; else THECAL_UNKNOWN_US */
  gint64 at_us;    /* boot instant of the decision */
} ThecalEffect;

const char *thecal_effect_kind_to_string (ThecalEffectKind kind);
const char *thecal_log_reason_to_string (ThecalLogReason reason);
