/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "shared/walk_view.h"

#include "shared/emergency_chooser.h"
#include "shared/now.h"
#include "shared/walk_choose.h"
#include "shared/walk_footer.h"
#include "shared/walk_frame.h"
#include "shared/walk_head.h"
#include "shared/walk_keys.h"
#include "shared/walk_leave_dialog.h"
#include "shared/walk_outcome.h"
#include "shared/walk_page.h"
#include "shared/walk_question.h"
#include "shared/walk_strips.h"
#include "shared/walk_unfinished.h"
#include "shared/walk_view_parts.h"

#define IDLE_US (5 * THECAL_MINUTE_US)
#define CLOSE_LIMIT_MS 1500 /* a disk that does not answer keeps nobody in */

enum { SIGNAL_CLOSED, SIGNAL_BACK, SIGNAL_STATE, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ThecalWalkView, thecal_walk_view, GTK_TYPE_WIDGET)

/* What the session tells: the plan, the monitor, the record. */
static void
on_session (ThecalWalkView *self)
{
  const ThecalChecklistItem *item = thecal_walkthrough_get_item (thecal_walk_view_get_walk (self));

  thecal_walk_view_show_footer (self);
  thecal_walk_head_set_number (THECAL_WALK_HEAD (self->head),
                               thecal_walk_session_get_emergency_number (self->session));
  if (thecal_walk_view_is_on (self->outcome))
    thecal_walk_outcome_refresh (THECAL_WALK_OUTCOME (self->outcome));
  if (thecal_walk_view_is_on (self->emergency))
    thecal_walk_outcome_refresh (THECAL_WALK_OUTCOME (self->emergency));
  thecal_walk_view_show_child (self);
  /* what became known may be the answer to the question that is shown */
  if (thecal_walk_view_is_on (self->ask) && item != NULL && item->type == THECAL_ANSWER_TIME)
    thecal_walk_question_set_known (
        THECAL_WALK_QUESTION (self->question),
        thecal_answers_get (thecal_walkthrough_get_answers (thecal_walk_view_get_walk (self)),
                            item->id));
  thecal_walk_view_show_strips (self);
  g_signal_emit (self, signals[SIGNAL_STATE], 0);
}

/* What a person does. */

static void
on_answered (ThecalWalkView *self, gpointer answer)
{
  if (thecal_walkthrough_get_step (thecal_walk_view_get_walk (self)) != THECAL_STEP_QUESTION)
    return;
  thecal_walkthrough_answer (
      thecal_walk_view_get_walk (self), answer, thecal_walk_session_get_now (self->session));
  thecal_walk_view_show_step (self);
}

static void
on_chosen (ThecalWalkView *self, guint worries)
{
  thecal_walkthrough_choose (
      thecal_walk_view_get_walk (self), worries, thecal_walk_session_get_now (self->session));
  thecal_walk_view_show_step (self);
}

static void
on_back (ThecalWalkView *self)
{
  if (!thecal_walk_view_is_on (self->emergency) &&
      !thecal_walkthrough_back (thecal_walk_view_get_walk (self),
                                thecal_walk_session_get_now (self->session))) {
    g_signal_emit (self, signals[SIGNAL_BACK], 0);
    return;
  }
  if (thecal_walk_view_is_on (self->emergency) &&
      thecal_walkthrough_get_step (thecal_walk_view_get_walk (self)) == THECAL_STEP_OUTCOME) {
    /* as it was: the number that is being called stays */
    thecal_walk_outcome_refresh (THECAL_WALK_OUTCOME (self->outcome));
    thecal_walk_view_show_page (self, self->outcome);
    thecal_walk_outcome_focus (THECAL_WALK_OUTCOME (self->outcome));
    return;
  }
  thecal_walk_view_show_step (self);
}

static void
on_go_on (ThecalWalkView *self)
{
  self->awake_us = thecal_now ().boot_us;
  if (thecal_walkthrough_get_step (thecal_walk_view_get_walk (self)) == THECAL_STEP_OUTCOME)
    thecal_walkthrough_go_on (thecal_walk_view_get_walk (self),
                              thecal_walk_session_get_now (self->session));
  thecal_walk_view_show_step (self);
}

static void
on_stop (ThecalWalkView *self)
{
  thecal_walkthrough_stop (thecal_walk_view_get_walk (self),
                           thecal_walk_session_get_now (self->session));
  thecal_walk_view_show_step (self);
}

static void
on_called (ThecalWalkView *self)
{
  thecal_walk_session_set_state (self->session, THECAL_RECORD_CALLED);
}

