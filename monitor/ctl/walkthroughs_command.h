/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

/* "walkthroughs": what the monitor keeps of the symptom checklists, each compared with the one
 * before it. Returns the exit status. */
int thecal_ctl_walkthroughs (int argc, char **argv);
