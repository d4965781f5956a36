/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <glib.h>

/* RFC 3339 in UTC, "2026-11-21T02:16:00Z", with milliseconds where there are any; NULL for a time
 * that is not known or beyond the calendar. (transfer full) */
char *thecal_stamp (gint64 at_us);
