/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <adwaita.h>

#include "shared/plan_watch.h"

/* The clinic's printout, typed in: it goes into the care plan, which the monitor reads again. */
#define THECAL_TYPE_PRINTOUT_DIALOG (thecal_printout_dialog_get_type ())
G_DECLARE_FINAL_TYPE (ThecalPrintoutDialog,
                      thecal_printout_dialog,
                      THECAL,
                      PRINTOUT_DIALOG,
                      AdwWindow)

void
thecal_printout_dialog_show (GtkWidget *parent, ThecalMonitorClient *client, ThecalPlanWatch *plan);
