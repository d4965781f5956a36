/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "shared/entry_form.h"

#include <glib/gi18n.h>
#include <math.h>

#include "core/diary/entry_fields.h"
#include "shared/labels.h"
#include "words/entry_words.h"

#define FIELD "thecal-field"

struct _ThecalEntryForm {
  GtkBox parent_instance;
  ThecalEntryKind kind;
  AdwPreferencesGroup *main; /* borrowed */
  GtkWidget *fault;
  GPtrArray *rows; /* borrowed widgets, each with its ThecalEntryField */
};

enum { SIGNAL_CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ThecalEntryForm, thecal_entry_form, GTK_TYPE_BOX)

static const ThecalEntryField *
field_of (GtkWidget *row)
{
  return g_object_get_data (G_OBJECT (row), FIELD);
}

GtkWidget *
thecal_entry_form_get_row (ThecalEntryForm *self, const char *name)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (g_str_equal (field_of (g_ptr_array_index (self->rows, i))->name, name))
      return g_ptr_array_index (self->rows, i);

  return NULL;
}

/* Rows. */

static void
on_changed (ThecalEntryForm *self)
{
  thecal_entry_form_clear_fault (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* The words that a choice is kept as, in the order of the row after "not entered". */
static const char *
word_at (const ThecalEntryField *field, guint index)
{
  static const char *const truths[] = { "yes", "no" };

  if (index == 0)
    return "";
  if (field->type == THECAL_FIELD_IS_TRUTH)
    return index <= G_N_ELEMENTS (truths) ? truths[index - 1] : NULL;

  return index <= THECAL_FIELD_CHOICES_MAX ? field->choices[index - 1] : NULL;
}

static GtkWidget *
choice_row_new (const ThecalEntryField *field)
{
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);
  GtkWidget *row = adw_combo_row_new ();

  gtk_string_list_append (words, field->is_needed ? _ ("Choose…") : _ ("Not entered"));
  for (guint i = 1; word_at (field, i) != NULL; i++) {
    if (field->type == THECAL_FIELD_IS_TRUTH)
      gtk_string_list_append (words, i == 1 ? _ ("Yes") : _ ("No"));
    else
      gtk_string_list_append (words, thecal_entry_choice_title (word_at (field, i)));
  }
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (words));

  return row;
}

