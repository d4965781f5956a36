/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "shared/number_field.h"

struct _ThecalNumberField {
  ThecalFormField parent_instance;
  GtkWidget *entry;
  gboolean is_setting;
};

G_DEFINE_FINAL_TYPE (ThecalNumberField, thecal_number_field, THECAL_TYPE_FORM_FIELD)

static char *
thecal_number_field_get_text (ThecalFormField *field)
{
  return g_strstrip (
      g_strdup (gtk_editable_get_text (GTK_EDITABLE (THECAL_NUMBER_FIELD (field)->entry))));
}

static void
thecal_number_field_set_text (ThecalFormField *field, const char *text)
{
  ThecalNumberField *self = THECAL_NUMBER_FIELD (field);

  self->is_setting = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  self->is_setting = FALSE;
}

static void
on_changed (ThecalNumberField *self)
{
  if (!self->is_setting)
    thecal_form_field_changed (THECAL_FORM_FIELD (self));
}

static void
thecal_number_field_class_init (ThecalNumberFieldClass *klass)
{
  THECAL_FORM_FIELD_CLASS (klass)->get_text = thecal_number_field_get_text;
  THECAL_FORM_FIELD_CLASS (klass)->set_text = thecal_number_field_set_text;
}

static void
thecal_number_field_init (ThecalNumberField *self)
{
  self->entry = gtk_entry_new ();
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), 6);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (self->entry), 6);
  gtk_entry_set_alignment (GTK_ENTRY (self->entry), 1);
  gtk_entry_set_input_purpose (GTK_ENTRY (self->entry), GTK_INPUT_PURPOSE_NUMBER);
  gtk_entry_set_activates_default (GTK_ENTRY (self->entry), TRUE);
  gtk_widget_add_css_class (self->entry, "thecal-number-box");
  g_signal_connect_object (
      self->entry, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
}

GtkWidget *
thecal_number_field_new (const char *name, const char *title, const char *help, const char *unit)
{
  ThecalNumberField *self = g_object_new (THECAL_TYPE_NUMBER_FIELD, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  thecal_form_field_set_words (THECAL_FORM_FIELD (self), name, title, help);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_box_append (GTK_BOX (box), self->entry);
  if (*unit != '\0') {
    GtkWidget *label = gtk_label_new (unit);

    gtk_widget_add_css_class (label, "thecal-caption");
    gtk_box_append (GTK_BOX (box), label);
  }
  thecal_form_field_set_control (THECAL_FORM_FIELD (self), box, TRUE);

  return GTK_WIDGET (self);
}
