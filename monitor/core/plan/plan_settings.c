/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <math.h>
#include <string.h>

#include "core/plan/plan_reader.h"

/* [escalation], [quiet] and [thresholds]: what a care plan may change, and how far. */

/* "20s", "5min", "2h". */
static bool
parse_duration (const char *text, gint64 *out_us)
{
  static const struct {
    const char *unit;
    gint64 us;
  } units[] = { { "s", THECAL_SECOND_US }, { "min", THECAL_MINUTE_US }, { "h", THECAL_HOUR_US } };
  char *end = NULL;
  const guint64 number = g_ascii_strtoull (text, &end, 10);

  if (!g_ascii_isdigit (text[0]) || number > 10000)
    return false;
  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    if (g_str_equal (end, units[i].unit)) {
      *out_us = (gint64) number * units[i].us;
      return true;
    }

  return false;
}

/* "60s loudest speech full-screen" */
static bool
parse_step (const char *text, ThecalLadderStep *out)
{
  g_auto (GStrv) words = g_strsplit_set (text, " \t", -1);

  out->actions = 0;
  if (!parse_duration (words[0], &out->after_us))
    return false;
  for (gsize i = 1; words[i] != NULL; i++) {
    guint action;

    if (words[i][0] == '\0')
      continue;
    if (!thecal_ladder_action_from_string (words[i], &action))
      return false;
    out->actions |= action;
  }

  return out->actions != 0;
}

/* What a ladder must have reached by when, so that no plan can make an alarm softer than this. Own
 * choice: twice the default times, and a repeat that does not end. */
typedef struct {
  ThecalPriority priority;
  const char *name; /* of its keys: High1 … HighRepeat */
  gint64 first_by_us, repeat_least_us, repeat_most_us;
  struct {
    guint action;
    gint64 by_us;
    const char *expected;
  } needed[3];
} LadderBounds;

static const LadderBounds bounds[] = {
  { THECAL_PRIORITY_HIGH,
    "High",
    60 * THECAL_SECOND_US,
    THECAL_MINUTE_US,
    30 * THECAL_MINUTE_US,
    { { THECAL_ACTION_LOUDEST, 2 * THECAL_MINUTE_US, "loudest within 2min" },
      { THECAL_ACTION_SPEECH, 5 * THECAL_MINUTE_US, "speech within 5min" },
      { THECAL_ACTION_FULL_SCREEN, 5 * THECAL_MINUTE_US, "full-screen within 5min" } } },
  { THECAL_PRIORITY_MEDIUM,
    "Medium",
    30 * THECAL_MINUTE_US,
    10 * THECAL_MINUTE_US,
    8 * THECAL_HOUR_US,
    { { THECAL_ACTION_LOUDER, 2 * THECAL_HOUR_US, "louder within 2h" } } },
};

static bool
has_by (const ThecalLadder *ladder, guint action, gint64 by_us)
{
  for (int i = 0; i < ladder->n_steps; i++)
    if ((ladder->steps[i].actions & action) != 0 && ladder->steps[i].after_us <= by_us)
      return true;

  return false;
}

static void
check_ladder (ThecalPlanReader *reader, const LadderBounds *bound, const ThecalLadder *ladder)
{
  g_autofree char *first = g_strconcat (bound->name, "1", NULL);

  if (ladder->steps[0].after_us > bound->first_by_us)
    thecal_plan_fail (reader,
                      "escalation",
                      first,
                      bound->priority == THECAL_PRIORITY_HIGH ? "a first step within 60s"
                                                              : "a first step within 30min");
  for (gsize i = 0; i < G_N_ELEMENTS (bound->needed); i++)
    if (bound->needed[i].action != 0 &&
        !has_by (ladder, bound->needed[i].action, bound->needed[i].by_us))
      thecal_plan_fail (reader, "escalation", first, bound->needed[i].expected);
}

static void
read_repeat (ThecalPlanReader *reader, const LadderBounds *bound, ThecalLadder *ladder)
{
  g_autofree char *key = g_strconcat (bound->name, "Repeat", NULL);
  g_autofree char *text = thecal_plan_get_text (reader, "escalation", key);
  gint64 repeat_us;

  if (text == NULL)
    return;
  if (parse_duration (text, &repeat_us) && repeat_us >= bound->repeat_least_us &&
      repeat_us <= bound->repeat_most_us)
    ladder->repeat_us = repeat_us;
  else
    thecal_plan_fail (reader,
                      "escalation",
                      key,
                      bound->priority == THECAL_PRIORITY_HIGH ? "a time from 1min to 30min"
                                                              : "a time from 10min to 8h");
}

