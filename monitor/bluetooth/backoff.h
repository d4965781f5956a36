/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <glib.h>

/* How long to wait before the next attempt to connect. Four quick attempts, then doubling up to the
 * cap (bluetooth.md R1). Only a connection that proved itself by a complete read starts it anew;
 * an attempt alone never does (R36). Pure. */
typedef struct {
  guint failures; /* in a row */
} ThecalBackoff;

#define THECAL_BACKOFF_QUICK_ATTEMPTS 4
#define THECAL_BACKOFF_QUICK_MS 250
#define THECAL_BACKOFF_CAP_MS 30000

/* Notes a failed attempt; returns the wait before the next one, milliseconds. */
guint thecal_backoff_fail (ThecalBackoff *self);
/* A complete read succeeded. */
void thecal_backoff_proved (ThecalBackoff *self);
