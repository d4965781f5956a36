/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <glib/gi18n.h>
#include <math.h>

#include "core/diary/trend.h"
#include "words/report_parts.h"

static gboolean
is_diary (const ThecalEntry *entry)
{
  return thecal_entry_get_kind (entry) == THECAL_ENTRY_DIARY && !thecal_entry_is_withdrawn (entry);
}

static gboolean
is_within (const ThecalReportFacts *facts, const ThecalEntry *entry)
{
  const gint64 at_us = thecal_entry_get_at_us (entry);

  return at_us >= facts->span.from_us && at_us <= facts->span.to_us;
}

/* Of all entries: the 14 days before may lie before the period. (transfer full) */
static GArray *
get_trend_points (const ThecalReportFacts *facts)
{
  const GPtrArray *entries = facts->data->entries;
  GArray *points = g_array_new (FALSE, FALSE, sizeof (ThecalTrendPoint));

  for (guint i = 0; i < entries->len; i++) {
    const ThecalEntry *entry = g_ptr_array_index (entries, i);
    const ThecalTrendPoint point = { thecal_entry_get_at_us (entry),
                                     is_diary (entry) ? thecal_entry_get_number (entry, "stiffness")
                                                      : NAN };

    if (!isnan (point.stiffness))
      g_array_append_val (points, point);
  }

  return points;
}

char *
thecal_report_trend (const ThecalReportFacts *facts)
{
  g_autoptr (GArray) points = get_trend_points (facts);
  const gint64 at_us = MIN (facts->now_us, facts->span.to_us);
  const ThecalTrend trend =
      thecal_trend_compute ((const ThecalTrendPoint *) (void *) points->data, points->len, at_us);

  if (isnan (trend.mean_3_days))
    return g_strdup (_ ("Stiffness: no entry in the last three days."));
  if (isnan (trend.median_14_days))
    return g_strdup_printf (_ ("Stiffness: mean of the last three days %.1f of 10. No entry in the "
                               "14 days before."),
                            trend.mean_3_days);

  return g_strdup_printf (ngettext ("Stiffness: mean of the last three days %.1f of 10, median of "
                                    "the 14 days before %.1f (%u day with an entry).",
                                    "Stiffness: mean of the last three days %.1f of 10, median of "
                                    "the 14 days before %.1f (%u days with an entry).",
                                    trend.n_before),
                          trend.mean_3_days,
                          trend.median_14_days,
                          trend.n_before);
}

static char *
describe_number (const ThecalEntry *entry, const char *name)
{
  const ThecalEntryField *field = thecal_entry_fields_find (THECAL_ENTRY_DIARY, name);
  char *value = field != NULL ? thecal_report_value (entry, field) : NULL;

  return value != NULL ? value : g_strdup ("");
}

/* "6 a day, Penn 2/3" */
static char *
describe_spasms (const ThecalEntry *entry)
{
  const double count = thecal_entry_get_number (entry, "spasms");
  const double frequency = thecal_entry_get_number (entry, "penn_frequency");
  const double severity = thecal_entry_get_number (entry, "penn_severity");
  const gboolean hourly = g_strcmp0 (thecal_entry_get_text (entry, "spasms_per"), "hour") == 0;
  GString *text = g_string_new (NULL);

  if (!isnan (count))
    g_string_append_printf (text, hourly ? _ ("%.10g an hour") : _ ("%.10g a day"), count);
  if (!isnan (frequency))
    g_string_append_printf (text, _ ("%sPenn %.10g"), text->len > 0 ? ", " : "", frequency);
  if (!isnan (severity))
    g_string_append_printf (text, "/%.10g", severity);

  return g_string_free (text, FALSE);
}

/* Everything that was ticked, then the words: "dizzy, headache. Slept badly". */
static char *
describe_rest (const ThecalEntry *entry)
{
  static const char *const texts[] = { "medicines", "note" };
  guint n_fields = 0;
  const ThecalEntryField *fields = thecal_entry_fields_get (THECAL_ENTRY_DIARY, &n_fields);
  GString *rest = g_string_new (NULL);

  for (guint i = 0; i < n_fields; i++)
    if (fields[i].type == THECAL_FIELD_IS_TRUTH &&
        thecal_entry_get_truth (entry, fields[i].name) > 0)
      g_string_append_printf (rest, "%s%s", rest->len > 0 ? ", " : "", _ (fields[i].label));
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    const char *text = thecal_entry_get_text (entry, texts[i]);

    if (text != NULL)
      g_string_append_printf (rest, "%s%s", rest->len > 0 ? ". " : "", text);
  }

  return g_string_free (rest, FALSE);
}

