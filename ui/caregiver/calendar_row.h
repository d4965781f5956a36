/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gtk/gtk.h>

#include "core/plan/calendar.h"

const char *thecal_calendar_row_get_icon (ThecalCalendarKind kind);

/* One item of the agenda: what, when, what it means, and what can be done about it. Its buttons are
 * actions of the window and of the page: "calendar.healed" (), "calendar.kept" (s): the item's id.
 * @narrow: they stand one below the other. */
GtkWidget *thecal_calendar_row_new (const ThecalCalendarItem *item,
                                    const ThecalCalendarInput *input,
                                    gboolean narrow);
