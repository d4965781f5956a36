/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <stdbool.h>

#include "core/instant.h"

/* When a line is open [004-39]: weekly hours in a time zone of their own, and days without any.
 * "Mon-Fri 08:30-17:00; Sat 09:00-12:00", "Mon,Wed 20:00-06:00" (over midnight), "always". The
 * first minute is open, the last is not: open at 08:30, closed at 17:00. */
typedef struct _ThecalOpeningHours ThecalOpeningHours;

/* @holidays: dates 2026-11-26 of that zone, separated by ";", nullable. @zone: an IANA name,
 * nullable: @fallback. NULL, with what was expected of which ("Hours", "TimeZone", "Holidays"). */
ThecalOpeningHours *thecal_opening_hours_parse (const char *hours,
                                                const char *zone,
                                                const char *holidays,
                                                GTimeZone *fallback,
                                                const char **out_key,
                                                const char **out_expected);
void thecal_opening_hours_free (ThecalOpeningHours *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ThecalOpeningHours, thecal_opening_hours_free)

bool thecal_opening_hours_is_always (const ThecalOpeningHours *self);
bool thecal_opening_hours_is_open (const ThecalOpeningHours *self, gint64 wall_us);
/* When it opens next after @wall_us, where it is closed, or closes, where it is open. UTC;
 * THECAL_NEVER_US: not within a year. */
gint64 thecal_opening_hours_get_change_us (const ThecalOpeningHours *self, gint64 wall_us);
GTimeZone *thecal_opening_hours_get_zone (const ThecalOpeningHours *self); /* borrowed */
/* "Mon-Fri 08:30-17:00", as written. Borrowed. */
const char *thecal_opening_hours_get_text (const ThecalOpeningHours *self);
