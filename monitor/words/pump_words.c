/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "words/pump_words.h"

#include <glib/gi18n.h>
#include <math.h>

#define MINUTES_PER_DAY 1440
#define HOURS_PER_DAY 24
#define DAYS_FROM_H 72         /* from here on days are told, not hours */
#define FLOW_EARLY 1.15        /* clinical.md 3.4 [D12] */
#define SAME_DOSE_UG_PER_DAY 1 /* steps that differ by less read as one */

/* Replacement. */

static char *
format (gint64 at_us, GTimeZone *zone, const char *pattern)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (at_us / THECAL_SECOND_US);
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;

  return local != NULL ? g_date_time_format (local, pattern) : g_strdup (_ ("not known"));
}

char *
thecal_replacement_words (const ThecalServiceWindow *window, gint64 now_us, GTimeZone *zone)
{
  const bool known = window->basis != THECAL_SERVICE_NOT_KNOWN;
  const bool open = window->to_us == THECAL_NEVER_US;
  g_autofree char *from = known ? format (window->from_us, zone, "%B %Y") : NULL;
  g_autofree char *to = known && !open ? format (window->to_us, zone, "%B %Y") : NULL;
  g_autofree char *from_year = known ? format (window->from_us, zone, "%Y") : NULL;
  g_autofree char *to_year = known && !open ? format (window->to_us, zone, "%Y") : NULL;
  g_autofree char *month = NULL;

  if (!known)
    return g_strdup (_ ("not known"));
  if (!open && window->to_us <= now_us)
    return g_strdup_printf (_ ("overdue since %s"), to);
  if (open && window->from_us <= now_us)
    return g_strdup (_ ("at any time from now on"));
  if (open)
    return g_strdup_printf (_ ("from %s on"), from);
  if (window->from_us <= now_us)
    return g_strdup_printf (_ ("between now and %s"), to);
  if (g_str_equal (from, to))
    return g_strdup_printf (_ ("within %s"), to);
  if (g_strcmp0 (from_year, to_year) != 0)
    return g_strdup_printf (_ ("between %s and %s"), from, to);
  month = format (window->from_us, zone, "%B");

  return g_strdup_printf (_ ("between %s and %s"), month, to);
}

static char *
age_words (ThecalModel model)
{
  const ThecalModelLife life = thecal_model_get_life (model);

  if (life.life_to_months == 0)
    return g_strdup_printf (_ ("By its age: this model lasts %u years or more."),
                            life.life_from_months / 12);
  if (model == THECAL_MODEL_OTHER || model == THECAL_MODEL_SYNCHROMED_III)
    return g_strdup_printf (_ ("By its age: pumps last %u to %u years, this model is not known "
                               "better."),
                            life.life_from_months / 12,
                            life.life_to_months / 12);
  if (life.life_from_months / 12 + 1 >= life.life_to_months / 12)
    return g_strdup_printf (_ ("By its age: this model lasts about %u years."),
                            life.life_to_months / 12);

  return g_strdup_printf (_ ("By its age: this model lasts %u to %u years."),
                          life.life_from_months / 12,
                          life.life_to_months / 12);
}

static char *
basis_words (const ThecalServiceWindow *window, ThecalModel model)
{
  switch (window->basis) {
  case THECAL_SERVICE_BY_AGE:
    return age_words (model);
  case THECAL_SERVICE_BY_PRINTED:
    return g_strdup (_ ("By the date of the printout, which is earlier than its age says."));
  case THECAL_SERVICE_BY_NOTICE:
    return g_strdup (_ ("By the pump's own notice: it can stop 90 days after it."));
  case THECAL_SERVICE_NOT_KNOWN:
  case THECAL_N_SERVICES:
    break;
  }

  return g_strdup (_ ("Enter the day of the implantation, or the printed date."));
}

char *
thecal_replacement_meaning (const ThecalServiceWindow *window,
                            ThecalModel model,
                            gint64 now_us,
                            GTimeZone *zone)
{
  g_autofree char *basis = basis_words (window, model);
  g_autofree char *book = NULL;

  if (window->basis == THECAL_SERVICE_NOT_KNOWN)
    return g_steal_pointer (&basis);
  if (window->to_us <= now_us)
    return g_strdup_printf (_ ("%s Call the pump team now."), basis);
  if (window->book_us <= now_us)
    return g_strdup_printf (_ ("%s Book the replacement now."), basis);
  book = format (window->book_us, zone, "%B %Y");

  return g_strdup_printf (_ ("%s Book the replacement by %s."), basis, book);
}

/* Battery and motor. */

