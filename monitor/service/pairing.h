/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "bluetooth/bluetooth_source.h"
#include "monitor-dbus.h"

/* Carries Manager.Pair: prompts go to the caller's org.thecal.Monitor1.PairingAgent, its answers to
 * the Bluetooth source. Answers @invocation when the pairing ended. */
void thecal_pairing_begin (ThecalBluetoothSource *bluetooth,
                           ThecalDbusManager *manager,
                           GDBusMethodInvocation *invocation,
                           const char *address,
                           const char *agent_path);
