/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "shared/walk_advice.h"

#include <glib/gi18n.h>

#include "shared/labels.h"
#include "shared/walk_words.h"

typedef struct {
  GtkWidget *card, *title, *lines, *source;
} Card;

struct _ThecalWalkAdvice {
  GtkBox parent_instance;
  GtkWidget *numbers;
  GtkWidget *script_card, *script;
  Card do_now, do_not, bring, tablets;
  GtkWidget *do_row, *bring_row;
  GtkWidget *expect;
  GtkWidget *again_card, *again, *again_words;
};

G_DEFINE_FINAL_TYPE (ThecalWalkAdvice, thecal_walk_advice, GTK_TYPE_BOX)

static GtkWidget *
add_label (GtkWidget *box, const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);

  return label;
}

static GtkWidget *
new_card (const char *css_class)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);

  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "thecal-advice-card");
  if (css_class != NULL)
    gtk_widget_add_css_class (card, css_class);

  return card;
}

static void
fill_card (Card *card, const char *title)
{
  card->card = new_card (NULL);
  gtk_widget_set_hexpand (card->card, TRUE);
  card->title = add_label (card->card, title, "thecal-advice-title");
  card->lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  gtk_box_append (GTK_BOX (card->card), card->lines);
  card->source = add_label (card->card, "", "thecal-advice-source");
  gtk_widget_set_visible (card->source, FALSE);
}

static void
add_line (GtkWidget *lines, const char *text)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *bullet = gtk_label_new ("•");

  gtk_widget_set_valign (bullet, GTK_ALIGN_START);
  gtk_widget_add_css_class (bullet, "thecal-advice-line");
  gtk_box_append (GTK_BOX (row), bullet);
  add_label (row, text, "thecal-advice-line");
  gtk_box_append (GTK_BOX (lines), row);
}

static void
clear (GtkWidget *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (box)) != NULL)
    gtk_box_remove (GTK_BOX (box), child);
}

static void
show_card (Card *card, const ThecalScriptFacts *facts, int outcome, ThecalAdviceKind kind)
{
  const guint gate = 1u << THECAL_LIST_GATE;
  const guint lists = facts->result != NULL ? facts->result->lists | gate : gate;
  g_autoptr (GPtrArray) lines = thecal_checklist_set_get_advice (facts->set, lists, outcome, kind);

  clear (card->lines);
  for (guint i = 0; i < lines->len; i++)
    add_line (card->lines, _ (g_ptr_array_index (lines, i)));
  gtk_widget_set_visible (card->card, lines->len > 0);
}

/* The team's own words, where the rules allow them at all. */
static void
show_tablets (ThecalWalkAdvice *self, const ThecalScriptFacts *facts)
{
  const ThecalPatient *patient = facts->document->patient;
  const gboolean wanted = facts->result != NULL && facts->result->show_tablets &&
                          patient->tablets_plan != NULL && *patient->tablets_plan != '\0';
  g_autofree char *quoted = NULL;
  g_autofree char *source = NULL;

  clear (self->tablets.lines);
  gtk_widget_set_visible (self->tablets.card, wanted);
  if (!wanted)
    return;
  quoted = g_strdup_printf (_ ("“%s”"), patient->tablets_plan);
  add_label (self->tablets.lines, quoted, "thecal-advice-line");
  if (patient->tablets_on_us != THECAL_UNKNOWN_US) {
    g_autoptr (GDateTime) on =
        g_date_time_new_from_unix_local (patient->tablets_on_us / THECAL_SECOND_US);
    g_autofree char *day = on != NULL ? g_date_time_format (on, "%-e %b %Y") : g_strdup ("");

    source = patient->tablets_by != NULL
                 ? g_strdup_printf (_ ("Their words, written %s, %s."), day, patient->tablets_by)
                 : g_strdup_printf (_ ("Their words, written %s."), day);
  }
  thecal_label_set (self->tablets.source, source != NULL ? source : _ ("Your team's own words."));
}

static void
show_again (ThecalWalkAdvice *self,
            const ThecalScriptFacts *facts,
            int outcome,
            gboolean is_watched)
{
  const gboolean wanted = facts->result != NULL && outcome >= THECAL_OUTCOME_T3;
  g_autofree char *time = NULL;
  g_autofree char *title = NULL;

  gtk_widget_set_visible (self->again_card, wanted);
  if (!wanted)
    return;
  if (facts->result->repeat_wall_us != THECAL_UNKNOWN_US) {
    time = thecal_walk_clock (facts->result->repeat_wall_us, facts->now_wall_us);
    title = g_strdup_printf (_ ("Look again at %s"), time);
  } else {
    /* the clock is not to be trusted: the shorter of the two */
    title = g_strdup (_ ("Look again in 2 hours"));
  }
  gtk_label_set_text (GTK_LABEL (self->again), title);
  gtk_label_set_text (
      GTK_LABEL (self->again_words),
      is_watched ? _ ("Thecal will ask you. Stiffer, hot, confused or hard to wake before then: "
                      "start again at once.")
                 : _ ("Thecal's monitor is not running: set an alarm clock. Stiffer, hot, confused "
                      "or hard to wake before then: start again at once."));
}

