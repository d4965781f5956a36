/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <math.h>
#include <string.h>

#include "shared/log_words.h"
#include "shared/priority_look.h"
#include "shared/silence_words.h"
#include "shared/state_sentence.h"
#include "shared/status_words.h"

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
test_empty_sentences (void)
{
  ThecalStateFacts facts = running;

  facts.empty_early_days = -0.001;
  facts.empty_late_days = 0.1;
  assert_sentence (&facts, "The reservoir may be empty already.");
  facts.alarm = "reservoir-low";
  assert_sentence (&facts, "Reservoir low: it may be empty already. Call for a refill.");
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
  facts.alarm = "reservoir-empty";
  facts.alarm_title = "DRILL · Reservoir empty";
  facts.drill = TRUE;
  assert_sentence (&facts, "DRILL · Reservoir empty.");
}

/* 25 November 2026, 14:12 UTC */
static GDateTime *
now_new (void)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();

  return g_date_time_new (utc, 2026, 11, 25, 14, 12, 0);
}

/* IEC 60601-1-8, visual alarm signals: counted over what the strip really shows. */
static void
test_flash (void)
{
  static const struct {
    const char *priority;
    double least_hz, most_hz; /* 0: steady */
  } rows[] = {
    { "high", 1.4, 2.8 }, { "medium", 0.4, 0.8 }, { "low", 0, 0 }, { "info", 0, 0 }, { "x", 0, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    const ThecalPriorityLook *look = thecal_priority_look_get (rows[i].priority);
    guint n_changes = 0, n_dimmed = 0;

    for (guint n = 0; n < 1000; n++) {
      const gboolean dimmed = thecal_priority_look_is_dimmed (look, n, TRUE);

      n_dimmed += dimmed ? 1 : 0;
      n_changes += n > 0 && dimmed && !thecal_priority_look_is_dimmed (look, n - 1, TRUE) ? 1 : 0;
      g_assert_false (thecal_priority_look_is_dimmed (look, n, FALSE));
    }
    if (rows[i].most_hz == 0) {
      g_assert_cmpuint (n_dimmed, ==, 0);
      continue;
    }

    const double hz = n_changes / (1000 * look->half_period_ms / 1000.0);

    g_assert_cmpfloat (hz, >=, rows[i].least_hz);
    g_assert_cmpfloat (hz, <=, rows[i].most_hz);
    g_assert_cmpuint (n_dimmed, ==, 500);
  }
}

/* Colour is never alone: no two priorities share a shape, a word or a colour. */
static void
test_looks (void)
{
  static const char *const priorities[] = { "high", "medium", "low", "x" };

  for (gsize i = 0; i < G_N_ELEMENTS (priorities); i++)
    for (gsize j = i + 1; j < G_N_ELEMENTS (priorities); j++) {
      const ThecalPriorityLook *one = thecal_priority_look_get (priorities[i]);
      const ThecalPriorityLook *other = thecal_priority_look_get (priorities[j]);

      g_assert_cmpstr (one->icon_name, !=, other->icon_name);
      g_assert_cmpstr (one->css_class, !=, other->css_class);
      g_assert_cmpstr (one->words, !=, other->words);
    }
}

static void
test_silence (void)
{
  static const struct {
    const char *signal, *condition, *by, *pump;
    gint64 left_s;
    const char *text, *covered_by;
  } rows[] = {
    { "sounding",
      "true",
      "",
      "Theo's pump",
      0,
      "Covered by Reservoir empty: it has no sound of its own while that stands.",
      "Reservoir empty" },
    { "acknowledged",
      "true",
      "Anna",
      "",
      1620,
      "Anna is on it until 14:39, 27 min left. It still stands.",
      "Reservoir empty" },
    { "sounding",
      "true",
      "",
      "Theo's pump",
      0,
      "Sounding now. The sound is for Reservoir low, Theo's pump." },
    { "sounding",
      "true",
      "",
      "",
      0,
      "Sounding now. The sound is for Reservoir low, this computer." },
    { "silent", "true", "", "", 0, "It sounds with the more urgent alarm." },
    { "acknowledged",
      "true",
      "Anna",
      "",
      1620,
      "Anna is on it until 14:39, 27 min left. It still stands." },
    { "acknowledged",
      "true",
      "",
      "",
      105,
      "Somebody is on it until 14:13, 1:45 left. It still stands." },
    { "acknowledged",
      "unknown",
      "Anna",
      "",
      27600,
      "Anna is on it until 21:52, 7 h 40 min left. It still stands. That is as far as is known: "
      "the pump is not heard now." },
    { "paused", "true", "", "", 120, "Sound paused until 14:14, 2:00 left. It still stands." },
    { "paused",
      "true",
      "",
      "",
      -5,
      "Sound paused until 14:11, its time is over. It still stands." },
    { "latched", "clear", "", "", 0, "It has ended. Nobody acknowledged it." },
  };
  g_autoptr (GDateTime) now = now_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    const ThecalSilence silence = {
      .signal = rows[i].signal,
      .condition = rows[i].condition,
      .by = rows[i].by,
      .until_ms = (g_date_time_to_unix (now) + rows[i].left_s) * 1000,
      .title = "Reservoir low",
      .pump = rows[i].pump,
      .covered_by = rows[i].covered_by,
    };
    g_autofree char *text = thecal_silence_words (&silence, now);

    g_assert_cmpstr (text, ==, rows[i].text);
  }
}

