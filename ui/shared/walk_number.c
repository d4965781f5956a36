/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "shared/walk_number.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <string.h>

#include "shared/labels.h"
#include "shared/walk_words.h"

struct _ThecalWalkNumber {
  GtkBox parent_instance;
  GtkWidget *row; /* typing, then what it means */
  GtkWidget *entry, *unit, *celsius, *fahrenheit, *plain, *go_on, *echo, *without;
  const ThecalChecklistItem *item;
};

enum { SIGNAL_ANSWERED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ThecalWalkNumber, thecal_walk_number, GTK_TYPE_BOX)

static const char *
plain_unit (ThecalQuantity quantity)
{
  switch (quantity) {
  case THECAL_QUANTITY_BREATHS:
    return _ ("breaths a minute");
  case THECAL_QUANTITY_PRESSURE:
    return _ ("mmHg above usual");
  case THECAL_QUANTITY_VOLUME_ML:
    return _ ("mL");
  case THECAL_QUANTITY_PAIN:
    return _ ("from 0 to 10");
  case THECAL_QUANTITY_NONE:
  case THECAL_QUANTITY_TEMPERATURE:
    return "";
  }

  return "";
}

static gboolean
is_temperature (const ThecalWalkNumber *self)
{
  return self->item != NULL && self->item->quantity == THECAL_QUANTITY_TEMPERATURE;
}

static ThecalAnswerUnit
unit_of (const ThecalWalkNumber *self)
{
  if (!is_temperature (self))
    return THECAL_UNIT_PLAIN;

  return gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->fahrenheit))
             ? THECAL_UNIT_FAHRENHEIT
             : THECAL_UNIT_CELSIUS;
}

/* FALSE: nothing, or nothing that is an answer; @out_expected says what is. */
static gboolean
read_entry (ThecalWalkNumber *self, ThecalAnswer *out, char out_expected[96])
{
  static const char *const units[] = {
    [THECAL_UNIT_PLAIN] = NULL, [THECAL_UNIT_CELSIUS] = "c", [THECAL_UNIT_FAHRENHEIT] = "f"
  };
  g_autofree char *word =
      thecal_walk_number_word (gtk_editable_get_text (GTK_EDITABLE (self->entry)));

  out_expected[0] = '\0';

  return word != NULL && self->item != NULL &&
         thecal_answer_parse (self->item, word, units[unit_of (self)], out, out_expected) &&
         out->said == THECAL_SAID_NUMBER;
}

static void
say (ThecalWalkNumber *self, const char *words, gboolean refused)
{
  gtk_label_set_text (GTK_LABEL (self->echo), words);
  if (refused) {
    gtk_widget_add_css_class (self->echo, "thecal-refused");
    gtk_widget_add_css_class (self->entry, "error");
  } else {
    gtk_widget_remove_css_class (self->echo, "thecal-refused");
    gtk_widget_remove_css_class (self->entry, "error");
  }
}

/* What was typed so far, in both units. What is no answer is refused once it is as long as one: a
 * "10" may become 101 °F. */
static void
on_changed (ThecalWalkNumber *self)
{
  const glong length = g_utf8_strlen (gtk_editable_get_text (GTK_EDITABLE (self->entry)), -1);
  const glong whole = unit_of (self) == THECAL_UNIT_FAHRENHEIT ? 3 : 2;
  g_autofree char *words = NULL;
  ThecalAnswer answer;
  char expected[96];
  const gboolean taken = read_entry (self, &answer, expected);

  gtk_widget_set_sensitive (self->go_on, length > 0);
  if (taken && is_temperature (self))
    words = thecal_walk_both_units (answer.number, answer.unit);
  else if (!taken && is_temperature (self) && length >= whole)
    words = thecal_walk_refusal (self->item, unit_of (self), expected);
  say (self, words != NULL ? words : "", words != NULL && !taken);
}

static void
on_go_on (ThecalWalkNumber *self)
{
  g_autofree char *words = NULL;
  ThecalAnswer answer;
  char expected[96];

  if (read_entry (self, &answer, expected)) {
    g_signal_emit (self, signals[SIGNAL_ANSWERED], 0, &answer);
    return;
  }
  if (self->item == NULL || *gtk_editable_get_text (GTK_EDITABLE (self->entry)) == '\0')
    return;
  words = thecal_walk_refusal (self->item, unit_of (self), expected);
  say (self, words, TRUE);
}

/* What their thermometers show. */
static gboolean
is_fahrenheit_usual (void)
{
  const char *locale = setlocale (LC_MEASUREMENT, NULL);

  return locale != NULL && strstr (locale, "_US") != NULL;
}

/* Letters answer the question (Y, N, S); here they would only be wrong. */
static void
on_insert (GtkEditable *text, const char *added, int length, int *position, gpointer data)
{
  for (const char *at = added; at < added + length; at++)
    if (!g_ascii_isdigit (*at) && *at != '.' && *at != ',') {
      g_signal_stop_emission_by_name (text, "insert-text");
      return;
    }
}

