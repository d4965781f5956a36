/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <adwaita.h>

#include "shared/entry_book.h"

/* Which day an entry is for: the days of the last week in words, each one press, with what is still
 * missing; an earlier one by its date or a calendar. What has not been lived through cannot be
 * chosen. */
#define THECAL_TYPE_DAY_CHOOSER (thecal_day_chooser_get_type ())
G_DECLARE_FINAL_TYPE (ThecalDayChooser, thecal_day_chooser, THECAL, DAY_CHOOSER, GtkPopover)

/* Signal "chosen" (gint64 at_us): the time of the entry, noon of its day, or now for today. */

GtkWidget *thecal_day_chooser_new (ThecalEntryBook *book);