static void
test_latched (void)
{
  g_autoptr (GDateTime) now = now_new ();
  const gint64 now_ms = g_date_time_to_unix (now) * 1000;
  g_autofree char *both =
      thecal_latched_words ("Reservoir empty", now_ms - 43320000, now_ms - 30720000, now);
  g_autofree char *open = thecal_latched_words ("Reservoir empty", now_ms - 43320000, 0, now);

  g_assert_cmpstr (both, ==, "was Reservoir empty 02:10-05:40, nobody acknowledged");
  g_assert_cmpstr (open, ==, "was Reservoir empty from 02:10, has ended, nobody acknowledged");
}

static void
test_log (void)
{
  static const struct {
    const char *effect, *detail;
    ThecalLogMark mark;
    const char *text; /* NULL: not shown */
  } rows[] = {
    { "raise", "", THECAL_LOG_MARK_NONE, "began" },
    { "withdraw", "", THECAL_LOG_MARK_NONE, "ended" },
    { "change", "", THECAL_LOG_MARK_NONE, "became more or less urgent" },
    { "signal", "", THECAL_LOG_MARK_NONE, NULL },
    { "remind", "", THECAL_LOG_MARK_NONE, NULL },
    { "notify", "", THECAL_LOG_MARK_NONE, NULL },
    { "no-such", "paused", THECAL_LOG_MARK_NONE, NULL },
    { "escalate", "", THECAL_LOG_MARK_NONE, "nobody answered" },
    { "escalate", "step 3", THECAL_LOG_MARK_NONE, "nobody answered: step 3" },
    { "escalate", "step", THECAL_LOG_MARK_NONE, "nobody answered: step" },
    { "escalate",
      "step 2 louder on-duty",
      THECAL_LOG_MARK_NONE,
      "nobody answered: louder, whoever is on duty is called" },
    { "notify", "still-on-it", THECAL_LOG_MARK_NONE, "asked whether somebody is still on it" },
    { "notify", "grouped", THECAL_LOG_MARK_NONE, NULL },
    { "log", "quiet-hours", THECAL_LOG_MARK_NONE, "shown, and held until the quiet hours end" },
    { "log", "spoken: heard on speaker", THECAL_LOG_MARK_HEARD, "spoken, heard on speaker" },
    { "log", "not-spoken: no voice", THECAL_LOG_MARK_NOT_HEARD, "was NOT spoken: no voice" },
    { "log", "rejected", THECAL_LOG_MARK_NONE, "a report was not trusted" },
    { "log", "rejected: drill", THECAL_LOG_MARK_NONE, "not taken: drill" },
    { "log",
      "drill: sound worked: heard on speaker",
      THECAL_LOG_MARK_NONE,
      "sound worked: heard on speaker" },
    { "log", "drill: notification worked: ", THECAL_LOG_MARK_NONE, "notification worked" },
    { "log",
      "drill: speech did not work: no voice",
      THECAL_LOG_MARK_NOT_HEARD,
      "speech did not work: no voice" },
    { "log",
      "drill: speech not reached: answered in 9 s",
      THECAL_LOG_MARK_NONE,
      "speech not reached: answered in 9 s" },
    { "escalate",
      "loudest, speech",
      THECAL_LOG_MARK_NONE,
      "nobody answered: as loud as it gets, spoken aloud" },
    { "escalate",
      "everyone siren",
      THECAL_LOG_MARK_NONE,
      "nobody answered: everyone is called, siren" },
    { "log", "sounded: heard on speaker", THECAL_LOG_MARK_HEARD, "heard on speaker" },
    { "log",
      "sounded: played on ALSA PCM, not proven",
      THECAL_LOG_MARK_NONE,
      "played on ALSA PCM, not proven" },
    { "log",
      "not-sounded: there is no sound output",
      THECAL_LOG_MARK_NOT_HEARD,
      "did NOT sound: there is no sound output" },
    { "log", "not-sounded", THECAL_LOG_MARK_NOT_HEARD, "did NOT sound" },
    { "log", "paused", THECAL_LOG_MARK_PERSON, "sound paused" },
    { "log", "paused: 2026-11-25T14:20:00Z", THECAL_LOG_MARK_PERSON, "sound paused until 14:20" },
    { "log", "paused: later", THECAL_LOG_MARK_PERSON, "sound paused until later" },
    { "log", "pause-ended", THECAL_LOG_MARK_NONE, "sound on again" },
    { "log", "Anna", THECAL_LOG_MARK_PERSON, "Anna is on it" },
    { "log", "acknowledged: Anna", THECAL_LOG_MARK_PERSON, "Anna is on it" },
    { "log", "", THECAL_LOG_MARK_PERSON, "somebody is on it" },
    { "log",
      "declined: Anna",
      THECAL_LOG_MARK_PERSON,
      "Anna is not on it after all: it sounds again" },
    { "log", "resolved: Dr Lee", THECAL_LOG_MARK_PERSON, "Dr Lee says that it is dealt with" },
    { "log", "latched", THECAL_LOG_MARK_NONE, "ended, nobody acknowledged" },
    { "log", "backfilled", THECAL_LOG_MARK_NONE, NULL },
    { "log",
      "screen kiosk bedroom shows it",
      THECAL_LOG_MARK_NONE,
      "shown on the screen: kiosk bedroom" },
    { "log", "screen shows it", THECAL_LOG_MARK_NONE, "shown on the screen: " },
    { "log", "100 %s", THECAL_LOG_MARK_PERSON, "100 %s is on it" },
  };
  g_autoptr (GDateTime) now = now_new ();
  g_autofree char *titled = thecal_drill_title ("Reservoir empty");
  g_autofree char *bare = thecal_drill_title ("DRILL");

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    ThecalLogMark mark;
    g_autofree char *text = thecal_log_words (rows[i].effect, rows[i].detail, now, &mark);

    g_assert_cmpstr (text, ==, rows[i].text);
    g_assert_cmpint (mark, ==, rows[i].mark);
  }
  g_assert_cmpstr (thecal_log_title ("reservoir-low"), ==, "Reservoir low");
  g_assert_cmpstr (thecal_log_title ("no-such"), ==, "no-such");
  g_assert_true (thecal_log_is_drill ("drill"));
  g_assert_false (thecal_log_is_drill ("reservoir-low"));
  g_assert_cmpstr (titled, ==, "DRILL · Reservoir empty");
  g_assert_cmpstr (bare, ==, "DRILL");
}

