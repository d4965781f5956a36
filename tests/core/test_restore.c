/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <math.h>
#include <string.h>

#include "core/alarm/unit.h"
#include "script.h"

static ThecalTime
time_at (const Script *script, gint64 later_us)
{
  return (ThecalTime){ script->now_us + later_us,
                       script->now_us + script->wall_offset_us + later_us };
}

/* Process gone for @off_us, then begun anew with what was stored. */
static GVariant *
save (Script *script)
{
  return g_variant_ref_sink (thecal_system_save (script->system, time_at (script, 0)));
}

static void
restart (Script *script, GVariant *saved, bool same_boot, ThecalTime now)
{
  const ThecalEvent event = { .type = THECAL_EVENT_RESTART };

  thecal_system_free (script->system);
  script->system = thecal_system_new ();
  g_assert_true (thecal_system_restore (script->system, saved, same_boot, now));
  g_array_set_size (script->effects, 0);
  thecal_system_step (script->system, &event, now, script->effects);
}

static guint
count (const Script *script, ThecalEffectKind kind, ThecalConditionId condition)
{
  guint n = 0;

  for (guint i = 0; i < script->effects->len; i++) {
    const ThecalEffect *effect = &g_array_index (script->effects, ThecalEffect, i);

    n += effect->kind == kind && effect->condition == condition;
  }

  return n;
}

/* T-DS-02, T-CR-01: alarms come back and sound, stale is raised once, nothing is falsely raised. */
static void
test_three_days_off (void)
{
  g_autoptr (GVariant) saved = NULL;
  ThecalEvent level = script_level (1.9);
  ThecalEvent acknowledge =
      script_person (THECAL_EVENT_ACKNOWLEDGE, THECAL_CONDITION_RESERVOIR_LOW, 0);
  Script script;

  script_begin (&script, true);
  script_step (&script, 1, &level);
  script_step (&script, 2, &acknowledge);
  saved = save (&script);
  restart (&script, saved, true, time_at (&script, 3 * THECAL_DAY_US));
  g_assert_cmpuint (count (&script, THECAL_EFFECT_RAISE, THECAL_CONDITION_DATA_STALE), ==, 1);
  g_assert_cmpuint (count (&script, THECAL_EFFECT_RAISE, THECAL_CONDITION_RESERVOIR_LOW), ==, 0);
  g_assert_cmpuint (count (&script, THECAL_EFFECT_WITHDRAW, THECAL_CONDITION_RESERVOIR_LOW), ==, 0);
  g_assert_cmpuint (count (&script, THECAL_EFFECT_RAISE, THECAL_CONDITION_INFUSION_STOPPED), ==, 0);
  /* the acknowledgement was over long ago: it asks again, once */
  g_assert_cmpuint (count (&script, THECAL_EFFECT_SIGNAL, THECAL_CONDITION_RESERVOIR_LOW), ==, 1);
  script_end (&script);
}

static void
test_acknowledgement_survives (void)
{
  g_autoptr (GVariant) saved = NULL;
  ThecalEvent level = script_level (1.9);
  ThecalEvent acknowledge =
      script_person (THECAL_EVENT_ACKNOWLEDGE, THECAL_CONDITION_RESERVOIR_LOW, 0);
  const ThecalAlarm *alarm;
  Script script;

  script_begin (&script, true);
  script_step (&script, 1, &level);
  script_step (&script, 2, &acknowledge);
  saved = save (&script);
  restart (&script, saved, true, time_at (&script, 10 * THECAL_SECOND_US));
  alarm = thecal_system_get_alarm (script.system, 1, THECAL_CONDITION_RESERVOIR_LOW);
  g_assert_cmpint (alarm->signal, ==, THECAL_SIGNAL_ACKNOWLEDGED);
  g_assert_cmpstr (alarm->acknowledged_by, ==, "Anna");
  g_assert_cmpuint (count (&script, THECAL_EFFECT_SIGNAL, THECAL_CONDITION_RESERVOIR_LOW), ==, 0);
  script_end (&script);
}

