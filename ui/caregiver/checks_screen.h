/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gtk/gtk.h>

#include "shared/plan_watch.h"

/* The symptom checks of late, as a window of its own, which goes with @parent; to be presented.
 * @print_to nullable: PDF that Print writes without a question. */
GtkWidget *thecal_checks_screen_new (GtkWindow *parent,
                                     ThecalMonitorClient *client,
                                     ThecalPlanWatch *plan,
                                     const char *print_to);
