/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "shared/walk_view.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "shared/emergency_chooser.h"
#include "shared/labels.h"
#include "shared/now.h"
#include "shared/walk_choose.h"
#include "shared/walk_head.h"
#include "shared/walk_keys.h"
#include "shared/walk_outcome.h"
#include "shared/walk_question.h"
#include "shared/walk_strips.h"

/* Below either it is laid out for 800x480. */
#define WIDE_PX 1000
#define HIGH_PX 620
#define LEAST_PX 320 /* asked for; what is more than there is gets scrolled */
#define IDLE_US (5 * THECAL_MINUTE_US)
#define CLOSE_LIMIT_MS 1500 /* a disk that does not answer keeps nobody in */

struct _ThecalWalkView {
  GtkWidget parent_instance;
  ThecalWalkSession *session;
  GtkWidget *all, *strips, *pages, *head, *steps, *footer;
  GtkWidget *question, *choose, *unfinished_words, *outcome, *emergency;
  guint tick_id, size_id, close_id;
  gint64 minute;  /* of the wall clock that the outcome shows */
  gint64 awake_us; /* boot; no question is overdue before it */
  int width, height;
  gboolean small, closing;
};

enum { SIGNAL_CLOSED, SIGNAL_STATE, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ThecalWalkView, thecal_walk_view, GTK_TYPE_WIDGET)

static ThecalWalkthrough *
walk_of (ThecalWalkView *self)
{
  return thecal_walk_session_get_walkthrough (self->session);
}

static gboolean
is_on (ThecalWalkView *self, const char *page)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (self->pages)), page) == 0;
}

/* Showing. */

static void
show_time (ThecalWalkView *self)
{
  const ThecalStep step = thecal_walkthrough_get_step (walk_of (self));
  const ThecalProgress progress = thecal_walkthrough_get_progress (walk_of (self));

  thecal_walk_head_set_elapsed (THECAL_WALK_HEAD (self->head),
                                step,
                                &progress,
                                thecal_walkthrough_get_elapsed_us (walk_of (self), thecal_now ()));
}

static void
show_question (ThecalWalkView *self)
{
  const ThecalChecklistItem *item = thecal_walkthrough_get_item (walk_of (self));

  if (item == NULL)
    return;
  thecal_walk_question_set (
      THECAL_WALK_QUESTION (self->question),
      item,
      thecal_answers_get (thecal_walkthrough_get_answers (walk_of (self)), item->id));
  gtk_stack_set_visible_child_name (GTK_STACK (self->steps), "question");
  gtk_stack_set_visible_child_name (GTK_STACK (self->pages), "ask");
  thecal_walk_question_focus (THECAL_WALK_QUESTION (self->question));
}

static void
show_choose (ThecalWalkView *self)
{
  gtk_stack_set_visible_child_name (GTK_STACK (self->steps), "choose");
  gtk_stack_set_visible_child_name (GTK_STACK (self->pages), "ask");
  thecal_walk_choose_focus (THECAL_WALK_CHOOSE (self->choose));
}

static void
show_outcome (ThecalWalkView *self)
{
  thecal_walk_session_show_outcome (self->session);
  thecal_walk_outcome_start (THECAL_WALK_OUTCOME (self->outcome));
  thecal_walk_outcome_refresh (THECAL_WALK_OUTCOME (self->outcome));
  gtk_stack_set_visible_child_name (GTK_STACK (self->pages), "outcome");
  thecal_walk_outcome_focus (THECAL_WALK_OUTCOME (self->outcome));
}

static void
show_step (ThecalWalkView *self)
{
  const ThecalStep step = thecal_walkthrough_get_step (walk_of (self));
  const ThecalProgress progress = thecal_walkthrough_get_progress (walk_of (self));

  thecal_walk_head_set (THECAL_WALK_HEAD (self->head), step, &progress);
  show_time (self);
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
  g_signal_emit (self, signals[SIGNAL_STATE], 0);
}