const char *
thecal_battery_words (ThecalBatteryState state)
{
  switch (state) {
  case THECAL_BATTERY_OK:
    return _ ("No replacement notice");
  case THECAL_BATTERY_ERI:
    return _ ("Replacement notice");
  case THECAL_BATTERY_EOS:
    return _ ("End of service");
  case THECAL_BATTERY_RESET:
    return _ ("The pump restarted");
  case THECAL_BATTERY_UNKNOWN:
    break;
  }

  return _ ("not known");
}

const char *
thecal_battery_meaning (ThecalBatteryState state)
{
  switch (state) {
  case THECAL_BATTERY_OK:
    return _ ("The pump does not ask to be replaced.");
  case THECAL_BATTERY_ERI:
    return _ ("The pump asks to be replaced. It can stop 90 days after this notice. Call the pump "
              "team and book it.");
  case THECAL_BATTERY_EOS:
    return _ ("The battery is at its end. The pump can stop at any time. Call the pump team now.");
  case THECAL_BATTERY_RESET:
    return _ ("The battery was too low and the pump restarted. It may give very little. Call the "
              "pump team now.");
  case THECAL_BATTERY_UNKNOWN:
    break;
  }

  return _ ("Only the clinic's reader sees the battery. Ask at each refill.");
}

const char *
thecal_motor_words (const ThecalMotor *motor)
{
  if (motor->therapy == THECAL_THERAPY_STOP || motor->mode == THECAL_MODE_STOPPED)
    return _ ("Stopped");
  if (motor->therapy == THECAL_THERAPY_PAUSE)
    return _ ("Paused");
  if (motor->mode == THECAL_MODE_TELEMETRY)
    return _ ("Held by a reader");
  if (motor->mode == THECAL_MODE_MINIMUM_RATE)
    return _ ("At its minimum");
  if (motor->therapy == THECAL_THERAPY_RUN)
    return _ ("Running");

  return _ ("not known");
}

const char *
thecal_motor_meaning (const ThecalMotor *motor)
{
  if (motor->therapy == THECAL_THERAPY_STOP || motor->mode == THECAL_MODE_STOPPED)
    return _ ("No drug is given. Withdrawal can begin within a day. Look at the symptoms, and call "
              "now.");
  if (motor->therapy == THECAL_THERAPY_PAUSE)
    return _ ("No drug is given as long as it is paused. Ask the pump team for how long.");
  if (motor->mode == THECAL_MODE_TELEMETRY)
    return _ ("A reader holds it, and it may not have started again. Call the pump team.");
  if (motor->mode == THECAL_MODE_MINIMUM_RATE)
    return _ ("It gives its smallest amount only, not the dose. Call the pump team now.");
  if (motor->therapy == THECAL_THERAPY_RUN)
    return _ ("The pump says that it gives the drug.");
  if (motor->by_printout)
    return _ ("Thecal cannot hear this pump. Its own beep, and how the person is, are the signs.");

  return _ ("The pump did not say whether it gives the drug.");
}

/* Reservoir and catheter. */

char *
thecal_low_mark_meaning (double low_ml, double flow_ml_per_day)
{
  const double hours = low_ml / (flow_ml_per_day * FLOW_EARLY) * HOURS_PER_DAY;

  if (isnan (low_ml) || !(flow_ml_per_day > 0.0))
    return g_strdup (_ ("It is not known how long it lasts after the low mark."));
  if (hours < DAYS_FROM_H)
    return g_strdup_printf (ngettext ("After the low mark of %.10g mL it can be empty in %d hour.",
                                      "After the low mark of %.10g mL it can be empty in %d hours.",
                                      (gulong) hours),
                            low_ml,
                            (int) floor (hours));

  return g_strdup_printf (_ ("After the low mark of %.10g mL it can be empty in %d days."),
                          low_ml,
                          (int) floor (hours / HOURS_PER_DAY));
}

const char *
thecal_catheter_meaning (void)
{
  return _ ("No device sees the tube from outside. Stiffness that creeps up over weeks, or comes "
            "and goes with position, can be its sign: tell the pump team.");
}

/* Programme and drugs. */

static bool
is_even (const ThecalFlexStep *steps, gsize n_steps)
{
  for (gsize i = 1; i < n_steps; i++)
    if (fabs (steps[i].dose_ug_per_day - steps[0].dose_ug_per_day) >= SAME_DOSE_UG_PER_DAY)
      return false;

  return true;
}

char *
thecal_programme_words (const ThecalFlexStep *steps, gsize n_steps, double dose_ug_per_day)
{
  const double dose = n_steps > 0 ? thecal_flex_get_dose (steps, n_steps) : dose_ug_per_day;

  if (isnan (dose))
    return g_strdup (_ ("not known"));
  if (is_even (steps, n_steps))
    return g_strdup_printf (_ ("%.10g µg a day, the same at every hour"), round (dose * 10) / 10);

  return g_strdup_printf (
      ngettext ("%.10g µg a day, in %u step", "%.10g µg a day, in %u steps", (gulong) n_steps),
      round (dose * 10) / 10,
      (guint) n_steps);
}

