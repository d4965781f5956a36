/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <adwaita.h>

#include "core/diary/entry.h"
#include "shared/plan_watch.h"

/* What was done at the pump but for a refill: a changed dose or programme (which goes into the care
 * plan too), a scan, a visit, a fault, a test dose, an operation. */
#define THECAL_TYPE_KIND_FORM (thecal_kind_form_get_type ())
G_DECLARE_FINAL_TYPE (ThecalKindForm, thecal_kind_form, THECAL, KIND_FORM, GtkBox)

/* In a window of its own. */
void thecal_kind_form_show (GtkWidget *parent,
                            ThecalEntryKind kind,
                            ThecalMonitorClient *client,
                            ThecalPlanWatch *plan);