static void
on_arrived (ThecalWalkView *self)
{
  thecal_walk_session_set_state (self->session, THECAL_RECORD_ARRIVED);
}

static void
on_number_chosen (const char *number, gpointer user_data)
{
  ThecalWalkView *self = user_data;

  thecal_walk_session_set_emergency_number (self->session, number);
}

static void
on_choose_number (ThecalWalkView *self)
{
  thecal_emergency_chooser_show (
      GTK_WIDGET (self), thecal_walk_session_get_plan_path (self->session), on_number_chosen, self);
}

static gboolean
on_key (GtkWidget *page, guint keyval)
{
  ThecalWalkView *self = THECAL_WALK_VIEW (page);

  if (keyval == GDK_KEY_F1) {
    thecal_walk_view_show_emergency (self);
    return TRUE;
  }
  if (keyval == GDK_KEY_BackSpace && !thecal_walk_keys_is_typing (page)) {
    on_back (self);
    return TRUE;
  }
  if (!thecal_walk_view_is_on (self->ask))
    return FALSE;
  if (thecal_walk_view_is_on (self->question))
    return thecal_walk_question_take_key (THECAL_WALK_QUESTION (self->question), keyval);

  return thecal_walk_view_is_on (self->choose) &&
         thecal_walk_choose_take_key (THECAL_WALK_CHOOSE (self->choose), keyval);
}

/* A second tap of a trembling hand would answer the next question unread. */
static void
on_pressed (GtkGestureClick *gesture, int n_presses, double x, double y, gpointer user_data)
{
  if (n_presses > 1 && !thecal_walk_keys_is_typing (GTK_WIDGET (user_data)))
    gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
}

/* Left alone. */

static void
show_unfinished (ThecalWalkView *self)
{
  thecal_walk_unfinished_set (THECAL_WALK_UNFINISHED (self->unfinished),
                              thecal_answers_count_given (thecal_walkthrough_get_answers (
                                  thecal_walk_view_get_walk (self))));
  thecal_walk_view_show_ask (self, self->unfinished);
  gtk_widget_child_focus (self->unfinished, GTK_DIR_TAB_FORWARD);
  thecal_walk_session_set_state (self->session, THECAL_RECORD_UNFINISHED);
}

static void
look_after (ThecalWalkView *self)
{
  const gint64 deadline_us = thecal_walkthrough_get_deadline_us (thecal_walk_view_get_walk (self));
  const ThecalTime now = thecal_walk_session_get_now (self->session);
  g_auto (ThecalTriageResult) result = { 0 };

  if (deadline_us == THECAL_NEVER_US || now.boot_us < deadline_us ||
      now.boot_us < self->awake_us + IDLE_US || !thecal_walk_view_is_on (self->ask) ||
      thecal_walk_view_is_on (self->unfinished))
    return;
  thecal_walkthrough_get_result (thecal_walk_view_get_walk (self), now, &result);
  if (result.outcome <= THECAL_OUTCOME_T2)
    on_stop (self);
  else
    show_unfinished (self);
}

static gboolean
on_tick (gpointer user_data)
{
  ThecalWalkView *self = user_data;
  const gint64 minute = thecal_now ().wall_us / THECAL_MINUTE_US;

  thecal_walk_view_show_time (self);
  look_after (self);
  /* a line opens or closes on the minute */
  if (minute != self->minute &&
      (thecal_walk_view_is_on (self->outcome) || thecal_walk_view_is_on (self->emergency)))
    on_session (self);
  self->minute = minute;

  return G_SOURCE_CONTINUE;
}

/* The end. */

static void
end (ThecalWalkView *self)
{
  if (!self->closing)
    return;
  self->closing = FALSE;
  g_clear_handle_id (&self->close_id, g_source_remove);
  g_signal_emit (self, signals[SIGNAL_CLOSED], 0);
}

static gboolean
on_close_limit (gpointer user_data)
{
  THECAL_WALK_VIEW (user_data)->close_id = 0;
  end (user_data);

  return G_SOURCE_REMOVE;
}

void
thecal_walk_view_leave (ThecalWalkView *self)
{
  if (self->closing)
    return;
  /* opened and closed again, it is no check that somebody broke off */
  if (!thecal_walk_view_is_finished (self) && thecal_walk_view_is_begun (self))
    thecal_walk_session_set_state (self->session, THECAL_RECORD_UNFINISHED);
  self->closing = TRUE;
  if (thecal_walk_session_is_settled (self->session))
    end (self);
  else
    self->close_id = g_timeout_add (CLOSE_LIMIT_MS, on_close_limit, self);
}

static void
on_leave (gpointer view)
{
  thecal_walk_view_leave (view);
}

