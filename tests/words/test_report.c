/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <string.h>

#include "lib/diary_sample.h"
#include "words/report.h"

/* The report for the team [001-12]: what was entered and what happened; it judges nothing. */

#define PLAN                                                                                       \
  "[person]\nName=Theo Example\nBirthDate=2017-03-05\n[pump]\nModel=SynchroMed "                   \
  "II\nSerial=EX0001\n[drug 1]\nName=baclofen\nConcentrationUgPerMl=500\nDoseUgPerDay=390\n"

static const ThecalReportSection *
find_section (const ThecalReport *report, const char *title)
{
  for (guint i = 0; i < report->sections->len; i++) {
    const ThecalReportSection *section = g_ptr_array_index (report->sections, i);

    if (g_str_equal (section->title, title))
      return section;
  }
  g_error ("no section %s", title);
}

/* A row as one text: "a|b|c". */
static void
assert_row (const ThecalReportSection *section, guint index, const char *expected)
{
  g_autofree char *row = NULL;

  g_assert_cmpuint (index, <, section->rows->len);
  row = g_strjoinv ("|", g_ptr_array_index (section->rows, index));
  g_assert_cmpstr (row, ==, expected);
}

static void
test_whole (void)
{
  DiarySample sample;
  const ThecalReportSection *section;

  diary_sample_set_up (&sample, PLAN);
  diary_sample_fill (&sample);
  {
    g_autoptr (ThecalReport) report = thecal_report_new (&sample.facts);

    g_assert_cmpstr (report->title, ==, "Report for the pump team");
    g_assert_cmpstr (report->subtitle, ==, "Theo Example · 24 October 2026 to 21 November 2026");
    g_assert_true (g_str_has_prefix (report->made, "Made on Sat 21 Nov 12:00 by Anna with Thecal"));

    assert_row (
        find_section (report, "Person and pump"), 4, "Pump|SynchroMed II, serial number EX0001");
    section = find_section (report, "Diary");
    g_assert_cmpuint (section->rows->len, ==, 20);
    assert_row (
        section, 15, "Mon 16 Nov 12:00|4|5 a day, Penn 2/1|2|3|4|37.2 °C|Headache. After therapy");
    assert_row (section, 19, "Fri 20 Nov 12:00|7|1 a day, Penn 2/1|2|3|4|37.2 °C|After therapy");
    g_assert_cmpint (section->chart, ==, THECAL_CHART_STIFFNESS);
    g_assert_cmpuint (section->points->len, ==, 20);
    section = find_section (report, "How hard was it (0 to 10)");
    assert_row (section, 0, "Sun 1 Nov 12:00|||||5|||");
    section = find_section (report, "Measured");
    assert_row (section, 0, "Sun 1 Nov 12:00|88 a minute|110 mmHg|70 mmHg||");
    section = find_section (report, "Refills, doses, visits and events");
    assert_row (section,
                0,
                "Tue 27 Oct 12:00|Refill|Volume after the refill: 40 mL; Concentration: 500 µg/mL; "
                "Dose a day: 390 µg a day; Next alarm date: 2026-12-02; Volume expected before: "
                "3.9 mL; Volume taken out: 4.5 mL|Anna");
    section = find_section (report, "Level in the pump");
    g_assert_cmpint (section->chart, ==, THECAL_CHART_LEVEL);
    section = find_section (report, "Alarms");
    g_assert_cmpuint (section->rows->len, ==, 1);
    assert_row (section, 0, "Thu 19 Nov 12:00|Reservoir low|Alarm|Fri 20 Nov 12:00|Marcus");
  }
  diary_sample_tear_down (&sample);
}

/* A question waits until it is answered, however old; an answered one belongs to its time. */
static void
test_questions (void)
{
  DiarySample sample;

  diary_sample_set_up (&sample, PLAN);
  diary_sample_fill (&sample);
  {
    g_autoptr (ThecalReport) report = thecal_report_new (&sample.facts);
    const ThecalReportSection *section = find_section (report, "Questions for the team");

    g_assert_cmpuint (section->rows->len, ==, 1);
    assert_row (section, 0, "Mon 12 Oct|May he swim?|");
  }
  diary_sample_tear_down (&sample);
}

/* Two numbers, and no word about what they mean (clinical.md 5.3). */
static void
test_trend (void)
{
  static const char *const verdicts[] = { "worse", "better", "rising", "stable", "improve" };
  DiarySample sample;
  g_autofree char *text = NULL;

  diary_sample_set_up (&sample, PLAN);
  diary_sample_fill (&sample);
  {
    g_autoptr (ThecalReport) report = thecal_report_new (&sample.facts);

    text = thecal_report_to_text (report);
  }
  g_assert_nonnull (strstr (text,
                            "Stiffness: mean of the last three days 7.0 of 10, median of the 14 "
                            "days before 4.0 (14 days with an entry)."));
  for (gsize i = 0; i < G_N_ELEMENTS (verdicts); i++)
    g_assert_null (strstr (text, verdicts[i]));
  diary_sample_tear_down (&sample);
}