/* Another boot: the boot clock began anew, the wall clock tells the time between. */
static void
test_other_boot (void)
{
  g_autoptr (GVariant) saved = NULL;
  ThecalEvent level = script_level (0.4);
  ThecalEvent pause = script_person (THECAL_EVENT_PAUSE, THECAL_CONDITION_RESERVOIR_EMPTY, 10);
  const gint64 boot_us = 30 * THECAL_SECOND_US;
  ThecalTime later, back;
  const ThecalAlarm *alarm;
  Script script;

  script_begin (&script, true);
  script_step (&script, 1, &level);
  script_step (&script, 2, &pause);
  saved = save (&script);
  later = (ThecalTime){ boot_us, time_at (&script, 4 * THECAL_MINUTE_US).wall_us };
  back = (ThecalTime){ boot_us, time_at (&script, -THECAL_DAY_US).wall_us };

  restart (&script, saved, false, later);
  alarm = thecal_system_get_alarm (script.system, 1, THECAL_CONDITION_RESERVOIR_EMPTY);
  g_assert_cmpint (alarm->until_us, ==, boot_us + 6 * THECAL_MINUTE_US);

  /* a clock that went back makes no pause longer */
  restart (&script, saved, false, back);
  alarm = thecal_system_get_alarm (script.system, 1, THECAL_CONDITION_RESERVOIR_EMPTY);
  g_assert_cmpint (alarm->until_us, ==, boot_us + 10 * THECAL_MINUTE_US);
  script_end (&script);
}

static void
test_everything_survives (void)
{
  const ThecalEvent events[] = {
    script_level (0.4),
    script_pump_event (THECAL_PUMP_EVENT_UNKNOWN, THECAL_PUMP_EVENT_PENDING),
    script_pump_event (THECAL_PUMP_EVENT_MOTOR_STALL, THECAL_PUMP_EVENT_PENDING),
    script_person (THECAL_EVENT_CLINIC_ACTION, THECAL_CONDITION_UNKNOWN_EVENT, 0),
    script_link (false),
    script_beep (THECAL_BEEP_CRITICAL),
    script_self_test ("sound", false),
    script_simple (THECAL_EVENT_UNTRUSTED),
  };
  g_autoptr (GVariant) saved = NULL;
  g_autoptr (GVariant) again = NULL;
  Script script;

  script_begin (&script, true);
  for (gsize i = 0; i < G_N_ELEMENTS (events); i++)
    script_step (&script, 1 + (double) i, &events[i]);
  saved = save (&script);
  thecal_system_free (script.system);
  script.system = thecal_system_new ();
  g_assert_true (thecal_system_restore (script.system, saved, true, time_at (&script, 0)));
  again = save (&script);
  g_assert_true (g_variant_equal (saved, again));
  script_end (&script);
}