static void
add_days (ThecalReportSection *section, const ThecalReportFacts *facts)
{
  const char *const columns[] = {
    _ ("Day"),   _ ("Stiff"),       _ ("Spasms"),          _ ("Pain"), _ ("Trouble sleeping"),
    _ ("Tired"), _ ("Temperature"), _ ("Also, and notes"), NULL
  };
  static const double widths[] = { 0.16, 0.07, 0.16, 0.06, 0.10, 0.07, 0.12, 0.26 };
  const GPtrArray *entries = facts->data->entries;

  thecal_report_set_columns (section, columns, widths);
  for (guint i = 0; i < entries->len; i++) {
    const ThecalEntry *entry = g_ptr_array_index (entries, i);
    GStrv cells;

    if (!is_diary (entry) || !is_within (facts, entry))
      continue;
    cells = g_new0 (char *, G_N_ELEMENTS (columns));
    cells[0] = thecal_report_moment (facts, thecal_entry_get_at_us (entry));
    cells[1] = describe_number (entry, "stiffness");
    cells[2] = describe_spasms (entry);
    cells[3] = describe_number (entry, "pain");
    cells[4] = describe_number (entry, "sleep");
    cells[5] = describe_number (entry, "tiredness");
    cells[6] = describe_number (entry, "temperature");
    cells[7] = describe_rest (entry);
    thecal_report_add_row (section, cells);
  }
}

/* The values of @names, one column each, for those entries that have one of them. */
static void
add_table (ThecalReport *report,
           const ThecalReportFacts *facts,
           const char *title,
           const char *const *names)
{
  const guint n_names = g_strv_length ((GStrv) names);
  g_autofree const char **columns = g_new0 (const char *, n_names + 2);
  g_autofree double *widths = g_new (double, n_names + 1);
  ThecalReportSection *section = NULL;

  columns[0] = _ ("Day");
  widths[0] = 0.18;
  for (guint i = 0; i < n_names; i++) {
    columns[i + 1] = _ (thecal_entry_fields_find (THECAL_ENTRY_DIARY, names[i])->label);
    widths[i + 1] = 0.82 / n_names;
  }
  for (guint i = 0; i < facts->data->entries->len; i++) {
    const ThecalEntry *entry = g_ptr_array_index (facts->data->entries, i);
    g_auto (GStrv) cells = g_new0 (char *, n_names + 2);
    gboolean found = FALSE;

    if (!is_diary (entry) || !is_within (facts, entry))
      continue;
    cells[0] = thecal_report_moment (facts, thecal_entry_get_at_us (entry));
    for (guint j = 0; j < n_names; j++) {
      cells[j + 1] = describe_number (entry, names[j]);
      found = found || *cells[j + 1] != '\0';
    }
    if (!found)
      continue;
    if (section == NULL) {
      section = thecal_report_add (report, title);
      thecal_report_set_columns (section, columns, widths);
    }
    thecal_report_add_row (section, g_steal_pointer (&cells));
  }
}

static void
add_chart (ThecalReportSection *section, const ThecalReportFacts *facts)
{
  g_autoptr (GArray) points = get_trend_points (facts);
  const ThecalTrendPoint *data = (const ThecalTrendPoint *) (void *) points->data;

  for (guint i = 0; i < points->len; i++) {
    const ThecalReportPoint point = {
      data[i].at_us,
      data[i].stiffness,
      thecal_trend_get_mean (data, points->len, data[i].at_us),
    };

    if (point.at_us >= facts->span.from_us && point.at_us <= facts->span.to_us)
      g_array_append_val (section->points, point);
  }
  if (section->points->len < 2)
    return;
  section->chart = THECAL_CHART_STIFFNESS;
  thecal_report_say (section,
                     g_strdup (_ ("Dots: stiffness as entered. Line: mean of three days.")));
}

void
thecal_report_add_diary (ThecalReport *report, const ThecalReportFacts *facts)
{
  static const char *const difficulties[] = { "sitting",  "transfers", "toilet",
                                              "cleaning", "walking",   "therapy",
                                              "comfort",  "range",     NULL };
  static const char *const vitals[] = {
    "pulse", "systolic", "diastolic", "breaths", "sleep_h", NULL
  };
  ThecalReportSection *section = thecal_report_add (report, _ ("Diary"));

  thecal_report_say (section, thecal_report_trend (facts));
  thecal_report_say (section,
                     g_strdup (_ ("All scales: 0 none, 10 the worst. Penn: frequency from 0 to 4, "
                                  "severity from 1 to 3. The numbers decide nothing by "
                                  "themselves.")));
  add_chart (section, facts);
  add_days (section, facts);
  if (section->rows->len == 0)
    thecal_report_say (section, g_strdup (_ ("There is no diary entry in this time.")));
  add_table (report, facts, _ ("How hard was it (0 to 10)"), difficulties);
  add_table (report, facts, _ ("Measured"), vitals);
}
