/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "core/alarm/rules_limits.h"
#include "core/plan/calendar_maker.h"

#define APPOINTMENT "appointment"
#define TITRATION_MOST 64     /* own choice: of one programme */
#define VISIT_EVERY_FIRST_D 7 /* after discharge, every one to four weeks (004-22) */
#define VISIT_EVERY_LAST_D 28

static const char *const steps[THECAL_N_VISITS] = {
  [THECAL_VISIT_REFILL] = "refill",
  [THECAL_VISIT_REPLACEMENT] = "replacement",
  [THECAL_VISIT_POST_OP] = "post-op",
  [THECAL_VISIT_OTHER] = "other",
};

/* A refill up to a week before its visit was that visit, as the alarms have it (A05); any other one
 * was kept where somebody of the team saw the person on that day or since. */
static bool
was_kept (const ThecalCalendarMaker *self, ThecalVisit kind, gint64 at_us)
{
  const gint64 now_us = self->input->now_us;

  if (kind == THECAL_VISIT_REFILL)
    return self->refill_us != THECAL_UNKNOWN_US && self->refill_us <= now_us &&
           self->refill_us >= at_us - VISIT_TOLD_D * THECAL_DAY_US;

  return thecal_calendar_was_seen (self, thecal_calendar_day_us (self, at_us, 0), now_us);
}

static void
add_appointment (ThecalCalendarMaker *self, guint index)
{
  const ThecalCarePlan *plan = &self->input->document->plan;
  const ThecalVisit kind = plan->visits[index].kind;
  const gint64 at_us = plan->visits[index].at_wall_us, now_us = self->input->now_us;
  const char *group = plan->visits[index].group;
  const char *name = strchr (group, ' ');
  g_autofree char *id = g_strconcat (APPOINTMENT ".", name != NULL ? name + 1 : "", NULL);
  const bool is_open = kind == THECAL_VISIT_REFILL && at_us <= now_us && !plan->explanted &&
                       !was_kept (self, kind, at_us);
  ThecalCalendarItem *item = (is_open ? thecal_calendar_add_open : thecal_calendar_add) (
      self,
      &(ThecalCalendarDraft){ .id = id,
                              .kind = THECAL_CALENDAR_APPOINTMENT,
                              .from_us = at_us,
                              .to_us = at_us,
                              .step = steps[kind],
                              .source = "004-33" });

  if (item == NULL)
    return;
  /* today, and until it is over, it is due */
  if (now_us < at_us + VISIT_LASTS_H * THECAL_HOUR_US)
    item->state = thecal_calendar_is_same_day (self, now_us, at_us) || now_us >= at_us
                      ? THECAL_CALENDAR_NOW
                      : THECAL_CALENDAR_AHEAD;
  if (was_kept (self, kind, at_us) && (kind == THECAL_VISIT_REFILL || now_us >= at_us))
    item->state = THECAL_CALENDAR_DONE;
}

static bool
is_any_ahead (const ThecalCalendarMaker *self, gint64 until_us)
{
  const ThecalCarePlan *plan = &self->input->document->plan;

  for (guint i = 0; i < plan->n_visits; i++)
    if (plan->visits[i].at_wall_us > self->input->now_us && plan->visits[i].at_wall_us <= until_us)
      return true;

  return false;
}

/* From when on the visits after an operation are counted; THECAL_UNKNOWN_US: not of that phase. */
static gint64
phase_us (const ThecalCalendarMaker *self)
{
  const ThecalPostOp *post_op = &self->input->document->post_op;
  const gint64 operation_us = self->operation_us, now_us = self->input->now_us;

  if (operation_us == THECAL_UNKNOWN_US || now_us < operation_us ||
      now_us >= thecal_calendar_day_us (self, operation_us, POST_OP_PHASE_D))
    return THECAL_UNKNOWN_US;

  return MAX (operation_us, post_op->discharged_us);
}

/* 004-22: seen again one to four weeks after the last time. Until the first time the visit of the
 * template stands for it. */
static void
add_next_visit (ThecalCalendarMaker *self)
{
  const gint64 since_us = phase_us (self);
  const gint64 seen_us = thecal_calendar_get_seen_us (self, self->input->now_us);
  gint64 last_us;

  if (since_us == THECAL_UNKNOWN_US || seen_us == THECAL_UNKNOWN_US || seen_us < since_us)
    return;
  last_us = thecal_calendar_day_us (self, seen_us, VISIT_EVERY_LAST_D);
  if (is_any_ahead (self, MAX (last_us, self->input->now_us + 7 * THECAL_DAY_US)))
    return;

  thecal_calendar_add (self,
                       &(ThecalCalendarDraft){
                           .id = "next-visit",
                           .kind = THECAL_CALENDAR_APPOINTMENT,
                           .from_us = thecal_calendar_day_us (self, seen_us, VISIT_EVERY_FIRST_D),
                           .to_us = last_us,
                           .whole_day = true,
                           .step = "next",
                           .source = "004-22" });
}

/* The team's own rhythm in which the dose is raised, counted from the discharge. */
static void
add_titration (ThecalCalendarMaker *self)
{
  const ThecalPlanDocument *document = self->input->document;
  const int every_d = document->regimen->titration_every_days;
  const gint64 until_us = document->regimen->titration_until_us;
  const gint64 since_us = MAX (self->operation_us, document->post_op.discharged_us);
  const gint64 now_us = self->input->now_us;

  if (every_d <= 0 || since_us == THECAL_UNKNOWN_US ||
      document->post_op.kind == THECAL_OPERATION_REPLACEMENT)
    return;

  for (int i = 1; i <= TITRATION_MOST; i++) {
    const gint64 day_us = thecal_calendar_day_us (self, since_us, i * every_d);
    g_autofree char *id = g_strdup_printf ("titration.%d", i);
    ThecalCalendarItem *item;

    if (day_us > self->to_us ||
        day_us > (until_us != THECAL_UNKNOWN_US
                      ? until_us
                      : thecal_calendar_day_us (self, since_us, POST_OP_PHASE_D)))
      break;
    item = thecal_calendar_add (self,
                                &(ThecalCalendarDraft){ .id = id,
                                                        .kind = THECAL_CALENDAR_TITRATION,
                                                        .from_us = day_us,
                                                        .to_us = day_us,
                                                        .whole_day = true,
                                                        .source = "002-06" });
    /* a day earlier or whenever since: the next one counts from there */
    if (item != NULL && day_us <= now_us &&
        thecal_calendar_was_seen (self, day_us - THECAL_DAY_US, now_us))
      item->state = THECAL_CALENDAR_DONE;
  }
}

void
thecal_calendar_add_visits (ThecalCalendarMaker *self)
{
  for (guint i = 0; i < self->input->document->plan.n_visits; i++)
    add_appointment (self, i);
  add_next_visit (self);
  add_titration (self);
}
