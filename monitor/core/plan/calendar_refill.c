/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <math.h>

#include "core/plan/calendar_maker.h"

#define WINDOW_FIRST_D 10 /* the visit is best 10 to 7 days before the alarm date [D33] */
#define WINDOW_LAST_D 7

/* A limit of the drug's stability counts from a fill; without one it would move each day. */
static bool
is_dated (const ThecalCalendarMaker *self, const ThecalForecast *forecast)
{
  switch (forecast->limited_by) {
  case THECAL_LIMITED_BY_NOTHING:
    return false;
  case THECAL_LIMITED_BY_STABILITY_CAP:
    return self->refill_us != THECAL_UNKNOWN_US;
  case THECAL_LIMITED_BY_EARLY_LOW:
  case THECAL_LIMITED_BY_PRINTED_DATE:
    return isfinite (forecast->refill_by_days);
  }

  return false;
}

/* A visit is booked that lies ahead and before the reservoir may be empty. */
static bool
is_booked (const ThecalCalendarMaker *self)
{
  const ThecalCarePlan *plan = &self->input->document->plan;
  gint64 by_us;

  for (guint i = 0; i < plan->n_visits; i++)
    if (plan->visits[i].kind == THECAL_VISIT_REFILL &&
        thecal_calendar_is_refill_in_time (self->input, plan->visits[i].at_wall_us, &by_us))
      return true;

  return false;
}

void
thecal_calendar_add_refill (ThecalCalendarMaker *self)
{
  const ThecalForecast forecast = thecal_calendar_get_forecast (self->input);
  ThecalCalendarItem *window, *by;
  gint64 by_us;

  if (!is_dated (self, &forecast))
    return;

  by_us = self->input->now_us + (gint64) (forecast.refill_by_days * (double) THECAL_DAY_US);
  window = thecal_calendar_add (
      self,
      &(ThecalCalendarDraft){ .id = "refill-window",
                              .kind = THECAL_CALENDAR_REFILL_WINDOW,
                              .from_us = thecal_calendar_day_us (self, by_us, -WINDOW_FIRST_D),
                              .to_us = thecal_calendar_day_us (self, by_us, -WINDOW_LAST_D),
                              .whole_day = true,
                              .source = "D33" });
  by = (by_us <= self->input->now_us ? thecal_calendar_add_open : thecal_calendar_add) (
      self,
      &(ThecalCalendarDraft){ .id = "refill-by",
                              .kind = THECAL_CALENDAR_REFILL_BY,
                              .from_us = by_us,
                              .to_us = by_us,
                              .whole_day = true,
                              .source = "3.4" });
  if (window != NULL && window->state != THECAL_CALENDAR_AHEAD && is_booked (self))
    window->state = THECAL_CALENDAR_DONE; /* it was there to book a visit in */
  /* the early edge is never before now: that it is reached says only that it has passed */
  if (by != NULL && forecast.refill_by_days <= 0.0)
    by->state = THECAL_CALENDAR_PASSED;
}
