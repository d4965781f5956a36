/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "caregiver/diary_today.h"

#include <glib/gi18n.h>

#include "caregiver/lead_strip.h"
#include "shared/day.h"
#include "shared/labels.h"
#include "shared/now.h"
#include "words/diary_words.h"

struct _ThecalDiaryToday {
  GtkBox parent_instance;
  GtkWidget *day, *sentence, *note, *by, *lead, *edit;
};

G_DEFINE_FINAL_TYPE (ThecalDiaryToday, thecal_diary_today, GTK_TYPE_BOX)

static void
show_entry (ThecalDiaryToday *self, const ThecalEntry *entry)
{
  g_autofree char *sentence =
      entry != NULL ? thecal_diary_day_sentence (entry, TRUE) : g_strdup (_ ("No entry yet."));
  const char *note = entry != NULL ? thecal_entry_get_text (entry, "note") : NULL;
  const char *by = entry != NULL ? thecal_entry_get_by (entry) : "";
  g_autofree char *who = g_strdup_printf (_ ("Entered by %s"), by);

  thecal_label_set (self->sentence, *sentence != '\0' ? sentence : _ ("Entered."));
  thecal_label_set (self->note, note != NULL ? note : "");
  thecal_label_set (self->by, *by != '\0' ? who : "");
  gtk_button_set_label (GTK_BUTTON (self->edit),
                        entry != NULL ? _ ("Change") : _ ("Add today's entry"));
  /* what is still to be done stands out, what can be done does not */
  if (entry != NULL)
    gtk_widget_remove_css_class (self->edit, "suggested-action");
  else
    gtk_widget_add_css_class (self->edit, "suggested-action");
  gtk_widget_set_halign (self->edit, entry != NULL ? GTK_ALIGN_START : GTK_ALIGN_FILL);
}

void
thecal_diary_today_set (ThecalDiaryToday *self, ThecalEntryBook *book, ThecalPlanWatch *plan)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  const gint64 now_us = thecal_now ().wall_us;
  const ThecalEntry *entry = thecal_entry_book_find (book,
                                                     THECAL_ENTRY_DIARY,
                                                     thecal_day_get_start_us (now_us, 0, zone),
                                                     thecal_day_get_start_us (now_us, 1, zone));
  g_autofree char *day = thecal_diary_date_title (now_us, now_us, zone);

  thecal_label_set (self->day, day);
  show_entry (self, entry);
  thecal_lead_strip_set (THECAL_LEAD_STRIP (self->lead), entry, plan);
}

static void
thecal_diary_today_class_init (ThecalDiaryTodayClass *klass)
{
}

static GtkWidget *
add_label (ThecalDiaryToday *self, const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (self), label);

  return label;
}

static void
thecal_diary_today_init (ThecalDiaryToday *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
  gtk_widget_add_css_class (GTK_WIDGET (self), "card");
  gtk_widget_add_css_class (GTK_WIDGET (self), "thecal-card");
  self->day = add_label (self, "thecal-heading");
  self->sentence = add_label (self, "thecal-day");
  self->note = add_label (self, "thecal-note");
  self->by = add_label (self, "thecal-caption");
  self->lead = thecal_lead_strip_new ();
  self->edit = gtk_button_new_with_label ("");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->edit), "win.diary-today");
  gtk_widget_add_css_class (self->edit, "thecal-save");
  gtk_widget_set_margin_top (self->edit, 12);
  gtk_widget_set_margin_top (self->lead, 12);
  gtk_box_append (GTK_BOX (self), self->lead);
  gtk_box_append (GTK_BOX (self), self->edit);
}

GtkWidget *
thecal_diary_today_new (void)
{
  return g_object_new (THECAL_TYPE_DIARY_TODAY, NULL);
}
