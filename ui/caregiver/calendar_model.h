/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "core/plan/calendar.h"
#include "shared/entry_book.h"
#include "shared/plan_watch.h"

/* The calendar as it is now: made from the plan, what the monitor computes and what was written
 * down, also where one of them is missing. */
#define THECAL_TYPE_CALENDAR_MODEL (thecal_calendar_model_get_type ())
G_DECLARE_FINAL_TYPE (ThecalCalendarModel, thecal_calendar_model, THECAL, CALENDAR_MODEL, GObject)

/* Signal "changed" (): the plan, an entry, what the monitor says, or the minute. */

ThecalCalendarModel *thecal_calendar_model_new (ThecalMonitorClient *client, ThecalPlanWatch *plan);
ThecalPlanWatch *thecal_calendar_model_get_plan (ThecalCalendarModel *self);    /* borrowed */
ThecalEntryBook *thecal_calendar_model_get_entries (ThecalCalendarModel *self); /* borrowed */
/* Id of the pump that the pages are about, for entries; "". Borrowed. */
const char *thecal_calendar_model_get_pump_id (ThecalCalendarModel *self);

/* FALSE: no plan has been read. Borrowed from the model until it is run again or "changed". */
gboolean thecal_calendar_model_read (ThecalCalendarModel *self, ThecalCalendarInput *out);
/* All that the pages tell of, from what is still open to a year ahead. (transfer full) */
GPtrArray *thecal_calendar_model_get_items (ThecalCalendarModel *self,
                                            const ThecalCalendarInput *input);
/* The clock of this computer is said to be wrong: so may be what is counted from it. */
gboolean thecal_calendar_model_is_clock_wrong (ThecalCalendarModel *self);
/* Why it may not be all, or not right; "": nothing is known of that. */
const char *thecal_calendar_model_get_notice (ThecalCalendarModel *self);