void
thecal_walk_view_close (ThecalWalkView *self)
{
  if (thecal_walk_session_is_open (self->session))
    thecal_walk_leave_dialog_show (GTK_WIDGET (self), on_leave);
  else
    thecal_walk_view_leave (self);
}

gboolean
thecal_walk_view_is_open (ThecalWalkView *self)
{
  return thecal_walk_session_is_open (self->session);
}

gboolean
thecal_walk_view_is_finished (ThecalWalkView *self)
{
  return thecal_walk_session_get_state (self->session) != THECAL_RECORD_UNFINISHED;
}

gboolean
thecal_walk_view_is_begun (ThecalWalkView *self)
{
  return thecal_answers_count_given (
             thecal_walkthrough_get_answers (thecal_walk_view_get_walk (self))) > 0;
}

gboolean
thecal_walk_view_is_urgent (ThecalWalkView *self)
{
  return thecal_walk_view_is_on (self->emergency) ||
         (thecal_walk_view_is_on (self->outcome) && thecal_walk_session_is_urgent (self->session));
}

/* From outside. */

static void
on_plan (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ThecalWalkView) self = user_data;
  ThecalPlanLoad *load = thecal_plan_files_load_finish (result);

  /* Closed meanwhile. */
  if (self->session == NULL || gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    thecal_plan_load_free (load);
  else
    thecal_walk_session_set_plan (self->session, load);
}

void
thecal_walk_view_load_plan (ThecalWalkView *self,
                            const ThecalWalkStart *start,
                            GCancellable *cancellable)
{
  thecal_plan_files_load_async (
      start->plan_path, start->state_dir, cancellable, on_plan, g_object_ref (self));
}

void
thecal_walk_view_add_fault (ThecalWalkView *self, const char *line)
{
  thecal_walk_strips_add_fault (THECAL_WALK_STRIPS (self->strips), line);
}

void
thecal_walk_view_prefill (ThecalWalkView *self, const char *id, const ThecalAnswer *answer)
{
  thecal_walk_session_prefill (self->session, id, answer);
}

/* Layout. */

static void
on_resized (ThecalWalkView *self, int width, guint size)
{
  self->small = size != THECAL_WALK_LARGE;
  self->narrow = size == THECAL_WALK_NARROW;
  thecal_walk_head_set_size (THECAL_WALK_HEAD (self->head), size);
  thecal_walk_question_set_size (THECAL_WALK_QUESTION (self->question), size);
  thecal_walk_choose_set_size (THECAL_WALK_CHOOSE (self->choose), size);
  thecal_walk_unfinished_set_narrow (THECAL_WALK_UNFINISHED (self->unfinished),
                                     size == THECAL_WALK_NARROW);
  thecal_walk_outcome_set_size (THECAL_WALK_OUTCOME (self->outcome), width, size);
  thecal_walk_outcome_set_size (THECAL_WALK_OUTCOME (self->emergency), width, size);
  thecal_walk_view_show_footer (self);
}

/* A window gives the focus to its first button, which is Back. */
static void
thecal_walk_view_map (GtkWidget *widget)
{
  ThecalWalkView *self = THECAL_WALK_VIEW (widget);

  GTK_WIDGET_CLASS (thecal_walk_view_parent_class)->map (widget);
  if (thecal_walk_view_is_on (self->outcome))
    thecal_walk_outcome_focus (THECAL_WALK_OUTCOME (self->outcome));
  else if (thecal_walk_view_is_on (self->emergency))
    thecal_walk_outcome_focus (THECAL_WALK_OUTCOME (self->emergency));
  else if (thecal_walk_view_is_on (self->choose))
    thecal_walk_choose_focus (THECAL_WALK_CHOOSE (self->choose));
  else if (thecal_walk_view_is_on (self->question))
    thecal_walk_question_focus (THECAL_WALK_QUESTION (self->question));
}

static void
thecal_walk_view_dispose (GObject *object)
{
  ThecalWalkView *self = THECAL_WALK_VIEW (object);

  g_clear_handle_id (&self->tick_id, g_source_remove);
  g_clear_handle_id (&self->close_id, g_source_remove);
  g_clear_pointer (&self->frame, gtk_widget_unparent);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (thecal_walk_view_parent_class)->dispose (object);
}

