/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "shared/walk_outcome.h"

#include <glib/gi18n.h>

#include "shared/emergency_chooser.h"
#include "shared/labels.h"
#include "shared/now.h"
#include "shared/walk_advice.h"
#include "shared/walk_card.h"
#include "shared/walk_numbers.h"
#include "shared/walk_sheet.h"
#include "shared/walk_verdict.h"
#include "shared/walk_words.h"
#include "words/contact_words.h"

#define LEFT_PERCENT 43

struct _ThecalWalkOutcome {
  GtkBox parent_instance;
  ThecalWalkSession *session; /* owned */
  gboolean is_emergency;
  GtkWidget *verdict, *numbers, *advice, *chooser;
  GtkWidget *scrolled;
  GtkWidget *head, *actions, *print; /* rows of buttons, and one of them */
  GtkWidget *show, *emergency, *said;
  GtkWidget *called, *arrived, *no_answer, *go_on, *leave;
  GArray *lines; /* of ThecalContactLine; borrowed from the plan, made anew at each refresh */
  guint current;
  gboolean tried_all;
  gboolean anew; /* the first number is to be picked, once they are in order */
};

enum {
  SIGNAL_BACK,
  SIGNAL_GO_ON,
  SIGNAL_CALLED,
  SIGNAL_ARRIVED,
  SIGNAL_EMERGENCY,
  SIGNAL_LEAVE,
  N_SIGNALS
};
static const char *const signal_names[N_SIGNALS] = { "back",    "go-on",     "called",
                                                     "arrived", "emergency", "leave" };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ThecalWalkOutcome, thecal_walk_outcome, GTK_TYPE_BOX)

static const ThecalContactLine *
line_at (ThecalWalkOutcome *self, guint i)
{
  return i < self->lines->len ? &g_array_index (self->lines, ThecalContactLine, i) : NULL;
}

/* The next line with a number after @from, or before the first; the length where there is none. */
static guint
next_with_number (ThecalWalkOutcome *self, guint from)
{
  for (guint i = from; i < self->lines->len; i++)
    if (*line_at (self, i)->number != '\0')
      return i;

  return self->lines->len;
}

/* The left half. */

/* "Afterwards: on-call doctor, +1 …": who comes after the one that is called now. */
static char *
make_next (ThecalWalkOutcome *self, int outcome)
{
  const ThecalContactLine *next = line_at (self, next_with_number (self, self->current + 1));
  g_autofree char *title = NULL;
  g_autofree char *number = NULL;

  if (self->tried_all)
    return g_strdup (_ ("That was the last number. Nobody there: call the emergency number, or go "
                        "to the emergency department."));
  if (next == NULL)
    return g_strdup ("");
  title = thecal_contact_title (next);
  number = thecal_walk_unbroken (next->number);
  if (outcome == THECAL_OUTCOME_T1)
    return g_strdup_printf (_ ("Afterwards: %s, %s"), title, number);
  if (outcome == THECAL_OUTCOME_T2 &&
      line_at (self, self->current)->role == THECAL_ROLE_EMERGENCY_DEPARTMENT)
    return g_strdup_printf (_ ("On the way, call: %s, %s"), title, number);

  return g_strdup_printf (_ ("No answer? Then %s, %s"), title, number);
}

static char *
make_who (const ThecalContactLine *line, gboolean is_watch, gint64 now_wall_us)
{
  g_autofree char *title = NULL;
  g_autofree char *reason = NULL;

  if (line == NULL)
    return g_strdup (_ ("No number is entered. Look at the pump card and the printout."));
  if (line->role == THECAL_ROLE_EMERGENCY)
    return g_strdup (*line->number != '\0' ? _ ("Put the phone on loudspeaker. Stay with them.")
                                           : _ ("Dial your country's emergency number."));
  title = thecal_contact_title (line);
  reason = thecal_contact_reason (line, now_wall_us);

  if (is_watch)
    return g_strdup_printf (_ ("Worried before then? Call: %s, %s"), title, reason);

  return g_strdup_printf ("%s, %s", title, reason);
}

/* "Look again at 16:20", where it is not the large figure of the page itself. */
static char *
make_again (const ThecalTriageResult *result, gboolean is_watch, gint64 now_us)
{
  g_autofree char *time = NULL;

  if (result == NULL || is_watch || result->outcome <= THECAL_OUTCOME_T2 ||
      result->repeat_wall_us == THECAL_UNKNOWN_US)
    return g_strdup ("");
  time = thecal_walk_clock (result->repeat_wall_us, now_us);

  return g_strdup_printf (_ ("Look again at %s"), time);
}

