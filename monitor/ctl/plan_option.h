/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "files/plan_files.h"

/* The care plan of a command: that of --plan, else the usual one, whose good copy stands in for it
 * where it is spoilt. A fault is printed as one line on standard error.
 *
 * NULL: there is nothing to go by, THECAL_EXIT_BAD_INPUT. @out_exit: THECAL_EXIT_PROBLEM where the
 * copy stands in. (transfer full) */
ThecalPlanLoad *thecal_plan_option_load (const char *command, const char *option, int *out_exit);
