/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "caregiver/wound_form.h"

#include <glib/gi18n.h>

#include "caregiver/form_parts.h"
#include "caregiver/form_section.h"
#include "shared/photo_field.h"
#include "words/diary_words.h"

GtkWidget *
thecal_wound_form_new (ThecalFieldSet *set, const char *state_dir)
{
  static const char *const sites[] = { "belly", "back", NULL };
  static const char *const signs[] = { "none", "fading", "same", "growing", NULL };
  GtkWidget *form = gtk_box_new (GTK_ORIENTATION_VERTICAL, 24);
  GtkWidget *looks = thecal_form_section_new (
      _ ("How does it look?"), _ ("Redness or fluid: your team wants to hear of it soon."));
  GtkWidget *rest = thecal_form_section_new (_ ("Photo and note"), NULL);
  GtkWidget *photo = thecal_photo_field_new (
      "photo", thecal_diary_field_title ("photo"), thecal_diary_field_help ("photo"), state_dir);

  thecal_form_section_add (looks, thecal_form_choice (set, "site", THECAL_CHOICE_ROW, sites));
  thecal_form_section_add (looks, thecal_form_choice (set, "redness", THECAL_CHOICE_ROW, signs));
  thecal_form_section_add (looks, thecal_form_choice (set, "drainage", THECAL_CHOICE_ROW, signs));
  thecal_form_section_add (looks, thecal_form_choice (set, "swelling", THECAL_CHOICE_ROW, signs));
  thecal_form_section_add (looks, thecal_form_truth (set, "healed"));
  thecal_field_set_add (set, THECAL_FORM_FIELD (photo));
  thecal_form_section_add (rest, photo);
  thecal_form_section_add (rest, thecal_form_text (set, "note", TRUE));
  gtk_box_append (GTK_BOX (form), looks);
  gtk_box_append (GTK_BOX (form), rest);

  return form;
}
