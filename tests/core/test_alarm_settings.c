/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
/* What a care plan may set about alarms: local hours, quiet hours, ladders, thresholds. */
#include <string.h>

#include "core/plan/care_plan.h"

static gint64
utc_us (int month, int day, int hour, int minute)
{
  g_autoptr (GDateTime) time = g_date_time_new_utc (2026, month, day, hour, minute, 0);

  return g_date_time_to_unix (time) * THECAL_SECOND_US;
}

/* Ten in the morning where the person lives, through both clock changes of New York 2026. */
static void
test_next_local (void)
{
  static const struct {
    int month, day, hour, minute, minute_of_day;
    int next_month, next_day, next_hour, next_minute;
  } rows[] = {
    { 3, 1, 14, 59, 600, 3, 1, 15, 0 },   { 3, 1, 15, 0, 600, 3, 2, 15, 0 },
    { 3, 7, 15, 1, 600, 3, 8, 14, 0 },    /* clocks forward on 8 March */
    { 3, 8, 0, 0, 150, 3, 8, 7, 0 },      /* 02:30 does not exist there: 03:00 */
    { 10, 31, 14, 1, 600, 11, 1, 15, 0 }, /* clocks back on 1 November */
    { 12, 31, 23, 0, 1439, 1, 1, 4, 59 },
  };
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("America/New_York");
  ThecalAlarmSettings settings;

  g_assert_nonnull (zone);
  thecal_alarm_settings_init (&settings);
  settings.zone = zone;
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    const gint64 now_us = utc_us (rows[i].month, rows[i].day, rows[i].hour, rows[i].minute);
    const gint64 next_us =
        thecal_alarm_settings_get_next_local_us (&settings, now_us, rows[i].minute_of_day);

    g_test_message ("row %d", (int) i);
    g_assert_cmpint (next_us, >, now_us);
    if (rows[i].next_month >= rows[i].month)
      g_assert_cmpint (
          next_us,
          ==,
          utc_us (rows[i].next_month, rows[i].next_day, rows[i].next_hour, rows[i].next_minute));
  }
  /* no zone: UTC; beyond the calendar: a day later, never an assertion */
  settings.zone = NULL;
  g_assert_cmpint (thecal_alarm_settings_get_next_local_us (&settings, utc_us (3, 1, 8, 0), 600),
                   ==,
                   utc_us (3, 1, 10, 0));
  g_assert_cmpint (thecal_alarm_settings_get_next_local_us (&settings, G_MAXINT64 / 2, 600),
                   ==,
                   G_MAXINT64 / 2 + THECAL_DAY_US);
  g_assert_cmpint (
      thecal_alarm_settings_get_quiet_end_us (&settings, G_MAXINT64 / 2), ==, THECAL_UNKNOWN_US);
  g_assert_cmpint (thecal_alarm_settings_get_local_day (&settings, -1), ==, -1);
  g_assert_cmpint (thecal_alarm_settings_get_local_day (&settings, THECAL_DAY_US), ==, 1);
}

