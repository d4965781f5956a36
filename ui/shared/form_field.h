/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <adwaita.h>

/* One value of an entry as a person gives it: what is asked, the control, and beneath it what was
 * not as expected. What may be given, the entry decides (core/diary/entry.h). */
#define THECAL_TYPE_FORM_FIELD (thecal_form_field_get_type ())
G_DECLARE_DERIVABLE_TYPE (ThecalFormField, thecal_form_field, THECAL, FORM_FIELD, AdwBin)

struct _ThecalFormFieldClass {
  AdwBinClass parent_class;
  char *(*get_text) (ThecalFormField *self); /* (transfer full); "": nothing given */
  void (*set_text) (ThecalFormField *self, const char *text);
};

/* Signal "changed" (): by the person, or by what follows from another value. */

/* For a new one of a derived type: @name of the value, what is asked, and a line under it. */
void thecal_form_field_set_words (ThecalFormField *self,
                                  const char *name,
                                  const char *title,
                                  const char *help);
/* @beside: at the end of the line of the title, else beneath it. */
void thecal_form_field_set_control (ThecalFormField *self, GtkWidget *control, gboolean beside);
/* No title of its own: the control says what it is. */
void thecal_form_field_hide_words (ThecalFormField *self);
/* It counts only while something is given in @other, as a unit does. @other lives as long. */
void thecal_form_field_set_companion (ThecalFormField *self, ThecalFormField *other);

const char *thecal_form_field_get_name (ThecalFormField *self);
const char *thecal_form_field_get_title (ThecalFormField *self);
/* As thecal_entry_set() takes it; "" while it is hidden. (transfer full) */
char *thecal_form_field_get_text (ThecalFormField *self);
void thecal_form_field_set_text (ThecalFormField *self, const char *text);
/* What follows from another value, as long as the person has said nothing here. */
void thecal_form_field_suggest (ThecalFormField *self, const char *text);
/* NULL: nothing is wrong. */
void thecal_form_field_show_fault (ThecalFormField *self, const char *words);
/* For derived types: the person changed it. */
void thecal_form_field_changed (ThecalFormField *self);
