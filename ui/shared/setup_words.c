/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "shared/setup_words.h"

#include <glib/gi18n.h>
#include <math.h>

#include "shared/format.h"

/* What was typed. */

const char *
thecal_unit_words (ThecalUnit unit)
{
  switch (unit) {
  case THECAL_UNIT_NONE:
    return "";
  case THECAL_UNIT_ML:
    return _ ("mL");
  case THECAL_UNIT_UG_PER_ML:
    return _ ("µg/mL");
  case THECAL_UNIT_UG_PER_DAY:
    return _ ("µg a day");
  }

  return "";
}

static const char *
other_unit_words (ThecalUnit unit)
{
  switch (unit) {
  case THECAL_UNIT_UG_PER_ML:
    return _ ("The unit is µg/mL here. 1 mg/mL is 1000 µg/mL. Look at the unit on the paper.");
  case THECAL_UNIT_UG_PER_DAY:
    return _ ("The unit is µg a day here. 1 mg is 1000 µg. Look at the unit on the paper.");
  case THECAL_UNIT_NONE:
  case THECAL_UNIT_ML:
    break;
  }

  return _ ("Another unit is expected here. Look at the unit on the paper.");
}

const char *
thecal_typed_words (ThecalTyped read, ThecalUnit unit)
{
  switch (read) {
  case THECAL_TYPED_READ:
    return "";
  case THECAL_TYPED_NO_NUMBER:
    return _ ("a number is expected, as in 12.5");
  case THECAL_TYPED_COMMA:
    return _ ("This can be read in two ways. Type it without a comma, as in 2000 or 2.5.");
  case THECAL_TYPED_OTHER_UNIT:
    return other_unit_words (unit);
  case THECAL_TYPED_NO_DATE:
    return _ ("a date is expected, as in 16 Oct 2026");
  case THECAL_TYPED_DAY_OR_MONTH:
    return _ ("Which is the month? Type it as a word, as in 3 Apr 2026.");
  case THECAL_TYPED_ODD_HOUR:
    return _ ("On that night the clocks change. Add the zone, as in 02:30+01:00.");
  }

  return "";
}

/* The forecast. */

static char *
day_of (GDateTime *now, double days)
{
  g_autofree char *day = thecal_format_day (now, days);

  return g_strdup (g_strstrip (day));
}

char *
thecal_forecast_headline (GDateTime *now, const ThecalForecast *forecast)
{
  g_autofree char *day = NULL;

  if (forecast->refill_by_days <= 0.0)
    return g_strdup (_ ("The refill is overdue. Call the pump team."));
  day = day_of (now, forecast->refill_by_days);

  return g_strdup_printf (_ ("Refill by %s."), day);
}

/* Which of the dates counts, and how far it is from the printed one. */
static char *
limit_words (const ThecalForecast *forecast, double alarm_days)
{
  const int apart = (int) floor (alarm_days) - (int) floor (forecast->refill_by_days);

  switch (forecast->limited_by) {
  case THECAL_LIMITED_BY_PRINTED_DATE:
    return g_strdup (_ ("That is the printed date: the earlier one counts."));
  case THECAL_LIMITED_BY_STABILITY_CAP:
    return g_strdup (_ ("The drug keeps for 180 days: the earlier date counts."));
  case THECAL_LIMITED_BY_EARLY_LOW:
  case THECAL_LIMITED_BY_NOTHING:
    break;
  }
  if (isnan (alarm_days))
    return g_strdup (_ ("No printed alarm date is entered."));
  if (apart <= 0)
    return g_strdup (_ ("The printed date is on the same day."));

  return g_strdup_printf (
      ngettext ("That is %d day before the printed date: the earlier one counts.",
                "That is %d days before the printed date: the earlier one counts.",
                (gulong) apart),
      apart);
}

static char *
dates_of (GDateTime *now, ThecalBand days)
{
  g_autofree char *dates = thecal_format_dates (now, days.early, days.late);

  if (thecal_format_is_one_day (now, days.early, days.late))
    return g_strdup_printf (_ ("on %s"), dates);

  return g_strdup_printf (_ ("between %s"), dates);
}

