/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "monitor.h"

/* Takes in what walkthroughs of the symptom checklists leave in STATE-DIR/walkthroughs: each record
 * is told to the alarms (A29, A30), noted in the alarm log, stored, and its file removed when all
 * that is durable. With the monitor dead the files wait. A walkthrough that comes again with
 * nothing new for the alarms is stored, no more.
 *
 * A file that is no record is set aside (NAME.bad) and told as a failed self-test of the channel
 * "walkthroughs" until one reads well after it, or for a day. */
#define THECAL_TYPE_WALKTHROUGHS (thecal_walkthroughs_get_type ())
G_DECLARE_FINAL_TYPE (ThecalWalkthroughs, thecal_walkthroughs, THECAL, WALKTHROUGHS, GObject)

/* Signals:
 *   "changed" ()   one was stored
 *   "looked" ()    the folder was gone through to its end */

/* @monitor is kept. */
ThecalWalkthroughs *thecal_walkthroughs_new (ThecalMonitor *monitor, const char *state_dir);
/* Looks now, whenever the folder changes, and every minute. To be called when the stored state is
 * back, and once. */
void thecal_walkthroughs_start (ThecalWalkthroughs *self);
