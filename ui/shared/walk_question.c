/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "shared/walk_question.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "core/checklist/checklist_rule.h"
#include "shared/beep_trainer.h"
#include "shared/labels.h"
#include "shared/now.h"
#include "shared/walk_answers.h"
#include "shared/walk_number.h"
#include "shared/walk_words.h"

/* Characters; more take smaller letters. */
#define LONG_QUESTION 95
#define LONG_WITH_MANY 50 /* above more rows of answers than one */

struct _ThecalWalkQuestion {
  GtkBox parent_instance;
  GtkWidget *words;  /* the group a screen reader reads */
  GtkWidget *scroll; /* round it: large text on a small screen */
  GtkWidget *question, *help, *known;
  GtkWidget *answers; /* ThecalWalkAnswers */
  GtkWidget *number;  /* ThecalWalkNumber, above the answers */
  GtkWidget *keys, *not_sure, *sounds, *foot;
  const ThecalChecklistItem *item; /* borrowed of the set */
  ThecalAnswer before;             /* what stood for it */
  gboolean has_before, small, child;
  gboolean takes_number; /* else a count would be nobody's answer */
};

enum { SIGNAL_ANSWERED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ThecalWalkQuestion, thecal_walk_question, GTK_TYPE_BOX)

static void
answer (ThecalWalkQuestion *self, const ThecalAnswer *said)
{
  ThecalAnswer whole = *said;

  if (self->item == NULL)
    return;
  whole.at_wall_us = thecal_now ().wall_us;
  whole.prefilled = false;
  g_signal_emit (self, signals[SIGNAL_ANSWERED], 0, &whole);
}

/* @word as thecal_answer_parse() reads it. */
static void
on_word (ThecalWalkQuestion *self, const char *word)
{
  g_autofree char *time = NULL;
  ThecalAnswer said;
  char expected[96];

  if (self->item == NULL)
    return;
  if (self->item->type == THECAL_ANSWER_TIME) {
    const gint64 known = self->has_before && self->before.said == THECAL_SAID_TIME
                             ? self->before.time_wall_us
                             : THECAL_UNKNOWN_US;

    time = thecal_walk_when_word (
        (ThecalWhen) g_ascii_strtoull (word, NULL, 10), known, thecal_now ().wall_us);
    word = time;
  }
  if (thecal_answer_parse (self->item, word, NULL, &said, expected))
    answer (self, &said);
  else
    g_warning ("%s: %s is no answer, expected %s", self->item->id, word, expected);
}

static void
on_number (ThecalWalkQuestion *self, const ThecalAnswer *said)
{
  answer (self, said);
}

/* Which answers. */

static void
show_choices (ThecalWalkQuestion *self)
{
  ThecalWalkAnswers *answers = THECAL_WALK_ANSWERS (self->answers);

  for (guint i = 0; i < self->item->choices->len; i++) {
    const ThecalChoice *choice = &g_array_index (self->item->choices, ThecalChoice, i);

    thecal_walk_answers_add (answers, choice->value, _ (choice->label), NULL, 0);
  }
}

static void
show_times (ThecalWalkQuestion *self)
{
  for (guint i = 0; i < THECAL_N_WHENS; i++) {
    g_autofree char *word = g_strdup_printf ("%u", i);

    thecal_walk_answers_add (THECAL_WALK_ANSWERS (self->answers),
                             word,
                             thecal_walk_when_title ((ThecalWhen) i),
                             NULL,
                             0);
  }
}

static void
show_yes_no (ThecalWalkQuestion *self)
{
  ThecalWalkAnswers *answers = THECAL_WALK_ANSWERS (self->answers);

  thecal_walk_answers_add (answers, "yes", _ ("Yes"), "thecal-check-symbolic", GDK_KEY_y);
  thecal_walk_answers_add (answers, "no", _ ("No"), "thecal-cross-symbolic", GDK_KEY_n);
  thecal_walk_answers_add (
      answers, "not-sure", _ ("Not sure"), "thecal-question-symbolic", GDK_KEY_s);
}

static void
show_answers (ThecalWalkQuestion *self)
{
  const ThecalAnswerType type = self->item->type;

  thecal_walk_answers_clear (THECAL_WALK_ANSWERS (self->answers));
  gtk_widget_set_visible (self->number, self->takes_number);
  gtk_widget_set_visible (
      self->keys, !self->small && (type == THECAL_ANSWER_YES_NO || type == THECAL_ANSWER_NUMBER));
  switch (type) {
  case THECAL_ANSWER_NUMBER:
    if (self->takes_number)
      thecal_walk_number_set (
          THECAL_WALK_NUMBER (self->number), self->item, self->has_before ? &self->before : NULL);
    show_yes_no (self);
    break;
  case THECAL_ANSWER_YES_NO:
    show_yes_no (self);
    break;
  case THECAL_ANSWER_SELECT:
    show_choices (self);
    break;
  case THECAL_ANSWER_TIME:
    show_times (self);
    break;
  }
}

