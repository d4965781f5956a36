/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <math.h>
#include <string.h>

#include "shared/alarm_spans.h"
#include "shared/chart_words.h"
#include "shared/history_days.h"
#include "shared/history_entries.h"
#include "shared/history_words.h"

#define DAY THECAL_CHART_DAY_MS
#define HOUR THECAL_CHART_HOUR_MS

static gint64
at (const char *text)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (text, utc);

  g_assert_nonnull (time);

  return g_date_time_to_unix (time) * 1000;
}

/* What people wrote down. */

static GVariant *
entries_of (const char *const *texts)
{
  g_autoptr (GVariantBuilder) builder = g_variant_builder_new (G_VARIANT_TYPE ("aa{sv}"));

  for (; *texts != NULL; texts++) {
    g_variant_builder_open (builder, G_VARIANT_TYPE ("a{sv}"));
    g_variant_builder_add (builder, "{sv}", "text", g_variant_new_string (*texts));
    g_variant_builder_add (
        builder,
        "{sv}",
        "pump",
        g_variant_new_string (strstr (*texts, "Pump=other") != NULL ? "other" : ""));
    g_variant_builder_close (builder);
  }

  return g_variant_ref_sink (g_variant_builder_end (builder));
}

#define REFILL                                                                                     \
  "[entry]\nId=r1\nKind=refill\nAt=2026-10-16T14:30:00Z\nBy=Anna\n[values]\nreservoir_ml=40\n"     \
  "concentration_ug_per_ml=500\ndose_ug_per_day=390\nalarm_date=2026-12-02\nwithdrawn_ml=5.2\n"    \
  "expected_ml=5.7\n"
#define DOSE                                                                                       \
  "[entry]\nId=d1\nKind=dose\nAt=2026-09-16T14:30:00Z\n[values]\ndose_ug_per_day=370\n"            \
  "dose_before_ug_per_day=350\n"
#define DIARY(id, day, stiffness)                                                                  \
  "[entry]\nId=" id "\nKind=diary\nAt=2026-11-" day "T19:00:00Z\n[values]\nstiffness=" stiffness   \
  "\nspasms=6\nspasms_per=day\n"

static ThecalHistoryData *
story (void)
{
  static const char *const texts[] = {
    DIARY ("a", "19", "3"),
    DIARY ("b", "18", "4"),
    DIARY ("c", "17", "2"),
    DIARY ("e", "01", "6"),
    REFILL,
    DOSE,
    "[entry]\nnothing of it\n",
    "[entry]\nId=x\nKind=refill\nAt=2026-10-17T14:30:00Z\nPump=other\n[values]\nreservoir_ml=20\n"
    "concentration_ug_per_ml=500\ndose_ug_per_day=390\nalarm_date=2026-12-02\n",
    "[entry]\nId=w\nKind=diary\nAt=2026-11-16T19:00:00Z\nWithdrawn=yes\n[values]\nstiffness=9\n",
    NULL,
  };
  g_autoptr (GVariant) entries = entries_of (texts);
  ThecalHistoryData *data = thecal_history_data_new ();

  g_assert_cmpuint (thecal_history_data_take_entries (data, entries, "theo"), ==, 1);
  thecal_history_data_finish (data);

  return data;
}

static void
test_entries (void)
{
  g_autoptr (ThecalHistoryData) data = story ();
  const ThecalHistoryDiary *last;

  g_assert_cmpuint (data->diary->len, ==, 4);
  g_assert_cmpuint (data->marks->len, ==, 2);
  g_assert_cmpint (g_array_index (data->marks, ThecalHistoryMark, 0).kind, ==, THECAL_ENTRY_DOSE);
  last = &g_array_index (data->diary, ThecalHistoryDiary, 3);
  g_assert_cmpint (last->at_ms, ==, at ("2026-11-19T19:00:00Z"));
  g_assert_cmpfloat (last->stiffness, ==, 3);
  g_assert_cmpfloat_with_epsilon (last->mean, 3, 1e-9);
  /* alone in its three days */
  g_assert_cmpfloat (g_array_index (data->diary, ThecalHistoryDiary, 0).mean, ==, 6);
  g_assert_cmpint (thecal_history_data_get_first_ms (data), ==, at ("2026-09-16T14:30:00Z"));
}

