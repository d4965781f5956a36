/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "caregiver/entry_view.h"

#include <glib/gi18n.h>

#include "caregiver/diary_form.h"
#include "caregiver/lead_strip.h"
#include "caregiver/medicine_form.h"
#include "caregiver/question_form.h"
#include "caregiver/wound_form.h"
#include "shared/field_set.h"
#include "shared/labels.h"
#include "shared/now.h"
#include "shared/text_field.h"
#include "words/diary_words.h"

#define WIDTH 660

struct _ThecalEntryView {
  AdwBin parent_instance;
  ThecalEntryBook *book;
  ThecalPlanWatch *plan;
  ThecalEntry *entry; /* as it is kept, or would be */
  ThecalFieldSet *set;
  GtkWidget *by, *lead, *fault, *save;
  gboolean is_new;
  char *at_first; /* its text when it was opened */
};

enum { SIGNAL_SAVED, SIGNAL_TAKEN_BACK, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ThecalEntryView, thecal_entry_view, ADW_TYPE_BIN)

const ThecalEntry *
thecal_entry_view_get_entry (ThecalEntryView *self)
{
  return self->entry;
}

GtkWidget *
thecal_entry_view_get_save (ThecalEntryView *self)
{
  return self->save;
}

void
thecal_entry_view_focus_first (ThecalEntryView *self)
{
  thecal_field_set_focus_first (self->set);
}

/* As it stands in the form now, as far as it can be read. */
static ThecalEntry *
read_form (ThecalEntryView *self)
{
  ThecalEntry *entry = thecal_entry_copy (self->entry);
  g_autofree char *by = thecal_form_field_get_text (THECAL_FORM_FIELD (self->by));

  thecal_field_set_read (self->set, entry);
  thecal_entry_set_by (entry, by);

  return entry;
}

gboolean
thecal_entry_view_is_changed (ThecalEntryView *self)
{
  g_autoptr (ThecalEntry) entry = read_form (self);
  g_autofree char *text = thecal_entry_to_text (entry);

  return !g_str_equal (text, self->at_first);
}

static void
on_changed (ThecalEntryView *self)
{
  g_autoptr (ThecalEntry) entry = read_form (self);

  thecal_label_set (self->fault, "");
  thecal_lead_strip_set (THECAL_LEAD_STRIP (self->lead), entry, self->plan);
}

/* Saving. */

static void
on_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ThecalEntryView) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean waits = FALSE;
  const gboolean saved =
      thecal_entry_book_save_finish (THECAL_ENTRY_BOOK (source), result, &waits, &error);

  if (gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    return; /* closed meanwhile */
  gtk_widget_set_sensitive (self->save, TRUE);
  if (saved) {
    if (thecal_entry_is_withdrawn (self->entry))
      g_signal_emit (self, signals[SIGNAL_TAKEN_BACK], 0);
    else
      g_signal_emit (self, signals[SIGNAL_SAVED], 0, waits);
    return;
  }
  thecal_entry_set_withdrawn (self->entry, false);
  if (!thecal_field_set_show_refusal (self->set, error->message))
    thecal_label_set (self->fault, error->message);
}

static void
send (ThecalEntryView *self, ThecalEntry *entry)
{
  thecal_entry_free (self->entry);
  self->entry = entry;
  gtk_widget_set_sensitive (self->save, FALSE);
  thecal_entry_book_save_async (self->book, entry, on_saved, g_object_ref (self));
}

void
thecal_entry_view_save (ThecalEntryView *self)
{
  g_autoptr (ThecalEntry) entry = thecal_entry_copy (self->entry);
  g_autofree char *by = thecal_form_field_get_text (THECAL_FORM_FIELD (self->by));
  g_autofree char *words = NULL;

  if (!gtk_widget_get_sensitive (self->save))
    return;
  thecal_entry_set_by (entry, by);
  if (thecal_field_set_store (self->set, entry, &words)) {
    thecal_label_set (self->fault, "");
    send (self, g_steal_pointer (&entry));
  } else
    thecal_label_set (self->fault, words != NULL ? words : _ ("Please look at what is marked."));
}

static void
on_take_back (ThecalEntryView *self)
{
  ThecalEntry *entry = thecal_entry_copy (self->entry);

  thecal_entry_set_withdrawn (entry, true);
  send (self, entry);
}

/* Building. */

static GtkWidget *
form_new (ThecalEntryView *self)
{
  switch (thecal_entry_get_kind (self->entry)) {
  case THECAL_ENTRY_WOUND:
    return thecal_wound_form_new (self->set, thecal_plan_watch_get_state_dir (self->plan));
  case THECAL_ENTRY_MEDICINE:
    return thecal_medicine_form_new (self->set, self->book, self->plan);
  case THECAL_ENTRY_QUESTION:
    return thecal_question_form_new (self->set);
  case THECAL_ENTRY_DIARY:
  case THECAL_ENTRY_REFILL:
  case THECAL_ENTRY_DOSE:
  case THECAL_ENTRY_VISIT:
  case THECAL_ENTRY_OPERATION:
  case THECAL_ENTRY_TEST_DOSE:
  case THECAL_ENTRY_FAULT:
  case THECAL_ENTRY_MRI:
  case THECAL_ENTRY_DOCUMENT:
  case THECAL_N_ENTRIES:
    break;
  }

  return thecal_diary_form_new (self->set);
}

static GtkWidget *
label_new (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, css_class);

  return label;
}