static void
set_class (GtkWidget *widget, const char *name, gboolean on)
{
  if (on)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

/* "Are they breathing?" is the other way round: there no is the bad answer. */
static gboolean
is_bad_at_no (const ThecalChecklistItem *item)
{
  for (guint i = 0; i < item->rules->len; i++)
    if (((const ThecalRule *) g_ptr_array_index (item->rules, i))->no)
      return TRUE;

  return FALSE;
}

static gboolean
asks_for_sound (const ThecalChecklistItem *item)
{
  return g_str_equal (item->id, "G8") || g_str_equal (item->id, "P1");
}

/* Answers in more than one row. */
static gboolean
has_many (const ThecalChecklistItem *item)
{
  return item->type == THECAL_ANSWER_SELECT || item->type == THECAL_ANSWER_TIME;
}

/* With more rows of answers there is little in it, and little room for it. */
static void
show_foot (ThecalWalkQuestion *self)
{
  gtk_widget_set_visible (self->foot,
                          !self->small || !has_many (self->item) || asks_for_sound (self->item));
}

static void
show_words (ThecalWalkQuestion *self)
{
  const char *question = thecal_walk_question_words (self->item, self->child);

  thecal_label_set (self->question, question);
  set_class (self->question,
             "thecal-long",
             g_utf8_strlen (question, -1) >
                 (has_many (self->item) ? LONG_WITH_MANY : LONG_QUESTION));
  thecal_walk_number_set_question (THECAL_WALK_NUMBER (self->number), question);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self->words), GTK_ACCESSIBLE_PROPERTY_LABEL, question, -1);
}

void
thecal_walk_question_set_child (ThecalWalkQuestion *self, gboolean child)
{
  self->child = child;
  if (self->item != NULL)
    show_words (self);
}

void
thecal_walk_question_set_known (ThecalWalkQuestion *self, const ThecalAnswer *before)
{
  g_autofree char *known = NULL;

  if (self->item == NULL)
    return;
  self->has_before = before != NULL;
  if (before != NULL)
    self->before = *before;
  known = before != NULL ? thecal_walk_known (self->item, before) : g_strdup ("");
  thecal_label_set (self->known, known);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->words),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  *known != '\0' ? known
                                                 : gtk_label_get_text (GTK_LABEL (self->help)),
                                  -1);
}

void
thecal_walk_question_set (ThecalWalkQuestion *self,
                          const ThecalChecklistItem *item,
                          const ThecalAnswer *before,
                          gboolean number)
{
  const gboolean measured = item->type == THECAL_ANSWER_NUMBER;
  /* how to count helps nobody where the number cannot be entered */
  const char *help =
      item->help != NULL && *item->help != '\0' && measured == number ? _ (item->help) : "";

  self->item = item;
  self->takes_number = measured && number;
  show_words (self);
  thecal_label_set (self->help, help);
  thecal_walk_question_set_known (self, before);
  /* three large answers leave room for large letters */
  set_class (self->words, "thecal-roomy", !has_many (item) && !self->takes_number);
  set_class (self->foot, "thecal-many", has_many (item));
  gtk_widget_set_visible (self->sounds, asks_for_sound (item));
  show_foot (self);
  thecal_label_set (self->not_sure,
                    !item->red            ? ""
                    : is_bad_at_no (item) ? _ ("Not sure counts as no here")
                                          : _ ("Not sure counts as yes here"));
  show_answers (self);
}

void
thecal_walk_question_focus (ThecalWalkQuestion *self)
{
  if (self->item != NULL && self->takes_number)
    thecal_walk_number_focus (THECAL_WALK_NUMBER (self->number));
  else
    gtk_widget_grab_focus (self->words);
}

gboolean
thecal_walk_question_take_key (ThecalWalkQuestion *self, guint keyval)
{
  return self->item != NULL && thecal_walk_answers_take_key (THECAL_WALK_ANSWERS (self->answers),
                                                             keyval,
                                                             !self->takes_number);
}

void
thecal_walk_question_set_size (ThecalWalkQuestion *self, ThecalWalkSize size)
{
  const gboolean small = size != THECAL_WALK_LARGE;

  self->small = small;
  thecal_walk_answers_set_size (THECAL_WALK_ANSWERS (self->answers), size);
  thecal_walk_number_set_narrow (THECAL_WALK_NUMBER (self->number), size == THECAL_WALK_NARROW);
  gtk_widget_set_valign (self->words, small ? GTK_ALIGN_START : GTK_ALIGN_END);
  if (self->item != NULL) {
    gtk_widget_set_visible (self->keys, !small && !has_many (self->item));
    show_foot (self);
  }
}

