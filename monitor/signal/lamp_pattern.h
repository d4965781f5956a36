/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <stdbool.h>

#include "core/alarm/condition.h"

/* How a lamp or a bed shaker goes on and off while an alarm sounds: high 2 Hz, medium 0.6 Hz, both
 * half of the time on (alarms.md a2); low two seconds, once, as its sound is. Pure. */

#define THECAL_LAMP_NEVER_MS (-1)

/* @since_ms: since the alarm began to sound. @out_next_ms: from then to the next change, or
 * THECAL_LAMP_NEVER_MS. */
bool thecal_lamp_pattern_is_on (ThecalPriority priority, int since_ms, int *out_next_ms);
