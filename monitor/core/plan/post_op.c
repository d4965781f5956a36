/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "core/plan/post_op.h"

#include <math.h>

#include "core/names.h"

#define DAY_MOST 365 /* own choice: what comes later is an appointment */

static const char *const kinds[] = { "none", "new", "replacement" };

void
thecal_post_op_init (ThecalPostOp *self)
{
  *self = (ThecalPostOp){
    .operation_us = THECAL_UNKNOWN_US,
    .discharged_us = THECAL_UNKNOWN_US,
    .vest_day = 7,
    .strips_day = 14,
    .bath_day = 14,
    .visit_from_day = 14,
    .visit_to_day = 28,
    .riding_day = 42,
    .binder_from_day = 42,
    .binder_to_day = 56,
  };
}

void
thecal_post_op_clear (ThecalPostOp *self)
{
  g_clear_pointer (&self->closure, g_free);
}

static void
read_day (ThecalPlanReader *reader, const char *key, int *day)
{
  const double number = thecal_plan_read_number (reader, "post-op", key, 0, DAY_MOST);

  if (isnan (number))
    return;
  if (number == floor (number))
    *day = (int) number;
  else
    thecal_plan_fail (reader, "post-op", key, "a whole number of days");
}

static void
read_days (ThecalPlanReader *reader, ThecalPostOp *days)
{
  read_day (reader, "VestDay", &days->vest_day);
  read_day (reader, "StripsDay", &days->strips_day);
  read_day (reader, "BathDay", &days->bath_day);
  read_day (reader, "VisitFromDay", &days->visit_from_day);
  read_day (reader, "VisitToDay", &days->visit_to_day);
  read_day (reader, "RidingDay", &days->riding_day);
  read_day (reader, "BinderFromDay", &days->binder_from_day);
  read_day (reader, "BinderToDay", &days->binder_to_day);
  days->has_clinic_template = thecal_plan_read_truth (reader, "post-op", "Confirmed") == 1;
  if (days->visit_from_day > days->visit_to_day)
    thecal_plan_fail (reader, "post-op", "VisitToDay", "a day that is not before VisitFromDay");
  if (days->binder_from_day > days->binder_to_day)
    thecal_plan_fail (reader, "post-op", "BinderToDay", "a day that is not before BinderFromDay");
}

static ThecalOperationKind
read_kind (ThecalPlanReader *reader)
{
  g_autofree char *text = thecal_plan_get_text (reader, "operation", "Kind");
  int kind = THECAL_OPERATION_NONE;

  if (text != NULL && (!thecal_names_find (kinds, G_N_ELEMENTS (kinds), text, &kind) || kind == 0))
    thecal_plan_fail (reader, "operation", "Kind", "new or replacement");

  return (ThecalOperationKind) kind;
}

bool
thecal_post_op_read (ThecalPlanReader *reader, gint64 operation_us, ThecalPostOp *self)
{
  const gint64 on_us = thecal_plan_read_time (reader, "operation", "On");
  g_auto (ThecalPostOp) found = { 0 };

  thecal_post_op_init (&found);
  found.kind = read_kind (reader);
  found.operation_us = operation_us;
  found.discharged_us = thecal_plan_read_time (reader, "operation", "Discharged");
  /* of an older one than the last: the plan does not say what that was */
  if (on_us != THECAL_UNKNOWN_US && on_us < operation_us)
    found.kind = THECAL_OPERATION_NONE;
  if (found.discharged_us != THECAL_UNKNOWN_US && on_us != THECAL_UNKNOWN_US &&
      found.discharged_us < on_us)
    thecal_plan_fail (reader, "operation", "Discharged", "a day that is not before the operation");
  found.closure = thecal_plan_get_text (reader, "operation", "Closure");
  read_days (reader, &found);
  if (reader->failed)
    return false;

  thecal_post_op_clear (self);
  *self = found;
  found.closure = NULL;
  return true;
}

const char *
thecal_operation_kind_to_string (ThecalOperationKind kind)
{
  return thecal_names_get (kinds, G_N_ELEMENTS (kinds), kind);
}
