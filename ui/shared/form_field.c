/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "shared/form_field.h"

#include "shared/labels.h"

typedef struct {
  const char *name; /* interned */
  GtkWidget *line;  /* head, and the control where it is beside it */
  GtkWidget *head, *title, *help, *control, *fault;
  ThecalFormField *companion; /* borrowed; NULL: none */
  gboolean touched;           /* the person has said something here */
} ThecalFormFieldPrivate;

enum { SIGNAL_CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (ThecalFormField, thecal_form_field, ADW_TYPE_BIN)

static ThecalFormFieldPrivate *
get (ThecalFormField *self)
{
  return thecal_form_field_get_instance_private (self);
}

const char *
thecal_form_field_get_name (ThecalFormField *self)
{
  return get (self)->name;
}

const char *
thecal_form_field_get_title (ThecalFormField *self)
{
  return gtk_label_get_text (GTK_LABEL (get (self)->title));
}

static gboolean
is_given (ThecalFormField *self)
{
  g_autofree char *text = thecal_form_field_get_text (self);

  return *text != '\0';
}

char *
thecal_form_field_get_text (ThecalFormField *self)
{
  ThecalFormField *companion = get (self)->companion;

  if (!gtk_widget_get_visible (GTK_WIDGET (self)) || (companion != NULL && !is_given (companion)))
    return g_strdup ("");

  return THECAL_FORM_FIELD_GET_CLASS (self)->get_text (self);
}

void
thecal_form_field_set_text (ThecalFormField *self, const char *text)
{
  get (self)->touched = text != NULL && *text != '\0';
  THECAL_FORM_FIELD_GET_CLASS (self)->set_text (self, text != NULL ? text : "");
}

void
thecal_form_field_suggest (ThecalFormField *self, const char *text)
{
  g_autofree char *now = THECAL_FORM_FIELD_GET_CLASS (self)->get_text (self);

  if (get (self)->touched || g_str_equal (now, text))
    return;
  THECAL_FORM_FIELD_GET_CLASS (self)->set_text (self, text);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

void
thecal_form_field_changed (ThecalFormField *self)
{
  get (self)->touched = TRUE;
  thecal_form_field_show_fault (self, NULL);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

void
thecal_form_field_show_fault (ThecalFormField *self, const char *words)
{
  ThecalFormFieldPrivate *private = get (self);

  thecal_label_set (private->fault, words != NULL ? words : "");
  if (words != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), "thecal-refused");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "thecal-refused");
}

void
thecal_form_field_set_companion (ThecalFormField *self, ThecalFormField *other)
{
  get (self)->companion = other;
}

void
thecal_form_field_hide_words (ThecalFormField *self)
{
  gtk_widget_set_visible (get (self)->head, FALSE);
}

void
thecal_form_field_set_words (ThecalFormField *self,
                             const char *name,
                             const char *title,
                             const char *help)
{
  ThecalFormFieldPrivate *private = get (self);

  private->name = g_intern_string (name);
  thecal_label_set (private->title, title);
  thecal_label_set (private->help, help != NULL ? help : "");
}

void
thecal_form_field_set_control (ThecalFormField *self, GtkWidget *control, gboolean beside)
{
  ThecalFormFieldPrivate *private = get (self);
  GtkWidget *box = gtk_widget_get_parent (private->line);

  private->control = control;
  if (beside) {
    gtk_widget_set_valign (control, GTK_ALIGN_CENTER);
    gtk_box_append (GTK_BOX (private->line), control);
  } else
    gtk_box_insert_child_after (GTK_BOX (box), control, private->line);
}

static GtkWidget *
label_new (const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (label, css_class);
  gtk_widget_set_visible (label, FALSE);

  return label;
}

/* What is folded away cannot have the focus. */
static gboolean
thecal_form_field_grab_focus (GtkWidget *widget)
{
  ThecalFormFieldPrivate *private = get (THECAL_FORM_FIELD (widget));
  GtkWidget *row = gtk_widget_get_ancestor (widget, ADW_TYPE_EXPANDER_ROW);

  if (row != NULL)
    adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);

  return private->control != NULL && gtk_widget_child_focus (private->control, GTK_DIR_TAB_FORWARD);
}

static void
thecal_form_field_class_init (ThecalFormFieldClass *klass)
{
  GTK_WIDGET_CLASS (klass)->grab_focus = thecal_form_field_grab_focus;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
  signals[SIGNAL_CHANGED] = g_signal_new (
      "changed", THECAL_TYPE_FORM_FIELD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
thecal_form_field_init (ThecalFormField *self)
{
  ThecalFormFieldPrivate *private = get (self);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  private->line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  private->head = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  private->title = label_new ("thecal-field-title");
  private->help = label_new ("thecal-caption");
  private->fault = label_new ("thecal-field-fault");
  gtk_widget_set_hexpand (private->head, TRUE);
  gtk_widget_set_valign (private->head, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (private->head), private->title);
  gtk_box_append (GTK_BOX (private->head), private->help);
  gtk_box_append (GTK_BOX (private->line), private->head);
  gtk_box_append (GTK_BOX (box), private->line);
  gtk_box_append (GTK_BOX (box), private->fault);
  gtk_widget_add_css_class (GTK_WIDGET (self), "thecal-field");
  adw_bin_set_child (ADW_BIN (self), box);
}
