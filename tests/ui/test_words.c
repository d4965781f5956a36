/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <math.h>
#include <string.h>

#include "shared/format.h"
#include "shared/state_sentence.h"

static void
test_ages (void)
{
  static const struct {
    gint64 age_s;
    const char *text;
  } rows[] = {
    { 0, "just now" },
    { 59, "just now" },
    { 60, "1 min ago" },
    { 3599, "59 min ago" },
    { 3600, "1 hour ago" },
    { 7200, "2 hours ago" },
    { 47 * 3600, "47 hours ago" },
    { 48 * 3600, "2 days ago" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *text = thecal_format_age (rows[i].age_s);

    g_assert_cmpstr (text, ==, rows[i].text);
  }
}

static void
test_spans_and_dates (void)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) now = g_date_time_new (utc, 2026, 11, 20, 14, 12, 0);
  g_autofree char *days = thecal_format_span (14.1, 18.9);
  g_autofree char *hours = thecal_format_span (0.25, 0.6);
  g_autofree char *dates = thecal_format_dates (now, 14.1, 18.9);
  g_autofree char *months = thecal_format_dates (now, 8, 13);
  g_autofree char *one_day = thecal_format_dates (now, 14.1, 14.3);
  g_autofree char *passed = thecal_format_dates (now, -3, 13);
  g_autofree char *day = thecal_format_day (now, 11);
  g_autofree char *today = thecal_format_time (now, g_date_time_to_unix (now) * 1000 - 240000);
  g_autofree char *before = thecal_format_time (now, (g_date_time_to_unix (now) - 86400) * 1000);
  g_autofree char *unknown = thecal_format_ml (NAN);

  g_assert_cmpstr (days, ==, "14 to 19 days");
  g_assert_cmpstr (hours, ==, "6 to 15 hours");
  g_assert_cmpstr (dates, ==, "4 and 9 December");
  g_assert_cmpstr (one_day, ==, "4 December");
  g_assert_cmpstr (passed, ==, "20 November and 3 December");
  g_assert_true (thecal_format_is_one_day (now, 14.1, 14.3));
  g_assert_false (thecal_format_is_one_day (now, 14.1, 15.3));
  g_assert_cmpstr (months, ==, "28 November and 3 December");
  g_assert_cmpstr (day, ==, "Tuesday 1 December");
  g_assert_cmpstr (today, ==, "14:08");
  g_assert_cmpstr (before, ==, "19 Nov 14:12");
  g_assert_cmpstr (unknown, ==, "—");
  g_assert_cmpstr (thecal_format_source ("manual"), ==, "from the printout");
  g_assert_cmpstr (thecal_format_source ("no-such"), ==, "");
  g_assert_cmpstr (thecal_format_quality ("calculated"), ==, "calculated from what was delivered");
}

static void
test_levels_and_intervals (void)
{
  static const struct {
    guint interval_s;
    const char *text;
  } rows[] = {
    { 0, NULL },
    { 30, "every 1 min" },
    { 900, "every 15 min" },
    { 3600, "every hour" },
    { 7200, "every 2 hours" },
    { 5400, "every 90 min" },
  };
  g_autofree char *band = thecal_format_level (0.31, 0.4, 0.52);
  g_autofree char *thin = thecal_format_level (2.58, 2.6, 2.61);

  g_assert_cmpstr (band, ==, "0.4 mL, could be 0.3 to 0.5");
  g_assert_cmpstr (thin, ==, "2.6 mL");
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *text = thecal_format_interval (rows[i].interval_s);

    g_assert_cmpstr (text, ==, rows[i].text);
  }
}

