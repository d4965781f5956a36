/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "caregiver/printout_form.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <math.h>

#include "caregiver/printout_picture.h"
#include "caregiver/setup_page.h"
#include "core/plan/plan_forecast.h"
#include "shared/labels.h"
#include "shared/now.h"
#include "shared/setup_words.h"

/* Models of clinical.md 3.1 by their names; all else is typed. */
static const ThecalPlanOption models[] = {
  { "SynchroMed II", N_ ("SynchroMed II") }, { "SynchroMed III", N_ ("SynchroMed III") },
  { "SynchroMed EL", N_ ("SynchroMed EL") }, { "Prometra II", N_ ("Prometra II") },
  { "MedStream", N_ ("MedStream") },         { NULL, NULL },
};

/* The first eight in the order of their numbers in the picture. */
enum { MODEL, CAPACITY, FILLED, VOLUME, CONCENTRATION, DOSE, LOW, ALARM, DRUG, N_FIELDS };

static const ThecalPlanField fields[N_FIELDS] = {
  [FILLED] = { .group = "reservoir",
               .key = "FilledAt",
               .label = N_ ("Refilled on"),
               .kind = THECAL_PLAN_MOMENT,
               .required = true },
  [VOLUME] = { .group = "reservoir",
               .key = "VolumeMl",
               .label = N_ ("Volume after the refill"),
               .kind = THECAL_PLAN_NUMBER,
               .unit = THECAL_UNIT_ML,
               .required = true },
  [CONCENTRATION] = { .group = "drug 1",
                      .key = "ConcentrationUgPerMl",
                      .label = N_ ("Concentration"),
                      .kind = THECAL_PLAN_NUMBER,
                      .unit = THECAL_UNIT_UG_PER_ML,
                      .required = true },
  [DOSE] = { .group = "drug 1",
             .key = "DoseUgPerDay",
             .label = N_ ("Dose in 24 hours"),
             .kind = THECAL_PLAN_NUMBER,
             .unit = THECAL_UNIT_UG_PER_DAY,
             .required = true },
  [LOW] = { .group = "reservoir",
            .key = "LowMl",
            .label = N_ ("Low alarm volume"),
            .kind = THECAL_PLAN_NUMBER,
            .unit = THECAL_UNIT_ML },
  [ALARM] = { .group = "reservoir",
              .key = "AlarmDate",
              .label = N_ ("Low alarm date, printed"),
              .kind = THECAL_PLAN_DATE,
              .required = true },
  [MODEL] = { .group = "pump",
              .key = "Model",
              .label = N_ ("Pump model"),
              .kind = THECAL_PLAN_CHOICE,
              .options = models,
              .other = N_ ("Name of the model") },
  [CAPACITY] = { .group = "pump",
                 .key = "CapacityMl",
                 .label = N_ ("The pump holds"),
                 .kind = THECAL_PLAN_NUMBER,
                 .unit = THECAL_UNIT_ML,
                 .required = true },
  [DRUG] = { .group = "drug 1", .key = "Name" },
};

struct _ThecalPrintoutForm {
  GtkBox parent_instance;
  ThecalSetup *setup;
  GtkWidget *picture, *rows, *no_date, *headline, *detail, *before;
  gboolean compare, filled;
};

G_DEFINE_FINAL_TYPE (ThecalPrintoutForm, thecal_printout_form, GTK_TYPE_BOX)

/* The forecast. */


static double
alarm_days (const ThecalCarePlan *plan, ThecalTime now)
{
  if (plan->alarm_date_us == THECAL_UNKNOWN_US)
    return NAN;

  return (double) (plan->alarm_date_us - now.wall_us) / (double) THECAL_DAY_US;
}

static void
show_before (ThecalPrintoutForm *self, GDateTime *now)
{
  const ThecalPlanLoad *load = thecal_plan_watch_get_load (thecal_setup_get_plan (self->setup));
  ThecalForecast forecast;
  const gboolean known =
      load != NULL && thecal_plan_forecast (&load->document->plan, thecal_now (), &forecast);
  g_autofree char *words = thecal_forecast_before (now, known ? &forecast : NULL);

  thecal_label_set (self->before, self->compare ? words : "");
}

