/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "core/checklist/record.h"

void
thecal_record_free (ThecalRecord *self)
{
  if (self == NULL)
    return;

  g_free (self->id);
  g_free (self->pump_id);
  g_free (self->by);
  g_strfreev (self->decided_by);
  thecal_answers_free (self->answers);
  g_free (self);
}

bool
thecal_record_to_event (const ThecalRecord *self, guint unit, ThecalEvent *out)
{
  const bool urgent = self->outcome == THECAL_OUTCOME_T1 || self->outcome == THECAL_OUTCOME_T2;
  int outcome = self->outcome;

  switch (self->state) {
  case THECAL_RECORD_CALLED:
  case THECAL_RECORD_ARRIVED:
    /* a call about something milder closes no emergency */
    if (urgent)
      outcome = 0;
    break;
  case THECAL_RECORD_UNFINISHED:
    /* a milder one that was broken off has answered nothing */
    if (!urgent)
      return false;
    break;
  case THECAL_RECORD_OPEN:
  case THECAL_RECORD_DONE:
  case THECAL_N_RECORD_STATES:
    break;
  }
  if (self->outcome < THECAL_OUTCOME_T1 || self->outcome > THECAL_OUTCOME_T5)
    return false;

  *out = (ThecalEvent){
    .type = THECAL_EVENT_TRIAGE,
    .unit = unit,
    .triage = { .outcome = outcome,
                .sign = self->sign,
                .started_wall_us = self->started_wall_us,
                .repeat_wall_us = self->repeat_wall_us },
  };
  return true;
}

GPtrArray *
thecal_record_get_new (const ThecalRecord *self,
                       const ThecalRecord *before,
                       const ThecalChecklistSet *set,
                       const ThecalTriageContext *context)
{
  g_autoptr (GPtrArray) ids = thecal_answers_get_ids (self->answers, set);
  GPtrArray *news = g_ptr_array_new ();

  for (guint i = 0; i < ids->len; i++) {
    const ThecalChecklistItem *item = thecal_checklist_set_find (set, g_ptr_array_index (ids, i));

    if (item != NULL && thecal_triage_is_raised (item, self->answers, context) &&
        (before == NULL || !thecal_triage_is_raised (item, before->answers, context)))
      g_ptr_array_add (news, (gpointer) item->id);
  }

  return news;
}
