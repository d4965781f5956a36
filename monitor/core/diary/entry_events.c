/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "core/diary/entry_events.h"

#include <math.h>

#include "core/alarm/rules_limits.h"
#include "core/checklist/triage_rules.h"

/* Own choices: how old what a person writes down may be and still count as news. */
#define DIARY_H 24     /* stiffness, and a temperature at or above the limit */
#define LOW_TEMP_H 2   /* a low temperature of before the fever ends no fever */
#define OPERATION_D 90 /* as long as its calendar goes */

static gint64
get_age_us (const ThecalEntry *entry, const ThecalEntryContext *context)
{
  return context->now.wall_us - thecal_entry_get_at_us (entry);
}

/* It was told before: neither the time nor the text of @name is another. */
static bool
is_told (const ThecalEntry *entry, const ThecalEntryContext *context, const char *name)
{
  const ThecalEntry *before = context->before;

  return before != NULL && !thecal_entry_is_withdrawn (before) &&
         thecal_entry_get_kind (before) == thecal_entry_get_kind (entry) &&
         thecal_entry_get_at_us (before) == thecal_entry_get_at_us (entry) &&
         g_strcmp0 (thecal_entry_get_text (before, name), thecal_entry_get_text (entry, name)) == 0;
}

/* NAN: none. Compared in the unit that was typed (004-38), so that no rounding hides a fever. */
static double
get_celsius (const ThecalEntry *entry, double fever_c)
{
  const double typed = thecal_entry_get_number (entry, "temperature");
  const char *unit = thecal_entry_get_text (entry, "temperature_unit");
  double celsius;

  if (unit == NULL || *unit != 'f')
    return typed;

  celsius = (typed - 32.0) / 1.8;
  return typed >= thecal_triage_to_fahrenheit (fever_c) ? MAX (celsius, fever_c) : celsius;
}

static guint
add_diary (const ThecalEntry *entry, const ThecalEntryContext *context, ThecalEvent *out)
{
  const gint64 age_us = get_age_us (entry, context);
  const double stiffness = thecal_entry_get_number (entry, "stiffness");
  const bool bowel =
      age_us <= BOWEL_H * THECAL_HOUR_US && thecal_entry_get_truth (entry, "bowel_movement") == 1;
  const bool counts = age_us <= DIARY_H * THECAL_HOUR_US && !isnan (stiffness);
  const double celsius = get_celsius (entry, context->fever_c);
  const gint64 limit_h = celsius >= context->fever_c ? DIARY_H : LOW_TEMP_H;
  guint n = 0;

  if (counts || bowel)
    out[n++] = (ThecalEvent){ .type = THECAL_EVENT_DIARY,
                              .diary = { .stiffness = counts ? stiffness : NAN,
                                         .bowel = bowel,
                                         .at_wall_us = thecal_entry_get_at_us (entry) } };
  if (!isnan (celsius) && age_us <= limit_h * THECAL_HOUR_US &&
      !(is_told (entry, context, "temperature") && is_told (entry, context, "temperature_unit")))
    out[n++] = (ThecalEvent){ .type = THECAL_EVENT_TEMPERATURE,
                              .temperature = { .celsius = celsius,
                                               .at_wall_us = thecal_entry_get_at_us (entry) } };

  return n;
}

/* A scan that nobody told of is asked about as long as its questions go. Read out afterwards: the
 * clinic has checked it. */
static guint
add_mri (const ThecalEntry *entry, const ThecalEntryContext *context, ThecalEvent *out)
{
  const bool checked = thecal_entry_get_truth (entry, "checked") == 1;
  guint n = 0;

  if (get_age_us (entry, context) > WATCH_H * THECAL_HOUR_US)
    return 0;

  if (!is_told (entry, context, "")) /* the time alone */
    out[n++] = (ThecalEvent){ .type = THECAL_EVENT_MRI };
  if (checked && !is_told (entry, context, "checked"))
    out[n++] = (ThecalEvent){ .type = THECAL_EVENT_CLINIC_ACTION,
                              .person = { .condition = THECAL_CONDITION_MRI_CHECK,
                                          .by = thecal_entry_get_by (entry) } };

  return n;
}