static void
test_nothing (void)
{
  static const char *const said[] = {
    "Name not known",          "Stiffness: no entry in the last three days.",
    "There is no diary entry", "No question was written down.",
    "No level was heard",      "Thecal has recorded no alarm in this time.",
    "no symptom check",        "None was entered in this time.",
  };
  DiarySample sample;
  g_autofree char *text = NULL;

  diary_sample_set_up (&sample, "");
  {
    g_autoptr (ThecalReport) report = thecal_report_new (&sample.facts);

    text = thecal_report_to_text (report);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (said); i++)
    if (strstr (text, said[i]) == NULL)
      g_error ("not said: %s in %s", said[i], text);
  diary_sample_tear_down (&sample);
}

/* Only the parts that were asked for; what was taken back, or lies outside, is in none. */
static void
test_parts (void)
{
  DiarySample sample;

  diary_sample_set_up (&sample, PLAN);
  thecal_entry_set_withdrawn (diary_sample_add (&sample, THECAL_ENTRY_DIARY, 1, "stiffness=9"),
                              true);
  diary_sample_add (&sample, THECAL_ENTRY_DIARY, 29, "stiffness=8");
  diary_sample_add (&sample, THECAL_ENTRY_DIARY, -1, "stiffness=8");
  sample.facts.parts = 1u << THECAL_REPORT_DIARY;
  sample.facts.simulated = true;
  {
    g_autoptr (ThecalReport) report = thecal_report_new (&sample.facts);

    g_assert_cmpuint (report->sections->len, ==, 1);
    g_assert_cmpuint (find_section (report, "Diary")->rows->len, ==, 0);
    g_assert_true (g_str_has_prefix (report->title, "SIMULATED"));
  }
  diary_sample_tear_down (&sample);
}

/* What cannot be read is told, not dropped. */
static void
test_odd (void)
{
  g_autoptr (GVariant) rows =
      g_variant_ref_sink (g_variant_new_parsed ("[{'text': <'no entry'>}, {'id': <'x'>}]"));
  g_autoptr (GVariant) levels =
      g_variant_ref_sink (g_variant_new_parsed ("[(int64 5000, nan, 2.0), (6000, 1.0, 2.0)]"));
  DiarySample sample;

  diary_sample_set_up (&sample, PLAN);
  thecal_report_data_take_entries (sample.data, rows);
  thecal_report_data_take_levels (sample.data, levels);
  g_assert_cmpuint (sample.data->n_odd, ==, 3);
  g_assert_cmpuint (sample.data->levels->len, ==, 1);
  {
    g_autoptr (ThecalReport) report = thecal_report_new (&sample.facts);

    g_assert_cmpstr (
        find_section (report, "Left out")->sentences->pdata[0], ==, "3 records could not be read.");
  }
  diary_sample_tear_down (&sample);
}

/* Alarms raised before the time, "info", and records without an alarm are none of its alarms. */
static void
test_alarms (void)
{
  DiarySample sample;

  diary_sample_set_up (&sample, PLAN);
  diary_sample_log (&sample, 40, "reservoir-empty", "raise", "");
  diary_sample_log (&sample, 1, "reservoir-empty", "withdraw", "");
  diary_sample_log (&sample, 1, "no-such-condition", "raise", "");
  diary_sample_log (&sample, 1, "reservoir-low", "signal", "");
  g_assert_cmpuint (sample.data->alarms->len, ==, 0);
  diary_sample_log (&sample, 1, "reservoir-low", "raise", "");
  g_assert_cmpuint (sample.data->alarms->len, ==, 1);
  g_assert_cmpint (
      g_array_index (sample.data->alarms, ThecalReportAlarm, 0).until_us, ==, THECAL_UNKNOWN_US);
  diary_sample_tear_down (&sample);
}

/* For an e-mail: it says that it is for nothing urgent [001-16]. */
static void
test_summary (void)
{
  DiarySample sample;
  g_autofree char *text = NULL;

  diary_sample_set_up (&sample, PLAN);
  diary_sample_fill (&sample);
  text = thecal_report_summary (&sample.facts);
  g_assert_true (g_str_has_prefix (text,
                                   "Theo Example · 24 October 2026 to 21 November 2026\nThis is "
                                   "not urgent. For an alarm"));
  g_assert_nonnull (strstr (text, "May he swim?"));
  g_assert_nonnull (strstr (text, "Alarms of Thecal: 1. Symptom checks: 0.\n"));
  g_assert_null (strstr (text, "EX0001"));
  diary_sample_tear_down (&sample);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/report/whole", test_whole);
  g_test_add_func ("/report/questions", test_questions);
  g_test_add_func ("/report/trend", test_trend);
  g_test_add_func ("/report/nothing", test_nothing);
  g_test_add_func ("/report/parts", test_parts);
  g_test_add_func ("/report/odd", test_odd);
  g_test_add_func ("/report/alarms", test_alarms);
  g_test_add_func ("/report/summary", test_summary);

  return g_test_run ();
}
