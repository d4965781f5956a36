/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "caregiver/lead_strip.h"

#include <glib/gi18n.h>

#include "core/checklist/checklist.h"
#include "shared/labels.h"
#include "words/diary_words.h"

struct _ThecalLeadStrip {
  GtkBox parent_instance;
  GtkWidget *words, *check, *call;
};

G_DEFINE_FINAL_TYPE (ThecalLeadStrip, thecal_lead_strip, GTK_TYPE_BOX)

static void
set_lists (GtkWidget *button, guint lists)
{
  GString *letters = g_string_new (NULL);
  g_autofree char *text = NULL;

  for (guint i = 0; i < THECAL_N_LISTS; i++)
    if ((lists & 1u << i) != 0)
      g_string_append_c (letters, thecal_list_to_letter ((ThecalListId) i));
  text = g_string_free (letters, FALSE);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", text);
}

void
thecal_lead_strip_set (ThecalLeadStrip *self, const ThecalEntry *entry, ThecalPlanWatch *plan)
{
  const ThecalPlanLoad *load = thecal_plan_watch_get_load (plan);
  ThecalEntryLead lead = { 0 };
  ThecalTriageContext limits;
  g_autofree char *words = NULL;

  thecal_triage_context_init (&limits);
  if (load != NULL)
    thecal_plan_document_fill_context (load->document, THECAL_UNKNOWN_US, &limits);
  if (entry != NULL)
    lead = thecal_entry_lead_find (entry, &limits);
  words = thecal_diary_lead_sentence (&lead);
  thecal_label_set (self->words, words);
  gtk_widget_set_visible (self->call, lead.call_team);
  set_lists (self->check, lead.lists);
  gtk_widget_set_visible (GTK_WIDGET (self), lead.leads != 0);
}

static void
thecal_lead_strip_class_init (ThecalLeadStripClass *klass)
{
}

static GtkWidget *
button_new (const char *label, const char *action)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_hexpand (button, TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);

  return button;
}

static void
thecal_lead_strip_init (ThecalLeadStrip *self)
{
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 9);
  gtk_widget_add_css_class (GTK_WIDGET (self), "thecal-lead");
  self->words = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->words), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->words), 0);
  self->check = button_new (_ ("Check now"), "win.symptoms-lists");
  self->call = button_new (_ ("Call"), "win.call");
  gtk_box_append (GTK_BOX (buttons), self->check);
  gtk_box_append (GTK_BOX (buttons), self->call);
  gtk_box_append (GTK_BOX (self), self->words);
  gtk_box_append (GTK_BOX (self), buttons);
}

GtkWidget *
thecal_lead_strip_new (void)
{
  return g_object_new (THECAL_TYPE_LEAD_STRIP, "visible", FALSE, NULL);
}
