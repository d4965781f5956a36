/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gtk/gtk.h>

#include "shared/monitor_client.h"

/* Alarms of other people's pumps than the one on the page: whose, what, and a way there. Hidden
 * where there are none. */
GtkWidget *thecal_elsewhere_list_new (void);
/* Takes those alarms out of @alarms, and shows them. */
void thecal_elsewhere_list_take (GtkWidget *list, ThecalMonitorClient *client, GPtrArray *alarms);
