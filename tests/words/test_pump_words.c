/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <math.h>
#include <string.h>

#include "words/pump_words.h"

static gint64
parse_us (const char *date)
{
  g_autofree char *text = g_strconcat (date, "T12:00:00Z", NULL);
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (text, NULL);

  g_assert_nonnull (time);
  return g_date_time_to_unix (time) * THECAL_SECOND_US;
}

/* A notice or an age, on a day: when to replace, and the end of what it means. */
static const struct {
  const char *model, *implanted, *printed, *notice, *now, *words, *meaning;
} windows[] = {
  { "SynchroMed II", NULL, NULL, NULL, "2026-11-25", "not known", "Enter the day of the" },
  { "SynchroMed II",
    NULL,
    NULL,
    "2029-03-15",
    "2026-11-25",
    "between March and June 2029",
    "Book the replacement by December 2028." },
  { "SynchroMed II",
    NULL,
    NULL,
    "2028-12-15",
    "2026-11-25",
    "between December 2028 and March 2029",
    "own notice" },
  { "SynchroMed II",
    "2024-02-11",
    NULL,
    NULL,
    "2026-11-25",
    "between February 2029 and February 2031",
    "lasts 5 to 7 years. Book the replacement by August 2030." },
  { "SynchroMed II",
    "2020-02-11",
    NULL,
    NULL,
    "2026-11-25",
    "between now and February 2027",
    "Book the replacement now." },
  { "SynchroMed II",
    "2018-02-11",
    NULL,
    NULL,
    "2026-11-25",
    "overdue since February 2025",
    "Call the pump team now." },
  { "SynchroMed II",
    "2024-02-11",
    "2029-05-20",
    "2029-05-02",
    "2026-11-25",
    "within May 2029",
    "own notice" },
  { "Prometra II",
    "2024-02-11",
    NULL,
    NULL,
    "2026-11-25",
    "from February 2034 on",
    "10 years or more" },
  { "Prometra II",
    "2014-02-11",
    NULL,
    NULL,
    "2026-11-25",
    "at any time from now on",
    "Book the replacement now." },
  { "MedStream",
    "2024-02-11",
    NULL,
    NULL,
    "2026-11-25",
    "between August 2031 and February 2032",
    "about 8" },
  { NULL,
    "2024-02-11",
    NULL,
    NULL,
    "2026-11-25",
    "between February 2027 and February 2031",
    "pumps last 3 to 7 years" },
  { "SynchroMed II",
    "2024-02-11",
    "2028-05-01",
    NULL,
    "2026-11-25",
    "between November 2027 and May 2028",
    "date of the printout" },
};

static gint64
us_or_unknown (const char *date)
{
  return date != NULL ? parse_us (date) : THECAL_UNKNOWN_US;
}

static void
assert_holds (const char *text, const char *part)
{
  if (strstr (text, part) == NULL)
    g_error ("\"%s\" does not say \"%s\"", text, part);
}

static void
test_replacement (void)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();

  for (gsize i = 0; i < G_N_ELEMENTS (windows); i++) {
    const ThecalServiceFacts facts = {
      .model = thecal_model_find (windows[i].model),
      .implanted_us = us_or_unknown (windows[i].implanted),
      .printed_us = us_or_unknown (windows[i].printed),
      .notice_us = us_or_unknown (windows[i].notice),
    };
    const ThecalServiceWindow window = thecal_service_window_compute (&facts);
    const gint64 now_us = parse_us (windows[i].now);
    g_autofree char *words = thecal_replacement_words (&window, now_us, utc);
    g_autofree char *meaning = thecal_replacement_meaning (&window, facts.model, now_us, utc);

    g_assert_cmpstr (words, ==, windows[i].words);
    assert_holds (meaning, windows[i].meaning);
  }
}

static const struct {
  ThecalTherapy therapy;
  ThecalMode mode;
  bool by_printout;
  const char *words, *meaning;
} motors[] = {
  { THECAL_THERAPY_RUN, THECAL_MODE_CONTINUOUS, false, "Running", "gives the drug" },
  { THECAL_THERAPY_STOP, THECAL_MODE_UNKNOWN, false, "Stopped", "call" },
  { THECAL_THERAPY_UNKNOWN, THECAL_MODE_STOPPED, false, "Stopped", "call" },
  { THECAL_THERAPY_PAUSE, THECAL_MODE_UNKNOWN, false, "Paused", "No drug" },
  { THECAL_THERAPY_RUN, THECAL_MODE_MINIMUM_RATE, false, "At its minimum", "Call" },
  { THECAL_THERAPY_UNKNOWN, THECAL_MODE_TELEMETRY, false, "Held by a reader", "Call" },
  { THECAL_THERAPY_UNKNOWN, THECAL_MODE_UNKNOWN, true, "not known", "cannot hear" },
  { THECAL_THERAPY_UNKNOWN, THECAL_MODE_UNKNOWN, false, "not known", "did not say" },
};

