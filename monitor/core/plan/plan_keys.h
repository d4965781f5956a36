/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <stdbool.h>

#include <glib.h>

/* What stands in a plan that reads well and still does nothing, or not what its writer meant: kept
 * as it is, and told. */

typedef enum {
  THECAL_REMARK_UNKNOWN_GROUP,
  THECAL_REMARK_UNKNOWN_KEY,
  THECAL_REMARK_GROUP_AGAIN, /* the two are taken for one */
  THECAL_REMARK_KEY_AGAIN,   /* the last one counts */
} ThecalPlanRemarkKind;

typedef struct {
  ThecalPlanRemarkKind kind;
  guint line;
  char *group;
  char *key; /* NULL: the group itself */
} ThecalPlanRemark;

/* In the order of the file @text, which thecal_plan_document_parse() has taken. (transfer full) of
 * ThecalPlanRemark. */
GPtrArray *thecal_plan_keys_check (const char *text, gsize size);

/* Whether the key of the group is read by anybody. @key NULL: the group. */
bool thecal_plan_keys_is_known (const char *group, const char *key);
