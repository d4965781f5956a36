/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "core/alarm/rules_limits.h"
#include "core/plan/calendar_maker.h"

/* The weeks after an operation (clinical.md 2.7). Day 0 is that of the operation; the days are
 * those of the zone. */

#define BATH_LATER_D 42     /* elsewhere it is six weeks [C25] */
#define INFECTION_LAST_D 60 /* most infections come within two months [C19] */

/* One step: its days, and whether it belongs to a new catheter only. */
typedef struct {
  const char *step;
  int from_day, to_day;
  bool catheter; /* not where the catheter stays (001-24) */
  ThecalCalendarKind kind;
  const char *source;
} Step;

static ThecalOperationKind
kind_of (const ThecalCalendarMaker *self)
{
  const ThecalPostOp *post_op = &self->input->document->post_op;
  const ThecalEntry *entry = thecal_calendar_find_entry (
      self, THECAL_ENTRY_OPERATION, THECAL_UNKNOWN_US, self->input->now_us);
  const char *said;

  if (entry == NULL || thecal_entry_get_at_us (entry) < post_op->operation_us)
    return post_op->kind;
  said = thecal_entry_get_text (entry, "operation");

  /* what is not said to leave the catheter alone has all steps */
  return g_strcmp0 (said, "replacement") == 0 || g_strcmp0 (said, "explant") == 0
             ? THECAL_OPERATION_REPLACEMENT
             : THECAL_OPERATION_NEW;
}

static ThecalCalendarItem *
add_step (ThecalCalendarMaker *self, const Step *step)
{
  g_autofree char *id = g_strconcat ("post-op.", step->step, NULL);
  ThecalCalendarItem *item = thecal_calendar_add (
      self,
      &(ThecalCalendarDraft){
          .id = id,
          .kind = step->kind,
          .from_us = thecal_calendar_day_us (self, self->operation_us, step->from_day),
          .to_us = thecal_calendar_day_us (self, self->operation_us, step->to_day),
          .whole_day = true,
          .step = step->step,
          .source = step->source });

  /* a date that is reached asks nothing more of anybody */
  if (item != NULL && item->state == THECAL_CALENDAR_PASSED)
    item->state = THECAL_CALENDAR_DONE;

  return item;
}

/* A wound that was said to have healed on that day or since, and none of which the newest word is
 * no. A yes of before says nothing of that day (H23). */
static bool
has_healed (const ThecalCalendarMaker *self, gint64 from_us)
{
  GPtrArray *entries = self->input->entries;
  gint64 yes_us = THECAL_UNKNOWN_US, no_us = THECAL_UNKNOWN_US;

  for (guint i = 0; entries != NULL && i < entries->len; i++) {
    const ThecalEntry *entry = g_ptr_array_index (entries, i);
    const gint64 at_us = thecal_entry_get_at_us (entry);
    const int healed = thecal_entry_get_kind (entry) == THECAL_ENTRY_WOUND
                           ? thecal_entry_get_truth (entry, "healed")
                           : -1;

    if (healed < 0 || thecal_entry_is_withdrawn (entry) || at_us > self->input->now_us)
      continue;
    if (healed == 1)
      yes_us = MAX (yes_us, at_us);
    else
      no_us = MAX (no_us, at_us);
  }

  return yes_us != THECAL_UNKNOWN_US && yes_us >= from_us && yes_us > no_us;
}