static void
test_quiet_end (void)
{
  static const struct {
    int from_min, to_min, hour, minute, end_hour; /* -1: not quiet */
  } rows[] = {
    { 22 * 60, 7 * 60, 21, 59, -1 },
    { 22 * 60, 7 * 60, 22, 0, 7 },
    { 22 * 60, 7 * 60, 6, 59, 7 },
    { 22 * 60, 7 * 60, 7, 0, -1 },
    { 60, 300, 0, 59, -1 },
    { 60, 300, 1, 0, 5 },
    { 60, 60, 1, 0, -1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    ThecalAlarmSettings settings;
    gint64 end_us;

    thecal_alarm_settings_init (&settings);
    settings.quiet_from_min = rows[i].from_min;
    settings.quiet_to_min = rows[i].to_min;
    end_us = thecal_alarm_settings_get_quiet_end_us (&settings,
                                                     utc_us (3, 10, rows[i].hour, rows[i].minute));
    g_test_message ("row %d", (int) i);
    if (rows[i].end_hour < 0)
      g_assert_cmpint (end_us, ==, THECAL_UNKNOWN_US);
    else
      g_assert_cmpint (end_us, ==, utc_us (3, rows[i].hour >= 22 ? 11 : 10, rows[i].end_hour, 0));
  }
}

static bool
read_plan (const char *text, ThecalCarePlan *plan, ThecalPlanError *error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();

  g_assert_true (g_key_file_load_from_data (file, text, strlen (text), G_KEY_FILE_NONE, NULL));
  return thecal_care_plan_read (file, utc, plan, error);
}

#define HIGH "[escalation]\nHigh1=10s louder\nHigh2=45s loudest speech full-screen\n"

static void
test_settings_read (void)
{
  ThecalCarePlan plan;
  ThecalPlanError error;
  const ThecalLadder *high = &plan.settings.ladders[THECAL_PRIORITY_HIGH];

  g_assert_true (read_plan (HIGH "High3=2min all-screens on-duty\nHighRepeat=5min\n"
                                 "Medium1=10min louder\nMediumRepeat=1h\n"
                                 "[quiet]\nFrom=22:30\nTo=06:00\n"
                                 "[thresholds]\nEmptySoonH=96\nFeverC=38.2\nFeverAnyC=37.8\n",
                            &plan,
                            &error));
  g_assert_cmpint (high->n_steps, ==, 3);
  g_assert_cmpint (high->steps[1].after_us, ==, 45 * THECAL_SECOND_US);
  g_assert_cmpuint (high->steps[1].actions,
                    ==,
                    THECAL_ACTION_LOUDEST | THECAL_ACTION_SPEECH | THECAL_ACTION_FULL_SCREEN);
  g_assert_cmpint (thecal_ladder_get_step_us (high, 4), ==, 12 * THECAL_MINUTE_US);
  g_assert_cmpuint (thecal_ladder_get_actions (high, 1), ==, THECAL_ACTION_LOUDER);
  g_assert_cmpint (plan.settings.ladders[THECAL_PRIORITY_MEDIUM].n_steps, ==, 1);
  g_assert_cmpint (plan.settings.quiet_from_min, ==, 22 * 60 + 30);
  g_assert_cmpint (plan.settings.quiet_to_min, ==, 6 * 60);
  g_assert_cmpfloat (plan.settings.empty_soon_h, ==, 96);
  g_assert_cmpfloat (plan.settings.fever_c, ==, 38.2);
  g_assert_cmpfloat (plan.settings.fever_end_c, ==, 37.8);

  g_assert_true (read_plan ("[quiet]\n", &plan, &error));
  g_assert_cmpint (high->n_steps, ==, 7);
  g_assert_cmpint (high->repeat_us, ==, 15 * THECAL_MINUTE_US);
}

/* What would make an alarm softer, or could never fire, is refused: group, key, what was expected.
 */
static void
test_settings_refused (void)
{
  static const struct {
    const char *text, *group, *key, *expected;
  } rows[] = {
    { "[escalation]\nHigh1=90s louder\n", "escalation", "High1", "within 60s" },
    { "[escalation]\nHigh1=10s louder\n", "escalation", "High1", "loudest" },
    { "[escalation]\nHigh1=10s loudest\n", "escalation", "High1", "speech" },
    { "[escalation]\nHigh1=10s loudest speech\n", "escalation", "High1", "full-screen" },
    { HIGH "High3=45s on-duty\n", "escalation", "High3", "after" },
    { HIGH "High3=0s on-duty\n", "escalation", "High3", "after" },
    { HIGH "High3=5min\n", "escalation", "High3", "what is added" },
    { HIGH "High3=5min siren\n", "escalation", "High3", "what is added" },
    { HIGH "High3=5 min on-duty\n", "escalation", "High3", "what is added" },
    { HIGH "High3=99999h on-duty\n", "escalation", "High3", "what is added" },
    { HIGH "HighRepeat=31min\n", "escalation", "HighRepeat", "1min to 30min" },
    { HIGH "HighRepeat=never\n", "escalation", "HighRepeat", "1min to 30min" },
    { "[escalation]\nMedium1=31min louder\n", "escalation", "Medium1", "within 30min" },
    { "[escalation]\nMedium1=5min speech\n", "escalation", "Medium1", "louder" },
    { "[escalation]\nMediumRepeat=9h\n", "escalation", "MediumRepeat", "10min to 8h" },
    { "[quiet]\nFrom=22:00\n", "quiet", "To", "both" },
    { "[quiet]\nTo=07:00\n", "quiet", "From", "both" },
    { "[quiet]\nFrom=22\nTo=07:00\n", "quiet", "From", "clock" },
    { "[quiet]\nFrom=20:00\nTo=09:00\n", "quiet", "To", "12 hours" },
    { "[thresholds]\nEmptySoonH=24\n", "thresholds", "EmptySoonH", "48" },
    { "[thresholds]\nFeverC=41\n", "thresholds", "FeverC", "39" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    ThecalCarePlan plan;
    ThecalPlanError error = { .group = "" };

    g_test_message ("%s", rows[i].text);
    g_assert_false (read_plan (rows[i].text, &plan, &error));
    g_assert_cmpstr (error.group, ==, rows[i].group);
    g_assert_cmpstr (error.key, ==, rows[i].key);
    g_assert_nonnull (strstr (error.expected, rows[i].expected));
  }
}

#define N_ALWAYS (THECAL_N_VISITS + 2) /* visits, operation, service life */

/* The rest of the care around the pump, as the events that a start sends. */
static void
test_care_events (void)
{
  const ThecalTime now = { 0, utc_us (6, 1, 8, 0) };
  ThecalEvent events[THECAL_CARE_PLAN_EVENTS_MAX];
  ThecalCarePlan plan;
  ThecalPlanError error;

  g_assert_true (read_plan ("[pump]\nModel=SynchroMed II\nImplantDate=2024-02-11\n"
                            "CatheterDate=2026-05-20\n[tablets]\nExpires=2027-06-30\n"
                            "[appointment 1]\nKind=refill\nAt=2026-05-01\n"
                            "[appointment 2]\nKind=refill\nAt=2026-08-01\n"
                            "[appointment 3]\nKind=refill\nAt=2026-07-01\n"
                            "[appointment 4]\nKind=post-op\nAt=2026-06-10\n",
                            &plan,
                            &error));
  g_assert_true (thecal_care_plan_has_care (&plan, now));
  g_assert_cmpuint (thecal_care_plan_get_events (&plan, 1, now, events), ==, 7);
  /* of each kind, those that are not there too: an earlier plan may have had them */
  for (int kind = 0; kind < THECAL_N_VISITS; kind++)
    g_assert_cmpint (events[kind].appointment.kind, ==, kind);
  g_assert_cmpint (events[0].appointment.at_wall_us, ==, utc_us (7, 1, 0, 0));
  g_assert_cmpint (events[1].appointment.at_wall_us, ==, THECAL_UNKNOWN_US);
  g_assert_cmpint (events[2].appointment.at_wall_us, ==, utc_us (6, 10, 0, 0));
  g_assert_cmpint (events[3].appointment.at_wall_us, ==, THECAL_UNKNOWN_US);
  g_assert_cmpint (events[4].operation.at_wall_us, ==, utc_us (5, 20, 0, 0));
  g_assert_cmpint (events[5].type, ==, THECAL_EVENT_SERVICE_LIFE); /* seven years on [D4] */
  g_assert_cmpint (events[6].type, ==, THECAL_EVENT_TABLETS);

  /* a dose that was changed within the last three days is asked about */
  g_assert_true (read_plan ("[drug 1]\nName=Baclofen\nChangedOn=2026-05-29\n", &plan, &error));
  g_assert_false (thecal_care_plan_has_care (&plan, now));
  g_assert_cmpuint (thecal_care_plan_get_events (&plan, 1, now, events), ==, N_ALWAYS);
  g_assert_cmpint (events[4].operation.at_wall_us, ==, THECAL_UNKNOWN_US);
  g_assert_cmpint (events[5].service_life.replace_by_wall_us, ==, THECAL_UNKNOWN_US);
  g_assert_true (read_plan ("[drug 1]\nName=Baclofen\nChangedOn=2026-05-30\n", &plan, &error));
  g_assert_true (thecal_care_plan_has_care (&plan, now));
  g_assert_cmpuint (thecal_care_plan_get_events (&plan, 1, now, events), ==, N_ALWAYS + 1);
  g_assert_cmpint (events[N_ALWAYS].type, ==, THECAL_EVENT_DOSE_CHANGE);
  g_assert_cmpint (events[N_ALWAYS].dose_change.at_wall_us, ==, utc_us (5, 30, 0, 0));
  g_assert_true (read_plan ("[drug 1]\nName=Baclofen\nChangedOn=2026-06-02\n", &plan, &error));
  g_assert_cmpuint (thecal_care_plan_get_events (&plan, 1, now, events), ==, N_ALWAYS);

  /* a printed date that is earlier goes first; other models have no date of their own */
  g_assert_true (read_plan ("[pump]\nModel=SynchroMed II\nImplantDate=2024-02-11\n"
                            "ReplaceBy=2026-09-01\n",
                            &plan,
                            &error));
  g_assert_cmpint (plan.replace_by_us, ==, utc_us (9, 1, 0, 0));
  g_assert_true (read_plan ("[pump]\nModel=Prometra II\nImplantDate=2024-02-11\n", &plan, &error));
  g_assert_cmpint (plan.replace_by_us, ==, THECAL_UNKNOWN_US);
  g_assert_true (
      read_plan ("[pump]\nModel=SynchroMed III\nImplantDate=2024-02-11\n", &plan, &error));
  g_assert_cmpint (plan.replace_by_us, ==, THECAL_UNKNOWN_US);
}

static void
test_action_names (void)
{
  guint action = 0;

  for (guint bit = 1; bit < 1u << THECAL_N_LADDER_ACTIONS; bit <<= 1) {
    g_assert_true (
        thecal_ladder_action_from_string (thecal_ladder_action_to_string (bit), &action));
    g_assert_cmpuint (action, ==, bit);
  }
  g_assert_null (thecal_ladder_action_to_string (0));
  g_assert_null (thecal_ladder_action_to_string (3));
  g_assert_false (thecal_ladder_action_from_string ("siren", &action));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/alarm-settings/next-local", test_next_local);
  g_test_add_func ("/core/alarm-settings/quiet-end", test_quiet_end);
  g_test_add_func ("/core/alarm-settings/read", test_settings_read);
  g_test_add_func ("/core/alarm-settings/refused", test_settings_refused);
  g_test_add_func ("/core/alarm-settings/care-events", test_care_events);
  g_test_add_func ("/core/alarm-settings/action-names", test_action_names);

  return g_test_run ();
}