void
thecal_walk_view_show_emergency (ThecalWalkView *self)
{
  thecal_walk_outcome_start (THECAL_WALK_OUTCOME (self->emergency));
  thecal_walk_outcome_refresh (THECAL_WALK_OUTCOME (self->emergency));
  gtk_stack_set_visible_child_name (GTK_STACK (self->pages), "emergency");
  thecal_walk_outcome_focus (THECAL_WALK_OUTCOME (self->emergency));
}

static void
show_strips (ThecalWalkView *self)
{
  const gboolean missing = thecal_walk_session_has_plan (self->session) &&
                           thecal_walk_session_get_emergency_number (self->session) == NULL;

  /* the chooser itself is on the emergency page */
  thecal_walk_strips_set_missing_number (THECAL_WALK_STRIPS (self->strips),
                                         missing && is_on (self, "ask"));
}

/* What the session tells: the plan, the monitor, the record. */
static void
on_session (ThecalWalkView *self)
{
  g_autofree char *footer =
      thecal_script_get_footer (thecal_walk_session_get_document (self->session));
  const ThecalChecklistItem *item = thecal_walkthrough_get_item (walk_of (self));

  thecal_label_set (self->footer, footer);
  thecal_walk_head_set_number (THECAL_WALK_HEAD (self->head),
                               thecal_walk_session_get_emergency_number (self->session));
  if (is_on (self, "outcome"))
    thecal_walk_outcome_refresh (THECAL_WALK_OUTCOME (self->outcome));
  if (is_on (self, "emergency"))
    thecal_walk_outcome_refresh (THECAL_WALK_OUTCOME (self->emergency));
  /* what became known may be the answer to the question that is shown */
  if (is_on (self, "ask") && item != NULL && item->type == THECAL_ANSWER_TIME)
    thecal_walk_question_set (
        THECAL_WALK_QUESTION (self->question),
        item,
        thecal_answers_get (thecal_walkthrough_get_answers (walk_of (self)), item->id));
  show_strips (self);
  g_signal_emit (self, signals[SIGNAL_STATE], 0);
}

/* What a person does. */

static void
on_answered (ThecalWalkView *self, gpointer answer)
{
  if (thecal_walkthrough_get_step (walk_of (self)) != THECAL_STEP_QUESTION)
    return;
  thecal_walkthrough_answer (walk_of (self), answer, thecal_walk_session_get_now (self->session));
  show_step (self);
}

static void
on_chosen (ThecalWalkView *self, guint worries)
{
  thecal_walkthrough_choose (walk_of (self), worries, thecal_walk_session_get_now (self->session));
  show_step (self);
}

static void
on_back (ThecalWalkView *self)
{
  if (!is_on (self, "emergency") &&
      !thecal_walkthrough_back (walk_of (self), thecal_walk_session_get_now (self->session)))
    return;
  if (is_on (self, "emergency") &&
      thecal_walkthrough_get_step (walk_of (self)) == THECAL_STEP_OUTCOME) {
    /* as it was: the number that is being called stays */
    thecal_walk_outcome_refresh (THECAL_WALK_OUTCOME (self->outcome));
    gtk_stack_set_visible_child_name (GTK_STACK (self->pages), "outcome");
    thecal_walk_outcome_focus (THECAL_WALK_OUTCOME (self->outcome));
    return;
  }
  show_step (self);
}

static void
on_go_on (ThecalWalkView *self)
{
  self->awake_us = thecal_now ().boot_us;
  if (thecal_walkthrough_get_step (walk_of (self)) == THECAL_STEP_OUTCOME)
    thecal_walkthrough_go_on (walk_of (self), thecal_walk_session_get_now (self->session));
  show_step (self);
}

static void
on_stop (ThecalWalkView *self)
{
  thecal_walkthrough_stop (walk_of (self), thecal_walk_session_get_now (self->session));
  show_step (self);
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
  thecal_emergency_chooser_show (GTK_WIDGET (self),
                                 thecal_walk_session_get_plan_path (self->session),
                                 on_number_chosen,
                                 self);
}