static void
update_forecast (ThecalPrintoutForm *self)
{
  g_autoptr (ThecalPlanForm) form = thecal_form_rows_check (THECAL_FORM_ROWS (self->rows));
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  const ThecalTime time = thecal_now ();
  g_autofree char *headline = NULL;
  g_autofree char *detail = NULL;
  ThecalForecast forecast;

  if (form->document != NULL && thecal_plan_forecast (&form->document->plan, time, &forecast)) {
    headline = thecal_forecast_headline (now, &forecast);
    detail = thecal_forecast_detail (now, &forecast, alarm_days (&form->document->plan, time));
  }
  thecal_label_set (self->headline,
                    headline != NULL ? headline : _ ("The date of the refill appears here."));
  thecal_label_set (self->detail,
                    detail != NULL ? detail : _ ("It is computed as soon as the numbers are in."));
  show_before (self, now);
}

/* Rows. */

static void
on_focused (ThecalPrintoutForm *self, int field)
{
  thecal_printout_picture_set_mark (THECAL_PRINTOUT_PICTURE (self->picture), field + 1);
}

static void
on_no_date (GtkSwitch *no_date, GParamSpec *pspec, ThecalPrintoutForm *self)
{
  ThecalSetupDraft *draft = thecal_setup_get_draft (self->setup);
  const gboolean none = gtk_switch_get_active (no_date);

  thecal_form_rows_set_required (THECAL_FORM_ROWS (self->rows), ALARM, !none);
  if (none)
    thecal_form_rows_set (THECAL_FORM_ROWS (self->rows), ALARM, "");
  gtk_widget_set_sensitive (thecal_form_rows_get_row (THECAL_FORM_ROWS (self->rows), ALARM), !none);
  if (draft != NULL)
    thecal_setup_draft_set (draft, THECAL_DRAFT_NO_DATE, none ? "true" : "");
  update_forecast (self);
}

static GtkWidget *
no_date_row_new (ThecalPrintoutForm *self)
{
  GtkWidget *row = adw_action_row_new ();

  self->no_date = gtk_switch_new ();
  gtk_widget_set_valign (self->no_date, GTK_ALIGN_CENTER);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("My printout has no alarm date"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), self->no_date);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), self->no_date);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->no_date),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("My printout has no alarm date"),
                                  -1);
  g_signal_connect (self->no_date, "notify::active", G_CALLBACK (on_no_date), self);

  return row;
}

/* The sum of a flex programme is the dose: another number beside it would do nothing. */
static void
update_dose (ThecalPrintoutForm *self)
{
  ThecalFormRows *rows = THECAL_FORM_ROWS (self->rows);
  g_autofree char *step =
      thecal_plan_form_get_value (thecal_setup_get_plan_text (self->setup), "flex", "Step1");
  const gboolean flex = *step != '\0';
  GtkWidget *row = thecal_form_rows_get_row (rows, DOSE);

  thecal_form_rows_set_required (rows, DOSE, !flex);
  gtk_widget_set_sensitive (row, !flex);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                 flex ? _ ("Dose: by the daily programme")
                                      : _ (fields[DOSE].label));
}

/* What is in the plan now, and what was typed over it. */
static void
fill (ThecalPrintoutForm *self)
{
  ThecalFormRows *rows = THECAL_FORM_ROWS (self->rows);
  ThecalSetupDraft *draft = thecal_setup_get_draft (self->setup);

  self->filled = thecal_setup_is_read (self->setup);
  thecal_form_rows_fill (rows);
  if (*thecal_form_rows_get (rows, DRUG) == '\0')
    thecal_form_rows_set (rows, DRUG, "baclofen");
  if (draft != NULL)
    gtk_switch_set_active (GTK_SWITCH (self->no_date),
                           thecal_setup_draft_is (draft, THECAL_DRAFT_NO_DATE, "true"));
  update_dose (self);
  update_forecast (self);
}

