/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "core/alarm/rules_limits.h"
#include "core/plan/calendar_maker.h"

#define INFECTION_AFTER_REFILL_D 14 /* 000-14, design choice */

static const int prompt_h[] = { 1, 4, 12, 24, 48, 72 }; /* 002-10; as the alarm `watch` (A28) */

/* The prompt is due until the next one is; that it was answered is known to the alarm alone. */
static void
add_prompts (ThecalCalendarMaker *self, const char *after, gint64 at_us)
{
  const gint64 now_us = self->input->now_us;

  for (gsize i = 0; i < G_N_ELEMENTS (prompt_h); i++) {
    const gint64 due_us = at_us + prompt_h[i] * THECAL_HOUR_US;
    const gint64 next_us = i + 1 < G_N_ELEMENTS (prompt_h)
                               ? at_us + prompt_h[i + 1] * THECAL_HOUR_US
                               : due_us + THECAL_DAY_US;
    g_autofree char *id = g_strdup_printf ("watch.%s.%d", after, prompt_h[i]);
    ThecalCalendarItem *item =
        thecal_calendar_add (self,
                             &(ThecalCalendarDraft){ .id = id,
                                                     .kind = THECAL_CALENDAR_WATCH,
                                                     .from_us = due_us,
                                                     .to_us = due_us,
                                                     .step = after,
                                                     .source = "002-10" });

    if (item != NULL && due_us <= now_us && now_us < next_us)
      item->state = THECAL_CALENDAR_NOW;
  }
}

void
thecal_calendar_add_watches (ThecalCalendarMaker *self)
{
  const gint64 refill_us = self->refill_us, dose_us = self->dose_us;
  ThecalCalendarItem *item;

  /* most refills come with a new dose: the same visit is asked about once, and a date without an
   * hour is that visit's */
  if (dose_us != THECAL_UNKNOWN_US &&
      (refill_us == THECAL_UNKNOWN_US || !thecal_calendar_is_same_day (self, refill_us, dose_us)))
    add_prompts (self, "dose", dose_us);
  if (refill_us == THECAL_UNKNOWN_US)
    return;

  add_prompts (self, "refill", refill_us);
  item =
      thecal_calendar_add (self,
                           &(ThecalCalendarDraft){ .id = "infection.refill",
                                                   .kind = THECAL_CALENDAR_INFECTION_WATCH,
                                                   .from_us = refill_us,
                                                   .to_us = thecal_calendar_day_us (
                                                       self, refill_us, INFECTION_AFTER_REFILL_D),
                                                   .whole_day = true,
                                                   .step = "refill",
                                                   .source = "000-14" });
  if (item != NULL && item->state == THECAL_CALENDAR_PASSED)
    item->state = THECAL_CALENDAR_DONE;
}
