/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "caregiver/pump_parts.h"

#include <glib/gi18n.h>
#include <math.h>

#include "shared/format.h"
#include "words/pump_words.h"
#include "words/script_parts.h"

/* "measured by the pump, 4 min ago" */
static char *
source_words (const ThecalReading *reading)
{
  g_autofree char *age = NULL;
  const char *quality = thecal_format_quality (reading->quality);

  if (isnan (reading->value))
    return g_strdup ("");
  age = thecal_format_age (reading->age_s);

  return g_strdup_printf ("%s%s%s, %s",
                          quality,
                          *quality != '\0' ? " " : "",
                          thecal_format_source (reading->source),
                          age);
}

/* Of what the pump itself said last. */
static char *
heard_words (const ThecalPumpFacts *facts)
{
  const gint64 age_s = thecal_pump_get_age_s (facts->pump);
  g_autofree char *age = age_s >= 0 ? thecal_format_age (age_s) : NULL;
  const char *source = age_s >= 0 ? thecal_dbus_pump_get_source (facts->pump) : "";

  if (age_s < 0)
    return g_strdup ("");
  if (thecal_text_is (source, "manual"))
    return g_strdup_printf (_ ("entered from the printout, %s"), age);

  return g_strdup_printf (_ ("reported %s, %s"), thecal_format_source (source), age);
}

char *
thecal_pump_part_empties (const ThecalPumpFacts *facts)
{
  const ThecalForecast forecast = thecal_pump_facts_get_forecast (facts);
  const double early = forecast.empty_days.early, late = forecast.empty_days.late;
  g_autofree char *dates = NULL;

  if (isnan (early))
    return g_strdup (_ ("not known"));
  if (early <= 0.0)
    return g_strdup (_ ("may be empty already"));
  dates = thecal_format_dates (facts->now, early, late);
  if (thecal_format_is_one_day (facts->now, early, late))
    return g_strdup_printf (_ ("on %s"), dates);

  return g_strdup_printf (_ ("between %s"), dates);
}

char *
thecal_pump_part_refill_by (const ThecalPumpFacts *facts)
{
  const double days = thecal_pump_facts_get_forecast (facts).refill_by_days;

  if (isnan (days) || isinf (days))
    return g_strdup (_ ("not known"));
  if (days <= 0.0)
    return g_strdup (_ ("now"));

  return thecal_format_day (facts->now, days);
}

void
thecal_pump_part_reservoir (ThecalPartCard *card, const ThecalPumpFacts *facts)
{
  const ThecalLevel level = thecal_pump_facts_get_level (facts);
  g_autofree char *value = thecal_level_words (&level);
  g_autofree char *detail = thecal_level_how_exact (&level, facts->level.quality);
  g_autofree char *source = source_words (&facts->level);
  g_autofree char *meaning = thecal_low_mark_meaning (
      isnan (facts->low_ml) ? THECAL_LOW_THRESHOLD_DEFAULT_ML : facts->low_ml,
      facts->flow_ml_per_day);

  thecal_part_card_set (card,
                        &(ThecalPart){ .value = value,
                                       .detail = detail,
                                       .source = source,
                                       .meaning = meaning,
                                       .stale = !thecal_level_is_known (&level) });
}

static ThecalBatteryState
battery_state (const ThecalPumpFacts *facts)
{
  ThecalBatteryState state = THECAL_BATTERY_UNKNOWN;

  if (facts->pump != NULL)
    thecal_battery_state_from_string (thecal_dbus_pump_get_battery_state (facts->pump), &state);

  return state;
}

void
thecal_pump_part_battery (ThecalPartCard *card, const ThecalPumpFacts *facts)
{
  GTimeZone *zone = g_date_time_get_timezone (facts->now);
  const ThecalBatteryState state = battery_state (facts);
  ThecalReading percent;
  const gboolean has_percent =
      thecal_pump_get_reading (facts->pump, "battery_percent", &percent) && !isnan (percent.value);
  const gboolean stale = facts->stale && (has_percent || state != THECAL_BATTERY_UNKNOWN);
  g_autofree char *replace = thecal_replacement_words (&facts->window, facts->now_us, zone);
  g_autofree char *by =
      thecal_replacement_meaning (&facts->window, facts->model, facts->now_us, zone);
  g_autofree char *value = NULL;
  g_autofree char *detail = g_strdup_printf (_ ("To be replaced: %s"), replace);
  g_autofree char *source = NULL;
  g_autofree char *meaning = NULL;

  if (has_percent && !stale)
    value = g_strdup_printf ("%s, %.0f %%", thecal_battery_words (state), percent.value);
  else
    value = g_strdup (stale ? "—" : thecal_battery_words (state));
  if (stale)
    source = g_strdup_printf (_ ("last known: %s"), thecal_battery_words (state));
  else
    source = state != THECAL_BATTERY_UNKNOWN ? heard_words (facts) : g_strdup ("");
  /* the notice says it all */
  meaning = state == THECAL_BATTERY_ERI || state == THECAL_BATTERY_EOS
                ? g_strdup (thecal_battery_meaning (state))
                : g_strdup_printf ("%s %s", thecal_battery_meaning (state), by);
  thecal_part_card_set (card,
                        &(ThecalPart){ .value = value,
                                       .detail = detail,
                                       .source = source,
                                       .meaning = meaning,
                                       .stale = stale || state == THECAL_BATTERY_UNKNOWN,
                                       .urgent = state == THECAL_BATTERY_ERI ||
                                                 state == THECAL_BATTERY_EOS ||
                                                 state == THECAL_BATTERY_RESET });
}

