/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "words/report.h"

#include <glib/gi18n.h>
#include <math.h>

#include "config.h"
#include "words/report_parts.h"
#include "words/script_parts.h"

#define WEEKS 4 /* [001-12] */

ThecalReportSpan
thecal_report_span (gint64 now_us)
{
  return (ThecalReportSpan){ now_us - WEEKS * 7 * THECAL_DAY_US, now_us };
}

static void
section_free (gpointer data)
{
  ThecalReportSection *section = data;

  g_free (section->title);
  g_ptr_array_unref (section->sentences);
  g_array_unref (section->points);
  g_strfreev (section->columns);
  g_array_unref (section->widths);
  g_ptr_array_unref (section->rows);
  g_free (section);
}

void
thecal_report_free (ThecalReport *self)
{
  g_free (self->title);
  g_free (self->subtitle);
  g_free (self->made);
  g_free (self->foot);
  g_ptr_array_unref (self->sections);
  g_free (self);
}

ThecalReportSection *
thecal_report_add (ThecalReport *report, const char *title)
{
  ThecalReportSection *section = g_new0 (ThecalReportSection, 1);

  section->title = g_strdup (title);
  section->sentences = g_ptr_array_new_with_free_func (g_free);
  section->points = g_array_new (FALSE, FALSE, sizeof (ThecalReportPoint));
  section->widths = g_array_new (FALSE, FALSE, sizeof (double));
  section->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  g_ptr_array_add (report->sections, section);

  return section;
}

void
thecal_report_say (ThecalReportSection *section, char *sentence)
{
  g_ptr_array_add (section->sentences, sentence);
}

void
thecal_report_set_columns (ThecalReportSection *section,
                           const char *const *columns,
                           const double *widths)
{
  section->columns = g_strdupv ((GStrv) columns);
  g_array_append_vals (section->widths, widths, g_strv_length (section->columns));
}

void
thecal_report_add_row (ThecalReportSection *section, GStrv cells)
{
  /* a time or text that cannot be written leaves its cell empty, and the others in their columns */
  for (guint i = 0; i < section->widths->len; i++)
    if (cells[i] == NULL)
      cells[i] = g_strdup ("");
  g_ptr_array_add (section->rows, cells);
}

/* Takes @value over. */
static void
add_pair (ThecalReportSection *section, const char *label, char *value)
{
  GStrv cells = g_new0 (char *, 3);

  cells[0] = g_strdup (label);
  cells[1] = value != NULL ? value : g_strdup (_ ("not known"));
  thecal_report_add_row (section, cells);
}

static void
add_person (ThecalReport *report, const ThecalReportFacts *facts)
{
  static const char *const columns[] = { "", "", NULL };
  static const double widths[] = { 0.28, 0.72 };
  const ThecalPatient *patient = facts->document->patient;
  const ThecalCarePlan *plan = &facts->document->plan;
  const ThecalScriptFacts script = { .document = facts->document,
                                     .level_ml = { NAN, NAN, NAN },
                                     .level_wall_us = THECAL_UNKNOWN_US,
                                     .now_wall_us = facts->now_us };
  ThecalReportSection *section = thecal_report_add (report, _ ("Person and pump"));

  thecal_report_set_columns (section, columns, widths);
  add_pair (section, _ ("Name"), g_strdup (patient->name));
  add_pair (section, _ ("Age"), thecal_script_age (patient, facts->now_us));
  add_pair (section, _ ("Weight"), thecal_script_weight (patient));
  add_pair (section, _ ("Diagnosis"), g_strdup (patient->diagnosis));
  add_pair (section,
            _ ("Pump"),
            g_strdup_printf (_ ("%s, serial number %s"),
                             thecal_script_or_unknown (patient->model),
                             thecal_script_or_unknown (patient->serial)));
  add_pair (section, _ ("Drug"), thecal_script_drugs (patient));
  add_pair (section, _ ("Last refill"), thecal_script_refill (plan));
  add_pair (section, _ ("Next alarm date"), thecal_script_date (plan->alarm_date_us));
  add_pair (section, _ ("Level now"), thecal_script_level (&script));
}

/* Those that wait for an answer whenever they were written, and those of this time. */
static void
add_questions (ThecalReport *report, const ThecalReportFacts *facts)
{
  const char *const columns[] = { _ ("Asked"), _ ("Question"), _ ("Answer"), NULL };
  static const double widths[] = { 0.16, 0.46, 0.38 };
  ThecalReportSection *section = thecal_report_add (report, _ ("Questions for the team"));

  thecal_report_set_columns (section, columns, widths);
  for (guint i = 0; i < facts->data->entries->len; i++) {
    const ThecalEntry *entry = g_ptr_array_index (facts->data->entries, i);
    const gint64 at_us = thecal_entry_get_at_us (entry);
    const char *answer = thecal_entry_get_text (entry, "answer");
    const gboolean waits = thecal_entry_get_truth (entry, "answered") <= 0;
    GStrv cells;

    if (thecal_entry_get_kind (entry) != THECAL_ENTRY_QUESTION ||
        thecal_entry_is_withdrawn (entry) || at_us > facts->span.to_us ||
        (!waits && at_us < facts->span.from_us))
      continue;
    cells = g_new0 (char *, G_N_ELEMENTS (columns));
    cells[0] = thecal_report_day (facts, at_us);
    cells[1] = g_strdup (thecal_entry_get_text (entry, "question"));
    if (cells[1] == NULL)
      cells[1] = g_strdup ("");
    cells[2] = g_strdup (answer != NULL ? answer : waits ? "" : _ ("answered"));
    thecal_report_add_row (section, cells);
  }
  if (section->rows->len == 0)
    thecal_report_say (section, g_strdup (_ ("No question was written down.")));
}

