/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "core/plan/calendar.h"

/* iCalendar (RFC 5545) of calendar items with libical, as a phone takes it in: stable UID, times in
 * UTC, days of @zone as dates, VALARM; no name, drug or dose in it (H19). The missing diary entry
 * of today is left out. (transfer full) */
char *thecal_calendar_file_write (GPtrArray *items, gint64 now_us, GTimeZone *zone);
