/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "core/pump/flex.h"
#include "core/pump/service_window.h"
#include "shared/plan_watch.h"
#include "shared/pump_reading.h"

/* All that is known of the pump of the pages at one moment: by the monitor, and by the care plan,
 * which says most of it also when the monitor is dead. */
typedef struct {
  ThecalDbusPump *pump; /* borrowed; NULL: none, or the monitor does not answer */
  gboolean connected;
  ThecalPlanWatch *plan;              /* borrowed */
  const ThecalPlanDocument *document; /* borrowed; NULL: no plan */
  GDateTime *now;
  gint64 now_us;
  ThecalModel model;
  gint64 implanted_us, catheter_us; /* UTC; THECAL_UNKNOWN_US */
  ThecalServiceWindow window;
  ThecalFlexStep steps[THECAL_FLEX_STEPS_MAX];
  gsize n_steps;
  double capacity_ml, low_ml, flow_ml_per_day, dose_ug_per_day, concentration_ug_per_ml; /* NAN */
  ThecalBand level_ml;
  ThecalReading level; /* its value, source and age */
  gboolean stale;
} ThecalPumpFacts;

void
thecal_pump_facts_init (ThecalPumpFacts *self, ThecalMonitorClient *client, ThecalPlanWatch *plan);
void thecal_pump_facts_clear (ThecalPumpFacts *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ThecalPumpFacts, thecal_pump_facts_clear)

/* There is a pump, or a plan that says something of one. */
gboolean thecal_pump_facts_is_known (const ThecalPumpFacts *self);
gboolean thecal_pump_facts_is_explanted (const ThecalPumpFacts *self);
/* Id of the pump that what is written down now is of, also while the monitor is away; "" the only
 * one. (transfer full) */
char *thecal_pump_facts_make_id (ThecalMonitorClient *client, ThecalPlanWatch *plan);
/* As it is now. */
ThecalLevel thecal_pump_facts_get_level (const ThecalPumpFacts *self);
/* The level at another time, by the flow that holds; NAN where it is not known. */
ThecalBand thecal_pump_facts_get_level_at (const ThecalPumpFacts *self, gint64 at_us);
/* By what there is: the monitor's, else what the plan alone gives. */
ThecalForecast thecal_pump_facts_get_forecast (const ThecalPumpFacts *self);
