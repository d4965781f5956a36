/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "shared/history_entries.h"

#include <math.h>
#include <string.h>

#define MS_US 1000
#define MEAN_US (4 * THECAL_DAY_US) /* more than the three days that a mean looks back */

static double
celsius_of (const ThecalEntry *entry)
{
  const double degrees = thecal_entry_get_number (entry, "temperature");

  return g_strcmp0 (thecal_entry_get_text (entry, "temperature_unit"), "f") == 0
             ? (degrees - 32.0) / 1.8
             : degrees;
}

static void
take_diary (ThecalHistoryData *self, const ThecalEntry *entry)
{
  const ThecalHistoryDiary diary = {
    .at_ms = thecal_entry_get_at_us (entry) / MS_US,
    .stiffness = thecal_entry_get_number (entry, "stiffness"),
    .mean = NAN,
    .spasms = thecal_entry_get_number (entry, "spasms"),
    .pain = thecal_entry_get_number (entry, "pain"),
    .sleep = thecal_entry_get_number (entry, "sleep"),
    .temperature_c = celsius_of (entry),
  };

  g_array_append_val (self->diary, diary);
}

static void
take_mark (ThecalHistoryData *self, const ThecalEntry *entry)
{
  const ThecalHistoryMark mark = {
    .kind = thecal_entry_get_kind (entry),
    .at_ms = thecal_entry_get_at_us (entry) / MS_US,
    .filled_ml = thecal_entry_get_number (entry, "reservoir_ml"),
    .withdrawn_ml = thecal_entry_get_number (entry, "withdrawn_ml"),
    .expected_ml = thecal_entry_get_number (entry, "expected_ml"),
    .dose_ug = thecal_entry_get_number (entry, "dose_ug_per_day"),
    .dose_before_ug = thecal_entry_get_number (entry, "dose_before_ug_per_day"),
    .by = g_intern_string (thecal_entry_get_by (entry)),
  };

  g_array_append_val (self->marks, mark);
}

static void
take_entry (ThecalHistoryData *self, const ThecalEntry *entry)
{
  switch (thecal_entry_get_kind (entry)) {
  case THECAL_ENTRY_DIARY:
    take_diary (self, entry);
    return;
  case THECAL_ENTRY_REFILL:
  case THECAL_ENTRY_DOSE:
  case THECAL_ENTRY_OPERATION:
  case THECAL_ENTRY_MRI:
  case THECAL_ENTRY_VISIT:
    take_mark (self, entry);
    return;
  case THECAL_ENTRY_TEST_DOSE:
  case THECAL_ENTRY_FAULT:
  case THECAL_ENTRY_MEDICINE:
  case THECAL_ENTRY_WOUND:
  case THECAL_ENTRY_DOCUMENT:
  case THECAL_ENTRY_QUESTION:
  case THECAL_N_ENTRIES:
    return;
  }
}

guint
thecal_history_data_take_entries (ThecalHistoryData *self, GVariant *entries, const char *pump_id)
{
  GVariantIter iter;
  GVariant *child;
  guint n_unread = 0;

  g_variant_iter_init (&iter, entries);
  while ((child = g_variant_iter_next_value (&iter)) != NULL) {
    g_autoptr (GVariant) record = child;
    const char *text = "", *pump = "";
    ThecalEntryFault fault;
    g_autoptr (ThecalEntry) entry = NULL;

    g_variant_lookup (record, "text", "&s", &text);
    g_variant_lookup (record, "pump", "&s", &pump);
    if (*pump != '\0' && *pump_id != '\0' && g_strcmp0 (pump, pump_id) != 0)
      continue;
    entry = thecal_entry_parse (text, strlen (text), &fault);
    if (entry == NULL)
      n_unread++;
    else if (!thecal_entry_is_withdrawn (entry))
      take_entry (self, entry);
  }

  return n_unread;
}

static int
compare_marks (gconstpointer a, gconstpointer b)
{
  const ThecalHistoryMark *one = a, *other = b;

  return (one->at_ms > other->at_ms) - (one->at_ms < other->at_ms);
}

static int
compare_diary (gconstpointer a, gconstpointer b)
{
  const ThecalHistoryDiary *one = a, *other = b;

  return (one->at_ms > other->at_ms) - (one->at_ms < other->at_ms);
}

/* Of the few points before each: the whole list for each of ten years would take its square. */
static void
compute_means (GArray *diary)
{
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (ThecalTrendPoint));
  guint first = 0;

  for (guint i = 0; i < diary->len; i++) {
    ThecalHistoryDiary *day = &g_array_index (diary, ThecalHistoryDiary, i);
    const ThecalTrendPoint point = { day->at_ms * MS_US, day->stiffness };

    if (isnan (day->stiffness))
      continue;
    g_array_append_val (points, point);
    while (g_array_index (points, ThecalTrendPoint, first).at_us < point.at_us - MEAN_US)
      first++;
    day->mean = thecal_trend_get_mean (
        &g_array_index (points, ThecalTrendPoint, first), points->len - first, point.at_us);
  }
}

void
thecal_history_data_finish (ThecalHistoryData *self)
{
  g_array_sort (self->marks, compare_marks);
  g_array_sort (self->diary, compare_diary);
  compute_means (self->diary);
}
