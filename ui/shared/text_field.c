/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "shared/text_field.h"

#define LINES_PX 84 /* of several: about three */

struct _ThecalTextField {
  ThecalFormField parent_instance;
  GtkWidget *entry; /* one line; NULL: @view */
  GtkWidget *view;
  gboolean is_setting;
};

G_DEFINE_FINAL_TYPE (ThecalTextField, thecal_text_field, THECAL_TYPE_FORM_FIELD)

static char *
thecal_text_field_get_text (ThecalFormField *field)
{
  ThecalTextField *self = THECAL_TEXT_FIELD (field);
  GtkTextBuffer *buffer;
  GtkTextIter start, end;

  if (self->entry != NULL)
    return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view));
  gtk_text_buffer_get_bounds (buffer, &start, &end);

  return g_strstrip (gtk_text_buffer_get_text (buffer, &start, &end, FALSE));
}

static void
thecal_text_field_set_text (ThecalFormField *field, const char *text)
{
  ThecalTextField *self = THECAL_TEXT_FIELD (field);

  self->is_setting = TRUE;
  if (self->entry != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  else
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view)), text, -1);
  self->is_setting = FALSE;
}

static void
on_changed (ThecalTextField *self)
{
  if (!self->is_setting)
    thecal_form_field_changed (THECAL_FORM_FIELD (self));
}

static void
thecal_text_field_class_init (ThecalTextFieldClass *klass)
{
  THECAL_FORM_FIELD_CLASS (klass)->get_text = thecal_text_field_get_text;
  THECAL_FORM_FIELD_CLASS (klass)->set_text = thecal_text_field_set_text;
}

static void
thecal_text_field_init (ThecalTextField *self)
{
}

/* Tab goes on, as in every other field. */
static GtkWidget *
make_view (ThecalTextField *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->view = gtk_text_view_new ();
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (self->view), FALSE);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (self->view), GTK_WRAP_WORD_CHAR);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->view);
  gtk_scrolled_window_set_policy (
      GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroller), LINES_PX);
  gtk_widget_add_css_class (scroller, "thecal-text-box");
  g_signal_connect_object (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view)),
                           "changed",
                           G_CALLBACK (on_changed),
                           self,
                           G_CONNECT_SWAPPED);

  return scroller;
}

static GtkWidget *
make_entry (ThecalTextField *self)
{
  self->entry = gtk_entry_new ();
  gtk_widget_add_css_class (self->entry, "thecal-text-line");
  gtk_entry_set_activates_default (GTK_ENTRY (self->entry), TRUE);
  g_signal_connect_object (
      self->entry, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);

  return self->entry;
}

GtkWidget *
thecal_text_field_new (const char *name, const char *title, const char *help, gboolean many)
{
  ThecalTextField *self = g_object_new (THECAL_TYPE_TEXT_FIELD, NULL);
  GtkWidget *control = many ? make_view (self) : make_entry (self);

  thecal_form_field_set_words (THECAL_FORM_FIELD (self), name, title, help);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (many ? self->view : self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  thecal_form_field_set_control (THECAL_FORM_FIELD (self), control, FALSE);

  return GTK_WIDGET (self);
}