static gboolean
on_key (GtkWidget *page, guint keyval)
{
  ThecalWalkView *self = THECAL_WALK_VIEW (page);
  const char *step = gtk_stack_get_visible_child_name (GTK_STACK (self->steps));

  if (keyval == GDK_KEY_F1) {
    thecal_walk_view_show_emergency (self);
    return TRUE;
  }
  if (keyval == GDK_KEY_BackSpace && !thecal_walk_keys_is_typing (page)) {
    on_back (self);
    return TRUE;
  }
  if (!is_on (self, "ask"))
    return FALSE;
  if (g_strcmp0 (step, "question") == 0)
    return thecal_walk_question_take_key (THECAL_WALK_QUESTION (self->question), keyval);

  return g_strcmp0 (step, "choose") == 0 &&
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
  const guint count = thecal_answers_count (thecal_walkthrough_get_answers (walk_of (self)));
  g_autofree char *words = g_strdup_printf (
      ngettext ("%u question is answered, and nobody has answered for five minutes. Nothing is "
                "decided yet: that does not mean that they are well.",
                "%u questions are answered, and nobody has answered for five minutes. Nothing is "
                "decided yet: that does not mean that they are well.",
                count),
      count);

  gtk_label_set_text (GTK_LABEL (self->unfinished_words), words);
  gtk_stack_set_visible_child_name (GTK_STACK (self->steps), "unfinished");
  gtk_stack_set_visible_child_name (GTK_STACK (self->pages), "ask");
  gtk_widget_child_focus (gtk_stack_get_visible_child (GTK_STACK (self->steps)),
                          GTK_DIR_TAB_FORWARD);
  thecal_walk_session_set_state (self->session, THECAL_RECORD_UNFINISHED);
}

static void
look_after (ThecalWalkView *self)
{
  const gint64 deadline_us = thecal_walkthrough_get_deadline_us (walk_of (self));
  const ThecalTime now = thecal_walk_session_get_now (self->session);
  g_auto (ThecalTriageResult) result = { 0 };

  if (deadline_us == THECAL_NEVER_US || now.boot_us < deadline_us ||
      now.boot_us < self->awake_us + IDLE_US || !is_on (self, "ask") ||
      g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (self->steps)), "unfinished") == 0)
    return;
  thecal_walkthrough_get_result (walk_of (self), now, &result);
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

  show_time (self);
  look_after (self);
  /* a line opens or closes on the minute */
  if (minute != self->minute && (is_on (self, "outcome") || is_on (self, "emergency")))
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
  ThecalWalkView *self = user_data;

  self->close_id = 0;
  end (self);

  return G_SOURCE_REMOVE;
}

void
thecal_walk_view_leave (ThecalWalkView *self)
{
  const gboolean begun =
      thecal_answers_count (thecal_walkthrough_get_answers (walk_of (self))) > 0;

  if (self->closing)
    return;
  if (thecal_walk_session_get_state (self->session) == THECAL_RECORD_UNFINISHED && begun)
    thecal_walk_session_set_state (self->session, THECAL_RECORD_UNFINISHED);
  self->closing = TRUE;
  if (thecal_walk_session_is_settled (self->session))
    end (self);
  else
    self->close_id = g_timeout_add (CLOSE_LIMIT_MS, on_close_limit, self);
}

static void
on_response (ThecalWalkView *self, const char *response)
{
  if (g_strcmp0 (response, "leave") == 0)
    thecal_walk_view_leave (self);
}

