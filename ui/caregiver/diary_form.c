/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "caregiver/diary_form.h"

#include <glib/gi18n.h>

#include "caregiver/form_parts.h"
#include "caregiver/form_section.h"
#include "core/diary/penn.h"

/* Spasms. */

/* From the count, as long as nobody has chosen otherwise. */
static void
suggest_penn (ThecalFormField *changed, ThecalFieldSet *set)
{
  g_autofree char *count = thecal_form_field_get_text (thecal_field_set_find (set, "spasms"));
  g_autofree char *per = thecal_form_field_get_text (thecal_field_set_find (set, "spasms_per"));
  g_autoptr (ThecalEntry) entry = thecal_entry_new (THECAL_ENTRY_DIARY, "", 0);
  g_autofree char *text = NULL;
  const char *expected;
  int frequency;

  if (!thecal_entry_set (entry, "spasms", count, &expected))
    return;
  frequency = thecal_penn_suggest_frequency (thecal_entry_get_number (entry, "spasms"),
                                             *per != '\0' ? per : NULL);
  text = frequency >= 0 ? g_strdup_printf ("%d", frequency) : g_strdup ("");
  thecal_form_field_suggest (thecal_field_set_find (set, "penn_frequency"), text);
}

/* Part two of the scale is left out where part one is 0 or not answered [Q1]. */
static void
skip_severity (ThecalFormField *frequency, ThecalFormField *severity)
{
  g_autofree char *text = thecal_form_field_get_text (frequency);

  gtk_widget_set_visible (GTK_WIDGET (severity), *text != '\0' && !g_str_equal (text, "0"));
}

static void
on_severity_loaded (GtkWidget *form, ThecalFieldSet *set)
{
  skip_severity (thecal_field_set_find (set, "penn_frequency"),
                 thecal_field_set_find (set, "penn_severity"));
}

static GtkWidget *
spasms_new (ThecalFieldSet *set)
{
  static const char *const per[] = { "hour", "day", NULL };
  static const char *const frequencies[] = { "0", "1", "2", "3", "4", NULL };
  static const char *const severities[] = { "1", "2", "3", NULL };
  GtkWidget *section = thecal_form_section_new (
      _ ("Spasms"), _ ("A fit with loss of awareness is something else: call for help then."));
  GtkWidget *count, *unit, *frequency, *severity;

  unit = thecal_form_choice (set, "spasms_per", THECAL_CHOICE_ROW, per);
  count = thecal_form_number (set, "spasms", "");
  /* what it is in counts only with the number, and needs no title */
  thecal_form_field_hide_words (THECAL_FORM_FIELD (unit));
  thecal_form_field_set_companion (THECAL_FORM_FIELD (unit), THECAL_FORM_FIELD (count));
  frequency = thecal_form_choice (set, "penn_frequency", THECAL_CHOICE_LIST, frequencies);
  severity = thecal_form_choice (set, "penn_severity", THECAL_CHOICE_ROW, severities);
  g_signal_connect (count, "changed", G_CALLBACK (suggest_penn), set);
  g_signal_connect (unit, "changed", G_CALLBACK (suggest_penn), set);
  g_signal_connect_object (frequency, "changed", G_CALLBACK (skip_severity), severity, 0);
  g_signal_connect (section, "map", G_CALLBACK (on_severity_loaded), set);
  thecal_form_section_add (section, count);
  thecal_form_section_add (section, unit);
  gtk_widget_add_css_class (unit, "thecal-form-joined");
  thecal_form_section_add (section, frequency);
  thecal_form_section_add (section, severity);

  return section;
}

/* Night and day. */

static GtkWidget *
comfort_new (ThecalFieldSet *set)
{
  GtkWidget *section = thecal_form_section_new (_ ("Pain, sleep, tiredness"), NULL);

  thecal_form_section_add (section, thecal_form_scale (set, "pain"));
  thecal_form_section_add (section, thecal_form_scale (set, "sleep"));
  thecal_form_section_add (section, thecal_form_number (set, "sleep_h", _ ("hours")));
  thecal_form_section_add (section, thecal_form_scale (set, "tiredness"));

  return section;
}

