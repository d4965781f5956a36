/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "core/instant.h"

/* Days as the calendar on the wall has them; one with a change of the clock has 23 or 25 hours. */

/* The first instant of the day of @at_us, and of the one @days after it. */
gint64 thecal_day_get_start_us (gint64 at_us, int days, GTimeZone *zone);
/* Noon of that day: when an entry that is made later was true. */
gint64 thecal_day_get_noon_us (gint64 at_us, GTimeZone *zone);