static void
test_drill (void)
{
  static const struct {
    const char *state, *report;
    gint64 age_s; /* -1: never */
    gboolean warning;
    const char *text;
  } rows[] = {
    { "never", "[]", -1, TRUE, "Never done." },
    { "running", "[]", 0, FALSE, "A drill runs now. Somebody has to acknowledge it." },
    { "done",
      "[('sound', true, ''), ('log', true, '')]",
      720,
      FALSE,
      "Last drill: 14:00, all 2 channels worked." },
    { "done", "[('sound', true, '')]", 720, FALSE, "Last drill: 14:00, its 1 channel worked." },
    { "done",
      "[('sound', false, 'muted'), ('log', true, ''), ('person A', false, '')]",
      720,
      TRUE,
      "Last drill: 14:00, 2 of 3 channels did not work." },
    { "done",
      "[('sound', true, ''), ('speech', false, 'not reached: answered in 9 s'), ('log', true, '')]",
      720,
      FALSE,
      "Last drill: 14:00, 2 of 3 channels worked, the others were not reached before it was "
      "answered." },
    { "done",
      "[('sound', false, 'muted'), ('speech', false, 'not reached: answered in 9 s')]",
      720,
      TRUE,
      "Last drill: 14:00, 1 of 2 channels did not work." },
    { "done", "[]", 720, TRUE, "Last drill: 14:00, nothing was found out." },
    { "broken-off",
      "[('sound', true, '')]",
      720,
      TRUE,
      "Last drill: 14:00, broken off. Do it again." },
  };
  g_autoptr (GDateTime) now = now_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GVariant) report =
        g_variant_parse (G_VARIANT_TYPE ("a(sbs)"), rows[i].report, NULL, NULL, NULL);
    const gint64 at_ms = rows[i].age_s < 0 ? 0 : (g_date_time_to_unix (now) - rows[i].age_s) * 1000;
    g_autofree char *text = thecal_drill_words (rows[i].state, at_ms, report, now);

    g_assert_cmpstr (text, ==, rows[i].text);
    g_assert_cmpint (thecal_drill_is_warning (rows[i].state, report), ==, rows[i].warning);
  }
  g_assert_true (thecal_drill_is_warning ("done", NULL));
  g_assert_true (thecal_drill_is_warning (NULL, NULL));
}