static GtkWidget *
effects_new (ThecalFieldSet *set)
{
  static const char *const names[] = { "dizzy",  "sleepy",        "weak",           "headache",
                                       "nausea", "bowel_trouble", "bladder_trouble" };
  GtkWidget *section =
      thecal_form_section_new (_ ("Side effects"), _ ("Tick what was there in the last 24 hours."));
  GtkWidget *box = g_object_new (GTK_TYPE_FLOW_BOX,
                                 "accessible-role",
                                 GTK_ACCESSIBLE_ROLE_GROUP,
                                 "selection-mode",
                                 GTK_SELECTION_NONE,
                                 "homogeneous",
                                 TRUE,
                                 "min-children-per-line",
                                 2,
                                 "max-children-per-line",
                                 3,
                                 NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    GtkWidget *child =
        g_object_new (GTK_TYPE_FLOW_BOX_CHILD, "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP, NULL);

    gtk_widget_set_focusable (child, FALSE);
    gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child), thecal_form_tick (set, names[i]));
    gtk_flow_box_append (GTK_FLOW_BOX (box), child);
  }
  thecal_form_section_add (section, box);
  thecal_form_section_add (section, thecal_form_truth (set, "transfers_harder"));

  return section;
}

/* The thermometer tells which it is: no person has 45 °C or 77 °F. */
static void
suggest_unit (ThecalFormField *temperature, ThecalFormField *unit)
{
  g_autofree char *text = thecal_form_field_get_text (temperature);
  const double number = g_ascii_strtod (g_strdelimit (text, ",", '.'), NULL);

  if (number >= 77.0)
    thecal_form_field_suggest (unit, "f");
  else if (number >= 25.0 && number <= 45.0)
    thecal_form_field_suggest (unit, "c");
}

static GtkWidget *
temperature_new (ThecalFieldSet *set)
{
  static const char *const units[] = { "c", "f", NULL };
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *unit = thecal_form_choice (set, "temperature_unit", THECAL_CHOICE_BESIDE, units);
  GtkWidget *number = thecal_form_number (set, "temperature", "");

  thecal_form_field_hide_words (THECAL_FORM_FIELD (unit));
  thecal_form_field_set_companion (THECAL_FORM_FIELD (unit), THECAL_FORM_FIELD (number));
  g_signal_connect_object (number, "changed", G_CALLBACK (suggest_unit), unit, 0);
  gtk_widget_set_hexpand (number, TRUE);
  gtk_box_append (GTK_BOX (line), number);
  gtk_box_append (GTK_BOX (line), unit);

  return line;
}

static GtkWidget *
folds_new (ThecalFieldSet *set)
{
  static const char *const function[] = { "sitting", "transfers", "toilet",  "cleaning",
                                          "walking", "therapy",   "comfort", "range" };
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *hard =
      thecal_form_fold_new (_ ("How hard was …?"), _ ("0 is not hard, 10 is not possible"));
  GtkWidget *more =
      thecal_form_fold_new (_ ("Pulse, blood pressure, breaths"), _ ("If you measure them"));

  for (gsize i = 0; i < G_N_ELEMENTS (function); i++)
    thecal_form_fold_add (hard, THECAL_FORM_FIELD (thecal_form_scale (set, function[i])));
  thecal_form_fold_add (more,
                        THECAL_FORM_FIELD (thecal_form_number (set, "pulse", _ ("a minute"))));
  thecal_form_fold_add (more, THECAL_FORM_FIELD (thecal_form_number (set, "systolic", "mmHg")));
  thecal_form_fold_add (more, THECAL_FORM_FIELD (thecal_form_number (set, "diastolic", "mmHg")));
  thecal_form_fold_add (more,
                        THECAL_FORM_FIELD (thecal_form_number (set, "breaths", _ ("a minute"))));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), hard);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), more);

  return group;
}

GtkWidget *
thecal_diary_form_new (ThecalFieldSet *set)
{
  GtkWidget *form = gtk_box_new (GTK_ORIENTATION_VERTICAL, 24);
  GtkWidget *stiffness = thecal_form_section_new (_ ("How stiff?"), NULL);
  GtkWidget *body = thecal_form_section_new (_ ("Body"), NULL);
  GtkWidget *rest = thecal_form_section_new (_ ("Medicines and notes"), NULL);

  thecal_form_section_add (stiffness, thecal_form_scale (set, "stiffness"));
  gtk_box_append (GTK_BOX (form), stiffness);
  gtk_box_append (GTK_BOX (form), spasms_new (set));
  gtk_box_append (GTK_BOX (form), comfort_new (set));
  gtk_box_append (GTK_BOX (form), effects_new (set));
  thecal_form_section_add (body, thecal_form_truth (set, "bowel_movement"));
  thecal_form_section_add (body, temperature_new (set));
  gtk_box_append (GTK_BOX (form), body);
  gtk_box_append (GTK_BOX (form), folds_new (set));
  thecal_form_section_add (rest, thecal_form_text (set, "medicines", FALSE));
  thecal_form_section_add (rest, thecal_form_truth (set, "tablets_taken"));
  thecal_form_section_add (rest, thecal_form_text (set, "note", TRUE));
  gtk_box_append (GTK_BOX (form), rest);

  return form;
}
