/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gtk/gtk.h>

#include "shared/plan_watch.h"

/* The report for the team: of which time, what is in it, as which file. @save_to: folder in which
 * it is saved without a question; nullable. */
void thecal_report_dialog_show (GtkWidget *parent,
                                ThecalMonitorClient *client,
                                ThecalPlanWatch *plan,
                                const char *save_to);
