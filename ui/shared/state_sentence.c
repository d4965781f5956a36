/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "shared/state_sentence.h"

#include <glib/gi18n.h>
#include <math.h>

#include "shared/format.h"

static gboolean
is (const ThecalStateFacts *facts, const char *condition)
{
  return g_strcmp0 (facts->alarm, condition) == 0;
}

static char *
low_sentence (const ThecalStateFacts *facts)
{
  g_autofree char *span = NULL;

  if (isnan (facts->empty_early_days))
    return g_strdup (_ ("Reservoir low. Call for a refill."));
  if (facts->empty_early_days <= 0.0)
    return g_strdup (_ ("Reservoir low: it may be empty already. Call for a refill."));
  span = thecal_format_span (facts->empty_early_days, facts->empty_late_days);
  return g_strdup_printf (_ ("Reservoir low: %s left. Call for a refill."), span);
}

static char *
stale_sentence (const ThecalStateFacts *facts)
{
  g_autofree char *age = thecal_format_age (facts->age_s);
  g_autofree char *level = thecal_format_ml (facts->level_ml);

  if (!facts->heard)
    return g_strdup_printf (_ ("No pump heard yet since %s."), facts->watched_time);
  if (isnan (facts->level_ml))
    return g_strdup_printf (_ ("The pump is not heard. Last heard %s."), age);

  return g_strdup_printf (
      _ ("The pump is not heard. Last known: %s mL at %s."), level, facts->heard_time);
}

static char *
alarm_sentence (const ThecalStateFacts *facts)
{
  if (facts->drill)
    return g_strdup_printf ("%s.", facts->alarm_title);
  if (is (facts, "reservoir-empty"))
    return g_strdup (_ ("Reservoir empty. Call the pump team now."));
  if (is (facts, "infusion-stopped") || is (facts, "motor-stall"))
    return g_strdup (_ ("The pump has stopped delivering. Call now."));
  if (is (facts, "reservoir-low") || is (facts, "reservoir-empty-soon"))
    return low_sentence (facts);
  if (is (facts, "data-stale"))
    return stale_sentence (facts);

  return g_strdup_printf ("%s.", facts->alarm_title);
}

static char *
calm_sentence (const ThecalStateFacts *facts)
{
  g_autofree char *span = NULL;

  if (!facts->has_pump)
    return g_strdup (_ ("No pump set up yet."));
  if (!facts->heard || facts->stale)
    return stale_sentence (facts);
  if (isnan (facts->empty_early_days))
    return g_strdup (_ ("It is not known how long the reservoir lasts."));
  if (facts->empty_early_days <= 0.0)
    return g_strdup (_ ("The reservoir may be empty already."));

  span = thecal_format_span (facts->empty_early_days, facts->empty_late_days);
  if (facts->by_printout)
    return g_strdup_printf (_ ("By the printout: %s left. Thecal cannot hear the pump."), span);
  if (!facts->running)
    return g_strdup_printf (_ ("The pump does not say that it runs. %s left if it does."), span);

  return g_strdup_printf (_ ("The pump is running, with %s left."), span);
}

char *
thecal_state_sentence (const ThecalStateFacts *facts)
{
  g_autofree char *sentence = NULL;

  if (!facts->connected)
    return g_strdup (_ ("Thecal's monitor is not running. Nothing is being watched."));
  if (facts->alarm == NULL)
    return calm_sentence (facts);

  sentence = alarm_sentence (facts);
  if (facts->n_more == 0)
    return g_steal_pointer (&sentence);

  return g_strdup_printf (
      ngettext ("%s And %u more alarm.", "%s And %u more alarms.", facts->n_more),
      sentence,
      facts->n_more);
}
