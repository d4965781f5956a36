/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "caregiver/kind_form.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "caregiver/flex_rows.h"
#include "caregiver/pump_facts.h"
#include "caregiver/record_window.h"
#include "caregiver/when_row.h"
#include "shared/entry_form.h"
#include "shared/person.h"
#include "words/entry_words.h"

struct _ThecalKindForm {
  GtkBox parent_instance;
  ThecalMonitorClient *client;
  ThecalPlanWatch *plan;
  ThecalEntryKind kind;
  GtkWidget *at, *form;
  GtkWidget *flex;    /* of a changed dose; NULL: another kind */
  gboolean prefilled; /* by the plan: before that a programme of it would be lost */
};

G_DEFINE_FINAL_TYPE (ThecalKindForm, thecal_kind_form, GTK_TYPE_BOX)

/* The sum of the programme is the dose. */
static void
update_dose (ThecalKindForm *self)
{
  ThecalEntryForm *form = THECAL_ENTRY_FORM (self->form);
  ThecalFlexRows *rows = THECAL_FLEX_ROWS (self->flex);
  ThecalFlexStep steps[THECAL_FLEX_STEPS_MAX];
  gsize n;
  g_autofree char *sum = NULL;
  const gboolean on = thecal_flex_rows_is_on (rows);

  gtk_widget_set_sensitive (thecal_entry_form_get_row (form, "dose_ug_per_day"), !on);
  if (!on || thecal_flex_rows_read (rows, steps, &n) != THECAL_FLEX_READS)
    return;
  sum = g_strdup_printf ("%.10g", round (thecal_flex_get_dose (steps, n) * 10) / 10);
  thecal_entry_form_set (form, "dose_ug_per_day", sum);
}

static void
add_dose (ThecalKindForm *self, ThecalPumpRecord *record, const char *at)
{
  g_autofree char *day = g_strndup (at, strlen ("2026-10-16"));
  ThecalFlexStep steps[THECAL_FLEX_STEPS_MAX];
  gsize n = 0;

  thecal_pump_record_add (
      record,
      "drug 1",
      "DoseUgPerDay",
      thecal_entry_get_text (thecal_pump_record_get_entry (record), "dose_ug_per_day"));
  thecal_pump_record_add (record, "drug 1", "ChangedOn", day);
  thecal_flex_rows_read (THECAL_FLEX_ROWS (self->flex), steps, &n);
  thecal_pump_record_add_flex (record, steps, n);
}

static ThecalPumpRecord *
read_record (gpointer form)
{
  ThecalKindForm *self = form;
  gint64 at_us = 0;
  g_autofree char *at = thecal_when_row_read (self->at, &at_us);
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *by = thecal_person_get_name ();
  g_autoptr (ThecalEntry) entry = NULL;
  g_autofree char *pump = thecal_pump_facts_make_id (self->client, self->plan);
  ThecalPumpRecord *record;

  thecal_entry_form_clear_fault (THECAL_ENTRY_FORM (self->form));
  gtk_widget_remove_css_class (self->at, "error");
  if (at == NULL) {
    g_autofree char *fault = thecal_when_row_fault (self->at);

    thecal_entry_form_show_fault (THECAL_ENTRY_FORM (self->form), "", fault);
    gtk_widget_add_css_class (self->at, "error");
    gtk_widget_grab_focus (self->at);
    return NULL;
  }
  if (self->flex != NULL && !self->prefilled) {
    thecal_entry_form_show_fault (
        THECAL_ENTRY_FORM (self->form), "", _ ("The care plan is being read. Try again."));
    return NULL;
  }
  if (self->flex != NULL && !thecal_flex_rows_check (THECAL_FLEX_ROWS (self->flex)))
    return NULL;
  entry = thecal_entry_new (self->kind, id, at_us);
  thecal_entry_set_by (entry, by);
  thecal_entry_set_pump (entry, pump);
  if (self->flex != NULL) {
    g_autofree char *programme = thecal_flex_rows_get_text (THECAL_FLEX_ROWS (self->flex));
    const char *ignored;

    thecal_entry_set (entry, "programme", programme, &ignored);
  }
  if (!thecal_entry_form_fill (THECAL_ENTRY_FORM (self->form), entry))
    return NULL;
  record = thecal_pump_record_new (g_steal_pointer (&entry));
  if (self->flex != NULL)
    add_dose (self, record, at);

  return record;
}

