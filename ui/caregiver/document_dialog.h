/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gtk/gtk.h>

#include "shared/monitor_client.h"

/* Asks what the file @name of the shelf is, and keeps it with the monitor. */
void thecal_document_dialog_show (GtkWidget *parent, ThecalMonitorClient *client, const char *name);
