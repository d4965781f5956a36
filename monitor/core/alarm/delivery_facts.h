/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "core/pump/pump_status.h"

/* Whether the reservoir falls as the pump says it delivers (A26, A27), and whether what a refill
 * found agrees with what was expected (A25). Levels are compared with what was programmed since an
 * earlier one, so that a changed dose or a stop is no difference. */

#define THECAL_DELIVERY_ANCHORS 8

typedef struct {
  gint64 at_us;
  double level_ml;
  double programmed_ml; /* delivered by programme up to then */
} ThecalDeliveryAnchor;

typedef struct {
  ThecalDeliveryAnchor anchors[THECAL_DELIVERY_ANCHORS]; /* oldest first, a day apart */
  int n_anchors;
  double programmed_ml;
  gint64 programmed_us; /* up to here; THECAL_UNKNOWN_US: nothing yet */
  double filled_ml;     /* a fill whose level no report has confirmed yet; NAN */
} ThecalDeliveryFacts;

typedef enum {
  THECAL_DELIVERY_AS_EXPECTED,
  THECAL_DELIVERY_TOO_FAST, /* above 1.15 x the programme over three days or more [D13] */
  THECAL_DELIVERY_TOO_SLOW, /* below 0.85 x [D12] */
} ThecalDeliveryFinding;

void thecal_delivery_facts_init (ThecalDeliveryFacts *self);

/* Before a report is taken over: what @status has programmed up to @at_us. */
void thecal_delivery_facts_advance (ThecalDeliveryFacts *self,
                                    const ThecalPumpStatus *status,
                                    gint64 at_us);
/* A level that a pump reported at @at_us, after thecal_delivery_facts_advance() to it. */
ThecalDeliveryFinding
thecal_delivery_facts_take_level (ThecalDeliveryFacts *self, double level_ml, gint64 at_us);
/* Everything begins anew: a fill to @filled_ml (NAN: not known how far). */
void thecal_delivery_facts_fill (ThecalDeliveryFacts *self, double filled_ml, gint64 at_us);
/* The first level after a fill: whether it lies further from it than A25 allows. */
bool
thecal_delivery_facts_check_fill (ThecalDeliveryFacts *self, double level_ml, double capacity_ml);

GVariant *thecal_delivery_facts_save (const ThecalDeliveryFacts *self);
void thecal_delivery_facts_restore (ThecalDeliveryFacts *self, GVariant *saved, gint64 shift_us);
