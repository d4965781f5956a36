/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <glib.h>

/* Why nothing was paired or found, in words that help; @message as the monitor or bluetoothd says
 * it. It ends with what goes on without any pairing. Pure. (transfer full) */
char *thecal_pairing_fault_words (const char *message);

/* A person may type these six digits off a pump: not fewer, and nothing else. */
gboolean thecal_pairing_read_digits (const char *text, guint *out_passkey);