/* 004-26: swim or bath, if it has healed. It waits for the answer until the form closes. */
static void
add_bath (ThecalCalendarMaker *self, const Step *close)
{
  const ThecalPostOp *post_op = &self->input->document->post_op;
  const Step step = { .step = "bath",
                      .from_day = post_op->bath_day,
                      .to_day = post_op->bath_day,
                      .kind = THECAL_CALENDAR_POST_OP,
                      .source = "004-26" };
  const gint64 due_us = thecal_calendar_day_us (self, self->operation_us, step.from_day);
  const gint64 close_us = thecal_calendar_day_us (self, self->operation_us, close->from_day);
  const gint64 now_us = self->input->now_us, asked_us = self->from_us;
  const bool is_due = due_us <= now_us && now_us < close_us;
  ThecalCalendarItem *item;

  /* a question that waits is of today, whenever it was put */
  if (is_due && self->from_us <= now_us && self->to_us >= due_us)
    self->from_us = MIN (self->from_us, due_us);
  item = add_step (self, &step);
  self->from_us = asked_us;
  if (item == NULL)
    return;

  if (is_due)
    item->state = has_healed (self, due_us) ? THECAL_CALENDAR_DONE : THECAL_CALENDAR_HELD;
  else if (due_us <= now_us && !has_healed (self, due_us))
    item->state = THECAL_CALENDAR_PASSED;
  if (!post_op->has_clinic_template)
    item->other_us = thecal_calendar_day_us (self, self->operation_us, BATH_LATER_D);
}

/* 004-27: done where it took place, and no longer open where it is booked. */
static void
add_visit (ThecalCalendarMaker *self)
{
  const ThecalCarePlan *plan = &self->input->document->plan;
  const ThecalPostOp *post_op = &self->input->document->post_op;
  const gint64 first_us = thecal_calendar_day_us (self, self->operation_us, 1);
  const Step step = { .step = "visit",
                      .from_day = post_op->visit_from_day,
                      .to_day = post_op->visit_to_day,
                      .kind = THECAL_CALENDAR_POST_OP,
                      .source = "004-27" };
  const gint64 due_us = thecal_calendar_day_us (self, self->operation_us, step.from_day);
  const gint64 end_us = thecal_calendar_day_us (self, self->operation_us, step.to_day + 1);
  ThecalCalendarItem *item = add_step (self, &step);

  if (item == NULL)
    return;
  if (self->input->now_us >= end_us)
    item->state = THECAL_CALENDAR_PASSED;
  if (thecal_calendar_find_entry (self, THECAL_ENTRY_VISIT, first_us, self->input->now_us) !=
          NULL &&
      self->input->now_us >= due_us)
    item->state = THECAL_CALENDAR_DONE;
  for (guint i = 0; i < plan->n_visits; i++)
    if (plan->visits[i].kind == THECAL_VISIT_POST_OP && plan->visits[i].at_wall_us > first_us &&
        plan->visits[i].at_wall_us > self->input->now_us)
      item->state = THECAL_CALENDAR_DONE;
}

void
thecal_calendar_add_post_op (ThecalCalendarMaker *self)
{
  const ThecalPostOp *days = &self->input->document->post_op;
  const bool catheter_stays = kind_of (self) == THECAL_OPERATION_REPLACEMENT;
  const Step steps[] = {
    { "lie-flat", 0, 1, true, THECAL_CALENDAR_POST_OP, "004-20" },
    { "sit-up", 2, 2, true, THECAL_CALENDAR_POST_OP, "004-20" },
    { "vest", days->vest_day, days->vest_day, false, THECAL_CALENDAR_POST_OP, "004-28" },
    { "strips", days->strips_day, days->strips_day, false, THECAL_CALENDAR_POST_OP, "004-23" },
    { "riding", days->riding_day, days->riding_day, false, THECAL_CALENDAR_POST_OP, "004-06" },
    { "binder",
      days->binder_from_day,
      days->binder_to_day,
      false,
      THECAL_CALENDAR_POST_OP,
      "004-24" },
    { "infection", 0, INFECTION_LAST_D, false, THECAL_CALENDAR_INFECTION_WATCH, "C19" },
    { "close", POST_OP_PHASE_D, POST_OP_PHASE_D, false, THECAL_CALENDAR_POST_OP, "2.7" },
  };

  if (self->operation_us == THECAL_UNKNOWN_US)
    return;

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    if (!(steps[i].catheter && catheter_stays))
      add_step (self, &steps[i]);
  add_bath (self, &steps[G_N_ELEMENTS (steps) - 1]);
  add_visit (self);
}