static void
show_verdict (ThecalWalkOutcome *self,
              const ThecalScriptFacts *facts,
              const ThecalTriageResult *result,
              int outcome)
{
  const ThecalContactLine *line = line_at (self, self->current);
  const gint64 now_us = thecal_now ().wall_us;
  const gboolean is_watch = outcome == THECAL_OUTCOME_T5 && result != NULL;
  g_autofree char *stamp = thecal_walk_stamp (now_us);
  g_autofree char *headline = thecal_outcome_headline (
      outcome, line != NULL && outcome >= THECAL_OUTCOME_T3 ? line : line_at (self, 0));
  g_autofree char *who = make_who (line, is_watch, facts->now_wall_us);
  g_autofree char *because = result != NULL ? thecal_script_get_because (facts) : g_strdup ("");
  g_autofree char *next = make_next (self, outcome);
  g_autofree char *call = thecal_walk_call_words (line);
  g_autofree char *again = is_watch && result->repeat_wall_us != THECAL_UNKNOWN_US
                               ? thecal_walk_clock (result->repeat_wall_us, now_us)
                               : g_strdup ("");
  g_autofree char *look_again = make_again (result, is_watch, now_us);
  const char *number = line != NULL ? line->number : "";
  const ThecalVerdict verdict = { .outcome = outcome,
                                  .stamp = stamp,
                                  .headline = headline,
                                  .big = is_watch ? again : number,
                                  .who = who,
                                  .because = because,
                                  .again = look_again,
                                  .next = next,
                                  .number = number,
                                  .call = call,
                                  .emergency =
                                      line != NULL && line->role == THECAL_ROLE_EMERGENCY };

  thecal_walk_verdict_set (THECAL_WALK_VERDICT (self->verdict), &verdict);
}

/* The right half. */

static void
show_emergency (ThecalWalkOutcome *self)
{
  const ThecalContactLine *line = line_at (self, self->current);
  const char *number = thecal_walk_session_get_emergency_number (self->session);
  g_autofree char *text =
      number != NULL ? g_strdup_printf (_ ("Call %s"), number) : g_strdup (_ ("Emergency"));

  /* where the large button calls it and is not scrolled away, a second one would only be in the way
   */
  gtk_widget_set_visible (self->emergency,
                          gtk_widget_get_parent (self->verdict) == self->scrolled || line == NULL ||
                              line->role != THECAL_ROLE_EMERGENCY);
  gtk_label_set_text (GTK_LABEL (g_object_get_data (G_OBJECT (self->emergency), "text")), text);
}

static void
on_number_chosen (ThecalWalkOutcome *self, const char *number)
{
  thecal_walk_session_set_emergency_number (self->session, number);
}

/* Where the emergency number is to be called and nobody has chosen one. */
static void
show_chooser (ThecalWalkOutcome *self)
{
  const ThecalContactLine *line = line_at (self, self->current);
  const gboolean wanted =
      line != NULL && line->role == THECAL_ROLE_EMERGENCY && *line->number == '\0';

  if (wanted == (self->chooser != NULL))
    return;
  if (wanted) {
    self->chooser =
        thecal_emergency_chooser_new (thecal_walk_session_get_plan_path (self->session));
    g_signal_connect_object (
        self->chooser, "chosen", G_CALLBACK (on_number_chosen), self, G_CONNECT_SWAPPED);
  } else {
    self->chooser = NULL;
  }
  thecal_walk_verdict_set_chooser (THECAL_WALK_VERDICT (self->verdict), self->chooser);
}

static void
show_said (ThecalWalkOutcome *self, int outcome)
{
  const ThecalRecordState state = thecal_walk_session_get_state (self->session);
  const gint64 at_us = thecal_walk_session_get_answered_wall_us (self->session);
  g_autofree char *time = NULL;
  g_autofree char *words = NULL;

  if (at_us != THECAL_UNKNOWN_US)
    time = thecal_walk_clock (at_us, thecal_now ().wall_us);
  if (state == THECAL_RECORD_CALLED && time != NULL)
    words =
        g_strdup_printf (_ ("Called at %s. Read the script out. Somebody there: Arrived."), time);
  else if (state == THECAL_RECORD_ARRIVED && time != NULL)
    words = g_strdup_printf (_ ("Help is there since %s. Give them the printed sheet."), time);
  else if (thecal_walk_session_is_open (self->session))
    words = g_strdup (_ ("This stays open and sounds until you press Called or Arrived."));
  thecal_label_set (self->said, words != NULL ? words : "");
}

