/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "core/alarm/rules_limits.h"
#include "core/plan/calendar_maker.h"
#include "core/pump/service_window.h"

#define OPEN_END_D 730 /* a model of which no upper end is known: own choice */

/* New ones are to be there before the old ones expire: the month of the alarm (A33). */
static void
add_tablets (ThecalCalendarMaker *self)
{
  const gint64 expire_us = self->input->document->plan.tablets_expire_us;

  if (expire_us != THECAL_UNKNOWN_US)
    thecal_calendar_add (self,
                         &(ThecalCalendarDraft){
                             .id = "tablets",
                             .kind = THECAL_CALENDAR_TABLETS,
                             .from_us = thecal_calendar_day_us (self, expire_us, -TABLETS_EXPIRE_D),
                             .to_us = expire_us,
                             .whole_day = true,
                             .source = "004-16" });
}

/* Never one date: when the battery may end, by the pump's own notice or what is known of the model.
 */
static void
add_replacement (ThecalCalendarMaker *self)
{
  const ThecalPlanDocument *document = self->input->document;
  const ThecalServiceFacts facts = {
    .model = thecal_model_find (document->patient->model),
    .implanted_us = document->plan.implanted_us,
    .printed_us = document->plan.replace_by_us,
    .notice_us = self->input->notice_us != 0 ? self->input->notice_us : THECAL_UNKNOWN_US,
  };
  const ThecalServiceWindow window = thecal_service_window_compute (&facts);

  if (window.basis != THECAL_SERVICE_NOT_KNOWN)
    thecal_calendar_add (
        self,
        &(ThecalCalendarDraft){ .id = "replacement",
                                .kind = THECAL_CALENDAR_REPLACEMENT,
                                .from_us = window.from_us,
                                .to_us = window.to_us != THECAL_NEVER_US
                                             ? window.to_us
                                             : window.from_us + OPEN_END_D * THECAL_DAY_US,
                                .whole_day = true,
                                .step = window.basis == THECAL_SERVICE_BY_NOTICE ? "notice" : NULL,
                                .source = "001-23" });
}

/* The team's own schedule; a step that was reached stays until the next one. */
static void
add_weaning (ThecalCalendarMaker *self)
{
  const ThecalRegimen *regimen = self->input->document->regimen;

  for (guint i = 0; i < regimen->n_weaning; i++) {
    const gint64 on_us = regimen->weaning[i].on_us;
    g_autofree char *id = g_strdup_printf ("weaning.%u", i + 1);
    ThecalCalendarItem *item =
        thecal_calendar_add (self,
                             &(ThecalCalendarDraft){ .id = id,
                                                     .kind = THECAL_CALENDAR_WEANING,
                                                     .from_us = on_us,
                                                     .to_us = on_us,
                                                     .whole_day = true,
                                                     .source = "004-30" });

    if (item != NULL && item->state == THECAL_CALENDAR_PASSED)
      item->state = THECAL_CALENDAR_DONE;
  }
}

/* On the days that the team has ordered; whether it was done nobody is asked. */
static void
add_exercise (ThecalCalendarMaker *self)
{
  const ThecalRegimen *regimen = self->input->document->regimen;
  const gint64 today_us = thecal_calendar_day_us (self, self->input->now_us, 0);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (today_us / THECAL_SECOND_US);
  g_autoptr (GDateTime) today =
      utc != NULL ? g_date_time_to_timezone (utc, self->input->zone) : NULL;

  if (regimen->exercise == NULL || today == NULL ||
      (regimen->exercise_days & 1u << (g_date_time_get_day_of_week (today) - 1)) == 0)
    return;

  thecal_calendar_add (self,
                       &(ThecalCalendarDraft){ .id = "exercise.today",
                                               .kind = THECAL_CALENDAR_EXERCISE,
                                               .from_us = today_us,
                                               .to_us = today_us,
                                               .whole_day = true,
                                               .source = "001-25" });
}

/* Only where it is known what was written. */
static void
add_diary (ThecalCalendarMaker *self)
{
  const gint64 now_us = self->input->now_us;
  const gint64 today_us = thecal_calendar_day_us (self, now_us, 0);

  if (self->input->entries == NULL ||
      thecal_calendar_find_entry (
          self, THECAL_ENTRY_DIARY, today_us, thecal_calendar_day_us (self, now_us, 1) - 1) != NULL)
    return;

  thecal_calendar_add (self,
                       &(ThecalCalendarDraft){ .id = "diary.today",
                                               .kind = THECAL_CALENDAR_DIARY,
                                               .from_us = today_us,
                                               .to_us = today_us,
                                               .whole_day = true,
                                               .source = "001-13" });
}

void
thecal_calendar_add_dates (ThecalCalendarMaker *self)
{
  add_tablets (self);
  add_replacement (self);
  add_weaning (self);
  add_exercise (self);
  add_diary (self);
}
