/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "bluetooth/bluetooth_source.h"
#include "bluetooth/bus_link.h"

/* One pairing: our own agent (KeyboardDisplay) while it lasts, Pair, Trusted (bluetooth.md R31). */
typedef struct _ThecalPairingAgent ThecalPairingAgent;

/* Called once, from the main loop; @error nullable. The agent may be freed in it. */
typedef void (*ThecalPairingDone) (const GError *error, gpointer user_data);

/* @prompts is copied. */
ThecalPairingAgent *thecal_pairing_agent_new (ThecalBusLink *link,
                                              const char *device_path,
                                              const ThecalPairingPrompts *prompts,
                                              ThecalPairingDone done,
                                              gpointer user_data);
/* Registers and pairs. */
void thecal_pairing_agent_start (ThecalPairingAgent *self);
/* Takes the agent off the bus and cancels a pairing under way; @done is not called any more. */
void thecal_pairing_agent_free (ThecalPairingAgent *self);

/* Answers the request of that number; nothing where it is over. */
void thecal_pairing_agent_reply_passkey (ThecalPairingAgent *self, guint request, guint32 passkey);
void thecal_pairing_agent_reply_confirm (ThecalPairingAgent *self, guint request, gboolean same);
