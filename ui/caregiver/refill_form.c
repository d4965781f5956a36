/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "caregiver/refill_form.h"

#include <glib/gi18n.h>
#include <math.h>

#include "caregiver/flex_rows.h"
#include "caregiver/forecast_pair.h"
#include "caregiver/pump_facts.h"
#include "caregiver/record_window.h"
#include "caregiver/when_row.h"
#include "core/diary/fill_entry.h"
#include "core/plan/typed_value.h"
#include "files/plan_list.h"
#include "shared/entry_form.h"
#include "shared/labels.h"
#include "shared/person.h"
#include "words/entry_words.h"

struct _ThecalRefillForm {
  GtkBox parent_instance;
  ThecalMonitorClient *client;
  ThecalPlanWatch *plan;
  GtkWidget *at, *form, *flex, *pair, *compared;
  AdwPreferencesGroup *taken_out;
  gboolean prefilled; /* by the plan: before that a programme of it would be lost */
};

G_DEFINE_FINAL_TYPE (ThecalRefillForm, thecal_refill_form, GTK_TYPE_BOX)

/* Reading. */

static double
read_alarm_days (ThecalRefillForm *self, gint64 at_us)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autofree char *text = thecal_entry_form_get (THECAL_ENTRY_FORM (self->form), "alarm_date");
  g_autofree char *read = NULL;
  gint64 alarm_us;

  if (thecal_typed_date (text, &read) != THECAL_TYPED_READ ||
      !thecal_time_parse (read, zone, &alarm_us))
    return NAN;

  return (double) (alarm_us - at_us) / (double) THECAL_DAY_US;
}

static ThecalRefillComparison
compare (ThecalRefillForm *self, const ThecalPumpFacts *facts, ThecalBand *out_expected)
{
  gint64 at_us = facts->now_us;
  g_autofree char *at = thecal_when_row_read (self->at, &at_us);

  *out_expected = thecal_pump_facts_get_level_at (facts, at_us);

  return thecal_refill_compare (
      thecal_entry_form_get_number (THECAL_ENTRY_FORM (self->form), "withdrawn_ml"),
      out_expected->nominal,
      facts->document != NULL ? facts->document->plan.volume_ml : NAN);
}

/* What follows from what is typed. */

static void
update_dose (ThecalRefillForm *self)
{
  GtkWidget *row = thecal_entry_form_get_row (THECAL_ENTRY_FORM (self->form), "dose_ug_per_day");
  ThecalFlexStep steps[THECAL_FLEX_STEPS_MAX];
  gsize n;
  g_autofree char *sum = NULL;
  g_autofree char *shown = NULL;
  const gboolean on = thecal_flex_rows_is_on (THECAL_FLEX_ROWS (self->flex));

  gtk_widget_set_sensitive (row, !on);
  if (!on || thecal_flex_rows_read (THECAL_FLEX_ROWS (self->flex), steps, &n) != THECAL_FLEX_READS)
    return;
  sum = g_strdup_printf ("%.10g", round (thecal_flex_get_dose (steps, n) * 10) / 10);
  shown = thecal_entry_form_get (THECAL_ENTRY_FORM (self->form), "dose_ug_per_day");
  if (!g_str_equal (sum, shown))
    thecal_entry_form_set (THECAL_ENTRY_FORM (self->form), "dose_ug_per_day", sum);
}

