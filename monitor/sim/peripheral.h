/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "sim/stand_in.h"

/* One pump as a real peripheral: a GATT application and an advertisement at bluetoothd, again each
 * time bluetoothd comes back. Level 4 (LE Secure Connections with authentication) is asked for
 * every value and subscription. */
typedef struct _ThecalPeripheral ThecalPeripheral;

/* @adapter: "hci0". The other arguments as for thecal_stand_in_new(). */
ThecalPeripheral *thecal_peripheral_new (GDBusConnection *bus,
                                         const char *adapter,
                                         const ThecalSimConfig *config,
                                         const ThecalSimEvents *events,
                                         gpointer user_data);
void thecal_peripheral_free (ThecalPeripheral *self);
void thecal_peripheral_apply (ThecalPeripheral *self, const ThecalStep *step);