/* What a file may hold that we did not write. */
static void
test_foreign_state (void)
{
  const ThecalTime now = { 1, 1 };
  const char *texts[] = {
    "(uint32 2, int64 0, int64 0, int64 0, @aa{sv} [])",
    "(uint32 1, int64 0, int64 0, int64 0, @aa{sv} [{}])",
    "(uint32 1, int64 0, int64 9000000000000000000, int64 0, @aa{sv} [])",
    "(uint32 1, int64 0, int64 0, int64 -9000000000000000000, @aa{sv} [])",
    "(uint32 1, int64 0, int64 0, int64 0, [{'alarms': <@a{sa{sv}} {}>}])",
    "(uint32 1, int64 0, int64 0, int64 0, [{'alarms': <@a{sa{sv}} {}>, 'values': <@a{sa{sv}} "
    "{}>}])",
    "(uint32 1, int64 0, int64 0, int64 0, [{'alarms': <@a{sa{sv}} {}>, 'values': <@a{sa{sv}} {}>,"
    " 'held': <@a{sx} {}>}])",
    "(uint32 1, int64 0, int64 0, int64 0, [{'alarms': <@a{sa{sv}} {}>, 'values': <@a{sa{sv}} {}>,"
    " 'held': <@a{sx} {}>, 'events': <@a(sbbq) []>}])",
    "(uint32 1, 'x')",
    "'nothing'",
  };
  const char *odd = "(uint32 1, int64 3, int64 0, int64 0, [{"
                    "'alarms': <{'reservoir-low': {'condition': <99>}, 'reservoir-empty': "
                    "{'signal': <-1>}, 'no-such': {'step': <1>},"
                    "            'link-lost': {'condition': <'text'>, 'step': <-4>},"
                    "            'motor-stall': {'ladder': <99>}, 'clock': {'priority': <99>}}>,"
                    "'link_down': <true>, 'link_down_us': <int64 9223372036854775807>,"
                    "'watched_since_us': <int64 9000000000000000000>,"
                    "'appointment_wall_us': <int64 9000000000000000000>,"
                    "'values': <{'no-such': {'value': <1.0>}, 'reservoir_ml': {'value': <12.0>}}>,"
                    "'held': <{'no-such': int64 4, 'clock': int64 9000000000000000000}>,"
                    "'events': <[('no-such', true, true, uint16 1)]>,"
                    "'failed_channels': <['sound', 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h',"
                    " 'i', 'j', 'k', 'l', 'm', 'n', 'o', 'p', 'q']>, 'unheard-of': <1>}])";
  g_autoptr (ThecalSystem) system = thecal_system_new ();
  g_autoptr (GVariant) variant = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (GVariant) text = g_variant_parse (NULL, texts[i], NULL, NULL, NULL);

    g_assert_nonnull (text);
    g_assert_false (thecal_system_restore (system, text, true, now));
  }
  variant = g_variant_parse (NULL, odd, NULL, NULL, NULL);
  g_assert_nonnull (variant);
  g_assert_true (thecal_system_restore (system, variant, true, now));
  g_assert_cmpint (thecal_system_get_alarm (system, 0, THECAL_CONDITION_RESERVOIR_LOW)->condition,
                   ==,
                   THECAL_CONDITION_CLEAR);
  g_assert_cmpint (thecal_system_get_alarm (system, 0, THECAL_CONDITION_RESERVOIR_EMPTY)->signal,
                   ==,
                   THECAL_SIGNAL_SILENT);
  g_assert_cmpfloat (thecal_system_get_status (system, 0)->values[0].value, ==, 12.0);
  /* nobody knows since when: it is no level */
  g_assert_true (
      isnan (thecal_pump_status_get_level (thecal_system_get_status (system, 0), 1).nominal));
}

/* Names longer than their place are cut at a whole character, the same way each time: what is saved
 * is text, and the test that failed is the one that passes. */
static void
test_long_names (void)
{
  const char *long_name =
      "\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9"
      "\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9"
      "\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9";
  g_autofree char *text = g_strdup_printf (
      "(uint32 1, int64 3, int64 0, int64 0, [{'alarms': <{'reservoir-low': {'condition': <2>,"
      " 'signal': <3>, 'acknowledged_by': <'%s'>}}>, 'values': <@a{sa{sv}} {}>,"
      " 'held': <@a{sx} {}>, 'events': <@a(sbbq) []>, 'failed_channels': <['%s']>}])",
      long_name,
      long_name);
  g_autoptr (GVariant) stored = g_variant_parse (NULL, text, NULL, NULL, NULL);
  g_autoptr (GVariant) saved = NULL;
  g_autoptr (GVariant) again = NULL;
  ThecalEvent failed = script_self_test (long_name, false);
  ThecalEvent passed = script_self_test (long_name, true);
  const ThecalAlarm *alarm;
  Script script;

  failed.unit = passed.unit = THECAL_UNIT_HOST;
  script_begin (&script, true);
  script_step (&script, 1, &failed);
  saved = save (&script);
  restart (&script, saved, true, time_at (&script, 0));
  alarm = thecal_system_get_alarm (script.system, THECAL_UNIT_HOST, THECAL_CONDITION_SELF_TEST);
  g_assert_true (thecal_alarm_is_active (alarm));
  script_step (&script, 2, &passed);
  g_assert_false (thecal_alarm_is_active (alarm));

  g_assert_nonnull (stored);
  g_assert_true (thecal_system_restore (script.system, stored, true, time_at (&script, 0)));
  alarm = thecal_system_get_alarm (script.system, 0, THECAL_CONDITION_RESERVOIR_LOW);
  g_assert_true (g_utf8_validate (alarm->acknowledged_by, -1, NULL));
  g_assert_cmpuint (strlen (alarm->acknowledged_by), ==, THECAL_NAME_MAX - 2);
  again = save (&script);
  g_assert_true (g_variant_is_normal_form (again));
  script_end (&script);
}

