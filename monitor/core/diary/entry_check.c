/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <math.h>

#include "core/diary/entry.h"
#include "core/diary/entry_fields.h"
#include "core/plan/care_plan.h"

/* Marks a string for translation; the windows and the words translate. */
#define N_(text) (text)

#define FIRST_US (G_GINT64_CONSTANT (946684800) * THECAL_SECOND_US) /* 2000-01-01 */
#define LAST_US (G_GINT64_CONSTANT (4102444800) * THECAL_SECOND_US) /* 2100-01-01 */

/* What values say together. Each gives what hinders, and the value it is about. */
typedef const char *(*Check) (const ThecalEntry *entry, const char **out_name);

static const char *
check_head (const ThecalEntry *entry, const char **out_name)
{
  const gint64 at_us = thecal_entry_get_at_us (entry);

  *out_name = "";
  if (at_us < FIRST_US || at_us >= LAST_US)
    return N_ ("Say when: a time from the year 2000 to 2099.");

  return NULL;
}

static const char *
check_needed (const ThecalEntry *entry, const char **out_name)
{
  guint n;
  const ThecalEntryField *fields = thecal_entry_fields_get (thecal_entry_get_kind (entry), &n);

  for (guint i = 0; i < n; i++) {
    *out_name = fields[i].name;
    if (fields[i].is_needed && thecal_entry_get_text (entry, fields[i].name) == NULL)
      return N_ ("This value is needed.");
  }

  return NULL;
}

static const char *
check_empty (const ThecalEntry *entry, const char **out_name)
{
  g_autofree const char **names = thecal_entry_get_names (entry);

  *out_name = "";
  /* that a scan has ended, or that somebody was seen, says enough by itself */
  if (names[0] == NULL && (thecal_entry_get_kind (entry) == THECAL_ENTRY_DIARY))
    return N_ ("Nothing is entered yet.");

  return NULL;
}

/* T-IN-03: 38 typed as °F is a mistake, and so is 101 as °C. */
static const char *
check_temperature (const ThecalEntry *entry, const char **out_name)
{
  const double number = thecal_entry_get_number (entry, "temperature");
  const char *unit = thecal_entry_get_text (entry, "temperature_unit");

  *out_name = "temperature_unit";
  if (isnan (number))
    return NULL;
  if (unit == NULL)
    return N_ ("Was the temperature taken in °C or in °F?");

  *out_name = "temperature";
  if (*unit == 'f' && number < 77.0)
    return N_ ("A temperature in °F is from 77 to 113. Was it taken in °C?");
  if (*unit == 'c' && number > 45.0)
    return N_ ("A temperature in °C is from 25 to 45. Was it taken in °F?");

  return NULL;
}

/* Part two of the scale is left out where part one is 0 [Q1]. */
static const char *
check_penn (const ThecalEntry *entry, const char **out_name)
{
  const double frequency = thecal_entry_get_number (entry, "penn_frequency");

  *out_name = "penn_severity";
  if (isnan (thecal_entry_get_number (entry, "penn_severity")) || frequency > 0.0)
    return NULL;

  return isnan (frequency) ? N_ ("A severity needs the frequency of the spasms too.")
                           : N_ ("Without spasms there is no severity.");
}

static const char *
check_spasms (const ThecalEntry *entry, const char **out_name)
{
  *out_name = "spasms_per";
  if (isnan (thecal_entry_get_number (entry, "spasms")) ||
      thecal_entry_get_text (entry, "spasms_per") != NULL)
    return NULL;

  return N_ ("Were the spasms counted in an hour or in a day?");
}

static const char *
check_pressure (const ThecalEntry *entry, const char **out_name)
{
  const double upper = thecal_entry_get_number (entry, "systolic");
  const double lower = thecal_entry_get_number (entry, "diastolic");

  *out_name = "diastolic";
  if (upper <= lower)
    return N_ ("The lower number of a blood pressure is smaller than the upper one.");

  return NULL;
}

/* T-IN-01 */
static const char *
check_capacity (const ThecalEntry *entry, const char **out_name)
{
  static const char *const volumes[] = { "reservoir_ml", "withdrawn_ml", "expected_ml" };
  const double capacity = thecal_entry_get_number (entry, "capacity_ml");

  for (gsize i = 0; i < G_N_ELEMENTS (volumes); i++) {
    *out_name = volumes[i];
    if (thecal_entry_get_number (entry, volumes[i]) > capacity)
      return N_ ("This is more than the reservoir holds.");
  }

  return NULL;
}

/* A date that was printed at a visit lies behind it; days, since zones differ. */
static const char *
check_alarm_date (const ThecalEntry *entry, const char **out_name)
{
  const char *text = thecal_entry_get_text (entry, "alarm_date");
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  gint64 date_us;

  *out_name = "alarm_date";
  if (text != NULL && thecal_time_parse (text, utc, &date_us) &&
      date_us < thecal_entry_get_at_us (entry) - THECAL_DAY_US)
    return N_ ("The next alarm date is before the refill.");

  return NULL;
}

static const char *
check_discharged (const ThecalEntry *entry, const char **out_name)
{
  const char *text = thecal_entry_get_text (entry, "discharged");
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  gint64 date_us;

  *out_name = "discharged";
  if (text != NULL && thecal_time_parse (text, utc, &date_us) &&
      date_us < thecal_entry_get_at_us (entry) - 2 * THECAL_DAY_US)
    return N_ ("The way home is before the operation.");

  return NULL;
}

const char *
thecal_entry_check (const ThecalEntry *self, const char **out_name)
{
  static const Check checks[] = {
    check_head,   check_needed,   check_empty,    check_temperature, check_penn,
    check_spasms, check_pressure, check_capacity, check_alarm_date,  check_discharged,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (checks); i++) {
    const char *hinders = checks[i](self, out_name);

    if (hinders != NULL)
      return hinders;
  }

  *out_name = "";
  return NULL;
}