void
thecal_walk_view_close (ThecalWalkView *self)
{
  GtkWidget *dialog;

  if (!thecal_walk_session_is_open (self->session)) {
    thecal_walk_view_leave (self);
    return;
  }
  dialog = adw_message_dialog_new (
      GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
      _ ("Nobody has called yet"),
      _ ("The result still stands: call now. Press Called or Arrived when somebody helps."));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog),
                                    "stay",
                                    _ ("Stay here"),
                                    "leave",
                                    _ ("Close all the same"),
                                    NULL);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "stay");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "stay");
  g_signal_connect_object (
      dialog, "response", G_CALLBACK (on_response), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

gboolean
thecal_walk_view_is_open (ThecalWalkView *self)
{
  return thecal_walk_session_is_open (self->session);
}

/* From outside. */

void
thecal_walk_view_set_plan (ThecalWalkView *self, ThecalPlanLoad *load)
{
  thecal_walk_session_set_plan (self->session, load);
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

static gboolean
on_size (gpointer user_data)
{
  ThecalWalkView *self = user_data;
  const gboolean small = self->width < WIDE_PX || self->height < HIGH_PX;

  self->size_id = 0;
  if (small)
    gtk_widget_add_css_class (GTK_WIDGET (self), "thecal-walk-small");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "thecal-walk-small");
  self->small = small;
  thecal_walk_head_set_small (THECAL_WALK_HEAD (self->head), small);
  thecal_walk_question_set_small (THECAL_WALK_QUESTION (self->question), small);
  thecal_walk_choose_set_small (THECAL_WALK_CHOOSE (self->choose), small);
  thecal_walk_outcome_set_size (THECAL_WALK_OUTCOME (self->outcome), self->width, small);
  thecal_walk_outcome_set_size (THECAL_WALK_OUTCOME (self->emergency), self->width, small);

  return G_SOURCE_REMOVE;
}

static void
thecal_walk_view_measure (GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline)
{
  /* it takes what the window has, and lays itself out for that */
  *minimum = LEAST_PX;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 1000 : 700;
}

static void
thecal_walk_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  ThecalWalkView *self = THECAL_WALK_VIEW (widget);
  int least_width, least_height;

  gtk_widget_measure (
      self->all, GTK_ORIENTATION_HORIZONTAL, -1, &least_width, NULL, NULL, NULL);
  gtk_widget_measure (self->all,
                      GTK_ORIENTATION_VERTICAL,
                      MAX (width, least_width),
                      &least_height,
                      NULL,
                      NULL,
                      NULL);
  gtk_widget_allocate (
      self->all, MAX (width, least_width), MAX (height, least_height), baseline, NULL);
  if ((self->width != width || self->height != height) && self->size_id == 0)
    self->size_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, on_size, self, NULL);
  self->width = width;
  self->height = height;
}

static void
thecal_walk_view_dispose (GObject *object)
{
  ThecalWalkView *self = THECAL_WALK_VIEW (object);

  g_clear_handle_id (&self->tick_id, g_source_remove);
  g_clear_handle_id (&self->size_id, g_source_remove);
  g_clear_handle_id (&self->close_id, g_source_remove);
  g_clear_pointer (&self->all, gtk_widget_unparent);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (thecal_walk_view_parent_class)->dispose (object);
}

static void
thecal_walk_view_class_init (ThecalWalkViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GType type = THECAL_TYPE_WALK_VIEW;

  G_OBJECT_CLASS (klass)->dispose = thecal_walk_view_dispose;
  widget_class->measure = thecal_walk_view_measure;
  widget_class->size_allocate = thecal_walk_view_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "walk");
  signals[SIGNAL_CLOSED] =
      g_signal_new ("closed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_STATE] =
      g_signal_new ("state", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static GtkWidget *
new_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_widget_add_css_class (label, css_class);

  return label;
}

static GtkWidget *
new_unfinished (ThecalWalkView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);
  GtkWidget *go_on = gtk_button_new_with_label (_ ("Go on with the questions"));
  GtkWidget *stop = gtk_button_new_with_label (_ ("Whom to call now"));

  gtk_widget_add_css_class (box, "thecal-unfinished");
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), new_label (_ ("This check is not finished"), "thecal-question"));
  self->unfinished_words = new_label ("", "thecal-question-help");
  gtk_box_append (GTK_BOX (box), self->unfinished_words);
  gtk_widget_add_css_class (go_on, "thecal-walk-button");
  gtk_widget_add_css_class (go_on, "thecal-main");
  gtk_widget_add_css_class (stop, "thecal-walk-button");
  gtk_widget_set_halign (row, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (row), go_on);
  gtk_box_append (GTK_BOX (row), stop);
  gtk_box_append (GTK_BOX (box), row);
  g_signal_connect_swapped (go_on, "clicked", G_CALLBACK (on_go_on), self);
  g_signal_connect_swapped (stop, "clicked", G_CALLBACK (on_stop), self);

  return box;
}