/* What a care plan said holds before it is read again; what none can have said does not. */
static void
test_settings (void)
{
  ThecalAlarmSettings settings, restored;
  ThecalEvent event = { .type = THECAL_EVENT_SETTINGS, .settings = &settings };
  ThecalEvent level = script_level (1.9);
  g_autoptr (GVariant) saved = NULL;
  g_autoptr (GVariant) spoilt = NULL;
  Script script;

  thecal_alarm_settings_init (&settings);
  settings.empty_soon_h = 330;
  settings.quiet_from_min = 22 * 60;
  settings.ladders[THECAL_PRIORITY_HIGH].n_steps = 2;
  script_begin (&script, true);
  script_step (&script, 0, &event);
  script_step (&script, 1, &level);
  saved = save (&script);
  restart (&script, saved, true, time_at (&script, THECAL_MINUTE_US));
  restored = *thecal_system_get_settings (script.system);
  g_assert_cmpfloat (restored.empty_soon_h, ==, 330);
  g_assert_cmpint (restored.quiet_from_min, ==, 22 * 60);
  g_assert_cmpint (restored.ladders[THECAL_PRIORITY_HIGH].n_steps, ==, 2);
  g_assert_cmpuint (count (&script, THECAL_EFFECT_CHANGE, THECAL_CONDITION_RESERVOIR_LOW), ==, 0);
  script_end (&script);

  spoilt = g_variant_ref_sink (
      g_variant_new_parsed ("([(@x 1, [(@x 5, @u 0)]), (1, []), (1, []), (1, [])], -5, 99999, nan, "
                            "99.0, -1.0)"));
  thecal_alarm_settings_restore (&restored, spoilt);
  g_assert_cmpfloat (restored.empty_soon_h, ==, 330);
  g_assert_cmpfloat (restored.fever_c, ==, 38.6);
  g_assert_cmpint (restored.quiet_from_min, ==, 22 * 60);
  g_assert_cmpint (restored.ladders[THECAL_PRIORITY_HIGH].n_steps, ==, 2);
}

/* A machine whose battery is empty comes back in another year: told, whatever the dates say. */
static void
test_clock_behind (void)
{
  g_autoptr (GVariant) saved = NULL;
  ThecalEvent level = script_level (12);
  Script script;

  script_begin (&script, true);
  script_step (&script, 1, &level);
  saved = save (&script);
  restart (&script, saved, false, (ThecalTime){ .boot_us = THECAL_MINUTE_US, .wall_us = 0 });
  g_assert_cmpuint (count (&script, THECAL_EFFECT_RAISE, THECAL_CONDITION_CLOCK), ==, 1);
  restart (&script, saved, true, time_at (&script, THECAL_MINUTE_US));
  g_assert_cmpuint (count (&script, THECAL_EFFECT_RAISE, THECAL_CONDITION_CLOCK), ==, 0);
  script_end (&script);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/restore/three-days-off", test_three_days_off);
  g_test_add_func ("/core/restore/acknowledgement-survives", test_acknowledgement_survives);
  g_test_add_func ("/core/restore/other-boot", test_other_boot);
  g_test_add_func ("/core/restore/everything-survives", test_everything_survives);
  g_test_add_func ("/core/restore/foreign-state", test_foreign_state);
  g_test_add_func ("/core/restore/long-names", test_long_names);
  g_test_add_func ("/core/restore/clock-behind", test_clock_behind);
  g_test_add_func ("/core/restore/settings", test_settings);

  return g_test_run ();
}
