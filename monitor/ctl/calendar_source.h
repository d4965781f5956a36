/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "core/plan/calendar.h"
#include "files/plan_files.h"

/* What the calendar of a command is made from: the care plan, and where a monitor runs what was
 * written down and what it computes now. */
typedef struct {
  const char *command;
  const char *plan; /* of --plan; nullable */
  gint64 at_us;     /* of --at; THECAL_UNKNOWN_US: now, set by thecal_calendar_source_read() */
  ThecalPlanLoad *load;
  GTimeZone *zone;
  GPtrArray *entries; /* nullable: nobody could be asked */
  ThecalForecast forecast;
  gboolean has_forecast;
  gint64 notice_us; /* the pump's own replacement notice; 0: none */
} ThecalCalendarSource;

/* FALSE, told already, with *out_exit: there is no plan to go by. *out_exit as of
 * thecal_plan_option_load(). A monitor is asked where the plan is the usual one. */
gboolean thecal_calendar_source_read (ThecalCalendarSource *self, int *out_exit);
ThecalCalendarInput thecal_calendar_source_get_input (const ThecalCalendarSource *self);
void thecal_calendar_source_clear (ThecalCalendarSource *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ThecalCalendarSource, thecal_calendar_source_clear)
