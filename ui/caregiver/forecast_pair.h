/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gtk/gtk.h>

#include "caregiver/pump_facts.h"
#include "core/pump/refill.h"

/* The forecast before a refill and after it, side by side. */
GtkWidget *thecal_forecast_pair_new (void);
void thecal_forecast_pair_set (GtkWidget *pair,
                               const ThecalPumpFacts *before,
                               const ThecalRefillNumbers *after,
                               gint64 filled_us);