char *
thecal_forecast_detail (GDateTime *now, const ThecalForecast *forecast, double alarm_days)
{
  g_autofree char *limit = limit_words (forecast, alarm_days);
  g_autofree char *low = NULL;
  g_autofree char *empty = NULL;

  if (isnan (forecast->empty_days.early))
    return g_steal_pointer (&limit);
  low = dates_of (now, forecast->low_days);
  empty = dates_of (now, forecast->empty_days);

  return g_strdup_printf (_ ("%s It gets low %s and empty %s, at %.2f mL a day, ±15 %%."),
                          limit,
                          low,
                          empty,
                          forecast->flow_ml_per_day);
}

char *
thecal_forecast_before (GDateTime *now, const ThecalForecast *before)
{
  g_autofree char *day = NULL;

  if (before == NULL)
    return g_strdup (_ ("Before: no date was known."));
  if (before->refill_by_days <= 0.0)
    return g_strdup (_ ("Before: overdue."));
  day = day_of (now, before->refill_by_days);

  return g_strdup_printf (_ ("Before: refill by %s."), day);
}

/* What is protected. */

static const struct {
  const char *held, *missing;
} guards[THECAL_N_GUARDS] = {
  [THECAL_GUARD_FORECAST] = { N_ ("Thecal computes when the pump runs low, and sounds an alarm "
                                  "early."),
                              N_ ("Nothing tells when the pump runs low: the printout is not "
                                  "entered.") },
  [THECAL_GUARD_ALARM_DATE] = { N_ ("The printed alarm date is kept. The earlier date counts."),
                                N_ ("No printed alarm date: ask the pump team for it.") },
  [THECAL_GUARD_MONITOR] = { N_ ("The monitor runs, also while this window is closed."),
                             N_ ("The monitor is not running: no alarm can sound. Restart this "
                                 "computer.") },
  [THECAL_GUARD_SOUND] = { N_ ("Somebody has heard the alarm sound on this computer."),
                           N_ ("Nobody has heard the alarm sound on this computer yet.") },
  [THECAL_GUARD_DRILL] = { N_ ("A test alarm was heard and seen."),
                           N_ ("No test alarm was heard and seen yet.") },
  [THECAL_GUARD_EMERGENCY] = { N_ ("The emergency number is at hand on every page of the "
                                   "questions."),
                               N_ ("No emergency number is chosen.") },
  [THECAL_GUARD_PUMP_TEAM] = { N_ ("The pump team's number is at hand."),
                               N_ ("The pump team's number is missing.") },
  [THECAL_GUARD_ON_CALL] = { N_ ("The on-call number is at hand for nights and weekends."),
                             N_ ("No number for nights and weekends: ask the pump team.") },
  [THECAL_GUARD_TABLETS] = { N_ ("Thecal tells before the rescue tablets expire."),
                             N_ ("No rescue tablets are entered: ask the pump team whether to "
                                 "carry "
                                 "them.") },
  [THECAL_GUARD_RADIO] = { N_ ("A pump or gateway is heard by Bluetooth."),
                           N_ ("Thecal does not hear the pump itself, and no pump sold today lets "
                               "it. It goes by the printout. Listen for the pump's own alarm "
                               "too.") },
};

const char *
thecal_guard_words (ThecalGuard guard, bool held)
{
  return _ (held ? guards[guard].held : guards[guard].missing);
}

char *
thecal_guards_missing_words (guint held)
{
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; i < THECAL_N_GUARDS; i++)
    if (thecal_guard_is_vital ((ThecalGuard) i) && (held & 1u << i) == 0)
      g_string_append_printf (
          words, "%s– %s", words->len > 0 ? "\n" : "", thecal_guard_words ((ThecalGuard) i, false));

  return g_string_free (g_steal_pointer (&words), FALSE);
}