static guint
add_dose (const ThecalEntry *entry, const ThecalEntryContext *context, ThecalEvent *out)
{
  if (get_age_us (entry, context) > WATCH_H * THECAL_HOUR_US)
    return 0;

  out[0] = (ThecalEvent){ .type = THECAL_EVENT_DOSE_CHANGE,
                          .dose_change = { thecal_entry_get_at_us (entry) } };
  return 1;
}

/* One that begins the weeks after an operation; an explantation does not. */
static bool
begins_calendar (const ThecalEntry *entry)
{
  return entry != NULL && !thecal_entry_is_withdrawn (entry) &&
         thecal_entry_get_kind (entry) == THECAL_ENTRY_OPERATION &&
         g_strcmp0 (thecal_entry_get_text (entry, "operation"), "explant") != 0;
}

/* A date that was mistaken is taken back with its entry: the calendar would be wrong for weeks. */
static guint
add_operation (const ThecalEntry *entry, const ThecalEntryContext *context, ThecalEvent *out)
{
  const bool begins =
      begins_calendar (entry) && get_age_us (entry, context) <= OPERATION_D * THECAL_DAY_US;

  if (!begins && !begins_calendar (context->before))
    return 0;

  out[0] = (ThecalEvent){
    .type = THECAL_EVENT_OPERATION,
    .operation = { .at_wall_us = begins ? thecal_entry_get_at_us (entry) : THECAL_UNKNOWN_US,
                   .written = true,
                   .instead_wall_us = begins_calendar (context->before)
                                          ? thecal_entry_get_at_us (context->before)
                                          : 0 },
  };
  return 1;
}

/* The other numbers come by themselves, Manager.Enter. This one may be written down only after the
 * plan has told the fill, or while nobody listened: A25 compares it all the same. */
static guint
add_refill (const ThecalEntry *entry, const ThecalEntryContext *context, ThecalEvent *out)
{
  const double withdrawn_ml = thecal_entry_get_number (entry, "withdrawn_ml");

  if (isnan (withdrawn_ml) || is_told (entry, context, "withdrawn_ml"))
    return 0;

  out[0] = (ThecalEvent){ .type = THECAL_EVENT_STATUS,
                          .status = { .present = THECAL_REPORT_WITHDRAWN,
                                      .source = THECAL_SOURCE_MANUAL,
                                      .filled = true,
                                      .settings_only = true,
                                      .withdrawn_ml = withdrawn_ml,
                                      .eri_date_us = THECAL_UNKNOWN_US,
                                      .alarm_date_us = THECAL_UNKNOWN_US,
                                      .age_us = MAX (get_age_us (entry, context), 0) } };
  return 1;
}

static guint
add_nothing (const ThecalEntry *entry, const ThecalEntryContext *context, ThecalEvent *out)
{
  return 0;
}

guint
thecal_entry_get_events (const ThecalEntry *entry,
                         const ThecalEntryContext *context,
                         guint unit,
                         ThecalEvent out[THECAL_ENTRY_EVENTS_MAX])
{
  static guint (*const add[THECAL_N_ENTRIES]) (
      const ThecalEntry *entry, const ThecalEntryContext *context, ThecalEvent *out) = {
    [THECAL_ENTRY_DIARY] = add_diary,         [THECAL_ENTRY_REFILL] = add_refill,
    [THECAL_ENTRY_DOSE] = add_dose,           [THECAL_ENTRY_VISIT] = add_nothing,
    [THECAL_ENTRY_OPERATION] = add_operation, [THECAL_ENTRY_TEST_DOSE] = add_nothing,
    [THECAL_ENTRY_FAULT] = add_nothing,       [THECAL_ENTRY_MRI] = add_mri,
    [THECAL_ENTRY_MEDICINE] = add_nothing,    [THECAL_ENTRY_WOUND] = add_nothing,
    [THECAL_ENTRY_DOCUMENT] = add_nothing,    [THECAL_ENTRY_QUESTION] = add_nothing,
  };
  const ThecalEntryKind kind = thecal_entry_get_kind (entry);
  guint n;

  if (get_age_us (entry, context) < -THECAL_ENTRY_AHEAD_US ||
      (thecal_entry_is_withdrawn (entry) && kind != THECAL_ENTRY_OPERATION))
    return 0;

  n = add[kind](entry, context, out);
  for (guint i = 0; i < n; i++)
    out[i].unit = unit;

  return n;
}
