/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "caregiver/pump_card_rows.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <math.h>

#include "words/pump_words.h"
#include "words/script_parts.h"

#define SHOWN "thecal-shown" /* what the rows were made of */

typedef struct {
  char *title, *words;
} Row;

static void
row_clear (gpointer data)
{
  Row *row = data;

  g_free (row->title);
  g_free (row->words);
}

/* @words are taken over. */
static void
add (GArray *rows, const char *title, char *words)
{
  const Row row = { g_strdup (title), words };

  g_array_append_val (rows, row);
}

static void
add_value (GArray *rows, const ThecalPumpFacts *facts, const char *title, const char *key)
{
  char *value = thecal_plan_watch_get_value (facts->plan, "pump", key);

  if (value != NULL)
    add (rows, title, value);
}

static char *
side_words (const ThecalPatient *patient)
{
  if (thecal_text_is (patient->side, "left"))
    return g_strdup (_ ("left side of the belly, under the skin"));
  if (thecal_text_is (patient->side, "right"))
    return g_strdup (_ ("right side of the belly, under the skin"));

  return g_strdup (_ ("not known"));
}

static void
add_drugs (GArray *rows, const ThecalPatient *patient)
{
  for (guint i = 0; i < patient->n_drugs; i++) {
    const ThecalDrug *drug = &patient->drugs[i];

    add (rows, drug->name != NULL ? drug->name : _ ("Drug"), thecal_drug_words (drug));
  }
}

static GArray *
describe (const ThecalPumpFacts *facts)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (Row));
  const ThecalPatient *patient = facts->document->patient;

  g_array_set_clear_func (rows, row_clear);
  add_drugs (rows, patient);
  add (rows, _ ("Model"), g_strdup (thecal_script_or_unknown (patient->model)));
  add (rows, _ ("Serial number"), g_strdup (thecal_script_or_unknown (patient->serial)));
  add (rows, _ ("Where it lies"), side_words (patient));
  if (facts->implanted_us != THECAL_UNKNOWN_US)
    add (rows, _ ("Put in on"), thecal_script_date (facts->implanted_us));
  if (!isnan (facts->capacity_ml))
    add (rows, _ ("Holds"), g_strdup_printf (_ ("%.10g mL"), facts->capacity_ml));
  add (rows, _ ("Size"), g_strdup (thecal_model_size_words (facts->model)));
  add (rows, _ ("MRI scan"), g_strdup (thecal_model_mri_words (facts->model)));
  add_value (rows, facts, _ ("The maker's line"), "MakerLine");

  return rows;
}

static GtkWidget *
row_new (const Row *row)
{
  GtkWidget *widget = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (widget), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (widget), row->title);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (widget), 0);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (widget), row->words);

  return widget;
}

void
thecal_pump_card_rows_set (GtkWidget *rows, const ThecalPumpFacts *facts)
{
  g_autoptr (GArray) found = facts->document != NULL ? describe (facts) : NULL;
  g_autoptr (GString) shown = g_string_new (NULL);
  GtkWidget *row;

  for (guint i = 0; found != NULL && i < found->len; i++) {
    const Row *at = &g_array_index (found, Row, i);

    g_string_append_printf (shown, "%s\n%s\n", at->title, at->words);
  }
  gtk_widget_set_visible (rows, shown->len > 0);
  if (g_strcmp0 (g_object_get_data (G_OBJECT (rows), SHOWN), shown->str) == 0)
    return;
  while ((row = gtk_widget_get_first_child (rows)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (rows), row);
  for (guint i = 0; found != NULL && i < found->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (rows), row_new (&g_array_index (found, Row, i)));
  g_object_set_data_full (G_OBJECT (rows), SHOWN, g_strdup (shown->str), g_free);
}

GtkWidget *
thecal_pump_card_rows_new (void)
{
  GtkWidget *rows = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (rows), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (rows, "boxed-list");
  gtk_widget_add_css_class (rows, "thecal-facts");
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (rows), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("From the card of the pump"), -1);

  return rows;
}
