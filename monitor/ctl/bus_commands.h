/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

/* The commands that speak to the running monitor. Each gets argv with its own name first and
 * returns the exit status: 0 done, 1 a found problem or no monitor, 2 bad usage. */
int thecal_ctl_status (int argc, char **argv);
int thecal_ctl_alarms (int argc, char **argv);
int thecal_ctl_acknowledge (int argc, char **argv);
int thecal_ctl_decline (int argc, char **argv);
int thecal_ctl_pause (int argc, char **argv);
int thecal_ctl_resolve (int argc, char **argv);
int thecal_ctl_watch (int argc, char **argv);
int thecal_ctl_enter (int argc, char **argv);
int thecal_ctl_self_test (int argc, char **argv);
int thecal_ctl_drill (int argc, char **argv);
int thecal_ctl_answer_watch (int argc, char **argv);
int thecal_ctl_export (int argc, char **argv);
int thecal_ctl_pair (int argc, char **argv);