/* GtkText inside is what a screen reader comes to. */
void
thecal_entry_row_name (GtkWidget *row, const char *label)
{
  GtkEditable *text = gtk_editable_get_delegate (GTK_EDITABLE (row));

  if (text != NULL)
    gtk_accessible_update_property (
        GTK_ACCESSIBLE (text), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static GtkWidget *
row_new (ThecalEntryForm *self, const ThecalEntryField *field)
{
  const gboolean is_choice =
      field->type == THECAL_FIELD_IS_CHOICE || field->type == THECAL_FIELD_IS_TRUTH;
  GtkWidget *row = is_choice ? choice_row_new (field) : adw_entry_row_new ();
  g_autofree char *title = thecal_entry_field_title (field);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (!is_choice)
    thecal_entry_row_name (row, title);
  if (field->type == THECAL_FIELD_IS_NUMBER)
    adw_entry_row_set_input_purpose (ADW_ENTRY_ROW (row), GTK_INPUT_PURPOSE_NUMBER);
  if (field->type == THECAL_FIELD_IS_DATE)
    gtk_widget_set_tooltip_text (row, _ ("As in 2027-01-10"));
  g_object_set_data (G_OBJECT (row), FIELD, (gpointer) field);
  g_signal_connect_object (row,
                           is_choice ? "notify::selected" : "changed",
                           G_CALLBACK (on_changed),
                           self,
                           G_CONNECT_SWAPPED);
  g_ptr_array_add (self->rows, row);

  return row;
}

char *
thecal_entry_form_get (ThecalEntryForm *self, const char *name)
{
  GtkWidget *row = thecal_entry_form_get_row (self, name);

  if (row == NULL)
    return g_strdup ("");
  if (ADW_IS_COMBO_ROW (row))
    return g_strdup (word_at (field_of (row), adw_combo_row_get_selected (ADW_COMBO_ROW (row))));

  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
}

void
thecal_entry_form_set (ThecalEntryForm *self, const char *name, const char *text)
{
  GtkWidget *row = thecal_entry_form_get_row (self, name);

  if (row == NULL)
    return;
  if (!ADW_IS_COMBO_ROW (row)) {
    gtk_editable_set_text (GTK_EDITABLE (row), text);
    return;
  }
  for (guint i = 0; word_at (field_of (row), i) != NULL; i++)
    if (g_str_equal (word_at (field_of (row), i), text))
      adw_combo_row_set_selected (ADW_COMBO_ROW (row), i);
}

/* Reading: as a paper has it, then as an entry takes it. */

static ThecalUnit
unit_of (const ThecalEntryField *field)
{
  if (g_str_equal (field->unit, "mL"))
    return THECAL_UNIT_ML;
  if (g_str_equal (field->unit, "ug/mL"))
    return THECAL_UNIT_UG_PER_ML;
  if (g_str_equal (field->unit, "ug/d"))
    return THECAL_UNIT_UG_PER_DAY;

  return THECAL_UNIT_NONE;
}

/* *out: as an entry has it; what cannot be read is left to the entry to refuse. */
static ThecalTyped
read_typed (const ThecalEntryField *field, const char *text, char **out)
{
  ThecalTyped typed = THECAL_TYPED_READ;

  if (*text != '\0' && field->type == THECAL_FIELD_IS_NUMBER && *field->unit != '\0')
    typed = thecal_typed_number (text, unit_of (field), out);
  else if (*text != '\0' && field->type == THECAL_FIELD_IS_DATE)
    typed = thecal_typed_date (text, out);
  else
    *out = g_strdup (text);

  return typed;
}

double
thecal_entry_form_get_number (ThecalEntryForm *self, const char *name)
{
  GtkWidget *row = thecal_entry_form_get_row (self, name);
  g_autofree char *text = thecal_entry_form_get (self, name);
  g_autofree char *read = NULL;

  if (*text == '\0' || read_typed (field_of (row), text, &read) != THECAL_TYPED_READ)
    return NAN;

  return g_ascii_strtod (read, NULL);
}

static gboolean
fill_row (ThecalEntryForm *self, GtkWidget *row, ThecalEntry *entry)
{
  const ThecalEntryField *field = field_of (row);
  g_autofree char *text = thecal_entry_form_get (self, field->name);
  g_autofree char *read = NULL;
  g_autofree char *words = NULL;
  const ThecalTyped typed = read_typed (field, text, &read);
  const char *expected;

  if (typed == THECAL_TYPED_READ && thecal_entry_set (entry, field->name, read, &expected))
    return TRUE;
  words = thecal_entry_fault_words (field, typed);
  thecal_entry_form_show_fault (self, field->name, words);

  return FALSE;
}

gboolean
thecal_entry_form_fill (ThecalEntryForm *self, ThecalEntry *entry)
{
  const char *hinders, *name;
  const ThecalEntryField *field;
  g_autofree char *words = NULL;

  thecal_entry_form_clear_fault (self);
  for (guint i = 0; i < self->rows->len; i++)
    if (!fill_row (self, g_ptr_array_index (self->rows, i), entry))
      return FALSE;
  hinders = thecal_entry_check (entry, &name);
  if (hinders == NULL)
    return TRUE;
  field = thecal_entry_fields_find (self->kind, name);
  if (field != NULL)
    words = g_strdup_printf ("%s: %s", _ (field->label), _ (hinders));
  thecal_entry_form_show_fault (self, name, words != NULL ? words : _ (hinders));

  return FALSE;
}

/* Faults. */

void
thecal_entry_form_show_fault (ThecalEntryForm *self, const char *name, const char *words)
{
  GtkWidget *row = thecal_entry_form_get_row (self, name);

  thecal_label_set (self->fault, words);
  if (row == NULL)
    return;
  gtk_widget_add_css_class (row, "error");
  gtk_widget_grab_focus (row);
}

void
thecal_entry_form_clear_fault (ThecalEntryForm *self)
{
  gtk_widget_set_visible (self->fault, FALSE);
  for (guint i = 0; i < self->rows->len; i++)
    gtk_widget_remove_css_class (g_ptr_array_index (self->rows, i), "error");
}

void
thecal_entry_form_focus (ThecalEntryForm *self)
{
  if (self->rows->len > 0)
    gtk_widget_grab_focus (g_ptr_array_index (self->rows, 0));
}

AdwPreferencesGroup *
thecal_entry_form_add_group (ThecalEntryForm *self, const char *title, const char *const *names)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  for (gsize i = 0; names[i] != NULL; i++) {
    GtkWidget *row = thecal_entry_form_get_row (self, names[i]);

    if (row == NULL)
      continue;
    g_object_ref (row);
    adw_preferences_group_remove (self->main, row);
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
    g_object_unref (row);
  }
  gtk_box_append (GTK_BOX (self), group);

  return ADW_PREFERENCES_GROUP (group);
}

static void
thecal_entry_form_finalize (GObject *object)
{
  g_ptr_array_unref (THECAL_ENTRY_FORM (object)->rows);
  G_OBJECT_CLASS (thecal_entry_form_parent_class)->finalize (object);
}

static void
thecal_entry_form_class_init (ThecalEntryFormClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = thecal_entry_form_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new (
      "changed", THECAL_TYPE_ENTRY_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
thecal_entry_form_init (ThecalEntryForm *self)
{
  self->rows = g_ptr_array_new ();
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 18);
  self->fault = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->fault), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->fault), 0);
  gtk_widget_add_css_class (self->fault, "thecal-warnings");
  gtk_widget_set_visible (self->fault, FALSE);
  gtk_box_append (GTK_BOX (self), self->fault);
}

GtkWidget *
thecal_entry_form_new (ThecalEntryKind kind, const char *const *without)
{
  ThecalEntryForm *self = g_object_new (THECAL_TYPE_ENTRY_FORM, NULL);
  GtkWidget *group = adw_preferences_group_new ();
  guint n;
  const ThecalEntryField *fields = thecal_entry_fields_get (kind, &n);

  self->kind = kind;
  self->main = ADW_PREFERENCES_GROUP (group);
  for (guint i = 0; i < n; i++)
    if (without == NULL || !g_strv_contains (without, fields[i].name))
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row_new (self, &fields[i]));
  gtk_box_append (GTK_BOX (self), group);

  return GTK_WIDGET (self);
}
