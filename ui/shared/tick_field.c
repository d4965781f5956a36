/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "shared/tick_field.h"

struct _ThecalTickField {
  ThecalFormField parent_instance;
  GtkWidget *tick;
  gboolean is_setting;
};

G_DEFINE_FINAL_TYPE (ThecalTickField, thecal_tick_field, THECAL_TYPE_FORM_FIELD)

static char *
thecal_tick_field_get_text (ThecalFormField *field)
{
  GtkWidget *tick = THECAL_TICK_FIELD (field)->tick;

  return g_strdup (gtk_check_button_get_active (GTK_CHECK_BUTTON (tick)) ? "yes" : "");
}

static void
thecal_tick_field_set_text (ThecalFormField *field, const char *text)
{
  ThecalTickField *self = THECAL_TICK_FIELD (field);

  self->is_setting = TRUE;
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->tick), g_str_equal (text, "yes"));
  self->is_setting = FALSE;
}

static void
on_toggled (ThecalTickField *self)
{
  if (!self->is_setting)
    thecal_form_field_changed (THECAL_FORM_FIELD (self));
}

static void
thecal_tick_field_class_init (ThecalTickFieldClass *klass)
{
  THECAL_FORM_FIELD_CLASS (klass)->get_text = thecal_tick_field_get_text;
  THECAL_FORM_FIELD_CLASS (klass)->set_text = thecal_tick_field_set_text;
}

static void
thecal_tick_field_init (ThecalTickField *self)
{
  self->tick = gtk_check_button_new ();
  gtk_widget_add_css_class (self->tick, "thecal-tick");
  g_signal_connect_object (self->tick, "toggled", G_CALLBACK (on_toggled), self, G_CONNECT_SWAPPED);
}

GtkWidget *
thecal_tick_field_new (const char *name, const char *title)
{
  ThecalTickField *self = g_object_new (THECAL_TYPE_TICK_FIELD, NULL);

  thecal_form_field_set_words (THECAL_FORM_FIELD (self), name, title, NULL);
  thecal_form_field_hide_words (THECAL_FORM_FIELD (self));
  gtk_check_button_set_label (GTK_CHECK_BUTTON (self->tick), title);
  thecal_form_field_set_control (THECAL_FORM_FIELD (self), self->tick, FALSE);

  return GTK_WIDGET (self);
}