static void
test_self_test (void)
{
  static const struct {
    const char *tests, *text;
  } rows[] = {
    { "[]", "not done yet" },
    { "[('sound', true, '', 60000), ('store', true, '', 300000)]",
      "Every channel answered, 5 min ago" },
    { "[('sound', false, 'muted', 60000), ('bluetooth', false, '', 540000)]",
      "Failed: sound, Bluetooth, 1 min ago" },
    { "[('lamp', false, '', 600000)]", "Failed: lamp, just now" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GVariant) tests =
        g_variant_parse (G_VARIANT_TYPE ("a(sbsx)"), rows[i].tests, NULL, NULL, NULL);
    g_autofree char *text = thecal_format_self_test (tests, 600000);

    g_assert_cmpstr (text, ==, rows[i].text);
  }
}

static const ThecalStateFacts running = {
  .connected = TRUE,
  .has_pump = TRUE,
  .heard = TRUE,
  .running = TRUE,
  .empty_early_days = 14.1,
  .empty_late_days = 18.9,
  .level_ml = 12.7,
  .age_s = 240,
  .heard_time = "11:08",
  .watched_time = "14:02",
};

static void
assert_sentence (const ThecalStateFacts *facts, const char *expected)
{
  g_autofree char *sentence = thecal_state_sentence (facts);

  g_assert_cmpstr (sentence, ==, expected);
  for (const char *const *word =
           (const char *const[]){ " fine", " OK", " safe", " normal", "all clear", NULL };
       *word != NULL;
       word++)
    g_assert_null (strstr (sentence, *word));
}

static void
test_sentences (void)
{
  ThecalStateFacts facts = running;

  assert_sentence (&facts, "The pump is running, with 14 to 19 days left.");
  facts.running = FALSE;
  assert_sentence (&facts, "The pump does not say that it runs. 14 to 19 days left if it does.");
  facts.by_printout = TRUE;
  assert_sentence (&facts, "By the printout: 14 to 19 days left. Thecal cannot hear the pump.");
  facts.empty_early_days = NAN;
  assert_sentence (&facts, "It is not known how long the reservoir lasts.");
  facts = running;
  facts.stale = TRUE;
  assert_sentence (&facts, "The pump is not heard. Last known: 12.7 mL at 11:08.");
  facts.level_ml = NAN;
  assert_sentence (&facts, "The pump is not heard. Last heard 4 min ago.");
  facts.heard = FALSE;
  assert_sentence (&facts, "No pump heard yet since 14:02.");
  facts.has_pump = FALSE;
  assert_sentence (&facts, "No pump set up yet.");
  facts.connected = FALSE;
  assert_sentence (&facts, "Thecal's monitor is not running. Nothing is being watched.");
}

static void
test_alarm_sentences (void)
{
  ThecalStateFacts facts = running;

  facts.alarm = "reservoir-empty";
  assert_sentence (&facts, "Reservoir empty. Call the pump team now.");
  facts.n_more = 2;
  assert_sentence (&facts, "Reservoir empty. Call the pump team now. And 2 more alarms.");
  facts.n_more = 1;
  facts.alarm = "motor-stall";
  assert_sentence (&facts, "The pump has stopped delivering. Call now. And 1 more alarm.");
  facts.n_more = 0;
  facts.alarm = "reservoir-low";
  assert_sentence (&facts, "Reservoir low: 14 to 19 days left. Call for a refill.");
  facts.empty_early_days = NAN;
  assert_sentence (&facts, "Reservoir low. Call for a refill.");
  facts.alarm = "data-stale";
  assert_sentence (&facts, "The pump is not heard. Last known: 12.7 mL at 11:08.");
  facts.alarm = "link-lost";
  facts.alarm_title = "Connection lost";
  assert_sentence (&facts, "Connection lost.");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/format/ages", test_ages);
  g_test_add_func ("/ui/format/spans-and-dates", test_spans_and_dates);
  g_test_add_func ("/ui/format/levels-and-intervals", test_levels_and_intervals);
  g_test_add_func ("/ui/format/self-test", test_self_test);
  g_test_add_func ("/ui/state-sentence/calm", test_sentences);
  g_test_add_func ("/ui/state-sentence/alarms", test_alarm_sentences);

  return g_test_run ();
}
