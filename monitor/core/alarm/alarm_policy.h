/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "core/alarm/condition.h"

/* The escalation ladder: time without acknowledgement at which step @step (from 0) is reached,
 * counted from the onset; THECAL_NEVER_US for priorities without a ladder. */
gint64 thecal_ladder_get_step_us (ThecalPriority priority, int step);
