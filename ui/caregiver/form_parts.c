/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "caregiver/form_parts.h"

#include "shared/number_field.h"
#include "shared/text_field.h"
#include "shared/tick_field.h"
#include "words/diary_words.h"

static GtkWidget *
keep (ThecalFieldSet *set, GtkWidget *field)
{
  thecal_field_set_add (set, THECAL_FORM_FIELD (field));

  return field;
}

GtkWidget *
thecal_form_scale (ThecalFieldSet *set, const char *name)
{
  return keep (set,
               thecal_choice_field_new_scale (
                   name, thecal_diary_field_title (name), thecal_diary_field_help (name)));
}

GtkWidget *
thecal_form_number (ThecalFieldSet *set, const char *name, const char *unit)
{
  return keep (set,
               thecal_number_field_new (
                   name, thecal_diary_field_title (name), thecal_diary_field_help (name), unit));
}

GtkWidget *
thecal_form_choice (ThecalFieldSet *set,
                    const char *name,
                    ThecalChoiceLayout layout,
                    const char *const *choices)
{
  GtkWidget *field = thecal_choice_field_new (
      name, thecal_diary_field_title (name), thecal_diary_field_help (name), layout);

  for (; *choices != NULL; choices++)
    thecal_choice_field_add (
        THECAL_CHOICE_FIELD (field), *choices, thecal_diary_choice_title (name, *choices));

  return keep (set, field);
}

GtkWidget *
thecal_form_truth (ThecalFieldSet *set, const char *name)
{
  static const char *const truths[] = { "yes", "no", NULL };

  return thecal_form_choice (set, name, THECAL_CHOICE_BESIDE, truths);
}

GtkWidget *
thecal_form_tick (ThecalFieldSet *set, const char *name)
{
  return keep (set, thecal_tick_field_new (name, thecal_diary_field_title (name)));
}

GtkWidget *
thecal_form_text (ThecalFieldSet *set, const char *name, gboolean many)
{
  return keep (set,
               thecal_text_field_new (
                   name, thecal_diary_field_title (name), thecal_diary_field_help (name), many));
}
