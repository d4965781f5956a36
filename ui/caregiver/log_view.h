/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <adwaita.h>

#include "shared/monitor_client.h"

/* The alarm log, newest first, in pages. It is read, and nothing else: nobody can change it. */
#define THECAL_TYPE_LOG_VIEW (thecal_log_view_get_type ())
G_DECLARE_FINAL_TYPE (ThecalLogView, thecal_log_view, THECAL, LOG_VIEW, AdwBin)

/* Before anything else. */
void thecal_log_view_set_client (ThecalLogView *self, ThecalMonitorClient *client);
/* Only what belongs to this alarm, by its id; 0: all. @title of that alarm. */
void thecal_log_view_show_only (ThecalLogView *self, guint episode, const char *title);
