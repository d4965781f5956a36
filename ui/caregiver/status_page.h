/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <adwaita.h>

#include "shared/monitor_client.h"

/* "Is Thecal able to alarm?": what was tried and when, what was really heard, the last drill, and
 * whether the alarm log still fits. It says what was found and promises nothing. */
#define THECAL_TYPE_STATUS_PAGE (thecal_status_page_get_type ())
G_DECLARE_FINAL_TYPE (ThecalStatusPage, thecal_status_page, THECAL, STATUS_PAGE, AdwBin)

GtkWidget *thecal_status_page_new (ThecalMonitorClient *client);