static void
show_expect (ThecalWalkAdvice *self, const ThecalScriptFacts *facts, int outcome)
{
  const guint gate = 1u << THECAL_LIST_GATE;
  const guint lists = facts->result != NULL ? facts->result->lists | gate : gate;
  g_autoptr (GPtrArray) lines =
      thecal_checklist_set_get_advice (facts->set, lists, outcome, THECAL_ADVICE_EXPECT);
  g_autoptr (GString) text = g_string_new ("");

  for (guint i = 0; i < lines->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "", _ (g_ptr_array_index (lines, i)));
  thecal_label_set (self->expect, text->str);
}

/* In an emergency the script is read out while the call is made; else the numbers come first. */
static void
order (ThecalWalkAdvice *self, int outcome)
{
  const gboolean script_first = outcome == THECAL_OUTCOME_T1;

  gtk_box_reorder_child_after (
      GTK_BOX (self), script_first ? self->script_card : self->numbers, NULL);
  gtk_box_reorder_child_after (GTK_BOX (self),
                               script_first ? self->do_row : self->script_card,
                               script_first ? self->script_card : self->numbers);
  gtk_box_reorder_child_after (GTK_BOX (self),
                               script_first ? self->numbers : self->do_row,
                               script_first ? self->do_row : self->script_card);
}

void
thecal_walk_advice_set (ThecalWalkAdvice *self,
                        const ThecalScriptFacts *facts,
                        int outcome,
                        gboolean is_watched)
{
  g_autofree char *script = thecal_script_speak (facts);
  g_autofree char *quoted = g_strdup_printf (_ ("“%s”"), script);

  thecal_label_set (self->script, quoted);
  show_card (&self->do_now, facts, outcome, THECAL_ADVICE_DO_NOW);
  show_card (&self->do_not, facts, outcome, THECAL_ADVICE_DO_NOT);
  show_card (&self->bring, facts, outcome, THECAL_ADVICE_BRING);
  show_tablets (self, facts);
  show_expect (self, facts, outcome);
  show_again (self, facts, outcome, is_watched);
  gtk_widget_set_visible (self->do_row,
                          gtk_widget_get_visible (self->do_now.card) ||
                              gtk_widget_get_visible (self->do_not.card));
  gtk_widget_set_visible (self->bring_row,
                          gtk_widget_get_visible (self->bring.card) ||
                              gtk_widget_get_visible (self->tablets.card));
  order (self, outcome);
}

void
thecal_walk_advice_set_narrow (ThecalWalkAdvice *self, gboolean narrow)
{
  const GtkOrientation across = narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL;

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->do_row), across);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->bring_row), across);
  gtk_box_set_homogeneous (GTK_BOX (self->do_row), !narrow);
  gtk_box_set_homogeneous (GTK_BOX (self->bring_row), !narrow);
}

static void
thecal_walk_advice_class_init (ThecalWalkAdviceClass *klass)
{
}

static GtkWidget *
new_row (Card *left, Card *right)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 14);

  gtk_box_set_homogeneous (GTK_BOX (row), TRUE);
  gtk_box_append (GTK_BOX (row), left->card);
  gtk_box_append (GTK_BOX (row), right->card);

  return row;
}

static void
build_again (ThecalWalkAdvice *self)
{
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *icon = gtk_image_new_from_icon_name ("thecal-clock-symbolic");

  self->again_card = new_card ("thecal-again");
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->again_card), GTK_ORIENTATION_HORIZONTAL);
  gtk_box_set_spacing (GTK_BOX (self->again_card), 16);
  gtk_box_append (GTK_BOX (self->again_card), icon);
  gtk_box_append (GTK_BOX (self->again_card), words);
  self->again = add_label (words, "", "thecal-again-time");
  self->again_words = add_label (words, "", "thecal-advice-line");
}

static void
thecal_walk_advice_init (ThecalWalkAdvice *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_widget_add_css_class (GTK_WIDGET (self), "thecal-advice");
  self->script_card = new_card (NULL);
  add_label (self->script_card, _ ("Read this out"), "thecal-advice-title");
  self->script = add_label (self->script_card, "", "thecal-script");
  gtk_label_set_selectable (GTK_LABEL (self->script), FALSE);
  fill_card (&self->do_now, _ ("Do now"));
  fill_card (&self->do_not, _ ("Do not"));
  fill_card (&self->bring, _ ("Have ready, and bring"));
  fill_card (&self->tablets, _ ("Your team's plan for tablets"));
  self->do_row = new_row (&self->do_now, &self->do_not);
  self->bring_row = new_row (&self->bring, &self->tablets);
  build_again (self);
}

GtkWidget *
thecal_walk_advice_new (GtkWidget *numbers)
{
  ThecalWalkAdvice *self = g_object_new (THECAL_TYPE_WALK_ADVICE, NULL);

  self->numbers = numbers;
  gtk_box_append (GTK_BOX (self), self->script_card);
  gtk_box_append (GTK_BOX (self), self->do_row);
  gtk_box_append (GTK_BOX (self), numbers);
  gtk_box_append (GTK_BOX (self), self->bring_row);
  self->expect = add_label (GTK_WIDGET (self), "", "thecal-expect");
  gtk_box_append (GTK_BOX (self), self->again_card);

  return GTK_WIDGET (self);
}
