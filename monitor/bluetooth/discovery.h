/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "bluetooth/bus_link.h"

/* Discovery on one adapter: on, except while somebody holds it for a connection (bluetooth.md R24).
 */
typedef struct _ThecalDiscovery ThecalDiscovery;

/* @resting is called when it has stopped after thecal_discovery_hold(). */
ThecalDiscovery *thecal_discovery_new (ThecalBusLink *link,
                                       const char *adapter_path,
                                       void (*resting) (const char *adapter_path,
                                                        gpointer user_data),
                                       gpointer user_data);
void thecal_discovery_free (ThecalDiscovery *self);

/* Returns TRUE where it rests already; then nothing is called. */
gboolean thecal_discovery_hold (ThecalDiscovery *self);
void thecal_discovery_release (ThecalDiscovery *self);