static void
test_marks (void)
{
  g_autoptr (ThecalHistoryData) data = story ();
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  const ThecalHistoryMark *dose = &g_array_index (data->marks, ThecalHistoryMark, 0);
  const ThecalHistoryMark *refill = &g_array_index (data->marks, ThecalHistoryMark, 1);
  const ThecalHistoryMark bare = { THECAL_ENTRY_REFILL, 0, NAN, NAN, NAN, NAN, NAN, false, "" };
  const ThecalHistoryMark visit = { THECAL_ENTRY_VISIT, 0, NAN, NAN, NAN, NAN, NAN, true, "" };
  struct {
    char *text;
    const char *expected;
  } rows[] = {
    { thecal_history_mark_label (refill, thecal_history_changes_dose (data, 1)),
      "Refill 40.0, dose 390" },
    { thecal_history_mark_label (refill, false), "Refill 40.0" },
    { thecal_history_mark_label (dose, thecal_history_changes_dose (data, 0)), "Dose 370" },
    { thecal_history_mark_label (&bare, true), "Refill" },
    { thecal_history_mark_words (refill),
      "Refilled to 40.0 mL; 5.2 mL taken out, 5.7 expected; entered by Anna" },
    { thecal_history_mark_words (dose), "Dose changed to 370 µg a day" },
    { thecal_history_mark_words (&bare), "Refilled" },
    { thecal_history_mark_words (&visit), "Visit planned" },
    { thecal_history_dose_words (dose), "370 µg a day, 350 before" },
    { thecal_history_dose_words (refill), "390 µg a day" },
    { thecal_history_dose_words (&bare), "" },
    { thecal_history_refill_title (refill, utc), "Refilled to 40.0 mL on 16 October" },
    { thecal_history_refill_title (&bare, utc), "Refilled on 1 January" },
    { thecal_history_refill_detail (refill), "5.2 mL taken out, 5.7 expected; entered by Anna" },
    { thecal_history_refill_detail (&bare), "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_assert_cmpstr (rows[i].text, ==, rows[i].expected);
    g_free (rows[i].text);
  }
}

static void
test_times (void)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  static const struct {
    const char *from, *to, *words;
  } stretches[] = {
    { "2026-08-24T00:00:00Z", "2026-12-17T00:00:00Z", "24 August to 16 December 2026" },
    { "2026-11-20T00:00:00Z", "2026-11-21T00:00:00Z", "Friday 20 November 2026" },
    { "2026-11-20T06:00:00Z", "2026-11-20T12:00:00Z", "Friday 20 November 2026" },
    { "2025-11-20T00:00:00Z", "2026-11-21T00:00:00Z", "20 November 2025 to 20 November 2026" },
  };
  static const struct {
    const char *at;
    ThecalChartTickUnit unit;
    const char *words;
  } ticks[] = {
    { "2026-11-20T06:00:00Z", THECAL_CHART_TICK_HOUR, "06:00" },
    { "2026-11-20T00:00:00Z", THECAL_CHART_TICK_HOUR, "20 Nov" },
    { "2026-11-20T00:00:00Z", THECAL_CHART_TICK_DAY, "Fri 20" },
    { "2026-11-16T00:00:00Z", THECAL_CHART_TICK_WEEK, "16 Nov" },
    { "2026-11-01T00:00:00Z", THECAL_CHART_TICK_MONTH, "Nov" },
    { "2027-01-01T00:00:00Z", THECAL_CHART_TICK_MONTH, "Jan 2027" },
    { "2027-01-01T00:00:00Z", THECAL_CHART_TICK_YEAR, "2027" },
  };
  static const struct {
    gint64 length_ms, within_ms;
    const char *words;
  } lengths[] = {
    { 5 * 60000, 0, "5 min" },       { HOUR, 0, "1 h" },
    { 31 * HOUR, 0, "31 h" },        { 31 * HOUR, 2 * HOUR, "about 31 h" },
    { 47 * HOUR, HOUR / 2, "47 h" }, { 5 * DAY, 0, "5 days" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (stretches); i++) {
    const ThecalChartView view = { at (stretches[i].from), at (stretches[i].to), 0, 0 };
    g_autofree char *words = thecal_history_stretch_words (&view, utc);

    g_assert_cmpstr (words, ==, stretches[i].words);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (ticks); i++) {
    const ThecalChartTick tick = { at (ticks[i].at), ticks[i].unit };
    g_autofree char *words = thecal_history_tick_words (&tick, utc);

    g_assert_cmpstr (words, ==, ticks[i].words);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++) {
    g_autofree char *words =
        thecal_history_length_words (lengths[i].length_ms, lengths[i].within_ms);

    g_assert_cmpstr (words, ==, lengths[i].words);
  }
}

/* The alarm log. */

static GVariant *
records_of (const char *text)
{
  return g_variant_ref_sink (g_variant_new_parsed (text));
}

#define RECORD(seq, at, effect, priority, condition, episode)                                      \
  "{'seq': <uint64 " seq ">, 'at': <int64 " at ">, 'effect': <'" effect                            \
  "'>, 'priority': <'" priority "'>, 'condition': <'" condition                                    \
  "'>, 'pump': <''>, 'episode': <uint32 " episode ">}"

static void
test_spans (void)
{
  g_autoptr (GVariant) newest = records_of (
      "@aa{sv} [" RECORD ("5", "5000", "change", "high", "reservoir-low", "1") ", " RECORD (
          "6", "6000", "withdraw", "high", "reservoir-low", "1") ", " RECORD ("7",
                                                                              "7000",
                                                                              "raise",
                                                                              "medium",
                                                                              "fever",
                                                                              "2") "]");
  g_autoptr (GVariant) oldest =
      records_of ("@aa{sv} [" RECORD ("1", "1000", "raise", "medium", "drill", "9") ", " RECORD (
          "2",
          "2000",
          "raise",
          "medium",
          "reservoir-low",
          "1") ", " RECORD ("3",
                            "3000",
                            "raise",
                            "low",
                            "refill-due",
                            "3") ", " RECORD ("4", "4000", "log", "low", "refill-due", "3") "]");
  g_autoptr (ThecalAlarmSpans) spans = thecal_alarm_spans_new ();
  g_autoptr (GHashTable) standing = g_hash_table_new (NULL, NULL);
  g_autoptr (ThecalHistoryData) data = thecal_history_data_new ();
  const ThecalHistoryAlarm *alarm;

  data->to_ms = 100000;
  g_hash_table_add (standing, GUINT_TO_POINTER (2));
  thecal_alarm_spans_take (spans, newest);
  thecal_alarm_spans_fill (spans, "theo", standing, data);
  /* of the first nobody knows yet when it began */
  g_assert_cmpuint (data->alarms->len, ==, 1);
  g_assert_cmpuint (thecal_alarm_spans_get_oldest (spans), ==, 5);
  thecal_alarm_spans_take (spans, oldest);
  thecal_alarm_spans_take (spans, newest);
  g_array_set_size (data->alarms, 0);
  thecal_alarm_spans_fill (spans, "theo", standing, data);
  g_assert_cmpuint (data->alarms->len, ==, 3);
  alarm = &g_array_index (data->alarms, ThecalHistoryAlarm, 0);
  g_assert_cmpint (alarm->from_ms, ==, 2000);
  g_assert_cmpint (alarm->to_ms, ==, 6000);
  /* the gravest that it was */
  g_assert_cmpint (alarm->priority, ==, THECAL_PRIORITY_HIGH);
  alarm = &g_array_index (data->alarms, ThecalHistoryAlarm, 1);
  /* its end was never written, and it does not stand: it ended with its last record */
  g_assert_cmpint (alarm->to_ms, ==, 4000);
  alarm = &g_array_index (data->alarms, ThecalHistoryAlarm, 2);
  g_assert_cmpint (alarm->to_ms, ==, 0);
  g_assert_cmpuint (thecal_alarm_spans_get_newest (spans), ==, 7);
  g_assert_cmpint (thecal_alarm_spans_get_oldest_ms (spans), ==, 1000);
}

static void
test_alarm_words (void)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  const gint64 from_ms = at ("2026-11-20T14:02:00Z");
  const struct {
    ThecalHistoryAlarm alarm;
    const char *words;
  } rows[] = {
    { { 1, from_ms, from_ms + 88 * 60000, THECAL_PRIORITY_HIGH, "reservoir-empty" },
      "High alarm: Reservoir empty, 14:02 to 15:30" },
    { { 1, from_ms, from_ms + DAY, THECAL_PRIORITY_MEDIUM, "reservoir-empty" },
      "Alarm: Reservoir empty, 14:02 to 21 Nov 14:02" },
    { { 1, from_ms, 0, THECAL_PRIORITY_LOW, "of-tomorrow" }, "Notice: of-tomorrow, since 14:02" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *words = thecal_history_alarm_words (&rows[i].alarm, utc);

    g_assert_cmpstr (words, ==, rows[i].words);
  }
}

/* The table. */

static void
add_level (ThecalHistoryData *data, const char *text, double lowest, double highest)
{
  const ThecalHistoryLevel level = { at (text), lowest, highest };

  g_array_append_val (data->levels, level);
}

static void
test_days (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("America/New_York");
  g_autoptr (ThecalHistoryData) data = story ();
  g_autoptr (GArray) days = NULL;
  const ThecalHistoryDay *day;
  g_autofree char *marks = NULL;
  g_autofree char *doses = NULL;
  g_autofree char *diary = NULL;

  add_level (data, "2026-10-16T04:00:00Z", 5.4, 5.5);
  add_level (data, "2026-10-16T14:00:00Z", 5.2, 40.0);
  /* still the sixteenth in New York */
  add_level (data, "2026-10-17T03:59:00Z", 39.6, 39.7);
  add_level (data, "2026-10-17T04:00:00Z", 39.5, 39.6);
  days = thecal_history_get_days (
      data, at ("2026-10-01T00:00:00Z"), at ("2026-11-19T00:00:00Z"), zone);
  /* 16 and 17 October, 1, 17 and 18 November; the dose is before, the last entry after */
  g_assert_cmpuint (days->len, ==, 5);
  day = &g_array_index (days, ThecalHistoryDay, 0);
  g_assert_cmpint (day->at_ms, ==, at ("2026-10-16T04:00:00Z"));
  g_assert_cmpfloat (day->lowest_ml, ==, 5.2);
  g_assert_cmpfloat (day->highest_ml, ==, 40.0);
  marks = thecal_history_day_marks (data, day);
  doses = thecal_history_day_doses (data, day);
  g_assert_cmpstr (
      marks, ==, "Refilled to 40.0 mL; 5.2 mL taken out, 5.7 expected; entered by Anna");
  g_assert_cmpstr (doses, ==, "390 µg a day");
  day = &g_array_index (days, ThecalHistoryDay, 1);
  g_assert_cmpfloat (day->highest_ml, ==, 39.6);
  g_assert_cmpuint (day->n_marks + day->n_alarms + day->n_diary, ==, 0);
  day = &g_array_index (days, ThecalHistoryDay, 4);
  diary = thecal_history_day_diary (data, day);
  g_assert_true (isnan (day->lowest_ml));
  g_assert_cmpstr (diary, ==, "stiffness 4, spasms 6");
}

/* The chart in words. */

static void
test_description (void)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (ThecalHistoryData) data = story ();
  g_autoptr (ThecalChartSeries) series = NULL;
  const ThecalChartView view = { at ("2026-10-01T00:00:00Z"), at ("2026-12-17T00:00:00Z"), 0, 0 };
  const ThecalHistoryAlarm alarm = {
    1, at ("2026-11-03T00:00:00Z"), 0, THECAL_PRIORITY_HIGH, "data-stale"
  };
  g_autofree char *words = NULL;
  g_autofree char *level = NULL;
  g_autofree char *gap = NULL;
  g_autofree char *ahead = NULL;

  data->bucket_ms = HOUR / 10;
  data->present.interval_s = 12 * 3600;
  data->present.now_ms = at ("2026-11-20T14:00:00Z");
  data->present.early_ml = 11.1;
  data->present.nominal_ml = 12.7;
  data->present.late_ml = 15.0;
  data->present.empty_early_days = 14.0;
  data->present.empty_late_days = 19.0;
  for (gint64 at_ms = at ("2026-10-16T14:00:00Z"); at_ms < data->present.now_ms;
       at_ms += 12 * HOUR) {
    const double ml = 40.0 - (double) (at_ms - at ("2026-10-16T14:00:00Z")) / (double) DAY * 0.78;
    const ThecalHistoryLevel bucket = { at_ms, ml, ml };

    if (at_ms < at ("2026-11-03T00:00:00Z") || at_ms > at ("2026-11-05T12:00:00Z"))
      g_array_append_val (data->levels, bucket);
  }
  g_array_append_val (data->alarms, alarm);
  series = thecal_chart_series_new (data);
  words = thecal_history_describe (data, series, &view, utc);
  g_assert_cmpstr (words,
                   ==,
                   "1 October to 16 December 2026. Level 13.1 to 40.0 mL. Now 12.7 mL, could be "
                   "11.1 to 15.0. Refilled to 40.0 mL; 5.2 mL taken out, 5.7 expected; entered by "
                   "Anna, 16 October 2026, 14:30. 1 alarm, 1 of them high. Not heard 1 time, last "
                   "for 3 days from 2 November 2026, 14:00. 4 diary entries. Stiffness 2 to 6 of "
                   "10. Empties between 4 and 9 December.");
  level = thecal_history_read_out (data, series, at ("2026-11-19T14:05:00Z"), HOUR, utc);
  g_assert_cmpstr (
      level, ==, "19 November 2026, 14:05\nLevel 13.5 mL\nDiary: stiffness 3, spasms 6");
  gap = thecal_history_read_out (data, series, at ("2026-11-03T01:00:00Z"), 2 * HOUR, utc);
  g_assert_cmpstr (
      gap, ==, "3 November 2026, 01:00\nLevel not known\nHigh alarm: Pump not heard, since 00:00");
  ahead = thecal_history_read_out (data, series, at ("2026-11-27T14:00:00Z"), HOUR, utc);
  g_assert_cmpstr (ahead, ==, "27 November 2026, 14:00\nForecast 5.5 to 9.5 mL");
}