void
thecal_pump_part_motor (ThecalPartCard *card, const ThecalPumpFacts *facts)
{
  ThecalMotor motor = { THECAL_THERAPY_UNKNOWN, THECAL_MODE_UNKNOWN, TRUE };
  g_autofree char *source = NULL;
  g_autofree char *last = NULL;
  gboolean known;

  if (facts->pump != NULL) {
    motor.by_printout = thecal_text_is (thecal_dbus_pump_get_link (facts->pump), "none");
    thecal_therapy_from_string (thecal_dbus_pump_get_therapy (facts->pump), &motor.therapy);
    thecal_mode_from_string (thecal_dbus_pump_get_mode (facts->pump), &motor.mode);
  }
  known = motor.therapy != THECAL_THERAPY_UNKNOWN || motor.mode == THECAL_MODE_STOPPED;
  if (known && facts->stale)
    last = g_strdup_printf (_ ("last known: %s"), thecal_motor_words (&motor));
  source = known ? heard_words (facts) : g_strdup ("");
  if (last != NULL)
    motor.therapy = THECAL_THERAPY_UNKNOWN, motor.mode = THECAL_MODE_UNKNOWN;
  thecal_part_card_set (
      card,
      &(ThecalPart){ .value = last != NULL ? "—" : thecal_motor_words (&motor),
                     .detail = last != NULL ? last : "",
                     .source = source,
                     .meaning = thecal_motor_meaning (&motor),
                     .stale = last != NULL || !known,
                     .urgent = known && last == NULL && motor.therapy != THECAL_THERAPY_RUN });
}

void
thecal_pump_part_catheter (ThecalPartCard *card, const ThecalPumpFacts *facts)
{
  const gint64 placed_us =
      facts->catheter_us != THECAL_UNKNOWN_US ? facts->catheter_us : facts->implanted_us;
  g_autofree char *date = placed_us != THECAL_UNKNOWN_US ? thecal_script_date (placed_us) : NULL;
  g_autofree char *tip = thecal_plan_watch_get_value (facts->plan, "pump", "CatheterTip");
  g_autofree char *value =
      date != NULL ? g_strdup_printf (_ ("Placed %s"), date) : g_strdup (_ ("not known"));
  g_autofree char *detail = tip != NULL ? g_strdup_printf (_ ("Tip at %s"), tip) : g_strdup ("");

  thecal_part_card_set (card,
                        &(ThecalPart){ .value = value,
                                       .detail = detail,
                                       .source = date != NULL ? _ ("by the care plan") : "",
                                       .meaning = thecal_catheter_meaning (),
                                       .stale = date == NULL });
}

/* Whose word the dose is. */
static char *
dose_source (const ThecalPumpFacts *facts)
{
  ThecalReading dose;

  if (thecal_pump_get_reading (facts->pump, "dose_ug_per_day", &dose))
    return source_words (&dose);

  return g_strdup (facts->document != NULL ? _ ("by the care plan") : "");
}

void
thecal_pump_part_programme (ThecalPartCard *card, const ThecalPumpFacts *facts)
{
  g_autofree char *value =
      thecal_programme_words (facts->steps, facts->n_steps, facts->dose_ug_per_day);
  g_autofree char *meaning = isnan (facts->dose_ug_per_day)
                                 ? g_strdup (_ ("The dose is on the printout of the last refill."))
                                 : thecal_programme_meaning (facts->steps, facts->n_steps);
  g_autofree char *detail = isnan (facts->flow_ml_per_day)
                                ? g_strdup ("")
                                : g_strdup_printf (_ ("%.2f mL a day"), facts->flow_ml_per_day);
  g_autofree char *source = isnan (facts->dose_ug_per_day) ? g_strdup ("") : dose_source (facts);

  thecal_part_card_set (card,
                        &(ThecalPart){ .value = value,
                                       .detail = detail,
                                       .source = source,
                                       .meaning = meaning,
                                       .stale = isnan (facts->dose_ug_per_day) });
}
