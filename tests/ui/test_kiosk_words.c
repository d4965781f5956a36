/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <math.h>

#include "kiosk/words.h"

#define KNOWN .connected = TRUE, .has_pump = TRUE, .heard = TRUE, .age_s = 240
#define SPAN .empty_early_days = 14.2, .empty_late_days = 19.0, .level_ml = 12.7

static void
test_state (void)
{
  static const struct {
    ThecalStateFacts facts;
    const char *head, *rest;
  } rows[] = {
    { { KNOWN, SPAN, .running = TRUE }, "Running.\n14 to 19 days left.", "" },
    { { KNOWN, SPAN }, "The pump does not say that it runs.", "14 to 19 days left if it does." },
    { { KNOWN, SPAN, .by_printout = TRUE },
      "By the printout:\n14 to 19 days left.",
      "Thecal cannot hear the pump." },
    { { KNOWN, .empty_early_days = NAN, .running = TRUE, .level_ml = NAN },
      "It is not known how long the reservoir lasts.",
      "" },
    { { KNOWN, SPAN, .running = TRUE, .alarm = "reservoir-low", .alarm_title = "Reservoir low" },
      "Reservoir low.\n14 to 19 days left.",
      "Call for a refill." },
    { { KNOWN,
        SPAN,
        .running = TRUE,
        .alarm = "reservoir-low",
        .alarm_title = "Reservoir low",
        .n_more = 2 },
      "Reservoir low.\n14 to 19 days left.",
      "Call for a refill. And 2 more alarms." },
    { { KNOWN,
        SPAN,
        .running = TRUE,
        .alarm = "reservoir-low",
        .alarm_title = "DRILL · Reservoir low",
        .drill = TRUE },
      "DRILL · Reservoir low.",
      "" },
    { { KNOWN,
        SPAN,
        .running = TRUE,
        .alarm = "reservoir-empty",
        .alarm_title = "Reservoir empty" },
      "Reservoir empty. Call the pump team now.",
      "" },
    { { .connected = TRUE, .empty_early_days = NAN, .level_ml = NAN }, "No pump set up yet.", "" },
    { { .empty_early_days = NAN, .level_ml = NAN },
      "Thecal's monitor is not running. Nothing is being watched.",
      "" },
    /* what is stale has no span any more */
    { { KNOWN, SPAN, .running = TRUE, .stale = TRUE, .heard_time = "11:08" },
      "The pump is not heard. Last known: 12.7 mL at 11:08.",
      "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_auto (ThecalKioskWords) words = { 0 };

    g_test_message ("row %" G_GSIZE_FORMAT, i);
    thecal_kiosk_words_read (&rows[i].facts, &words);
    g_assert_cmpstr (words.head, ==, rows[i].head);
    g_assert_cmpstr (words.rest, ==, rows[i].rest);
  }
}

static void
test_age (void)
{
  static const struct {
    ThecalStateFacts facts;
    const char *words;
  } rows[] = {
    { { KNOWN }, "heard 4 min ago" },
    { { KNOWN, .by_printout = TRUE }, "entered 4 min ago" },
    { { .connected = TRUE, .has_pump = TRUE }, "nothing heard yet" },
    { { .connected = TRUE }, "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *words = thecal_kiosk_age_words (&rows[i].facts);

    g_assert_cmpstr (words, ==, rows[i].words);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/kiosk/words/state", test_state);
  g_test_add_func ("/kiosk/words/age", test_age);

  return g_test_run ();
}
