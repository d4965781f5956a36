/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gtk/gtk.h>

#include "monitor-dbus.h"

/* Answers for the person at @window what a pairing asks: types six digits, compares them, or reads
 * them. (transfer full); free it when the window goes. */
typedef struct _ThecalPasskeyPrompt ThecalPasskeyPrompt;

#define THECAL_PASSKEY_PATH "/org/thecal/Pairing"

/* NULL with @error: it could not be offered on @bus. */
ThecalPasskeyPrompt *
thecal_passkey_prompt_new (GtkWindow *window, GDBusConnection *bus, GError **error);
void thecal_passkey_prompt_free (ThecalPasskeyPrompt *self);