static GtkWidget *
head_new (ThecalEntryView *self)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autofree char *day =
      thecal_diary_date_title (thecal_entry_get_at_us (self->entry), thecal_now ().wall_us, zone);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  gtk_box_append (GTK_BOX (head), label_new (day, "thecal-dates"));
  if (thecal_entry_get_kind (self->entry) == THECAL_ENTRY_DIARY)
    gtk_box_append (GTK_BOX (head),
                    label_new (_ ("Enter what you know, leave out the rest. These numbers go to "
                                  "your team. They do not decide treatment."),
                               "thecal-caption"));

  return head;
}

static GtkWidget *
body_new (ThecalEntryView *self)
{
  GtkWidget *body = gtk_box_new (GTK_ORIENTATION_VERTICAL, 24);
  GtkWidget *clamp = adw_clamp_new (), *scroller = gtk_scrolled_window_new ();
  GtkWidget *group = adw_preferences_group_new (),
            *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_add_css_class (body, "thecal-page");
  gtk_box_append (GTK_BOX (body), head_new (self));
  gtk_box_append (GTK_BOX (body), form_new (self));
  self->by = thecal_text_field_new ("by", _ ("Entered by"), NULL, FALSE);
  gtk_widget_add_css_class (self->by, "thecal-form-line");
  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "thecal-form");
  gtk_box_append (GTK_BOX (card), self->by);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), card);
  gtk_box_append (GTK_BOX (body), group);
  if (!self->is_new) {
    GtkWidget *back = gtk_button_new_with_label (_ ("Take this entry back"));

    gtk_widget_set_halign (back, GTK_ALIGN_CENTER);
    gtk_widget_add_css_class (back, "destructive-action");
    gtk_widget_add_css_class (back, "thecal-act");
    g_signal_connect_swapped (back, "clicked", G_CALLBACK (on_take_back), self);
    gtk_box_append (GTK_BOX (body), back);
  }
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), WIDTH);
  adw_clamp_set_child (ADW_CLAMP (clamp), body);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), clamp);
  gtk_scrolled_window_set_policy (
      GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_widget_set_vexpand (scroller, TRUE);

  return scroller;
}

static GtkWidget *
foot_new (ThecalEntryView *self)
{
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12), *clamp = adw_clamp_new ();

  self->lead = thecal_lead_strip_new ();
  self->fault = label_new ("", "thecal-field-fault");
  gtk_widget_set_visible (self->fault, FALSE);
  self->save = gtk_button_new_with_label (_ ("Save"));
  gtk_widget_add_css_class (self->save, "suggested-action");
  gtk_widget_add_css_class (self->save, "thecal-save");
  g_signal_connect_swapped (self->save, "clicked", G_CALLBACK (thecal_entry_view_save), self);
  gtk_box_append (GTK_BOX (foot), self->lead);
  gtk_box_append (GTK_BOX (foot), self->fault);
  gtk_box_append (GTK_BOX (foot), self->save);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), WIDTH);
  adw_clamp_set_child (ADW_CLAMP (clamp), foot);
  gtk_widget_add_css_class (clamp, "thecal-foot");

  return clamp;
}

static void
thecal_entry_view_dispose (GObject *object)
{
  ThecalEntryView *self = THECAL_ENTRY_VIEW (object);

  g_clear_object (&self->book);
  g_clear_object (&self->plan);

  G_OBJECT_CLASS (thecal_entry_view_parent_class)->dispose (object);
}

static void
thecal_entry_view_finalize (GObject *object)
{
  ThecalEntryView *self = THECAL_ENTRY_VIEW (object);

  thecal_field_set_free (self->set);
  thecal_entry_free (self->entry);
  g_free (self->at_first);

  G_OBJECT_CLASS (thecal_entry_view_parent_class)->finalize (object);
}

static void
thecal_entry_view_class_init (ThecalEntryViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = thecal_entry_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = thecal_entry_view_finalize;
  signals[SIGNAL_SAVED] = g_signal_new ("saved",
                                        THECAL_TYPE_ENTRY_VIEW,
                                        G_SIGNAL_RUN_LAST,
                                        0,
                                        NULL,
                                        NULL,
                                        NULL,
                                        G_TYPE_NONE,
                                        1,
                                        G_TYPE_BOOLEAN);
  signals[SIGNAL_TAKEN_BACK] = g_signal_new (
      "taken-back", THECAL_TYPE_ENTRY_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
thecal_entry_view_init (ThecalEntryView *self)
{
  self->set = thecal_field_set_new ();
}

GtkWidget *
thecal_entry_view_new (ThecalEntryBook *book,
                       ThecalPlanWatch *plan,
                       const ThecalEntry *entry,
                       gboolean is_new)
{
  ThecalEntryView *self = g_object_new (THECAL_TYPE_ENTRY_VIEW, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autoptr (ThecalEntry) at_first = NULL;

  self->book = g_object_ref (book);
  self->plan = g_object_ref (plan);
  self->entry = thecal_entry_copy (entry);
  self->is_new = is_new;
  gtk_box_append (GTK_BOX (box), body_new (self));
  gtk_box_append (GTK_BOX (box), foot_new (self));
  adw_bin_set_child (ADW_BIN (self), box);
  thecal_field_set_load (self->set, entry);
  thecal_form_field_set_text (THECAL_FORM_FIELD (self->by), thecal_entry_get_by (entry));
  thecal_field_set_watch (self->set, G_CALLBACK (on_changed), self);
  at_first = read_form (self);
  self->at_first = thecal_entry_to_text (at_first);
  on_changed (self);

  return GTK_WIDGET (self);
}