static void
thecal_walk_question_class_init (ThecalWalkQuestionClass *klass)
{
  signals[SIGNAL_ANSWERED] = g_signal_new ("answered",
                                           THECAL_TYPE_WALK_QUESTION,
                                           G_SIGNAL_RUN_LAST,
                                           0,
                                           NULL,
                                           NULL,
                                           NULL,
                                           G_TYPE_NONE,
                                           1,
                                           G_TYPE_POINTER);
}

/* The two sounds to compare, in a window of their own: the question stays. */
static void
on_sounds (ThecalWalkQuestion *self)
{
  GtkWidget *window = adw_window_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *trainer = thecal_beep_trainer_new ();

  gtk_window_set_title (GTK_WINDOW (window), _ ("The sounds of a pump"));
  gtk_window_set_transient_for (GTK_WINDOW (window),
                                GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))));
  gtk_window_set_modal (GTK_WINDOW (window), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (window), 640, -1);
  gtk_widget_add_css_class (trainer, "thecal-chooser-page");
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), trainer);
  adw_window_set_content (ADW_WINDOW (window), box);
  gtk_window_present (GTK_WINDOW (window));
}

static GtkWidget *
new_label (const char *css_class)
{
  GtkWidget *label = gtk_label_new ("");

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, css_class);

  return label;
}

static GtkWidget *
new_keys (void)
{
  static const char *const names[] = { "Y", "N", "S" };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    GtkWidget *key = gtk_label_new (names[i]);

    gtk_widget_add_css_class (key, "thecal-key");
    gtk_widget_set_valign (key, GTK_ALIGN_CENTER);
    gtk_box_append (GTK_BOX (box), key);
  }
  gtk_box_append (GTK_BOX (box), gtk_label_new (_ ("answer from the keyboard")));

  return box;
}

static void
build_words (ThecalWalkQuestion *self)
{
  self->words = g_object_new (GTK_TYPE_BOX,
                              "orientation",
                              GTK_ORIENTATION_VERTICAL,
                              "accessible-role",
                              GTK_ACCESSIBLE_ROLE_GROUP,
                              "focusable",
                              TRUE,
                              NULL);
  gtk_widget_add_css_class (self->words, "thecal-question-words");
  self->question = new_label ("thecal-question");
  self->help = new_label ("thecal-question-help");
  self->known = new_label ("thecal-question-known");
  gtk_widget_set_halign (self->known, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (self->words), self->question);
  gtk_box_append (GTK_BOX (self->words), self->help);
  gtk_box_append (GTK_BOX (self->words), self->known);
  self->scroll = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (
      GTK_SCROLLED_WINDOW (self->scroll), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroll), self->words);
  gtk_widget_set_vexpand (self->scroll, TRUE);
  gtk_widget_set_valign (self->words, GTK_ALIGN_END);
}

static void
thecal_walk_question_init (ThecalWalkQuestion *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_widget_add_css_class (GTK_WIDGET (self), "thecal-question-page");
  build_words (self);
  self->number = thecal_walk_number_new ();
  self->answers = thecal_walk_answers_new ();
  self->keys = new_keys ();
  self->not_sure = gtk_label_new ("");
  gtk_widget_set_hexpand (self->not_sure, TRUE);
  gtk_widget_set_halign (self->not_sure, GTK_ALIGN_END);
  self->foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  gtk_widget_add_css_class (self->foot, "thecal-question-foot");
  self->sounds = gtk_button_new_with_label (_ ("Play the sounds"));
  gtk_widget_add_css_class (self->sounds, "thecal-walk-button");
  g_signal_connect_swapped (self->sounds, "clicked", G_CALLBACK (on_sounds), self);
  gtk_box_append (GTK_BOX (self->foot), self->sounds);
  gtk_box_append (GTK_BOX (self->foot), self->keys);
  gtk_box_append (GTK_BOX (self->foot), self->not_sure);
  gtk_box_append (GTK_BOX (self), self->scroll);
  gtk_box_append (GTK_BOX (self), self->number);
  gtk_box_append (GTK_BOX (self), self->answers);
  gtk_box_append (GTK_BOX (self), self->foot);
  gtk_widget_set_visible (self->number, FALSE);
  g_signal_connect_swapped (self->answers, "chosen", G_CALLBACK (on_word), self);
  g_signal_connect_swapped (self->number, "answered", G_CALLBACK (on_number), self);
}

GtkWidget *
thecal_walk_question_new (void)
{
  return g_object_new (THECAL_TYPE_WALK_QUESTION, NULL);
}
