/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "export/csv.h"

#include <math.h>
#include <string.h>

#include "core/diary/entry_fields.h"
#include "export/stamp.h"

typedef struct {
  const char *at, *kind, *id, *name, *value, *unit, *by;
} Line;

static gboolean
is_number (const char *text)
{
  char *end = NULL;

  g_ascii_strtod (text, &end);
  return *text != '\0' && *end == '\0';
}

void
thecal_csv_append (GString *csv, const char *const *fields)
{
  for (guint i = 0; fields[i] != NULL; i++) {
    const char *text = fields[i];
    const gboolean is_formula =
        *text != '\0' && strchr ("=+-@\t\r", *text) != NULL && !is_number (text);

    if (i > 0)
      g_string_append_c (csv, ',');
    if (!is_formula && strpbrk (text, ",\"\r\n") == NULL) {
      g_string_append (csv, text);
      continue;
    }
    g_string_append (csv, is_formula ? "\"'" : "\"");
    for (const char *c = text; *c != '\0'; c++) {
      if (*c == '"')
        g_string_append_c (csv, '"');
      g_string_append_c (csv, *c);
    }
    g_string_append_c (csv, '"');
  }
  g_string_append (csv, "\r\n");
}

static void
append (GString *csv, const Line *line)
{
  const char *fields[] = { line->at,    line->kind, line->id, line->name,
                           line->value, line->unit, line->by, NULL };

  for (gsize i = 0; i + 1 < G_N_ELEMENTS (fields); i++)
    if (fields[i] == NULL)
      fields[i] = "";
  thecal_csv_append (csv, fields);
}

/* As it is kept: a number with a point, yes or no, the words of the file. (transfer full) */
static char *
get_value (const ThecalEntry *entry, const char *name, ThecalFieldType type)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  if (type == THECAL_FIELD_IS_NUMBER)
    return g_strdup (
        g_ascii_formatd (number, sizeof number, "%.10g", thecal_entry_get_number (entry, name)));
  if (type == THECAL_FIELD_IS_TRUTH)
    return g_strdup (thecal_entry_get_truth (entry, name) > 0 ? "yes" : "no");

  return g_strdup (thecal_entry_get_text (entry, name));
}

static const char *
get_unit (const ThecalEntry *entry, const ThecalEntryField *field)
{
  if (!g_str_equal (field->name, "temperature"))
    return field->unit;

  return g_strcmp0 (thecal_entry_get_text (entry, "temperature_unit"), "f") == 0 ? "[degF]" : "Cel";
}

static void
append_entry (GString *csv, const ThecalEntry *entry)
{
  const ThecalEntryKind kind = thecal_entry_get_kind (entry);
  g_autofree char *at = thecal_stamp (thecal_entry_get_at_us (entry));
  g_autofree const char **names = thecal_entry_get_names (entry);

  for (guint i = 0; names[i] != NULL; i++) {
    const ThecalEntryField *field = thecal_entry_fields_find (kind, names[i]);
    g_autofree char *value = get_value (entry, names[i], field->type);

    append (csv,
            &(Line){ at,
                     thecal_entry_kind_to_string (kind),
                     thecal_entry_get_id (entry),
                     names[i],
                     value,
                     get_unit (entry, field),
                     thecal_entry_get_by (entry) });
  }
}

static void
append_level (GString *csv, const ThecalReportLevel *level)
{
  g_autofree char *at = thecal_stamp (level->at_us);
  char lowest[G_ASCII_DTOSTR_BUF_SIZE];
  char highest[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (lowest, sizeof lowest, "%.10g", level->lowest_ml);
  g_ascii_formatd (highest, sizeof highest, "%.10g", level->highest_ml);
  append (csv, &(Line){ at, "level", NULL, "lowest", lowest, "mL", NULL });
  append (csv, &(Line){ at, "level", NULL, "highest", highest, "mL", NULL });
}

static void
append_alarm (GString *csv, const ThecalReportAlarm *alarm)
{
  g_autofree char *at = thecal_stamp (alarm->since_us);
  g_autofree char *until = thecal_stamp (alarm->until_us);
  g_autofree char *id = g_strdup_printf ("%u", alarm->episode);
  const char *condition = thecal_condition_get_row (alarm->condition)->id;

  append (csv,
          &(Line){ at,
                   "alarm",
                   id,
                   condition,
                   thecal_priority_to_string (alarm->priority),
                   NULL,
                   alarm->by });
  if (until != NULL)
    append (csv, &(Line){ at, "alarm", id, "until", until, NULL, NULL });
}

static void
append_record (GString *csv, const ThecalRecord *record)
{
  g_autofree char *at = thecal_stamp (record->started_wall_us);
  g_autofree char *outcome =
      record->outcome > 0 ? g_strdup_printf ("T%d", record->outcome) : g_strdup ("");
  const char *state = thecal_record_state_to_string (record->state);

  append (csv, &(Line){ at, "check", record->id, "outcome", outcome, NULL, record->by });
  append (csv, &(Line){ at, "check", record->id, "state", state, NULL, record->by });
}

static gboolean
is_wanted (const ThecalReportFacts *facts, const ThecalEntry *entry)
{
  const gint64 at_us = thecal_entry_get_at_us (entry);
  const ThecalEntryKind kind = thecal_entry_get_kind (entry);
  const ThecalReportPart part = kind == THECAL_ENTRY_DIARY      ? THECAL_REPORT_DIARY
                                : kind == THECAL_ENTRY_QUESTION ? THECAL_REPORT_QUESTIONS
                                                                : THECAL_REPORT_CARE;

  /* papers stay in their shelf */
  return kind != THECAL_ENTRY_DOCUMENT && (facts->parts & 1u << part) != 0 &&
         !thecal_entry_is_withdrawn (entry) && at_us >= facts->span.from_us &&
         at_us <= facts->span.to_us;
}

char *
thecal_csv_write (const ThecalReportFacts *facts)
{
  const ThecalReportData *data = facts->data;
  GString *csv = g_string_new (NULL);

  append (csv, &(Line){ "at", "kind", "id", "name", "value", "unit", "by" });
  if (facts->simulated)
    append (csv, &(Line){ .kind = "remark", .name = "data", .value = "SIMULATED" });
  for (guint i = 0; i < data->entries->len; i++)
    if (is_wanted (facts, data->entries->pdata[i]))
      append_entry (csv, data->entries->pdata[i]);
  for (guint i = 0; (facts->parts & 1u << THECAL_REPORT_LEVEL) != 0 && i < data->levels->len; i++)
    append_level (csv, &g_array_index (data->levels, ThecalReportLevel, i));
  for (guint i = 0; (facts->parts & 1u << THECAL_REPORT_ALARMS) != 0 && i < data->alarms->len; i++)
    append_alarm (csv, &g_array_index (data->alarms, ThecalReportAlarm, i));
  for (guint i = 0; (facts->parts & 1u << THECAL_REPORT_CHECKS) != 0 && i < data->records->len; i++)
    append_record (csv, data->records->pdata[i]);

  return g_string_free (csv, FALSE);
}
