/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "core/plan/regimen.h"

#include <math.h>
#include <string.h>

#include "core/names.h"

#define GAP_USUAL_H 4 /* 004-29 */
#define EXPECTED_STEP "a date and what is taken from then on, as in 2026-12-01 twice a day"

ThecalRegimen *
thecal_regimen_new (void)
{
  ThecalRegimen *self = g_new0 (ThecalRegimen, 1);

  self->titration_until_us = THECAL_UNKNOWN_US;
  return self;
}

void
thecal_regimen_free (ThecalRegimen *self)
{
  if (self == NULL)
    return;

  for (guint i = 0; i < self->n_medicines; i++) {
    g_free (self->medicines[i].name);
    g_free (self->medicines[i].plan);
  }
  for (guint i = 0; i < self->n_weaning; i++)
    g_free (self->weaning[i].text);
  g_free (self->exercise);
  g_free (self);
}

/* A number that is left out is no gap. */
static void
read_medicines (ThecalPlanReader *reader, ThecalRegimen *regimen)
{
  for (int i = 1; i <= THECAL_MEDICINES_MAX; i++) {
    g_autofree char *group = g_strdup_printf ("medicine %d", i);
    ThecalMedicine *medicine = &regimen->medicines[regimen->n_medicines];

    if (!g_key_file_has_group (reader->file, group))
      continue;
    regimen->n_medicines++;
    medicine->name = thecal_plan_get_text (reader, group, "Name");
    if (medicine->name == NULL)
      thecal_plan_fail (reader, group, "Name", "the name of the medicine");
    medicine->plan = thecal_plan_get_text (reader, group, "Plan");
    medicine->as_needed = thecal_plan_read_truth (reader, group, "AsNeeded") == 1;
    medicine->min_gap_h = thecal_plan_read_number (reader, group, "MinGapH", 1, 24);
    if (medicine->as_needed && isnan (medicine->min_gap_h))
      medicine->min_gap_h = GAP_USUAL_H;
  }
}

/* "2026-12-01 5 mg three times a day"; the text is owned by @step. */
static bool
parse_step (const ThecalPlanReader *reader, const char *text, ThecalWeaningStep *step)
{
  g_auto (GStrv) parts = g_strsplit (text, " ", 2);

  if (parts[1] == NULL || !thecal_time_parse (parts[0], reader->zone, &step->on_us) ||
      !thecal_plan_is_year_sound (step->on_us, reader->zone))
    return false;

  step->text = g_strdup (g_strstrip (parts[1]));
  return true;
}

static void
read_weaning (ThecalPlanReader *reader, ThecalRegimen *regimen)
{
  for (int i = 1; i <= THECAL_WEANING_STEPS_MAX; i++) {
    g_autofree char *key = g_strdup_printf ("Step%d", i);
    g_autofree char *text = thecal_plan_get_text (reader, "weaning", key);
    ThecalWeaningStep *step = &regimen->weaning[regimen->n_weaning];

    if (text == NULL)
      continue;
    if (!parse_step (reader, text, step)) {
      thecal_plan_fail (reader, "weaning", key, EXPECTED_STEP);
      return;
    }
    regimen->n_weaning++;
    if (regimen->n_weaning > 1 && step->on_us <= step[-1].on_us)
      thecal_plan_fail (reader, "weaning", key, "a date after that of the step before");
  }
}

static void
read_titration (ThecalPlanReader *reader, ThecalRegimen *regimen)
{
  /* twice a week to every quarter: own choice around 002-06 and 004-22 */
  const double days = thecal_plan_read_number (reader, "titration", "EveryDays", 1, 92);

  regimen->titration_until_us = thecal_plan_read_time (reader, "titration", "Until");
  if (!isnan (days) && days != floor (days))
    thecal_plan_fail (reader, "titration", "EveryDays", "a whole number of days");
  else if (!isnan (days))
    regimen->titration_every_days = (int) days;
}

/* "Mon, Wed, Fri" as bits; 0: not that. */
static guint
parse_days (const char *text)
{
  static const char *const names[] = { "mon", "tue", "wed", "thu", "fri", "sat", "sun" };
  g_auto (GStrv) words = g_strsplit_set (text, " ,;", -1);
  guint days = 0;

  for (gsize i = 0; words[i] != NULL; i++) {
    g_autofree char *folded = g_ascii_strdown (words[i], -1);
    int day;

    if (*folded == '\0')
      continue;
    if (!thecal_names_find (names, G_N_ELEMENTS (names), folded, &day))
      return 0;
    days |= 1u << day;
  }

  return days;
}

static void
read_exercise (ThecalPlanReader *reader, ThecalRegimen *regimen)
{
  g_autofree char *days = thecal_plan_get_text (reader, "exercise", "Days");

  regimen->exercise = thecal_plan_get_text (reader, "exercise", "Plan");
  regimen->exercise_days = days != NULL ? parse_days (days) : THECAL_EXERCISE_EVERY_DAY;
  if (regimen->exercise_days == 0)
    thecal_plan_fail (reader, "exercise", "Days", "days of the week, as in Mon, Wed, Fri");
  else if (days != NULL && regimen->exercise == NULL)
    thecal_plan_fail (reader, "exercise", "Plan", "what is to be done on these days");
}

ThecalRegimen *
thecal_regimen_read (ThecalPlanReader *reader)
{
  g_autoptr (ThecalRegimen) regimen = thecal_regimen_new ();

  read_medicines (reader, regimen);
  read_weaning (reader, regimen);
  read_titration (reader, regimen);
  read_exercise (reader, regimen);

  return reader->failed ? NULL : g_steal_pointer (&regimen);
}