static void
thecal_walk_view_class_init (ThecalWalkViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GType type = THECAL_TYPE_WALK_VIEW;

  G_OBJECT_CLASS (klass)->dispose = thecal_walk_view_dispose;
  widget_class->map = thecal_walk_view_map;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  signals[SIGNAL_CLOSED] =
      g_signal_new ("closed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_BACK] =
      g_signal_new ("back", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_STATE] =
      g_signal_new ("state", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static GtkWidget *
build_ask (ThecalWalkView *self)
{
  GtkWidget *ask = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->head = thecal_walk_head_new ();
  self->steps = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->question = thecal_walk_question_new ();
  self->choose = thecal_walk_choose_new ();
  gtk_box_append (GTK_BOX (self->steps), self->question);
  gtk_box_append (GTK_BOX (self->steps), self->choose);
  self->unfinished = thecal_walk_unfinished_new ();
  gtk_box_append (GTK_BOX (self->steps), self->unfinished);
  gtk_widget_set_vexpand (self->steps, TRUE);
  gtk_box_append (GTK_BOX (ask), self->head);
  gtk_box_append (GTK_BOX (ask), self->steps);
  g_signal_connect_swapped (self->head, "back", G_CALLBACK (on_back), self);
  g_signal_connect_swapped (
      self->head, "emergency", G_CALLBACK (thecal_walk_view_show_emergency), self);
  g_signal_connect_swapped (self->question, "answered", G_CALLBACK (on_answered), self);
  g_signal_connect_swapped (self->choose, "chosen", G_CALLBACK (on_chosen), self);
  g_signal_connect_swapped (self->unfinished, "go-on", G_CALLBACK (on_go_on), self);
  g_signal_connect_swapped (self->unfinished, "stop", G_CALLBACK (on_stop), self);

  return ask;
}

static GtkWidget *
new_outcome (ThecalWalkView *self, gboolean is_emergency)
{
  GtkWidget *outcome = thecal_walk_outcome_new (self->session, is_emergency);

  gtk_widget_set_visible (outcome, FALSE);
  g_signal_connect_swapped (outcome, "back", G_CALLBACK (on_back), self);
  g_signal_connect_swapped (outcome, "go-on", G_CALLBACK (on_go_on), self);
  g_signal_connect_swapped (outcome, "called", G_CALLBACK (on_called), self);
  g_signal_connect_swapped (outcome, "arrived", G_CALLBACK (on_arrived), self);
  g_signal_connect_swapped (
      outcome, "emergency", G_CALLBACK (thecal_walk_view_show_emergency), self);
  g_signal_connect_swapped (outcome, "leave", G_CALLBACK (thecal_walk_view_close), self);

  return outcome;
}

static void
build (ThecalWalkView *self)
{
  GtkGesture *taps = gtk_gesture_click_new ();
  GtkWidget *all = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->frame = thecal_walk_frame_new (all);
  gtk_widget_set_parent (self->frame, GTK_WIDGET (self));
  self->strips = thecal_walk_strips_new ();
  self->pages = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_vexpand (self->pages, TRUE);
  self->ask = build_ask (self);
  gtk_box_append (GTK_BOX (self->pages), self->ask);
  self->outcome = new_outcome (self, FALSE);
  self->emergency = new_outcome (self, TRUE);
  gtk_box_append (GTK_BOX (self->pages), self->outcome);
  gtk_box_append (GTK_BOX (self->pages), self->emergency);
  gtk_box_append (GTK_BOX (all), self->strips);
  gtk_box_append (GTK_BOX (all), self->pages);
  self->footer = thecal_walk_footer_new ();
  gtk_box_append (GTK_BOX (all), self->footer);
  g_signal_connect_swapped (self->frame, "resized", G_CALLBACK (on_resized), self);
  g_signal_connect_swapped (self->strips, "choose", G_CALLBACK (on_choose_number), self);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (taps), GTK_PHASE_CAPTURE);
  g_signal_connect (taps, "pressed", G_CALLBACK (on_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (taps));
  thecal_walk_keys_follow (GTK_WIDGET (self), on_key);
}

static void
thecal_walk_view_init (ThecalWalkView *self)
{
  self->awake_us = thecal_now ().boot_us;
  self->tick_id = g_timeout_add_seconds (1, on_tick, self);
}

GtkWidget *
thecal_walk_view_new (const ThecalWalkStart *start)
{
  ThecalWalkView *self = g_object_new (THECAL_TYPE_WALK_VIEW, NULL);

  self->session = thecal_walk_session_new (start);
  build (self);
  g_signal_connect_object (
      self->session, "changed", G_CALLBACK (on_session), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
      self->session, "trouble", G_CALLBACK (thecal_walk_view_add_fault), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "settled", G_CALLBACK (end), self, G_CONNECT_SWAPPED);
  on_session (self);
  thecal_walk_view_show_step (self);

  return GTK_WIDGET (self);
}
