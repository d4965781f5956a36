/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "core/alarm/condition.h"
#include "files/plan_files.h"
#include "shared/monitor_client.h"

/* The care plan on disk, as it is now: read at the start, and again when the file changes. And whom
 * to call by it at this hour. */
#define THECAL_TYPE_PLAN_WATCH (thecal_plan_watch_get_type ())
G_DECLARE_FINAL_TYPE (ThecalPlanWatch, thecal_plan_watch, THECAL, PLAN_WATCH, GObject)

/* Signal "changed" (): another plan, and at each full minute, when lines open and close. */

/* @option: of --plan, nullable. @client: its clock alarm tells that this clock may be wrong. */
ThecalPlanWatch *thecal_plan_watch_new (const char *option, ThecalMonitorClient *client);
/* Reads it again now. */
void thecal_plan_watch_reload (ThecalPlanWatch *self);
/* The plan of another person, from now on. */
void thecal_plan_watch_set_path (ThecalPlanWatch *self, const char *path);
/* All borrowed. NULL: not read yet. */
const ThecalPlanLoad *thecal_plan_watch_get_load (ThecalPlanWatch *self);
const char *thecal_plan_watch_get_path (ThecalPlanWatch *self);
const char *thecal_plan_watch_get_state_dir (ThecalPlanWatch *self);
/* The file as it stands, also one that does not read well; NULL: none, or not read yet. Borrowed.
 */
const char *thecal_plan_watch_get_text (ThecalPlanWatch *self);
/* One value of it as it is written, without blanks around it; NULL: none. (transfer full) */
char *thecal_plan_watch_get_value (ThecalPlanWatch *self, const char *group, const char *key);
/* Its groups. (transfer full) */
GStrv thecal_plan_watch_get_groups (ThecalPlanWatch *self);
/* An empty one before it was read. */
const ThecalContactBook *thecal_plan_watch_get_contacts (ThecalPlanWatch *self);
/* UTC; THECAL_UNKNOWN_US where the clock is not to be trusted. */
gint64 thecal_plan_watch_get_now_us (ThecalPlanWatch *self);
/* Whom to call now, no checklist asked. (transfer full) of ThecalContactLine, borrowed from the
 * plan until "changed". */
GArray *thecal_plan_watch_order (ThecalPlanWatch *self);