static void
test_drill_result (void)
{
  static const struct {
    gboolean worked;
    const char *found;
    ThecalDrillResult result;
    const char *text;
  } rows[] = {
    { TRUE, "heard on speaker", THECAL_DRILL_WORKED, "worked: heard on speaker" },
    { TRUE, "", THECAL_DRILL_WORKED, "worked" },
    { FALSE, "muted", THECAL_DRILL_FAILED, "did NOT work: muted" },
    { FALSE, "", THECAL_DRILL_FAILED, "did NOT work" },
    { FALSE,
      "not reached: answered in 9 s",
      THECAL_DRILL_NOT_REACHED,
      "not reached: answered in 9 s" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *text = thecal_drill_result_words (rows[i].worked, rows[i].found);

    g_assert_cmpint (thecal_drill_result (rows[i].worked, rows[i].found), ==, rows[i].result);
    g_assert_cmpstr (text, ==, rows[i].text);
  }
}

static void
test_proofs (void)
{
  static const struct {
    gint64 age_s; /* -1: never */
    gboolean old;
    const char *text;
  } rows[] = {
    { -1, TRUE, "Never: it is not known whether an alarm can be heard here." },
    { 720, FALSE, "14:00, 12 min ago" },
    { 2 * 86400, FALSE, "23 Nov 14:12, 2 days ago" },
    { 2 * 86400 + 1, TRUE, "23 Nov 14:11, 2 days ago: too long ago. Test now." },
  };
  g_autoptr (GDateTime) now = now_new ();
  const gint64 now_s = g_date_time_to_unix (now);
  g_autofree char *passed =
      thecal_channel_result_words (TRUE, "heard on speaker", (now_s - 300) * 1000, now);
  g_autofree char *failed = thecal_channel_result_words (FALSE, "", (now_s - 300) * 1000, now);
  g_autofree char *fits = thecal_log_check_words (12, 0);
  g_autofree char *broken = thecal_log_check_words (12, G_MAXUINT64);
  g_autofree char *none = thecal_status_words (0);
  g_autofree char *one = thecal_status_words (1);
  g_autofree char *screen = thecal_channel_words ("screen kiosk");
  g_autofree char *person = thecal_channel_words ("person Anna");
  g_autofree char *lamp = thecal_channel_words ("lamp");

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    const gint64 at_ms = rows[i].age_s < 0 ? 0 : (now_s - rows[i].age_s) * 1000;
    g_autofree char *text = thecal_sound_proof_words (at_ms, now);

    g_assert_cmpstr (text, ==, rows[i].text);
    g_assert_cmpint (thecal_sound_proof_is_old (at_ms, now), ==, rows[i].old);
  }
  g_assert_cmpstr (passed, ==, "answered 5 min ago: heard on speaker");
  g_assert_cmpstr (failed, ==, "FAILED 5 min ago");
  g_assert_cmpstr (fits, ==, "12 records checked, every one fits.");
  g_assert_cmpstr (broken,
                   ==,
                   "The log was changed: record 18446744073709551615 does not fit the one before "
                   "it.");
  g_assert_cmpstr (none, ==, "Every test that was made was passed.");
  g_assert_cmpstr (one, ==, "1 point needs you.");
  g_assert_cmpstr (screen, ==, "Screen: kiosk");
  g_assert_cmpstr (person, ==, "Anna");
  g_assert_cmpstr (lamp, ==, "Lamp or bed shaker");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/state-sentence/calm", test_sentences);
  g_test_add_func ("/ui/state-sentence/empty", test_empty_sentences);
  g_test_add_func ("/ui/state-sentence/alarms", test_alarm_sentences);

  g_test_add_func ("/ui/priority-look/flash", test_flash);
  g_test_add_func ("/ui/priority-look/never-colour-alone", test_looks);
  g_test_add_func ("/ui/silence-words/ledger", test_silence);
  g_test_add_func ("/ui/silence-words/latched", test_latched);
  g_test_add_func ("/ui/log-words", test_log);
  g_test_add_func ("/ui/status-words/drill", test_drill);
  g_test_add_func ("/ui/status-words/drill-result", test_drill_result);
  g_test_add_func ("/ui/status-words/proofs", test_proofs);

  return g_test_run ();
}