static GtkWidget *
build_ask (ThecalWalkView *self)
{
  GtkWidget *ask = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->head = thecal_walk_head_new ();
  self->steps = gtk_stack_new ();
  self->question = thecal_walk_question_new ();
  self->choose = thecal_walk_choose_new ();
  gtk_stack_set_vhomogeneous (GTK_STACK (self->steps), FALSE);
  gtk_stack_set_hhomogeneous (GTK_STACK (self->steps), FALSE);
  gtk_stack_add_named (GTK_STACK (self->steps), self->question, "question");
  gtk_stack_add_named (GTK_STACK (self->steps), self->choose, "choose");
  gtk_stack_add_named (GTK_STACK (self->steps), new_unfinished (self), "unfinished");
  gtk_widget_set_vexpand (self->steps, TRUE);
  gtk_box_append (GTK_BOX (ask), self->head);
  gtk_box_append (GTK_BOX (ask), self->steps);
  g_signal_connect_swapped (self->head, "back", G_CALLBACK (on_back), self);
  g_signal_connect_swapped (
      self->head, "emergency", G_CALLBACK (thecal_walk_view_show_emergency), self);
  g_signal_connect_swapped (self->question, "answered", G_CALLBACK (on_answered), self);
  g_signal_connect_swapped (self->choose, "chosen", G_CALLBACK (on_chosen), self);

  return ask;
}

static GtkWidget *
new_outcome (ThecalWalkView *self, gboolean is_emergency)
{
  GtkWidget *outcome = thecal_walk_outcome_new (self->session, is_emergency);

  g_signal_connect_swapped (outcome, "back", G_CALLBACK (on_back), self);
  g_signal_connect_swapped (outcome, "go-on", G_CALLBACK (on_go_on), self);
  g_signal_connect_swapped (outcome, "called", G_CALLBACK (on_called), self);
  g_signal_connect_swapped (outcome, "arrived", G_CALLBACK (on_arrived), self);
  g_signal_connect_swapped (
      outcome, "emergency", G_CALLBACK (thecal_walk_view_show_emergency), self);
  g_signal_connect_swapped (outcome, "leave", G_CALLBACK (thecal_walk_view_close), self);

  return outcome;
}

static GtkWidget *
build_footer (ThecalWalkView *self)
{
  GtkWidget *footer = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->footer = new_label ("", "thecal-footer-line");
  gtk_box_append (GTK_BOX (footer), self->footer);
  gtk_box_append (GTK_BOX (footer),
                  new_label (_ ("Not a medical device, not approved. Your clinic's instructions "
                                "and the emergency number come first."),
                             "thecal-footer-line"));
  gtk_widget_add_css_class (footer, "thecal-walk-footer");

  return footer;
}

static void
build (ThecalWalkView *self)
{
  GtkGesture *taps = gtk_gesture_click_new ();

  self->all = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_parent (self->all, GTK_WIDGET (self));
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  self->strips = thecal_walk_strips_new ();
  self->pages = gtk_stack_new ();
  gtk_stack_set_vhomogeneous (GTK_STACK (self->pages), FALSE);
  gtk_stack_set_hhomogeneous (GTK_STACK (self->pages), FALSE);
  gtk_widget_set_vexpand (self->pages, TRUE);
  gtk_stack_add_named (GTK_STACK (self->pages), build_ask (self), "ask");
  self->outcome = new_outcome (self, FALSE);
  self->emergency = new_outcome (self, TRUE);
  gtk_stack_add_named (GTK_STACK (self->pages), self->outcome, "outcome");
  gtk_stack_add_named (GTK_STACK (self->pages), self->emergency, "emergency");
  gtk_box_append (GTK_BOX (self->all), self->strips);
  gtk_box_append (GTK_BOX (self->all), self->pages);
  gtk_box_append (GTK_BOX (self->all), build_footer (self));
  g_signal_connect_swapped (self->strips, "choose", G_CALLBACK (on_choose_number), self);
  g_signal_connect_swapped (
      self->pages, "notify::visible-child", G_CALLBACK (show_strips), self);
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
  g_signal_connect_object (self->session,
                           "trouble",
                           G_CALLBACK (thecal_walk_view_add_fault),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "settled", G_CALLBACK (end), self, G_CONNECT_SWAPPED);
  on_session (self);
  show_step (self);

  return GTK_WIDGET (self);
}