/* Filled once: what a person typed since then stays. */
static void
on_plan (ThecalPrintoutForm *self)
{
  if (!self->filled)
    fill (self);
}

static GtkWidget *
forecast_card_new (ThecalPrintoutForm *self)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *caption = thecal_setup_text_new ("", "thecal-heading");

  gtk_label_set_text (GTK_LABEL (caption), _ ("From these numbers"));
  self->headline = thecal_setup_text_new ("", "thecal-dates");
  self->detail = thecal_setup_text_new ("", "thecal-forecast-detail");
  self->before = thecal_setup_text_new ("", "thecal-caption");
  gtk_widget_add_css_class (card, "thecal-forecast-card");
  gtk_box_append (GTK_BOX (card), caption);
  gtk_box_append (GTK_BOX (card), self->headline);
  gtk_box_append (GTK_BOX (card), self->detail);
  gtk_box_append (GTK_BOX (card), self->before);

  return card;
}

static GtkWidget *
column_new (ThecalPrintoutForm *self)
{
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *hint = thecal_setup_text_new ("", "thecal-caption");
  ThecalFormRows *rows;
  GtkWidget *group;

  self->rows = thecal_form_rows_new (self->setup, fields, N_FIELDS);
  rows = THECAL_FORM_ROWS (self->rows);
  group = thecal_form_rows_add (rows, NULL, NULL, MODEL, THECAL_PRINTOUT_MARKS);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), no_date_row_new (self));
  for (gsize i = 0; i < THECAL_PRINTOUT_MARKS; i++) {
    g_autofree char *number = g_strdup_printf ("%d", (int) i + 1);

    thecal_form_rows_set_badge (rows, i, number);
  }
  gtk_label_set_text (
      GTK_LABEL (hint),
      _ ("The numbers differ from the paper? Stop, and ask the clinic before you go on."));
  gtk_box_append (GTK_BOX (column), self->rows);
  gtk_box_append (GTK_BOX (column), forecast_card_new (self));
  gtk_box_append (GTK_BOX (column), hint);
  gtk_widget_set_hexpand (column, TRUE);

  return column;
}

/* Object. */

static void
thecal_printout_form_dispose (GObject *object)
{
  g_clear_object (&THECAL_PRINTOUT_FORM (object)->setup);
  G_OBJECT_CLASS (thecal_printout_form_parent_class)->dispose (object);
}

static void
thecal_printout_form_class_init (ThecalPrintoutFormClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = thecal_printout_form_dispose;
}

static void
thecal_printout_form_init (ThecalPrintoutForm *self)
{
  gtk_box_set_spacing (GTK_BOX (self), 30);
}

ThecalFormRows *
thecal_printout_form_get_rows (ThecalPrintoutForm *self)
{
  return THECAL_FORM_ROWS (self->rows);
}

void
thecal_printout_form_set_narrow (ThecalPrintoutForm *self, gboolean narrow)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_box_set_spacing (GTK_BOX (self), narrow ? 12 : 30);
  thecal_printout_picture_set_strip (THECAL_PRINTOUT_PICTURE (self->picture), narrow);
  thecal_form_rows_set_narrow (THECAL_FORM_ROWS (self->rows), narrow);
}

void
thecal_printout_form_start (ThecalPrintoutForm *self)
{
  thecal_form_rows_focus (THECAL_FORM_ROWS (self->rows), self->compare ? FILLED : MODEL);
}

GtkWidget *
thecal_printout_form_new (ThecalSetup *setup, gboolean compare)
{
  ThecalPrintoutForm *self = g_object_new (THECAL_TYPE_PRINTOUT_FORM, NULL);

  self->setup = g_object_ref (setup);
  self->compare = compare;
  self->picture = thecal_printout_picture_new ();
  gtk_box_append (GTK_BOX (self), self->picture);
  gtk_box_append (GTK_BOX (self), column_new (self));
  fill (self);
  g_signal_connect_object (
      self->rows, "changed", G_CALLBACK (update_forecast), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->rows, "focused", G_CALLBACK (on_focused), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (setup, "changed", G_CALLBACK (on_plan), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}