static void
show_buttons (ThecalWalkOutcome *self, int outcome)
{
  const ThecalRecordState state = thecal_walk_session_get_state (self->session);
  const gboolean urgent = outcome <= THECAL_OUTCOME_T2;
  const gboolean is_open = thecal_walk_session_is_open (self->session);

  gtk_widget_set_visible (self->called,
                          state != THECAL_RECORD_CALLED && state != THECAL_RECORD_ARRIVED);
  gtk_widget_set_visible (self->arrived, urgent && state != THECAL_RECORD_ARRIVED);
  gtk_widget_set_visible (self->no_answer, self->lines->len > 1);
  gtk_widget_set_visible (
      self->go_on,
      !self->is_emergency &&
          !thecal_walkthrough_is_finished (thecal_walk_session_get_walkthrough (self->session)));
  gtk_widget_set_visible (self->leave, !is_open && !self->is_emergency);
  show_said (self, outcome);
}

/* Whom to call first: who has a number, and while it can wait, who would answer a worry now. */
static void
pick_first (ThecalWalkOutcome *self, int outcome)
{
  const ThecalContactLine *first = line_at (self, 0);
  guint at = next_with_number (self, 0);

  /* the emergency number comes first even where nobody has chosen it: so it is chosen now */
  if (first == NULL || first->role == THECAL_ROLE_EMERGENCY || at == self->lines->len)
    at = 0;
  for (guint i = at; outcome == THECAL_OUTCOME_T5 && i < self->lines->len; i++)
    if (*line_at (self, i)->number != '\0' && line_at (self, i)->open) {
      at = i;
      break;
    }
  self->current = at;
  self->tried_all = FALSE;
  self->anew = FALSE;
}

void
thecal_walk_outcome_refresh (ThecalWalkOutcome *self)
{
  ThecalWalkthrough *walkthrough = thecal_walk_session_get_walkthrough (self->session);
  const ThecalTime now = thecal_walk_session_get_now (self->session);
  g_auto (ThecalTriageResult) result = { 0 };
  const ThecalTriageResult *shown = self->is_emergency ? NULL : &result;
  ThecalScriptFacts facts;
  int outcome = THECAL_OUTCOME_T1;

  if (shown != NULL) {
    thecal_walkthrough_get_result (walkthrough, now, &result);
    outcome = result.outcome;
  }
  thecal_walk_session_fill_facts (self->session, shown, &facts);
  g_clear_pointer (&self->lines, g_array_unref);
  self->lines = thecal_contact_book_order (facts.document->contacts, outcome, now.wall_us);
  if (self->anew || self->current >= self->lines->len)
    pick_first (self, outcome);
  thecal_walk_numbers_set (
      THECAL_WALK_NUMBERS (self->numbers), self->lines, self->current, now.wall_us);
  show_verdict (self, &facts, shown, outcome);
  show_chooser (self);
  thecal_walk_advice_set (THECAL_WALK_ADVICE (self->advice),
                          &facts,
                          outcome,
                          thecal_walk_session_is_watched (self->session));
  show_emergency (self);
  show_buttons (self, outcome);
}

void
thecal_walk_outcome_start (ThecalWalkOutcome *self)
{
  self->anew = TRUE;
}

/* What a person presses. */

static void
emit (ThecalWalkOutcome *self, guint signal)
{
  g_signal_emit (self, signals[signal], 0);
}

static void
on_no_answer (ThecalWalkOutcome *self)
{
  const guint next = next_with_number (self, self->current + 1);

  self->tried_all = next == self->lines->len;
  if (!self->tried_all)
    self->current = next;
  thecal_walk_outcome_refresh (self);
  thecal_walk_verdict_focus (THECAL_WALK_VERDICT (self->verdict));
}

static void
on_picked (ThecalWalkOutcome *self, guint i)
{
  self->tried_all = FALSE;
  self->current = i;
  thecal_walk_outcome_refresh (self);
  thecal_walk_verdict_focus (THECAL_WALK_VERDICT (self->verdict));
}

