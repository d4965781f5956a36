/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "caregiver/medicine_form.h"

#include <glib/gi18n.h>

#include "caregiver/form_parts.h"
#include "caregiver/form_section.h"
#include "core/diary/medicine_gap.h"
#include "shared/labels.h"
#include "shared/now.h"
#include "words/diary_words.h"

#define WAIT_KEY "thecal-wait" /* label of the form, borrowed */
#define BOOK_KEY "thecal-book" /* owned */
#define PLAN_KEY "thecal-plan" /* owned */

static void
show_gap (ThecalFormField *medicine, GtkWidget *form)
{
  g_autofree char *text = thecal_form_field_get_text (medicine);
  g_autoptr (GPtrArray) entries =
      thecal_entry_book_get (g_object_get_data (G_OBJECT (form), BOOK_KEY), THECAL_ENTRY_MEDICINE);
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  const ThecalPlanLoad *load =
      thecal_plan_watch_get_load (g_object_get_data (G_OBJECT (form), PLAN_KEY));
  const double gap_h = load != NULL ? thecal_medicine_gap_find_h (load->document->regimen, text)
                                    : THECAL_MEDICINE_GAP_H;
  const gint64 end_us = thecal_medicine_gap_get_end_us (entries, text, gap_h);
  g_autofree char *words =
      thecal_diary_gap_sentence (text, gap_h, end_us, thecal_now ().wall_us, zone);

  thecal_label_set (g_object_get_data (G_OBJECT (form), WAIT_KEY), words);
}

GtkWidget *
thecal_medicine_form_new (ThecalFieldSet *set, ThecalEntryBook *book, ThecalPlanWatch *plan)
{
  GtkWidget *form = gtk_box_new (GTK_ORIENTATION_VERTICAL, 24);
  GtkWidget *section = thecal_form_section_new (
      _ ("What was taken?"),
      _ ("Never stop baclofen tablets suddenly. Only your team says how to lower them."));
  GtkWidget *medicine = thecal_form_text (set, "medicine", FALSE);
  GtkWidget *wait = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (wait), TRUE);
  gtk_label_set_xalign (GTK_LABEL (wait), 0);
  gtk_widget_add_css_class (wait, "thecal-wait");
  gtk_widget_set_visible (wait, FALSE);
  g_object_set_data (G_OBJECT (form), WAIT_KEY, wait);
  g_object_set_data_full (G_OBJECT (form), BOOK_KEY, g_object_ref (book), g_object_unref);
  g_object_set_data_full (G_OBJECT (form), PLAN_KEY, g_object_ref (plan), g_object_unref);
  g_signal_connect_object (medicine, "changed", G_CALLBACK (show_gap), form, 0);
  thecal_form_section_add (section, medicine);
  thecal_form_section_add (section, wait);
  thecal_form_section_add (section, thecal_form_text (set, "amount", FALSE));
  thecal_form_section_add (section, thecal_form_truth (set, "as_needed"));
  thecal_form_section_add (section, thecal_form_text (set, "note", TRUE));
  gtk_box_append (GTK_BOX (form), section);

  return form;
}
