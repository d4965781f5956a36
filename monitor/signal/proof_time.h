/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <glib.h>

/* When the daily proof of the sound is due (alarms.md d3): at ten in the morning, a time at which a
 * quiet tone wakes nobody. Pure. */

/* The first ten o'clock of @zone after @now_us (both microseconds since 1970, UTC). It is there on
 * every day, and once: clocks change at night. */
gint64 thecal_proof_time_get_next (gint64 now_us, GTimeZone *zone);