/* Nothing known is said to be so. */
static void
test_nothing (void)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (ThecalHistoryData) data = thecal_history_data_new ();
  g_autoptr (ThecalChartSeries) series = thecal_chart_series_new (data);
  const ThecalChartView view = { at ("2026-11-20T00:00:00Z"), at ("2026-11-21T00:00:00Z"), 0, 0 };
  g_autofree char *words = thecal_history_describe (data, series, &view, utc);
  g_autofree char *ahead = NULL;
  g_autoptr (GArray) days = thecal_history_get_days (data, view.from_ms, view.to_ms, utc);

  g_assert_cmpstr (words, ==, "Friday 20 November 2026. No level is recorded in this time.");
  g_assert_cmpuint (days->len, ==, 0);
  data->present.now_ms = view.from_ms;
  ahead = thecal_history_read_out (data, series, view.from_ms + HOUR, HOUR, utc);
  g_assert_cmpstr (ahead, ==, "20 November 2026, 01:00\nLevel: no forecast");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/history/entries", test_entries);
  g_test_add_func ("/history/marks", test_marks);
  g_test_add_func ("/history/times", test_times);
  g_test_add_func ("/history/spans", test_spans);
  g_test_add_func ("/history/alarm-words", test_alarm_words);
  g_test_add_func ("/history/days", test_days);
  g_test_add_func ("/history/description", test_description);
  g_test_add_func ("/history/nothing", test_nothing);

  return g_test_run ();
}