static void
update (ThecalRefillForm *self)
{
  ThecalEntryForm *form = THECAL_ENTRY_FORM (self->form);
  g_auto (ThecalPumpFacts) facts = { 0 };
  ThecalRefillNumbers numbers;
  ThecalRefillComparison comparison;
  ThecalBand expected;
  gint64 at_us;
  g_autofree char *at = NULL;
  g_autofree char *words = NULL;
  g_autofree char *expected_words = NULL;

  update_dose (self);
  thecal_pump_facts_init (&facts, self->client, self->plan);
  at_us = facts.now_us;
  at = thecal_when_row_read (self->at, &at_us);
  comparison = compare (self, &facts, &expected);
  words = thecal_refill_comparison_words (&comparison);
  thecal_label_set (self->compared, words);
  expected_words = thecal_refill_expected_words (&expected);
  adw_preferences_group_set_description (self->taken_out, expected_words);
  numbers = (ThecalRefillNumbers){
    .volume_ml = thecal_entry_form_get_number (form, "reservoir_ml"),
    .concentration_ug_per_ml = thecal_entry_form_get_number (form, "concentration_ug_per_ml"),
    .dose_ug_per_day = thecal_entry_form_get_number (form, "dose_ug_per_day"),
    .low_ml = thecal_entry_form_get_number (form, "low_ml"),
    .alarm_date_days = read_alarm_days (self, at_us),
  };
  thecal_forecast_pair_set (self->pair, &facts, &numbers, at_us);
}

/* The record. */

static void
add_number (GVariantBuilder *values,
            ThecalPumpRecord *record,
            const char *name,
            const char *bus_name)
{
  const double number = thecal_entry_get_number (thecal_pump_record_get_entry (record), name);

  if (!isnan (number))
    g_variant_builder_add (values, "{sv}", bus_name, g_variant_new_double (number));
}

static void
add_printout (ThecalPumpRecord *record, const char *at)
{
  GVariantBuilder values;
  const ThecalEntry *entry = thecal_pump_record_get_entry (record);

  g_variant_builder_init (&values, G_VARIANT_TYPE_VARDICT);
  add_number (&values, record, "reservoir_ml", "reservoir_ml");
  add_number (&values, record, "concentration_ug_per_ml", "concentration_ug_per_ml");
  add_number (&values, record, "dose_ug_per_day", "dose_ug_per_day");
  add_number (&values, record, "low_ml", "low_ml");
  add_number (&values, record, "capacity_ml", "capacity_ml");
  add_number (&values, record, "withdrawn_ml", "withdrawn_ml");
  g_variant_builder_add (&values,
                         "{sv}",
                         "alarm_date",
                         g_variant_new_string (thecal_entry_get_text (entry, "alarm_date")));
  g_variant_builder_add (&values, "{sv}", "filled_at", g_variant_new_string (at));
  thecal_pump_record_set_printout (record, g_variant_builder_end (&values));
}

/* What the plan has is left alone where nothing else is entered. */
static void
add_text (ThecalPumpRecord *record, const char *group, const char *key, const char *name)
{
  const char *text = thecal_entry_get_text (thecal_pump_record_get_entry (record), name);

  if (text != NULL)
    thecal_pump_record_add (record, group, key, text);
}

static gboolean
is_other_dose (ThecalRefillForm *self, const ThecalEntry *entry)
{
  const ThecalPlanLoad *load = thecal_plan_watch_get_load (self->plan);
  const ThecalCarePlan *plan = load != NULL ? &load->document->plan : NULL;

  return plan == NULL ||
         plan->dose_ug_per_day != thecal_entry_get_number (entry, "dose_ug_per_day") ||
         plan->concentration_ug_per_ml !=
             thecal_entry_get_number (entry, "concentration_ug_per_ml");
}

static void
add_values (ThecalRefillForm *self, ThecalPumpRecord *record, const char *at)
{
  const ThecalEntry *entry = thecal_pump_record_get_entry (record);
  ThecalFlexStep steps[THECAL_FLEX_STEPS_MAX];
  gsize n = 0;

  add_text (record, "reservoir", "VolumeMl", "reservoir_ml");
  thecal_pump_record_add (record, "reservoir", "FilledAt", at);
  add_text (record, "reservoir", "LowMl", "low_ml");
  add_text (record, "reservoir", "AlarmDate", "alarm_date");
  add_text (record, "pump", "CapacityMl", "capacity_ml");
  add_text (record, "drug 1", "ConcentrationUgPerMl", "concentration_ug_per_ml");
  add_text (record, "drug 1", "DoseUgPerDay", "dose_ug_per_day");
  if (is_other_dose (self, entry)) {
    g_autofree char *day = g_strndup (at, strlen ("2026-10-16"));

    thecal_pump_record_add (record, "drug 1", "ChangedOn", day);
  }
  thecal_flex_rows_read (THECAL_FLEX_ROWS (self->flex), steps, &n);
  thecal_pump_record_add_flex (record, steps, n);
}