static void
read_ladder (ThecalPlanReader *reader, const LadderBounds *bound, ThecalLadder *out)
{
  ThecalLadder ladder = { .repeat_us = out->repeat_us };

  for (int i = 1; i <= THECAL_LADDER_STEPS_MAX; i++) {
    g_autofree char *key = g_strdup_printf ("%s%d", bound->name, i);
    g_autofree char *text = thecal_plan_get_text (reader, "escalation", key);
    ThecalLadderStep *step = &ladder.steps[ladder.n_steps];

    if (text == NULL)
      continue;
    if (!parse_step (text, step)) {
      thecal_plan_fail (
          reader, "escalation", key, "a time and what is added, as in 60s loudest speech");
      return;
    }
    /* A step that is not after the one before it can never fire (alarms.md Q14). */
    if (step->after_us < THECAL_SECOND_US ||
        (ladder.n_steps > 0 && step->after_us <= ladder.steps[ladder.n_steps - 1].after_us)) {
      thecal_plan_fail (reader, "escalation", key, "a time after that of the step before");
      return;
    }
    ladder.n_steps++;
  }
  if (ladder.n_steps == 0)
    ladder = *out;
  else
    check_ladder (reader, bound, &ladder);
  read_repeat (reader, bound, &ladder);
  *out = ladder;
}

static void
read_quiet_hours (ThecalPlanReader *reader, ThecalAlarmSettings *settings)
{
  const int from_min = thecal_plan_read_clock (reader, "quiet", "From");
  const int to_min = thecal_plan_read_clock (reader, "quiet", "To");

  if ((from_min < 0) != (to_min < 0))
    thecal_plan_fail (
        reader, "quiet", from_min < 0 ? "From" : "To", "both From and To, as in 22:00 and 07:00");
  if (from_min < 0 || to_min < 0)
    return;
  /* a night, not a day: own choice */
  if ((to_min - from_min + 24 * 60) % (24 * 60) > 12 * 60)
    thecal_plan_fail (reader, "quiet", "To", "at most 12 hours after From");
  settings->quiet_from_min = from_min;
  settings->quiet_to_min = to_min;
}

static void
read_threshold (ThecalPlanReader *reader, const char *key, double min, double max, double *out)
{
  const double value = thecal_plan_read_number (reader, "thresholds", key, min, max);

  if (!isnan (value))
    *out = value;
}

/* 95 to 115: no temperature of a living body in °C, and every one in °F (T-IN-03). */
static void
read_fever (ThecalPlanReader *reader, const char *key, double min, double max, double *out)
{
  g_autofree char *text = thecal_plan_get_text (reader, "thresholds", key);
  const double value = text != NULL ? g_ascii_strtod (text, NULL) : 0.0;
  char expected[sizeof ((ThecalPlanError *) NULL)->expected];

  if (value >= 95.0 && value <= 115.0) {
    g_snprintf (expected,
                sizeof expected,
                "°C from %g to %g; this looks like °F, in °C it is %.1f",
                min,
                max,
                (value - 32.0) * 5.0 / 9.0);
    thecal_plan_fail (reader, "thresholds", key, expected);
  }
  read_threshold (reader, key, min, max, out);
}

void
thecal_plan_read_settings (ThecalPlanReader *reader, ThecalAlarmSettings *settings)
{
  thecal_alarm_settings_init (settings);
  for (gsize i = 0; i < G_N_ELEMENTS (bounds); i++)
    read_ladder (reader, &bounds[i], &settings->ladders[bounds[i].priority]);
  read_quiet_hours (reader, settings);
  /* 48 h is the least time a clinic needs (alarms.md a5); the rest is own choice around the
   * defaults */
  read_threshold (reader, "EmptySoonH", 48, 336, &settings->empty_soon_h);
  read_fever (reader, "FeverC", 37.5, 39.0, &settings->fever_c);
  read_fever (reader, "FeverAnyC", 37.0, 38.5, &settings->fever_end_c);
  if (settings->fever_end_c > settings->fever_c)
    thecal_plan_fail (reader, "thresholds", "FeverAnyC", "at most FeverC, where the fever begins");
}
