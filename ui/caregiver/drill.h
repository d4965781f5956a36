/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gtk/gtk.h>

#include "shared/monitor_client.h"

/* The test of an alarm from end to end: what will happen, its beginning, and what it found. */

void thecal_drill_ask (GtkWidget *parent, ThecalMonitorClient *client);
/* What the last drill found out about each channel. */
void thecal_drill_show_report (GtkWidget *parent, ThecalDbusManager *manager);
/* A list of a drill's channels; NULL: there is none. */
GtkWidget *thecal_drill_report_new (ThecalDbusManager *manager);