static ThecalEntry *
read_entry (ThecalRefillForm *self, gint64 at_us)
{
  g_auto (ThecalPumpFacts) facts = { 0 };
  g_autofree char *programme = thecal_flex_rows_get_text (THECAL_FLEX_ROWS (self->flex));
  g_autofree char *by = thecal_person_get_name ();
  g_autofree char *id = NULL;
  g_autofree char *expected_text = NULL;
  g_autoptr (ThecalEntry) entry = NULL;
  ThecalBand expected;
  g_autofree char *pump = thecal_pump_facts_make_id (self->client, self->plan);
  const char *ignored;

  thecal_pump_facts_init (&facts, self->client, self->plan);
  compare (self, &facts, &expected);
  /* as the monitor calls it that reads of the fill in the plan: it is one and the same */
  id = thecal_fill_entry_make_id (*pump != '\0' ? pump : THECAL_MANUAL_PUMP_ID, at_us);
  entry = thecal_entry_new (THECAL_ENTRY_REFILL, id, at_us);
  thecal_entry_set_by (entry, by);
  thecal_entry_set_pump (entry, pump);
  thecal_entry_set (entry, "programme", programme, &ignored);
  if (!isnan (expected.nominal)) {
    expected_text = g_strdup_printf ("%.1f", expected.nominal);
    thecal_entry_set (entry, "expected_ml", expected_text, &ignored);
  }
  if (!thecal_entry_form_fill (THECAL_ENTRY_FORM (self->form), entry))
    return NULL;

  return g_steal_pointer (&entry);
}

static ThecalPumpRecord *
read_record (gpointer form)
{
  ThecalRefillForm *self = form;
  gint64 at_us = 0;
  g_autofree char *at = thecal_when_row_read (self->at, &at_us);
  ThecalEntry *entry;
  ThecalPumpRecord *record;

  thecal_entry_form_clear_fault (THECAL_ENTRY_FORM (self->form));
  gtk_widget_remove_css_class (self->at, "error");
  if (!self->prefilled) {
    thecal_entry_form_show_fault (
        THECAL_ENTRY_FORM (self->form), "", _ ("The care plan is being read. Try again."));
    return NULL;
  }
  if (at == NULL) {
    g_autofree char *fault = thecal_when_row_fault (self->at);

    thecal_entry_form_show_fault (THECAL_ENTRY_FORM (self->form), "", fault);
    gtk_widget_add_css_class (self->at, "error");
    gtk_widget_grab_focus (self->at);
    return NULL;
  }
  if (!thecal_flex_rows_check (THECAL_FLEX_ROWS (self->flex)))
    return NULL;
  entry = read_entry (self, at_us);
  if (entry == NULL)
    return NULL;
  record = thecal_pump_record_new (entry);
  add_printout (record, at);
  add_values (self, record, at);

  return record;
}

static gboolean
show_fault (gpointer form, const char *name, const char *words)
{
  ThecalRefillForm *self = form;

  if (thecal_entry_form_get_row (THECAL_ENTRY_FORM (self->form), name) == NULL)
    return FALSE;
  thecal_entry_form_show_fault (THECAL_ENTRY_FORM (self->form), name, words);

  return TRUE;
}

static char *
end_words (gpointer form)
{
  return g_strdup (gtk_label_get_text (GTK_LABEL (THECAL_REFILL_FORM (form)->compared)));
}

/* Object. */