static void
on_choose (ThecalWalkOutcome *self)
{
  if (self->chooser != NULL)
    gtk_widget_child_focus (self->chooser, GTK_DIR_TAB_FORWARD);
}

static void
on_print (ThecalWalkOutcome *self)
{
  thecal_walk_sheet_print (GTK_WIDGET (self), self->session, self->is_emergency, self->lines);
}

static void
on_show_card (ThecalWalkOutcome *self)
{
  const ThecalContactLine *line = line_at (self, self->current);
  g_auto (ThecalTriageResult) result = { 0 };
  g_autofree char *script = NULL;
  ThecalScriptFacts facts;

  if (!self->is_emergency)
    thecal_walkthrough_get_result (thecal_walk_session_get_walkthrough (self->session),
                                   thecal_walk_session_get_now (self->session),
                                   &result);
  thecal_walk_session_fill_facts (self->session, self->is_emergency ? NULL : &result, &facts);
  script = thecal_script_speak (&facts);
  thecal_walk_card_show (GTK_WIDGET (self), line != NULL ? line->number : "", script);
}

/* Beside the other half, or above it and scrolled with it: the script is read out of what is left
 * of a narrow screen. */
static void
place_verdict (ThecalWalkOutcome *self, gboolean above)
{
  GtkWidget *parent = gtk_widget_get_parent (self->verdict);
  GtkWidget *place = above ? self->scrolled : GTK_WIDGET (self);

  if (parent == place)
    return;
  g_object_ref (self->verdict);
  gtk_box_remove (GTK_BOX (parent), self->verdict);
  gtk_box_prepend (GTK_BOX (place), self->verdict);
  g_object_unref (self->verdict);
  show_emergency (self);
}

void
thecal_walk_outcome_set_size (ThecalWalkOutcome *self, int width, ThecalWalkSize size)
{
  const gboolean small = size != THECAL_WALK_LARGE, narrow = size == THECAL_WALK_NARROW;

  place_verdict (self, narrow);
  thecal_walk_verdict_set_size (
      THECAL_WALK_VERDICT (self->verdict), narrow ? width : width * LEFT_PERCENT / 100, size);
  thecal_walk_advice_set_narrow (THECAL_WALK_ADVICE (self->advice), narrow);
  gtk_box_set_spacing (GTK_BOX (self->head), narrow ? 6 : 12);
  gtk_box_set_spacing (GTK_BOX (self->actions), narrow ? 6 : 12);
  gtk_button_set_label (GTK_BUTTON (self->show), small ? _ ("Show") : _ ("Show to somebody"));
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self->show), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Show to somebody"), -1);
}

void
thecal_walk_outcome_focus (ThecalWalkOutcome *self)
{
  thecal_walk_verdict_focus (THECAL_WALK_VERDICT (self->verdict));
}

/* Making. */

static void
on_back (ThecalWalkOutcome *self)
{
  emit (self, SIGNAL_BACK);
}

static void
on_go_on (ThecalWalkOutcome *self)
{
  emit (self, SIGNAL_GO_ON);
}

static void
on_called (ThecalWalkOutcome *self)
{
  emit (self, SIGNAL_CALLED);
}

static void
on_arrived (ThecalWalkOutcome *self)
{
  emit (self, SIGNAL_ARRIVED);
}

static void
on_emergency (ThecalWalkOutcome *self)
{
  emit (self, SIGNAL_EMERGENCY);
}

static void
on_leave (ThecalWalkOutcome *self)
{
  emit (self, SIGNAL_LEAVE);
}

static void
thecal_walk_outcome_finalize (GObject *object)
{
  ThecalWalkOutcome *self = THECAL_WALK_OUTCOME (object);

  g_clear_pointer (&self->lines, g_array_unref);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (thecal_walk_outcome_parent_class)->finalize (object);
}

static void
thecal_walk_outcome_class_init (ThecalWalkOutcomeClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = thecal_walk_outcome_finalize;
  for (guint i = 0; i < N_SIGNALS; i++)
    signals[i] = g_signal_new (signal_names[i],
                               THECAL_TYPE_WALK_OUTCOME,
                               G_SIGNAL_RUN_LAST,
                               0,
                               NULL,
                               NULL,
                               NULL,
                               G_TYPE_NONE,
                               0);
}

