/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gio/gio.h>

/* A display that sleeps is woken: by the screen saver of the desktop's session, whichever runs, and
 * by sway where $SWAYSOCK names it. Returns at once; what is not there, fails or takes longer than
 * five seconds is left alone. cage never puts a display to sleep. */
void thecal_wake_display (GCancellable *cancellable);
