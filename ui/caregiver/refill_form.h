/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <adwaita.h>

#include "shared/plan_watch.h"

/* A refill: what is in the pump now, what was taken out against what was expected, the programme,
 * the next alarm date; with the forecast before and after it. */
#define THECAL_TYPE_REFILL_FORM (thecal_refill_form_get_type ())
G_DECLARE_FINAL_TYPE (ThecalRefillForm, thecal_refill_form, THECAL, REFILL_FORM, GtkBox)

/* In a window of its own. */
void thecal_refill_show (GtkWidget *parent, ThecalMonitorClient *client, ThecalPlanWatch *plan);
