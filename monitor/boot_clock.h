/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "core/instant.h"

/* Both clocks now. The only place of the monitor that reads them. */
ThecalTime thecal_clock_now (void);

/* The kernel's word on whether something keeps the wall clock right (adjtimex: STA_UNSYNC). */
gboolean thecal_clock_is_set_by_network (void);

/* Fires once at a boot instant (CLOCK_BOOTTIME, so also right after a suspend), and tells when the
 * wall clock was set. */
typedef struct _ThecalBootTimer ThecalBootTimer;

typedef void (*ThecalBootTimerFunc) (gpointer user_data);
typedef void (*ThecalClockStepFunc) (gint64 step_us, gpointer user_data);

/* NULL sets errno-based @error. */
ThecalBootTimer *thecal_boot_timer_new (ThecalBootTimerFunc on_due,
                                        ThecalClockStepFunc on_step,
                                        gpointer user_data,
                                        GError **error);
void thecal_boot_timer_free (ThecalBootTimer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ThecalBootTimer, thecal_boot_timer_free)

/* One deadline; a new one replaces it, THECAL_NEVER_US takes it away. */
void thecal_boot_timer_set (ThecalBootTimer *self, gint64 boot_us);