void
thecal_walk_number_set (ThecalWalkNumber *self,
                        const ThecalChecklistItem *item,
                        const ThecalAnswer *answer)
{
  g_autofree char *word = NULL;

  self->item = item;
  gtk_widget_set_visible (self->unit, is_temperature (self));
  thecal_label_set (self->plain, plain_unit (item->quantity));
  if (answer != NULL && answer->said == THECAL_SAID_NUMBER) {
    word = g_strdup_printf ("%g", answer->number);
    if (answer->unit == THECAL_UNIT_FAHRENHEIT)
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->fahrenheit), TRUE);
    else if (answer->unit == THECAL_UNIT_CELSIUS)
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->celsius), TRUE);
  }
  gtk_editable_set_text (GTK_EDITABLE (self->entry), word != NULL ? word : "");
  thecal_label_set (self->without,
                    is_temperature (self) ? _ ("No thermometer? Feel the chest or back:")
                                          : _ ("Not measured? Answer as well as you can:"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  item->help != NULL ? _ (item->help) : "",
                                  -1);
  on_changed (self);
}

void
thecal_walk_number_set_question (ThecalWalkNumber *self, const char *question)
{
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, question, -1);
}

void
thecal_walk_number_set_narrow (ThecalWalkNumber *self, gboolean narrow)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->row),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
}

void
thecal_walk_number_focus (ThecalWalkNumber *self)
{
  gtk_widget_grab_focus (self->entry);
}

static void
thecal_walk_number_class_init (ThecalWalkNumberClass *klass)
{
  signals[SIGNAL_ANSWERED] = g_signal_new ("answered",
                                           THECAL_TYPE_WALK_NUMBER,
                                           G_SIGNAL_RUN_LAST,
                                           0,
                                           NULL,
                                           NULL,
                                           NULL,
                                           G_TYPE_NONE,
                                           1,
                                           G_TYPE_POINTER);
}

static GtkWidget *
new_unit (const char *title, const char *name)
{
  GtkWidget *button = gtk_toggle_button_new_with_label (title);

  gtk_widget_add_css_class (button, "thecal-unit-choice");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);

  return button;
}

static void
build_row (ThecalWalkNumber *self)
{
  GtkWidget *typed = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *meant = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkEditable *text;

  self->entry = gtk_entry_new ();
  gtk_entry_set_input_purpose (GTK_ENTRY (self->entry), GTK_INPUT_PURPOSE_NUMBER);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (self->entry), 6);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), 5);
  gtk_entry_set_max_length (GTK_ENTRY (self->entry), 7);
  gtk_widget_add_css_class (self->entry, "thecal-number-entry");
  self->celsius = new_unit ("°C", _ ("Degrees Celsius"));
  self->fahrenheit = new_unit ("°F", _ ("Degrees Fahrenheit"));
  gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (self->fahrenheit),
                               GTK_TOGGLE_BUTTON (self->celsius));
  gtk_toggle_button_set_active (
      GTK_TOGGLE_BUTTON (is_fahrenheit_usual () ? self->fahrenheit : self->celsius), TRUE);
  self->unit = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_add_css_class (self->unit, "linked");
  gtk_box_append (GTK_BOX (self->unit), self->celsius);
  gtk_box_append (GTK_BOX (self->unit), self->fahrenheit);
  self->plain = gtk_label_new ("");
  gtk_widget_add_css_class (self->plain, "thecal-question-help");
  self->go_on = gtk_button_new_with_label (_ ("Go on"));
  gtk_widget_add_css_class (self->go_on, "thecal-walk-button");
  gtk_widget_add_css_class (self->go_on, "thecal-main");
  self->echo = gtk_label_new ("");
  gtk_widget_add_css_class (self->echo, "thecal-echo");
  gtk_label_set_wrap (GTK_LABEL (self->echo), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->echo), 0);
  gtk_widget_set_hexpand (self->echo, TRUE);
  gtk_box_append (GTK_BOX (typed), self->entry);
  gtk_box_append (GTK_BOX (typed), self->unit);
  gtk_box_append (GTK_BOX (typed), self->plain);
  gtk_box_append (GTK_BOX (meant), self->echo);
  gtk_box_append (GTK_BOX (meant), self->go_on);
  gtk_widget_set_hexpand (meant, TRUE);
  self->row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  gtk_box_append (GTK_BOX (self->row), typed);
  gtk_box_append (GTK_BOX (self->row), meant);
  text = gtk_editable_get_delegate (GTK_EDITABLE (self->entry));
  g_signal_connect (text, "insert-text", G_CALLBACK (on_insert), self);
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (on_changed), self);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (on_go_on), self);
  g_signal_connect_swapped (self->go_on, "clicked", G_CALLBACK (on_go_on), self);
  g_signal_connect_swapped (self->celsius, "toggled", G_CALLBACK (on_changed), self);
}

static void
thecal_walk_number_init (ThecalWalkNumber *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_widget_add_css_class (GTK_WIDGET (self), "thecal-number");
  build_row (self);
  self->without = gtk_label_new ("");
  gtk_label_set_xalign (GTK_LABEL (self->without), 0);
  gtk_widget_add_css_class (self->without, "thecal-without");
  gtk_box_append (GTK_BOX (self), self->row);
  gtk_box_append (GTK_BOX (self), self->without);
}

GtkWidget *
thecal_walk_number_new (void)
{
  return g_object_new (THECAL_TYPE_WALK_NUMBER, NULL);
}
