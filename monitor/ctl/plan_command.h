/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <glib.h>

/* "thecalctl plan …": whether a care plan reads well, what it says, and changing it. */
int thecal_ctl_plan (int argc, char **argv);

/* Its options, for the commands below. */
typedef struct {
  const char *plan; /* nullable: the usual one */
  gint64 at_us;     /* now */
  gboolean yes, json;
} ThecalPlanOptions;

/* @arguments: what stands behind the command, as many as it takes. */
typedef int ThecalPlanRun (const char *const *arguments, const ThecalPlanOptions *options);

ThecalPlanRun thecal_ctl_plan_check;    /* FILE */
ThecalPlanRun thecal_ctl_plan_diff;     /* FILE, FILE */
ThecalPlanRun thecal_ctl_plan_import;   /* FILE */
ThecalPlanRun thecal_ctl_plan_set;      /* GROUP, KEY, VALUE; "": the key goes */
ThecalPlanRun thecal_ctl_plan_show;     /* nothing */
ThecalPlanRun thecal_ctl_plan_versions; /* nothing */