static void
add_level (ThecalReport *report, const ThecalReportFacts *facts)
{
  ThecalReportSection *section = thecal_report_add (report, _ ("Level in the pump"));
  const GArray *levels = facts->data->levels;

  for (guint i = 0; i < levels->len; i++) {
    const ThecalReportLevel *level = &g_array_index (levels, ThecalReportLevel, i);
    const ThecalReportPoint point = { level->at_us, level->lowest_ml, level->highest_ml };

    g_array_append_val (section->points, point);
  }
  if (section->points->len > 1)
    section->chart = THECAL_CHART_LEVEL;
  else
    thecal_report_say (section, g_strdup (_ ("No level was heard or entered in this time.")));
  thecal_report_say (
      section,
      g_strdup (_ ("As the pump or the printout had it. A level that is not measured "
                   "may be off by 15 % of what was delivered since the refill.")));
}

static ThecalReport *
report_new (const ThecalReportFacts *facts)
{
  const char *name = facts->document->patient->name;
  g_autofree char *period = thecal_report_period (facts);
  g_autofree char *now = thecal_report_moment (facts, facts->now_us);
  ThecalReport *self = g_new0 (ThecalReport, 1);

  self->sections = g_ptr_array_new_with_free_func (section_free);
  self->span = facts->span;
  self->simulated = facts->simulated;
  self->title = g_strdup (facts->simulated ? _ ("SIMULATED · Report for the pump team")
                                           : _ ("Report for the pump team"));
  self->subtitle = g_strdup_printf ("%s · %s", name != NULL ? name : _ ("Name not known"), period);
  self->made =
      *facts->by != '\0'
          ? g_strdup_printf (_ ("Made on %s by %s with Thecal %s"), now, facts->by, THECAL_VERSION)
          : g_strdup_printf (_ ("Made on %s with Thecal %s"), now, THECAL_VERSION);
  self->foot = g_strdup (_ ("Not a medical device, not approved: it may be wrong or out of date. "
                            "What is here was entered at home or read from the pump; it judges "
                            "nothing."));

  return self;
}

ThecalReport *
thecal_report_new (const ThecalReportFacts *facts)
{
  static void (*const parts[THECAL_N_REPORT_PARTS]) (ThecalReport *, const ThecalReportFacts *) = {
    [THECAL_REPORT_PERSON] = add_person,
    [THECAL_REPORT_QUESTIONS] = add_questions,
    [THECAL_REPORT_DIARY] = thecal_report_add_diary,
    [THECAL_REPORT_CARE] = thecal_report_add_care,
    [THECAL_REPORT_LEVEL] = add_level,
    [THECAL_REPORT_ALARMS] = thecal_report_add_alarms,
    [THECAL_REPORT_CHECKS] = thecal_report_add_checks,
  };
  ThecalReport *self = report_new (facts);

  for (int part = 0; part < THECAL_N_REPORT_PARTS; part++)
    if ((facts->parts & 1u << part) != 0)
      parts[part](self, facts);
  if (facts->data->n_odd > 0) {
    ThecalReportSection *section = thecal_report_add (self, _ ("Left out"));

    thecal_report_say (section,
                       g_strdup_printf (ngettext ("%u record could not be read.",
                                                  "%u records could not be read.",
                                                  facts->data->n_odd),
                                        facts->data->n_odd));
  }

  return self;
}

static void
append_section (GString *text, const ThecalReportSection *section)
{
  g_string_append_printf (text, "\n%s\n", section->title);
  for (guint i = 0; i < section->sentences->len; i++)
    g_string_append_printf (text, "  %s\n", (char *) g_ptr_array_index (section->sentences, i));
  for (guint i = 0; i < section->rows->len; i++) {
    GStrv cells = g_ptr_array_index (section->rows, i);

    for (guint j = 0; cells[j] != NULL; j++) {
      const char *column = section->columns[j];

      if (*cells[j] != '\0')
        g_string_append_printf (text,
                                "%s%s%s%s",
                                j > 0 ? " · " : "  ",
                                j > 0 ? column : "",
                                j > 0 && *column != '\0' ? ": " : "",
                                cells[j]);
    }
    g_string_append_c (text, '\n');
  }
}

char *
thecal_report_to_text (const ThecalReport *self)
{
  GString *text = g_string_new (self->title);

  g_string_append_printf (text, "\n%s\n%s\n", self->subtitle, self->made);
  for (guint i = 0; i < self->sections->len; i++)
    append_section (text, g_ptr_array_index (self->sections, i));
  g_string_append_printf (text, "\n%s\n", self->foot);

  return g_string_free (text, FALSE);
}

char *
thecal_report_summary (const ThecalReportFacts *facts)
{
  ThecalReportFacts few = *facts;
  g_autoptr (ThecalReport) report = NULL;
  g_autofree char *trend = thecal_report_trend (facts);
  GString *text;

  few.parts = facts->parts & (1u << THECAL_REPORT_QUESTIONS | 1u << THECAL_REPORT_CARE);
  report = thecal_report_new (&few);
  text = g_string_new (report->subtitle);
  if (facts->simulated)
    g_string_prepend (text, _ ("SIMULATED · "));
  /* nobody may read it for days [001-16] */
  g_string_append_printf (
      text,
      "\n%s\n\n%s\n",
      _ ("This is not urgent. For an alarm, or signs of too much or too little, we call."),
      trend);
  g_string_append_printf (text,
                          _ ("Alarms of Thecal: %u. Symptom checks: %u.\n"),
                          facts->data->alarms->len,
                          facts->data->records->len);
  for (guint i = 0; i < report->sections->len; i++)
    append_section (text, g_ptr_array_index (report->sections, i));

  return g_string_free (text, FALSE);
}
