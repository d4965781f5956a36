/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <adwaita.h>

#include "shared/monitor_client.h"

/* Which pumps and gateways are in reach, and pairing with one of them: its six digits are asked or
 * shown here. */
#define THECAL_TYPE_PAIRING_WINDOW (thecal_pairing_window_get_type ())
G_DECLARE_FINAL_TYPE (ThecalPairingWindow, thecal_pairing_window, THECAL, PAIRING_WINDOW, AdwWindow)

/* Signal "paired" (string): the name of what was paired. */

/* (transfer none) until it is closed. */
GtkWidget *thecal_pairing_window_show (GtkWidget *parent, ThecalMonitorClient *client);