static char *
clock_words (int minute)
{
  return g_strdup_printf ("%02d:%02d", minute / 60 % 24, minute % 60);
}

static char *
span_words (const ThecalFlexStep *steps, gsize n_steps, gsize i)
{
  const int end = steps[i].minute_of_day + thecal_flex_get_minutes (steps, n_steps, i);
  g_autofree char *from = clock_words (steps[i].minute_of_day);
  g_autofree char *to = clock_words (end % MINUTES_PER_DAY);

  return g_strdup_printf (_ ("%s to %s"), from, to);
}

char *
thecal_flex_step_words (const ThecalFlexStep *steps, gsize n_steps, gsize i)
{
  g_autofree char *span = span_words (steps, n_steps, i);

  return g_strdup_printf (_ ("%s: %.10g µg a day"), span, steps[i].dose_ug_per_day);
}

char *
thecal_programme_meaning (const ThecalFlexStep *steps, gsize n_steps)
{
  g_autofree char *most = NULL;
  g_autofree char *least = NULL;
  gsize highest = 0, lowest = 0;

  if (is_even (steps, n_steps))
    return g_strdup (_ ("The pump gives the same all day and all night."));
  for (gsize i = 1; i < n_steps; i++) {
    if (steps[i].dose_ug_per_day > steps[highest].dose_ug_per_day)
      highest = i;
    if (steps[i].dose_ug_per_day < steps[lowest].dose_ug_per_day)
      lowest = i;
  }
  most = span_words (steps, n_steps, highest);
  least = span_words (steps, n_steps, lowest);

  return g_strdup_printf (_ ("Most from %s, least from %s. The pump's clock does not follow time "
                             "zones or summer time."),
                          most,
                          least);
}

const char *
thecal_flex_fault_words (ThecalFlexFault fault)
{
  switch (fault) {
  case THECAL_FLEX_READS:
    return "";
  case THECAL_FLEX_NO_STEP:
    return _ ("expected at least one step");
  case THECAL_FLEX_TOO_MANY:
    return _ ("expected at most 13 steps");
  case THECAL_FLEX_BAD_CLOCK:
    return _ ("expected a clock time, as in 07:30");
  case THECAL_FLEX_BAD_DOSE:
    return _ ("expected µg a day from 0 to 3000, as in 200");
  case THECAL_FLEX_NOT_SORTED:
    return _ ("expected a time after the step before it");
  }

  return "";
}

char *
thecal_drug_amount_words (const ThecalDrug *drug)
{
  g_autofree char *concentration =
      isnan (drug->concentration_ug_per_ml)
          ? g_strdup (_ ("concentration not known"))
          : g_strdup_printf (_ ("%.10g µg/mL"), drug->concentration_ug_per_ml);
  g_autofree char *dose = isnan (drug->dose_ug_per_day)
                              ? g_strdup (_ ("dose not known"))
                              : g_strdup_printf (_ ("%.10g µg a day"), drug->dose_ug_per_day);

  return g_strdup_printf ("%s, %s", concentration, dose);
}

char *
thecal_drug_words (const ThecalDrug *drug)
{
  g_autofree char *amount = thecal_drug_amount_words (drug);

  return g_strconcat (amount,
                      drug->opioid == THECAL_SAYS_YES ? _ (" · an opioid: say so in an emergency")
                                                      : "",
                      NULL);
}

/* Facts of the model. */

const char *
thecal_model_size_words (ThecalModel model)
{
  if (model == THECAL_MODEL_SYNCHROMED_II)
    return _ ("8.75 cm across, 2.6 cm thick (papers differ)");

  return _ ("about 7.5 cm across, 2.5 cm thick (papers differ)");
}

const char *
thecal_model_mri_words (ThecalModel model)
{
  switch (model) {
  case THECAL_MODEL_PROMETRA:
    return _ ("The pump must be emptied before a scan. Never go to a scan without its team.");
  case THECAL_MODEL_SYNCHROMED_II:
  case THECAL_MODEL_SYNCHROMED_EL:
    return _ ("The scanner stops the motor. It can take 2 to 24 hours to start again. Have the "
              "pump read out after the scan.");
  case THECAL_MODEL_SYNCHROMED_III:
    return _ ("Scans at 1.5 T and 3 T, under the maker's conditions. Have the pump read out after "
              "the scan.");
  case THECAL_MODEL_OTHER:
  case THECAL_MODEL_MEDSTREAM:
  case THECAL_N_MODELS:
    break;
  }

  return _ ("Ask the pump team before any scan, and have the pump read out after it.");
}
