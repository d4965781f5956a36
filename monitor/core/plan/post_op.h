/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "core/plan/plan_reader.h"

/* The last operation, and on which day after it what is due (clinical.md 2.7): the days of seed
 * 004, or those that the clinic has put into [post-op]. Day 0 is that of the operation. */

typedef enum {
  THECAL_OPERATION_NONE, /* the plan does not say of which kind */
  THECAL_OPERATION_NEW,
  THECAL_OPERATION_REPLACEMENT, /* the catheter stays (001-24) */
} ThecalOperationKind;

typedef struct {
  ThecalOperationKind kind;
  gint64 operation_us;      /* as ThecalCarePlan has it: the newest; UTC; THECAL_UNKNOWN_US */
  gint64 discharged_us;     /* UTC; THECAL_UNKNOWN_US */
  char *closure;            /* of the wounds: stitches, staples (001-17); nullable */
  bool has_clinic_template; /* [post-op] Confirmed: the days below are the clinic's own */
  int vest_day;             /* vest and braces again (004-28) */
  int strips_day;           /* strips come off (004-23) */
  int bath_day;             /* and only where it has healed (004-26) */
  int visit_from_day, visit_to_day;   /* (004-27) */
  int riding_day;                     /* riding, roller coasters (004-06) */
  int binder_from_day, binder_to_day; /* the binder comes off (004-24) */
} ThecalPostOp;

/* Nothing known, the days of seed 004. */
void thecal_post_op_init (ThecalPostOp *self);
/* @operation_us: the newest that the plan knows. false, with @reader's error filled and @self
 * untouched, at the first thing that is not as expected. */
bool thecal_post_op_read (ThecalPlanReader *reader, gint64 operation_us, ThecalPostOp *self);
void thecal_post_op_clear (ThecalPostOp *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ThecalPostOp, thecal_post_op_clear)

const char *thecal_operation_kind_to_string (ThecalOperationKind kind); /* "none", "new" … */
