/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "words/report_data.h"

#include <math.h>
#include <string.h>

static void
alarm_clear (gpointer data)
{
  g_free (((ThecalReportAlarm *) data)->by);
}

ThecalReportData *
thecal_report_data_new (void)
{
  ThecalReportData *self = g_new0 (ThecalReportData, 1);

  self->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) thecal_entry_free);
  self->levels = g_array_new (FALSE, FALSE, sizeof (ThecalReportLevel));
  self->alarms = g_array_new (FALSE, FALSE, sizeof (ThecalReportAlarm));
  g_array_set_clear_func (self->alarms, alarm_clear);
  self->records = g_ptr_array_new_with_free_func ((GDestroyNotify) thecal_record_free);

  return self;
}

void
thecal_report_data_free (ThecalReportData *self)
{
  g_ptr_array_unref (self->entries);
  g_array_unref (self->levels);
  g_array_unref (self->alarms);
  g_ptr_array_unref (self->records);
  g_free (self);
}

static gint
compare_entries (gconstpointer a, gconstpointer b)
{
  const gint64 first = thecal_entry_get_at_us (*(const ThecalEntry *const *) a);
  const gint64 second = thecal_entry_get_at_us (*(const ThecalEntry *const *) b);

  return first < second ? -1 : first > second;
}

void
thecal_report_data_take_entries (ThecalReportData *self, GVariant *rows)
{
  GVariantIter iter;
  GVariant *row;

  g_variant_iter_init (&iter, rows);
  while (g_variant_iter_loop (&iter, "@a{sv}", &row)) {
    const char *text;
    ThecalEntryFault fault;
    ThecalEntry *entry = g_variant_lookup (row, "text", "&s", &text)
                             ? thecal_entry_parse (text, strlen (text), &fault)
                             : NULL;

    if (entry == NULL)
      self->n_odd++;
    else
      g_ptr_array_add (self->entries, entry);
  }
  g_ptr_array_sort (self->entries, compare_entries);
}

void
thecal_report_data_take_levels (ThecalReportData *self, GVariant *rows)
{
  GVariantIter iter;
  gint64 at_ms;
  ThecalReportLevel level;

  g_variant_iter_init (&iter, rows);
  while (g_variant_iter_loop (&iter, "(xdd)", &at_ms, &level.lowest_ml, &level.highest_ml)) {
    if (!isfinite (level.lowest_ml) || !isfinite (level.highest_ml)) {
      self->n_odd++;
      continue;
    }
    level.at_us = at_ms * 1000;
    g_array_append_val (self->levels, level);
  }
}

static ThecalReportAlarm *
find_alarm (ThecalReportData *self, guint episode, ThecalConditionId condition)
{
  /* from the end: episodes count on, and begin anew only with another state */
  for (guint i = self->alarms->len; i > 0; i--) {
    ThecalReportAlarm *alarm = &g_array_index (self->alarms, ThecalReportAlarm, i - 1);

    if (alarm->episode == episode && alarm->condition == condition)
      return alarm;
  }

  return NULL;
}

/* "acknowledged: Marcus" */
static char *
find_person (const char *detail)
{
  static const char word[] = "acknowledged: ";

  return g_str_has_prefix (detail, word) ? g_strdup (detail + strlen (word)) : NULL;
}

static void
follow_alarm (ThecalReportAlarm *alarm, const char *effect, const char *detail, gint64 at_us)
{
  if (g_str_equal (effect, "withdraw"))
    alarm->until_us = at_us;
  if (g_str_equal (effect, "log") && alarm->by == NULL)
    alarm->by = find_person (detail);
}

void
thecal_report_data_take_log (ThecalReportData *self, GVariant *record, ThecalReportSpan span)
{
  const char *effect = "", *condition_text = "", *priority_text = "", *detail = "";
  gint64 at_ms = 0;
  ThecalReportAlarm new = { .until_us = THECAL_UNKNOWN_US };
  ThecalReportAlarm *alarm;

  g_variant_lookup (record, "effect", "&s", &effect);
  g_variant_lookup (record, "condition", "&s", &condition_text);
  g_variant_lookup (record, "priority", "&s", &priority_text);
  g_variant_lookup (record, "detail", "&s", &detail);
  g_variant_lookup (record, "episode", "u", &new.episode);
  g_variant_lookup (record, "at", "x", &at_ms);
  if (new.episode == 0 || !thecal_condition_from_string (condition_text, &new.condition) ||
      !thecal_priority_from_string (priority_text, &new.priority))
    return;

  new.since_us = at_ms * 1000;
  if (g_str_equal (effect, "raise")) {
    if (new.priority > THECAL_PRIORITY_INFO &&new.since_us >= span.from_us &&new.since_us <=
        span.to_us)
      g_array_append_val (self->alarms, new);
    return;
  }
  alarm = find_alarm (self, new.episode, new.condition);
  if (alarm == NULL)
    return;
  alarm->priority = MAX (alarm->priority, new.priority);
  follow_alarm (alarm, effect, detail, new.since_us);
}

void
thecal_report_data_take_walkthrough (ThecalReportData *self, GVariant *row, ThecalReportSpan span)
{
  const char *text;
  char expected[160];
  g_autoptr (ThecalRecord) record = g_variant_lookup (row, "text", "&s", &text)
                                        ? thecal_record_parse (text, strlen (text), expected)
                                        : NULL;

  if (record == NULL)
    self->n_odd++;
  else if (record->started_wall_us >= span.from_us && record->started_wall_us <= span.to_us)
    g_ptr_array_add (self->records, g_steal_pointer (&record));
}
