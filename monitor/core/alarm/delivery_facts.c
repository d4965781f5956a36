/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "core/alarm/delivery_facts.h"

#include <math.h>
#include <string.h>

#include "core/alarm/rules_limits.h"
#include "core/alarm/saved_members.h"
#include "core/pump/flow_band.h"

void
thecal_delivery_facts_init (ThecalDeliveryFacts *self)
{
  *self = (ThecalDeliveryFacts){ .programmed_us = THECAL_UNKNOWN_US, .filled_ml = NAN };
}

void
thecal_delivery_facts_fill (ThecalDeliveryFacts *self, double filled_ml, gint64 at_us)
{
  self->n_anchors = 0;
  self->programmed_ml = 0.0;
  self->programmed_us = at_us;
  self->filled_ml = filled_ml;
}

void
thecal_delivery_facts_advance (ThecalDeliveryFacts *self,
                               const ThecalPumpStatus *status,
                               gint64 at_us)
{
  const double flow = thecal_pump_status_get_flow (status);

  if (self->programmed_us != THECAL_UNKNOWN_US && at_us > self->programmed_us) {
    if (isnan (flow))
      self->n_anchors = 0; /* nothing to compare with */
    else
      self->programmed_ml += flow * (double) (at_us - self->programmed_us) / (double) THECAL_DAY_US;
  }
  self->programmed_us = MAX (self->programmed_us, at_us);
}

static ThecalDeliveryFinding
compare (const ThecalDeliveryAnchor *since, double level_ml, double programmed_ml)
{
  const double fallen_ml = since->level_ml - level_ml;
  const double expected_ml = programmed_ml - since->programmed_ml;

  if (fallen_ml > expected_ml * THECAL_FLOW_EARLY + TREND_RESOLUTION_ML)
    return THECAL_DELIVERY_TOO_FAST;
  if (fallen_ml < expected_ml * THECAL_FLOW_LATE - TREND_RESOLUTION_ML)
    return THECAL_DELIVERY_TOO_SLOW;

  return THECAL_DELIVERY_AS_EXPECTED;
}

static void
add_anchor (ThecalDeliveryFacts *self, double level_ml, gint64 at_us)
{
  if (self->n_anchors > 0 && at_us < self->anchors[self->n_anchors - 1].at_us + THECAL_DAY_US)
    return;
  if (self->n_anchors == THECAL_DELIVERY_ANCHORS) {
    memmove (
        self->anchors, self->anchors + 1, (THECAL_DELIVERY_ANCHORS - 1) * sizeof self->anchors[0]);
    self->n_anchors--;
  }
  self->anchors[self->n_anchors++] = (ThecalDeliveryAnchor){
    .at_us = at_us,
    .level_ml = level_ml,
    .programmed_ml = self->programmed_ml,
  };
}

ThecalDeliveryFinding
thecal_delivery_facts_take_level (ThecalDeliveryFacts *self, double level_ml, gint64 at_us)
{
  ThecalDeliveryFinding found = THECAL_DELIVERY_AS_EXPECTED;

  /* A level that rose by a fill which nobody logged begins anew. */
  if (self->n_anchors > 0 && level_ml > self->anchors[self->n_anchors - 1].level_ml + RISE_ML)
    thecal_delivery_facts_fill (self, NAN, at_us);

  for (int i = 0; i < self->n_anchors && found == THECAL_DELIVERY_AS_EXPECTED; i++)
    if (at_us - self->anchors[i].at_us >= TREND_LEAST_D * THECAL_DAY_US)
      found = compare (&self->anchors[i], level_ml, self->programmed_ml);
  add_anchor (self, level_ml, at_us);

  return found;
}

bool
thecal_delivery_facts_check_fill (ThecalDeliveryFacts *self, double level_ml, double capacity_ml)
{
  const double limit_ml =
      capacity_ml > SMALL_RESERVOIR_ML ? MISMATCH_FILL_ML : MISMATCH_FILL_SMALL_ML;
  const double expected_ml = self->filled_ml - self->programmed_ml;

  self->filled_ml = NAN;
  return fabs (level_ml - expected_ml) > limit_ml;
}

GVariant *
thecal_delivery_facts_save (const ThecalDeliveryFacts *self)
{
  GVariantBuilder anchors;

  g_variant_builder_init (&anchors, G_VARIANT_TYPE ("a(xdd)"));
  for (int i = 0; i < self->n_anchors; i++)
    g_variant_builder_add (&anchors,
                           "(xdd)",
                           self->anchors[i].at_us,
                           self->anchors[i].level_ml,
                           self->anchors[i].programmed_ml);

  return g_variant_new (
      "(xdda(xdd))", self->programmed_us, self->programmed_ml, self->filled_ml, &anchors);
}

void
thecal_delivery_facts_restore (ThecalDeliveryFacts *self, GVariant *saved, gint64 shift_us)
{
  g_autoptr (GVariantIter) anchors = NULL;
  ThecalDeliveryAnchor anchor;

  g_variant_get (
      saved, "(xdda(xdd))", &self->programmed_us, &self->programmed_ml, &self->filled_ml, &anchors);
  if (!thecal_instant_is_sound (self->programmed_us) || self->programmed_us == THECAL_NEVER_US ||
      !isfinite (self->programmed_ml)) {
    thecal_delivery_facts_init (self);
    return;
  }
  self->programmed_us = thecal_instant_move (self->programmed_us, shift_us);
  self->n_anchors = 0;
  while (self->n_anchors < THECAL_DELIVERY_ANCHORS &&
         g_variant_iter_next (
             anchors, "(xdd)", &anchor.at_us, &anchor.level_ml, &anchor.programmed_ml)) {
    if (!thecal_instant_is_sound (anchor.at_us) || anchor.at_us == THECAL_NEVER_US)
      continue;
    anchor.at_us = thecal_instant_move (anchor.at_us, shift_us);
    self->anchors[self->n_anchors++] = anchor;
  }
}
