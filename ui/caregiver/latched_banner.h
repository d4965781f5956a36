/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gtk/gtk.h>

#include "shared/monitor_client.h"

/* Alarms that began and ended while nobody answered: what it was, from when to when, until somebody
 * says that it was seen. */
#define THECAL_TYPE_LATCHED_BANNER (thecal_latched_banner_get_type ())
G_DECLARE_FINAL_TYPE (ThecalLatchedBanner, thecal_latched_banner, THECAL, LATCHED_BANNER, GtkBox)

/* @alarms as the client gives them. */
void thecal_latched_banner_set (ThecalLatchedBanner *self,
                                ThecalMonitorClient *client,
                                GPtrArray *alarms);