static void
test_motor (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (motors); i++) {
    const ThecalMotor motor = { motors[i].therapy, motors[i].mode, motors[i].by_printout };

    g_assert_cmpstr (thecal_motor_words (&motor), ==, motors[i].words);
    assert_holds (thecal_motor_meaning (&motor), motors[i].meaning);
  }
}

static void
test_battery (void)
{
  g_assert_cmpstr (thecal_battery_words (THECAL_BATTERY_OK), ==, "No replacement notice");
  assert_holds (thecal_battery_meaning (THECAL_BATTERY_ERI), "90 days");
  assert_holds (thecal_battery_meaning (THECAL_BATTERY_EOS), "now");
  assert_holds (thecal_battery_meaning (THECAL_BATTERY_RESET), "now");
  assert_holds (thecal_battery_meaning (THECAL_BATTERY_UNKNOWN), "Ask at each refill");
}

static void
test_low_mark (void)
{
  g_autofree char *fast = thecal_low_mark_meaning (2, 1.4);
  g_autofree char *slow = thecal_low_mark_meaning (2, 0.15);
  g_autofree char *unknown = thecal_low_mark_meaning (2, NAN);

  /* the early edge: V4 of clinical.md 3.4 has 34 hours at the flow itself */
  g_assert_cmpstr (fast, ==, "After the low mark of 2 mL it can be empty in 29 hours.");
  g_assert_cmpstr (slow, ==, "After the low mark of 2 mL it can be empty in 11 days.");
  assert_holds (unknown, "not known");
}

static void
test_programme (void)
{
  const ThecalFlexStep steps[] = { { 0, 300 }, { 6 * 60, 600 }, { 9 * 60, 400 } };
  g_autofree char *even = thecal_programme_words (NULL, 0, 390);
  g_autofree char *none = thecal_programme_words (NULL, 0, NAN);
  g_autofree char *flex = thecal_programme_words (steps, 3, NAN);
  g_autofree char *means = thecal_programme_meaning (steps, 3);
  g_autofree char *means_even = thecal_programme_meaning (steps, 1);
  g_autofree char *last = thecal_flex_step_words (steps, 3, 2);

  g_assert_cmpstr (even, ==, "390 µg a day, the same at every hour");
  g_assert_cmpstr (none, ==, "not known");
  g_assert_cmpstr (flex, ==, "400 µg a day, in 3 steps");
  assert_holds (means, "Most from 06:00 to 09:00, least from 00:00 to 06:00.");
  assert_holds (means, "does not follow time zones");
  assert_holds (means_even, "the same all day");
  g_assert_cmpstr (last, ==, "09:00 to 00:00: 400 µg a day");
  for (int fault = THECAL_FLEX_NO_STEP; fault <= THECAL_FLEX_NOT_SORTED; fault++)
    assert_holds (thecal_flex_fault_words ((ThecalFlexFault) fault), "expected");
}

static void
test_drug (void)
{
  const ThecalDrug baclofen = { NULL, 500, 390, THECAL_SAYS_NO };
  const ThecalDrug morphine = { NULL, 2000, NAN, THECAL_SAYS_YES };
  g_autofree char *first = thecal_drug_words (&baclofen);
  g_autofree char *second = thecal_drug_words (&morphine);

  g_assert_cmpstr (first, ==, "500 µg/mL, 390 µg a day");
  g_assert_cmpstr (second, ==, "2000 µg/mL, dose not known · an opioid: say so in an emergency");
}

static void
test_model (void)
{
  assert_holds (thecal_model_mri_words (THECAL_MODEL_PROMETRA), "emptied");
  assert_holds (thecal_model_mri_words (THECAL_MODEL_SYNCHROMED_II), "2 to 24 hours");
  for (int model = 0; model < THECAL_N_MODELS; model++) {
    g_assert_cmpuint (strlen (thecal_model_mri_words ((ThecalModel) model)), >, 0);
    assert_holds (thecal_model_size_words ((ThecalModel) model), "papers differ");
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pump-words/replacement", test_replacement);
  g_test_add_func ("/pump-words/motor", test_motor);
  g_test_add_func ("/pump-words/battery", test_battery);
  g_test_add_func ("/pump-words/low-mark", test_low_mark);
  g_test_add_func ("/pump-words/programme", test_programme);
  g_test_add_func ("/pump-words/drug", test_drug);
  g_test_add_func ("/pump-words/model", test_model);

  return g_test_run ();
}
