/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "core/pump/service_window.h"

#include "core/alarm/rules_limits.h"

static gint64
add_months (gint64 at_us, int months)
{
  g_autoptr (GDateTime) at = g_date_time_new_from_unix_utc (at_us / THECAL_SECOND_US);
  g_autoptr (GDateTime) then = at != NULL ? g_date_time_add_months (at, months) : NULL;

  return then != NULL ? g_date_time_to_unix (then) * THECAL_SECOND_US : THECAL_UNKNOWN_US;
}

static void
end_by (ThecalServiceWindow *window, gint64 to_us, ThecalServiceBasis basis)
{
  if (to_us == THECAL_UNKNOWN_US || window->to_us <= to_us)
    return;
  window->to_us = to_us;
  window->basis = basis;
}

static ThecalServiceWindow
by_age (const ThecalServiceFacts *facts)
{
  const ThecalModelLife life = thecal_model_get_life (facts->model);
  ThecalServiceWindow window = {
    .basis = THECAL_SERVICE_NOT_KNOWN,
    .from_us = THECAL_UNKNOWN_US,
    .to_us = THECAL_NEVER_US,
  };

  if (facts->implanted_us == THECAL_UNKNOWN_US)
    return window;

  window.basis = THECAL_SERVICE_BY_AGE;
  window.from_us = add_months (facts->implanted_us, (int) life.life_from_months);
  if (life.life_to_months > 0)
    end_by (&window,
            add_months (facts->implanted_us, (int) life.life_to_months),
            THECAL_SERVICE_BY_AGE);

  return window;
}

ThecalServiceWindow
thecal_service_window_compute (const ThecalServiceFacts *facts)
{
  ThecalServiceWindow window = by_age (facts);

  end_by (&window, facts->printed_us, THECAL_SERVICE_BY_PRINTED);
  if (facts->notice_us != THECAL_UNKNOWN_US) {
    end_by (&window, facts->notice_us + ERI_TO_END_D * THECAL_DAY_US, THECAL_SERVICE_BY_NOTICE);
    window.basis = THECAL_SERVICE_BY_NOTICE;
    window.from_us = facts->notice_us;
  }
  window.book_us = THECAL_UNKNOWN_US;
  if (window.basis == THECAL_SERVICE_NOT_KNOWN)
    return window;

  if (window.to_us != THECAL_NEVER_US)
    window.book_us = add_months (window.to_us, -BATTERY_PLAN_MONTHS);
  else
    window.book_us = add_months (window.from_us, -BATTERY_PLAN_MONTHS);
  /* a printed date stands before what the model lasts: the time in which it is booked */
  if (window.from_us == THECAL_UNKNOWN_US || window.from_us >= window.to_us)
    window.from_us = window.book_us;

  return window;
}