static void
prefill (ThecalRefillForm *self)
{
  static const struct {
    const char *name, *group, *key;
  } known[] = {
    { "concentration_ug_per_ml", "drug 1", "ConcentrationUgPerMl" },
    { "dose_ug_per_day", "drug 1", "DoseUgPerDay" },
    { "low_ml", "reservoir", "LowMl" },
    { "capacity_ml", "pump", "CapacityMl" },
  };
  g_auto (ThecalPumpFacts) facts = { 0 };

  if (self->prefilled || thecal_plan_watch_get_load (self->plan) == NULL)
    return;
  self->prefilled = TRUE;
  thecal_pump_facts_init (&facts, self->client, self->plan);
  for (gsize i = 0; i < G_N_ELEMENTS (known); i++) {
    g_autofree char *text = thecal_plan_watch_get_value (self->plan, known[i].group, known[i].key);

    g_autofree char *typed = thecal_entry_form_get (THECAL_ENTRY_FORM (self->form), known[i].name);

    if (text != NULL && *typed == '\0')
      thecal_entry_form_set (THECAL_ENTRY_FORM (self->form), known[i].name, text);
  }
  thecal_flex_rows_set (THECAL_FLEX_ROWS (self->flex), facts.steps, facts.n_steps);
}

static void
thecal_refill_form_dispose (GObject *object)
{
  ThecalRefillForm *self = THECAL_REFILL_FORM (object);

  g_clear_object (&self->client);
  g_clear_object (&self->plan);

  G_OBJECT_CLASS (thecal_refill_form_parent_class)->dispose (object);
}

static void
thecal_refill_form_class_init (ThecalRefillFormClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = thecal_refill_form_dispose;
}

static void
add_rows (ThecalRefillForm *self)
{
  static const char *const without[] = { "expected_ml", "programme", NULL };
  static const char *const taken_out[] = { "withdrawn_ml", NULL };
  static const char *const settings[] = { "low_ml", "capacity_ml", "note", NULL };
  GtkWidget *when = adw_preferences_group_new ();

  self->at = thecal_when_row_new (_ ("Refilled on"));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (when), self->at);
  self->form = thecal_entry_form_new (THECAL_ENTRY_REFILL, without);
  self->flex = thecal_flex_rows_new ();
  self->compared = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->compared), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->compared), 0);
  gtk_widget_add_css_class (self->compared, "thecal-warnings");
  gtk_widget_set_visible (self->compared, FALSE);
  gtk_box_append (GTK_BOX (self), when);
  gtk_box_append (GTK_BOX (self), self->form);
  gtk_box_append (GTK_BOX (self->form), self->flex);
  self->taken_out = thecal_entry_form_add_group (
      THECAL_ENTRY_FORM (self->form), _ ("What was taken out"), taken_out);
  gtk_box_append (GTK_BOX (self->form), self->compared);
  thecal_entry_form_add_group (THECAL_ENTRY_FORM (self->form), _ ("Settings"), settings);
  self->pair = thecal_forecast_pair_new ();
  gtk_box_append (GTK_BOX (self), self->pair);
}

static void
thecal_refill_form_init (ThecalRefillForm *self)
{
  GtkWidget *follows = gtk_label_new (thecal_entry_follow_words (THECAL_ENTRY_REFILL));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 18);
  add_rows (self);
  gtk_label_set_wrap (GTK_LABEL (follows), TRUE);
  gtk_label_set_xalign (GTK_LABEL (follows), 0);
  gtk_widget_add_css_class (follows, "thecal-age");
  gtk_box_append (GTK_BOX (self), follows);
}

void
thecal_refill_show (GtkWidget *parent, ThecalMonitorClient *client, ThecalPlanWatch *plan)
{
  static const ThecalRecordForm calls = { read_record, show_fault, end_words };
  ThecalRefillForm *self = g_object_new (THECAL_TYPE_REFILL_FORM, NULL);
  GtkWidget *window;

  self->client = g_object_ref (client);
  self->plan = g_object_ref (plan);
  prefill (self);
  g_signal_connect_object (plan, "changed", G_CALLBACK (prefill), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->form, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->flex, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->at, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  window = thecal_record_window_new (parent, _ ("Record a refill"), GTK_WIDGET (self), &calls);
  thecal_record_window_set_up (THECAL_RECORD_WINDOW (window), client, plan);
  thecal_entry_form_focus (THECAL_ENTRY_FORM (self->form));
  gtk_window_present (GTK_WINDOW (window));
}
