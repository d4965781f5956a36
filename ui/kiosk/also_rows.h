/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "shared/monitor_client.h"

#include <gtk/gtk.h>

/* The alarms that stand besides the one that fills the page, by urgency: shape, name, since when,
 * and whether it is answered. */
GtkWidget *thecal_also_rows_new (void);
/* @alarms by urgency; @main is left out. What has no room is counted. Returns the number of rows
 * that are shown. */
guint
thecal_also_rows_set (GtkWidget *rows, GPtrArray *alarms, ThecalDbusAlarm *main, GDateTime *now);
