/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <glib/gi18n.h>

#include "words/contact_words.h"
#include "words/report_parts.h"
#include "words/script.h"

/* What was done at the pump and around it; the diary, questions and papers have their own place. */
static gboolean
is_care (ThecalEntryKind kind)
{
  switch (kind) {
  case THECAL_ENTRY_REFILL:
  case THECAL_ENTRY_DOSE:
  case THECAL_ENTRY_VISIT:
  case THECAL_ENTRY_OPERATION:
  case THECAL_ENTRY_TEST_DOSE:
  case THECAL_ENTRY_FAULT:
  case THECAL_ENTRY_MRI:
  case THECAL_ENTRY_MEDICINE:
  case THECAL_ENTRY_WOUND:
    return TRUE;
  case THECAL_ENTRY_DIARY:
  case THECAL_ENTRY_DOCUMENT:
  case THECAL_ENTRY_QUESTION:
  case THECAL_N_ENTRIES:
    break;
  }

  return FALSE;
}

void
thecal_report_add_care (ThecalReport *report, const ThecalReportFacts *facts)
{
  const char *const columns[] = { _ ("When"), _ ("What"), _ ("Values"), _ ("Entered by"), NULL };
  static const double widths[] = { 0.18, 0.14, 0.53, 0.15 };
  ThecalReportSection *section =
      thecal_report_add (report, _ ("Refills, doses, visits and events"));

  thecal_report_set_columns (section, columns, widths);
  for (guint i = 0; i < facts->data->entries->len; i++) {
    const ThecalEntry *entry = g_ptr_array_index (facts->data->entries, i);
    const gint64 at_us = thecal_entry_get_at_us (entry);
    GStrv cells;

    if (!is_care (thecal_entry_get_kind (entry)) || thecal_entry_is_withdrawn (entry) ||
        at_us < facts->span.from_us || at_us > facts->span.to_us)
      continue;
    cells = g_new0 (char *, G_N_ELEMENTS (columns));
    cells[0] = thecal_report_moment (facts, at_us);
    cells[1] = g_strdup (thecal_report_kind_title (thecal_entry_get_kind (entry)));
    cells[2] = thecal_report_values (entry);
    cells[3] = g_strdup (thecal_entry_get_by (entry));
    thecal_report_add_row (section, cells);
  }
  if (section->rows->len == 0)
    thecal_report_say (section, g_strdup (_ ("None was entered in this time.")));
}

static const char *
describe_priority (ThecalPriority priority)
{
  switch (priority) {
  case THECAL_PRIORITY_HIGH:
    return _ ("High alarm");
  case THECAL_PRIORITY_MEDIUM:
    return _ ("Alarm");
  case THECAL_PRIORITY_LOW:
    return _ ("Notice");
  case THECAL_PRIORITY_INFO:
  case THECAL_PRIORITY_NONE:
    break;
  }

  return "";
}

void
thecal_report_add_alarms (ThecalReport *report, const ThecalReportFacts *facts)
{
  const char *const columns[] = { _ ("Since"), _ ("What"),        _ ("Urgency"),
                                  _ ("Until"), _ ("Answered by"), NULL };
  static const double widths[] = { 0.19, 0.30, 0.14, 0.19, 0.18 };
  ThecalReportSection *section = thecal_report_add (report, _ ("Alarms"));
  const GArray *alarms = facts->data->alarms;

  thecal_report_set_columns (section, columns, widths);
  for (guint i = 0; i < alarms->len; i++) {
    const ThecalReportAlarm *alarm = &g_array_index (alarms, ThecalReportAlarm, i);
    GStrv cells = g_new0 (char *, G_N_ELEMENTS (columns));

    cells[0] = thecal_report_moment (facts, alarm->since_us);
    cells[1] = g_strdup (_ (thecal_condition_get_row (alarm->condition)->title));
    cells[2] = g_strdup (describe_priority (alarm->priority));
    cells[3] = alarm->until_us != THECAL_UNKNOWN_US ? thecal_report_moment (facts, alarm->until_us)
                                                    : g_strdup (_ ("no end is known"));
    cells[4] = g_strdup (alarm->by != NULL ? alarm->by : "");
    thecal_report_add_row (section, cells);
  }
  if (alarms->len == 0)
    thecal_report_say (section, g_strdup (_ ("Thecal has recorded no alarm in this time.")));
  thecal_report_say (section,
                     g_strdup (_ ("These are Thecal's alarms. The pump's own are in the pump.")));
}

static const char *
describe_state (ThecalRecordState state)
{
  switch (state) {
  case THECAL_RECORD_OPEN:
    return _ ("nobody said that the call was made");
  case THECAL_RECORD_CALLED:
    return _ ("called");
  case THECAL_RECORD_ARRIVED:
    return _ ("arrived");
  case THECAL_RECORD_UNFINISHED:
    return _ ("not finished");
  case THECAL_RECORD_DONE:
    return _ ("done");
  case THECAL_N_RECORD_STATES:
    break;
  }

  return "";
}

/* (transfer full) */
static char *
describe_findings (const ThecalReportFacts *facts, const ThecalRecord *record)
{
  ThecalTriageContext context;
  const ThecalScriptFacts script = { .set = facts->set,
                                     .answers = record->answers,
                                     .context = &context,
                                     .now_wall_us = record->started_wall_us };
  g_autoptr (GPtrArray) ids = NULL;

  if (facts->set == NULL)
    return g_strdup ("");
  thecal_triage_context_init (&context);
  ids = thecal_record_get_new (record, NULL, facts->set, &context);

  return thecal_script_get_findings (&script, ids);
}

void
thecal_report_add_checks (ThecalReport *report, const ThecalReportFacts *facts)
{
  const char *const columns[] = { _ ("When"),     _ ("Result"), _ ("Found"),
                                  _ ("And then"), _ ("By"),     NULL };
  static const double widths[] = { 0.18, 0.24, 0.30, 0.15, 0.13 };
  ThecalReportSection *section = thecal_report_add (report, _ ("Symptom checks"));
  const GPtrArray *records = facts->data->records;

  thecal_report_set_columns (section, columns, widths);
  for (guint i = 0; i < records->len; i++) {
    const ThecalRecord *record = g_ptr_array_index (records, i);
    GStrv cells = g_new0 (char *, G_N_ELEMENTS (columns));

    cells[0] = thecal_report_moment (facts, record->started_wall_us);
    cells[1] = record->outcome != THECAL_OUTCOME_NONE
                   ? thecal_outcome_headline (record->outcome, NULL)
                   : g_strdup (_ ("no result"));
    cells[2] = describe_findings (facts, record);
    cells[3] = g_strdup (describe_state (record->state));
    cells[4] = g_strdup (record->by != NULL ? record->by : "");
    thecal_report_add_row (section, cells);
  }
  if (records->len == 0)
    thecal_report_say (section, g_strdup (_ ("There was no symptom check in this time.")));
}
