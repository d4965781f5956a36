/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "caregiver/question_form.h"

#include <glib/gi18n.h>

#include "caregiver/form_parts.h"
#include "caregiver/form_section.h"

/* The answer is asked for once there is one. */
static void
on_answered (ThecalFormField *answered, ThecalFormField *answer)
{
  g_autofree char *text = thecal_form_field_get_text (answered);

  gtk_widget_set_visible (GTK_WIDGET (answer), g_str_equal (text, "yes"));
}

static void
on_map (GtkWidget *section, ThecalFieldSet *set)
{
  on_answered (thecal_field_set_find (set, "answered"), thecal_field_set_find (set, "answer"));
}

GtkWidget *
thecal_question_form_new (ThecalFieldSet *set)
{
  GtkWidget *section = thecal_form_section_new (
      _ ("For the next visit"), _ ("It stands on the report for the team until it is answered."));
  GtkWidget *answered, *answer;

  thecal_form_section_add (section, thecal_form_text (set, "question", TRUE));
  answered = thecal_form_truth (set, "answered");
  answer = thecal_form_text (set, "answer", TRUE);
  g_signal_connect_object (answered, "changed", G_CALLBACK (on_answered), answer, 0);
  g_signal_connect (section, "map", G_CALLBACK (on_map), set);
  thecal_form_section_add (section, answered);
  thecal_form_section_add (section, answer);

  return section;
}