/* @css_class nullable; the button is named as its text. */
static GtkWidget *
add_button (ThecalWalkOutcome *self,
            GtkWidget *row,
            const char *text,
            const char *css_class,
            void (*pressed) (ThecalWalkOutcome *))
{
  GtkWidget *button = gtk_button_new_with_label (text);

  gtk_widget_add_css_class (button, "thecal-walk-button");
  if (css_class != NULL)
    gtk_widget_add_css_class (button, css_class);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (pressed), self);
  gtk_box_append (GTK_BOX (row), button);

  return button;
}

static void
set_icon (GtkWidget *button, const char *icon_name, const char *text)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8), *label = gtk_label_new (text);

  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (icon_name));
  gtk_box_append (GTK_BOX (box), label);
  gtk_button_set_child (GTK_BUTTON (button), box);
  g_object_set_data (G_OBJECT (button), "text", label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static GtkWidget *
build_head (ThecalWalkOutcome *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12), *gap = gtk_label_new ("");

  set_icon (add_button (self, row, "", NULL, on_back), "thecal-back-symbolic", _ ("Back"));
  self->print = add_button (self, row, "", NULL, on_print);
  set_icon (self->print, "thecal-print-symbolic", _ ("Print"));
  self->show = add_button (self, row, _ ("Show"), NULL, on_show_card);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self->show), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Show to somebody"), -1);
  gtk_widget_set_hexpand (gap, TRUE);
  gtk_box_append (GTK_BOX (row), gap);
  self->emergency = add_button (self, row, "", "thecal-emergency", on_emergency);
  set_icon (self->emergency, "thecal-call-symbolic", _ ("Call emergency number"));
  gtk_widget_add_css_class (row, "thecal-outcome-head");

  return row;
}

static GtkWidget *
build_actions (ThecalWalkOutcome *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->called = add_button (self, row, _ ("Called"), "thecal-main", on_called);
  self->arrived = add_button (self, row, _ ("Arrived"), NULL, on_arrived);
  self->no_answer = add_button (self, row, _ ("No answer"), NULL, on_no_answer);
  self->go_on = add_button (self, row, _ ("Go on"), NULL, on_go_on);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->go_on),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Go on with the questions"),
                                  -1);
  self->leave = add_button (self, row, _ ("Close"), NULL, on_leave);

  return row;
}

static GtkWidget *
new_small_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, css_class);

  return label;
}

static GtkWidget *
build_right (ThecalWalkOutcome *self)
{
  GtkWidget *right = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scroll = gtk_scrolled_window_new ();

  self->numbers = thecal_walk_numbers_new ();
  self->advice = thecal_walk_advice_new (self->numbers);
  gtk_scrolled_window_set_policy (
      GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  self->scrolled = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_vexpand (self->advice, TRUE);
  gtk_box_append (GTK_BOX (self->scrolled), self->advice);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), self->scrolled);
  gtk_widget_set_vexpand (scroll, TRUE);
  gtk_widget_add_css_class (right, "thecal-outcome-right");
  gtk_widget_set_hexpand (right, TRUE);
  self->head = build_head (self);
  gtk_box_append (GTK_BOX (right), self->head);
  gtk_box_append (GTK_BOX (right), scroll);
  self->said = new_small_label ("", "thecal-said");
  gtk_box_append (GTK_BOX (right), self->said);
  self->actions = build_actions (self);
  gtk_box_append (GTK_BOX (right), self->actions);
  g_signal_connect_swapped (self->numbers, "picked", G_CALLBACK (on_picked), self);

  return right;
}

static void
thecal_walk_outcome_init (ThecalWalkOutcome *self)
{
  self->lines = g_array_new (FALSE, FALSE, sizeof (ThecalContactLine));
  self->verdict = thecal_walk_verdict_new ();
  gtk_widget_add_css_class (GTK_WIDGET (self), "thecal-outcome");
  gtk_box_append (GTK_BOX (self), self->verdict);
  gtk_box_append (GTK_BOX (self), build_right (self));
  g_signal_connect_swapped (self->verdict, "choose", G_CALLBACK (on_choose), self);
}

GtkWidget *
thecal_walk_outcome_new (ThecalWalkSession *session, gboolean is_emergency)
{
  ThecalWalkOutcome *self = g_object_new (THECAL_TYPE_WALK_OUTCOME, NULL);

  self->session = g_object_ref (session);
  gtk_widget_set_visible (self->print, !thecal_walk_session_is_paperless (session));
  self->is_emergency = is_emergency;

  return GTK_WIDGET (self);
}
