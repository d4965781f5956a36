/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "shared/walk_view_parts.h"

#include "shared/now.h"
#include "shared/walk_choose.h"
#include "shared/walk_footer.h"
#include "shared/walk_head.h"
#include "shared/walk_outcome.h"
#include "shared/walk_page.h"
#include "shared/walk_question.h"
#include "shared/walk_strips.h"

/* What the view of the walkthrough shows: the question, the choice or the result of now. */

ThecalWalkthrough *
thecal_walk_view_get_walk (ThecalWalkView *self)
{
  return thecal_walk_session_get_walkthrough (self->session);
}

gboolean
thecal_walk_view_is_on (GtkWidget *page)
{
  return gtk_widget_get_visible (page);
}

void
thecal_walk_view_show_strips (ThecalWalkView *self)
{
  const gboolean missing = thecal_walk_session_has_plan (self->session) &&
                           thecal_walk_session_get_emergency_number (self->session) == NULL;

  /* the chooser itself is on the emergency page */
  thecal_walk_strips_set_missing_number (THECAL_WALK_STRIPS (self->strips),
                                         missing && thecal_walk_view_is_on (self->ask));
}

void
thecal_walk_view_show_footer (ThecalWalkView *self)
{
  /* where there is least room the script is what says it */
  thecal_walk_footer_set (self->footer,
                          thecal_walk_session_get_document (self->session),
                          self->small,
                          self->narrow && !thecal_walk_view_is_on (self->ask));
}

void
thecal_walk_view_show_page (ThecalWalkView *self, GtkWidget *page)
{
  thecal_walk_page_show (page);
  thecal_walk_view_show_strips (self);
  thecal_walk_view_show_footer (self);
  g_signal_emit_by_name (self, "state");
}

void
thecal_walk_view_show_ask (ThecalWalkView *self, GtkWidget *step)
{
  thecal_walk_page_show (step);
  thecal_walk_view_show_page (self, self->ask);
}

void
thecal_walk_view_show_time (ThecalWalkView *self)
{
  const ThecalStep step = thecal_walkthrough_get_step (thecal_walk_view_get_walk (self));
  const ThecalProgress progress =
      thecal_walkthrough_get_progress (thecal_walk_view_get_walk (self));

  thecal_walk_head_set_elapsed (
      THECAL_WALK_HEAD (self->head),
      step,
      &progress,
      thecal_walkthrough_get_elapsed_us (thecal_walk_view_get_walk (self), thecal_now ()));
}

void
thecal_walk_view_show_child (ThecalWalkView *self)
{
  thecal_walk_question_set_child (THECAL_WALK_QUESTION (self->question),
                                  thecal_walk_session_get_context (self->session)->child);
}

static void
show_question (ThecalWalkView *self)
{
  const ThecalChecklistItem *item = thecal_walkthrough_get_item (thecal_walk_view_get_walk (self));

  if (item == NULL)
    return;
  thecal_walk_view_show_child (self);
  thecal_walk_question_set (
      THECAL_WALK_QUESTION (self->question),
      item,
      thecal_answers_get (thecal_walkthrough_get_answers (thecal_walk_view_get_walk (self)),
                          item->id),
      thecal_triage_takes_number (item, thecal_walk_session_get_context (self->session)));
  thecal_walk_view_show_ask (self, self->question);
  thecal_walk_question_focus (THECAL_WALK_QUESTION (self->question));
}

static void
show_choose (ThecalWalkView *self)
{
  thecal_walk_view_show_ask (self, self->choose);
  thecal_walk_choose_focus (THECAL_WALK_CHOOSE (self->choose));
}

static void
show_outcome (ThecalWalkView *self)
{
  thecal_walk_session_show_outcome (self->session);
  thecal_walk_outcome_start (THECAL_WALK_OUTCOME (self->outcome));
  thecal_walk_outcome_refresh (THECAL_WALK_OUTCOME (self->outcome));
  thecal_walk_view_show_page (self, self->outcome);
  thecal_walk_outcome_focus (THECAL_WALK_OUTCOME (self->outcome));
}

void
thecal_walk_view_show_step (ThecalWalkView *self)
{
  const ThecalStep step = thecal_walkthrough_get_step (thecal_walk_view_get_walk (self));
  const ThecalProgress progress =
      thecal_walkthrough_get_progress (thecal_walk_view_get_walk (self));

  thecal_walk_head_set (THECAL_WALK_HEAD (self->head), step, &progress);
  thecal_walk_view_show_time (self);
  switch (step) {
  case THECAL_STEP_QUESTION:
    show_question (self);
    break;
  case THECAL_STEP_CHOOSE:
    show_choose (self);
    break;
  case THECAL_STEP_OUTCOME:
    show_outcome (self);
    break;
  }
}

void
thecal_walk_view_show_emergency (ThecalWalkView *self)
{
  thecal_walk_outcome_start (THECAL_WALK_OUTCOME (self->emergency));
  thecal_walk_outcome_refresh (THECAL_WALK_OUTCOME (self->emergency));
  thecal_walk_view_show_page (self, self->emergency);
  thecal_walk_outcome_focus (THECAL_WALK_OUTCOME (self->emergency));
}
