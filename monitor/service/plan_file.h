/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "monitor.h"

/* The care plan file, from when the stored state is back: what it says of alarms, of the pump as a
 * person read it off the printout, and of visits, goes to the monitor. Where something newer is
 * known, the older changes nothing. Read again whenever the file changes.
 *
 * A file that cannot be taken is a failed self-test of the channel "plan", with file, line and what
 * was expected; the last one that could be stays in use. */
#define THECAL_TYPE_PLAN_FILE (thecal_plan_file_get_type ())
G_DECLARE_FINAL_TYPE (ThecalPlanFile, thecal_plan_file, THECAL, PLAN_FILE, GObject)

/* Signals:
 *   "loaded" ()   the file was read, or could not be */

/* @option: the path that was asked for; NULL: the usual one, where no file need be. @state_dir
 * holds the good copy. @monitor is kept. */
ThecalPlanFile *
thecal_plan_file_new (ThecalMonitor *monitor, const char *option, const char *state_dir);
/* That of a further person or pump, "care-plans/NAME.ini" beside the usual one: its pump is one of
 * its own, and the settings of alarms are those of the usual plan. */
ThecalPlanFile *thecal_plan_file_new_other (ThecalMonitor *monitor,
                                            const char *usual_path,
                                            const char *name,
                                            const char *state_dir);
/* Reads it, and watches it from now on. To be called once. */
void thecal_plan_file_start (ThecalPlanFile *self);

/* Reads it once more. */
void thecal_plan_file_read_again (ThecalPlanFile *self);

const char *thecal_plan_file_get_path (ThecalPlanFile *self);
/* "FILE:LINE: [group] Key: expected …", why the file was not taken; "": it was. */
const char *thecal_plan_file_get_fault (ThecalPlanFile *self);
