/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <glib/gi18n.h>
#include <math.h>

#include "words/diary_words.h"
#include "words/report_parts.h"

static char *
format (const ThecalReportFacts *facts, gint64 at_us, const char *pattern)
{
  g_autoptr (GDateTime) utc = NULL;
  g_autoptr (GDateTime) there = NULL;

  if (at_us == THECAL_UNKNOWN_US || at_us == THECAL_NEVER_US)
    return g_strdup ("");
  utc = g_date_time_new_from_unix_utc (at_us / THECAL_SECOND_US);
  there = utc != NULL ? g_date_time_to_timezone (utc, facts->zone) : NULL;

  return there != NULL ? g_date_time_format (there, pattern) : g_strdup ("");
}

char *
thecal_report_day (const ThecalReportFacts *facts, gint64 at_us)
{
  return format (facts, at_us, "%a %-d %b");
}

char *
thecal_report_moment (const ThecalReportFacts *facts, gint64 at_us)
{
  return format (facts, at_us, "%a %-d %b %H:%M");
}

char *
thecal_report_period (const ThecalReportFacts *facts)
{
  g_autofree char *from = format (facts, facts->span.from_us, "%-d %B %Y");
  g_autofree char *to = format (facts, facts->span.to_us, "%-d %B %Y");

  return g_strdup_printf (_ ("%s to %s"), from, to);
}

const char *
thecal_report_kind_title (ThecalEntryKind kind)
{
  switch (kind) {
  case THECAL_ENTRY_DIARY:
    return _ ("Diary");
  case THECAL_ENTRY_REFILL:
    return _ ("Refill");
  case THECAL_ENTRY_DOSE:
    return _ ("Dose change");
  case THECAL_ENTRY_VISIT:
    return _ ("Visit");
  case THECAL_ENTRY_OPERATION:
    return _ ("Operation");
  case THECAL_ENTRY_TEST_DOSE:
    return _ ("Test dose");
  case THECAL_ENTRY_FAULT:
    return _ ("Fault");
  case THECAL_ENTRY_MRI:
    return _ ("MRI scan");
  case THECAL_ENTRY_MEDICINE:
    return _ ("Medicine");
  case THECAL_ENTRY_WOUND:
    return _ ("Wound");
  case THECAL_ENTRY_DOCUMENT:
    return _ ("Document");
  case THECAL_ENTRY_QUESTION:
    return _ ("Question");
  case THECAL_N_ENTRIES:
    break;
  }

  return "";
}

/* A UCUM unit as people write it. */
static const char *
describe_unit (const char *unit)
{
  static const struct {
    const char *ucum, *words;
  } rows[] = {
    { "ug/d", N_ ("µg a day") }, { "ug/mL", N_ ("µg/mL") }, { "ug", N_ ("µg") },
    { "/min", N_ ("a minute") }, { "mm[Hg]", N_ ("mmHg") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (g_str_equal (rows[i].ucum, unit))
      return _ (rows[i].words);

  return unit;
}

static char *
describe_number (const ThecalEntry *entry, const ThecalEntryField *field)
{
  const double number = thecal_entry_get_number (entry, field->name);
  const char *unit = describe_unit (field->unit);

  if (isnan (number))
    return NULL;
  if (g_str_equal (field->name, "temperature"))
    unit = g_strcmp0 (thecal_entry_get_text (entry, "temperature_unit"), "f") == 0 ? "°F" : "°C";

  return g_strdup_printf ("%.10g%s%s", number, *unit != '\0' ? " " : "", unit);
}

char *
thecal_report_value (const ThecalEntry *entry, const ThecalEntryField *field)
{
  const char *choice;
  int truth;

  switch (field->type) {
  case THECAL_FIELD_IS_NUMBER:
    return describe_number (entry, field);
  case THECAL_FIELD_IS_TRUTH:
    truth = thecal_entry_get_truth (entry, field->name);
    return truth >= 0 ? g_strdup (truth > 0 ? _ ("yes") : _ ("no")) : NULL;
  case THECAL_FIELD_IS_CHOICE:
    choice = thecal_entry_get_text (entry, field->name);
    return choice != NULL ? g_strdup (thecal_diary_choice_title (field->name, choice)) : NULL;
  case THECAL_FIELD_IS_TEXT:
  case THECAL_FIELD_IS_DATE:
    break;
  }

  return g_strdup (thecal_entry_get_text (entry, field->name));
}

char *
thecal_report_values (const ThecalEntry *entry)
{
  guint n_fields = 0;
  const ThecalEntryField *fields =
      thecal_entry_fields_get (thecal_entry_get_kind (entry), &n_fields);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n_fields; i++) {
    const gboolean is_file =
        g_str_equal (fields[i].name, "photo") || g_str_equal (fields[i].name, "file");
    g_autofree char *value = is_file ? NULL : thecal_report_value (entry, &fields[i]);

    if (value != NULL)
      g_string_append_printf (
          text, "%s%s: %s", text->len > 0 ? "; " : "", _ (fields[i].label), value);
  }

  return g_string_free (text, FALSE);
}
