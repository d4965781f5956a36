/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <glib.h>

/* Both clocks of one instant, handed to every step of the core, which reads no clock itself.
 * Deadlines and ages use boot_us, which neither a person nor NTP can move and which goes on during
 * suspend; wall_us is for printed dates and for records that people read. */
typedef struct {
  gint64 boot_us; /* CLOCK_BOOTTIME, microseconds */
  gint64 wall_us; /* UTC, microseconds since 1970 */
} ThecalTime;

#define THECAL_SECOND_US G_GINT64_CONSTANT (1000000)
#define THECAL_MINUTE_US (60 * THECAL_SECOND_US)
#define THECAL_HOUR_US (60 * THECAL_MINUTE_US)
#define THECAL_DAY_US (24 * THECAL_HOUR_US)

/* "No deadline", "not known": later than every instant, earlier than every instant. */
#define THECAL_NEVER_US G_MAXINT64
#define THECAL_UNKNOWN_US G_MININT64

/* Not known, never, or within a thousand years: what lies beyond comes from a spoilt file or a
 * wrong line, and would overflow in sums. */
static inline gboolean
thecal_instant_is_sound (gint64 instant_us)
{
  return instant_us == THECAL_NEVER_US || instant_us == THECAL_UNKNOWN_US ||
         (instant_us > -365000 * THECAL_DAY_US && instant_us < 365000 * THECAL_DAY_US);
}