static gboolean
show_fault (gpointer form, const char *name, const char *words)
{
  ThecalKindForm *self = form;

  if (thecal_entry_form_get_row (THECAL_ENTRY_FORM (self->form), name) == NULL)
    return FALSE;
  thecal_entry_form_show_fault (THECAL_ENTRY_FORM (self->form), name, words);

  return TRUE;
}

/* Object. */

static void
thecal_kind_form_dispose (GObject *object)
{
  ThecalKindForm *self = THECAL_KIND_FORM (object);

  g_clear_object (&self->client);
  g_clear_object (&self->plan);

  G_OBJECT_CLASS (thecal_kind_form_parent_class)->dispose (object);
}

static void
thecal_kind_form_class_init (ThecalKindFormClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = thecal_kind_form_dispose;
}

static void
thecal_kind_form_init (ThecalKindForm *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 18);
}

static void
prefill (ThecalKindForm *self)
{
  const ThecalPlanLoad *load = thecal_plan_watch_get_load (self->plan);
  g_autofree char *dose = NULL;

  if (self->prefilled || load == NULL)
    return;
  self->prefilled = TRUE;
  if (!isnan (load->document->plan.dose_ug_per_day) && load->found)
    dose = g_strdup_printf ("%.10g", load->document->plan.dose_ug_per_day);
  if (dose != NULL)
    thecal_entry_form_set (THECAL_ENTRY_FORM (self->form), "dose_before_ug_per_day", dose);
  thecal_flex_rows_set (
      THECAL_FLEX_ROWS (self->flex), load->document->plan.flex, load->document->plan.n_flex);
}

static void
add_flex (ThecalKindForm *self)
{
  self->flex = thecal_flex_rows_new ();
  gtk_box_append (GTK_BOX (self->form), self->flex);
  prefill (self);
  g_signal_connect_object (self->plan, "changed", G_CALLBACK (prefill), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
      self->flex, "changed", G_CALLBACK (update_dose), self, G_CONNECT_SWAPPED);
  update_dose (self);
}

static void
add_rows (ThecalKindForm *self)
{
  static const char *const without[] = { "programme", NULL };
  GtkWidget *when = adw_preferences_group_new ();
  GtkWidget *follows = gtk_label_new (thecal_entry_follow_words (self->kind));

  self->at = thecal_when_row_new (_ ("When"));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (when), self->at);
  self->form = thecal_entry_form_new (self->kind, without);
  gtk_box_append (GTK_BOX (self), when);
  gtk_box_append (GTK_BOX (self), self->form);
  if (self->kind == THECAL_ENTRY_DOSE)
    add_flex (self);
  gtk_label_set_wrap (GTK_LABEL (follows), TRUE);
  gtk_label_set_xalign (GTK_LABEL (follows), 0);
  gtk_widget_add_css_class (follows, "thecal-age");
  gtk_box_append (GTK_BOX (self), follows);
}

void
thecal_kind_form_show (GtkWidget *parent,
                       ThecalEntryKind kind,
                       ThecalMonitorClient *client,
                       ThecalPlanWatch *plan)
{
  static const ThecalRecordForm calls = { read_record, show_fault, NULL };
  ThecalKindForm *self = g_object_new (THECAL_TYPE_KIND_FORM, NULL);
  GtkWidget *window;

  self->kind = kind;
  self->client = g_object_ref (client);
  self->plan = g_object_ref (plan);
  add_rows (self);
  window =
      thecal_record_window_new (parent, thecal_entry_kind_title (kind), GTK_WIDGET (self), &calls);
  thecal_record_window_set_up (THECAL_RECORD_WINDOW (window), client, plan);
  thecal_entry_form_focus (THECAL_ENTRY_FORM (self->form));
  gtk_window_present (GTK_WINDOW (window));
}
