/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "core/diary/fill_entry.h"

#include <math.h>

#define HUNDREDTHS 100.0 /* of a mL: what a level that was computed is worth */

/* Letters, digits and dashes, as an entry's id has them; a pump's may be an address. */
char *
thecal_fill_entry_make_id (const char *pump, gint64 at_us)
{
  g_autoptr (GDateTime) at = g_date_time_new_from_unix_utc (at_us / THECAL_SECOND_US);
  g_autofree char *time =
      at != NULL ? g_date_time_format (at, "%Y%m%dT%H%M%SZ") : g_strdup ("unknown");
  g_autofree char *name = g_strndup (pump, 32);

  g_strcanon (name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-", '-');

  return g_strdup_printf ("refill-%s-%s", *name != '\0' ? name : "pump", time);
}

/* What lies outside an entry's range is left out: the fill itself is told all the same. */
static void
set_number (ThecalEntry *entry, const char *name, double number)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];
  const char *expected;

  if (!isnan (number))
    thecal_entry_set (entry, name, g_ascii_formatd (text, sizeof text, "%.10g", number), &expected);
}

static void
set_field (ThecalEntry *entry,
           const char *name,
           const ThecalStatusReport *report,
           ThecalField field)
{
  if ((report->present & (1u << field)) != 0)
    set_number (entry, name, report->values[field]);
}

static void
set_alarm_date (ThecalEntry *entry, const ThecalStatusReport *report)
{
  g_autoptr (GDateTime) date =
      g_date_time_new_from_unix_utc (report->alarm_date_us / THECAL_SECOND_US);
  g_autofree char *text = date != NULL ? g_date_time_format (date, "%Y-%m-%dT%H:%M:%SZ") : NULL;
  const char *expected;

  if ((report->present & THECAL_REPORT_ALARM_DATE) != 0 && text != NULL)
    thecal_entry_set (entry, "alarm_date", text, &expected);
}

/* A level that was read after the fill says nothing of what was left before it. */
static double
get_expected_ml (const ThecalPumpStatus *before, gint64 fill_us)
{
  const ThecalValue *level = before != NULL ? &before->values[THECAL_FIELD_RESERVOIR_ML] : NULL;

  if (level == NULL || isnan (level->value) || level->observed_us >= fill_us)
    return NAN;
  return round (thecal_pump_status_get_level (before, fill_us).nominal * HUNDREDTHS) / HUNDREDTHS;
}

ThecalEntry *
thecal_fill_entry_new (const ThecalStatusReport *report,
                       const ThecalPumpStatus *before,
                       const char *pump,
                       ThecalTime now)
{
  const gint64 at_us = now.wall_us - report->age_us;
  g_autofree char *id = thecal_fill_entry_make_id (pump, at_us);
  ThecalEntry *entry;

  if (!report->filled || (report->present & (1u << THECAL_FIELD_RESERVOIR_ML)) == 0)
    return NULL;

  entry = thecal_entry_new (THECAL_ENTRY_REFILL, id, at_us);
  thecal_entry_set_pump (entry, pump);
  set_field (entry, "reservoir_ml", report, THECAL_FIELD_RESERVOIR_ML);
  set_field (entry, "concentration_ug_per_ml", report, THECAL_FIELD_CONCENTRATION_UG_PER_ML);
  set_field (entry, "dose_ug_per_day", report, THECAL_FIELD_DOSE_UG_PER_DAY);
  set_field (entry, "low_ml", report, THECAL_FIELD_LOW_THRESHOLD_ML);
  set_field (entry, "capacity_ml", report, THECAL_FIELD_CAPACITY_ML);
  set_alarm_date (entry, report);
  if ((report->present & THECAL_REPORT_WITHDRAWN) != 0)
    set_number (entry, "withdrawn_ml", report->withdrawn_ml);
  set_number (entry, "expected_ml", get_expected_ml (before, now.boot_us - report->age_us));

  return entry;
}
