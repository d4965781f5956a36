/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "core/checklist/record.h"
#include "shared/monitor_client.h"

/* The walkthroughs of late: those that the monitor has stored, and those whose files wait for it.
 * So they are there with the monitor dead too, as far as they wait. */
#define THECAL_TYPE_CHECK_HISTORY (thecal_check_history_get_type ())
G_DECLARE_FINAL_TYPE (ThecalCheckHistory, thecal_check_history, THECAL, CHECK_HISTORY, GObject)

/* Signal "changed" (). */

/* @state_dir as thecal_plan_files_get_state_dir() gives it. Reads at once. */
ThecalCheckHistory *thecal_check_history_new (ThecalMonitorClient *client, const char *state_dir);
void thecal_check_history_reload (ThecalCheckHistory *self);
/* Oldest first. (transfer container) of ThecalRecord, borrowed until "changed". */
GPtrArray *thecal_check_history_get (ThecalCheckHistory *self);
/* The one of the same pump before @record in @records; NULL: none. */
const ThecalRecord *thecal_check_history_find_before (const GPtrArray *records, guint index);
