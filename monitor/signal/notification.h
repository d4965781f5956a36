/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gio/gio.h>

#include "signal/signaller.h"

/* Desktop notifications by libnotify, all of whose calls stay on one thread of their own: a server
 * that hangs can block that thread only. */
#define THECAL_TYPE_NOTIFICATION (thecal_notification_get_type ())
G_DECLARE_FINAL_TYPE (ThecalNotification, thecal_notification, THECAL, NOTIFICATION, GObject)

/* Signals, in the thread of creation:
 *   "result" (gboolean ok, const char *detail)
 *   "action" (guint episode, const char *action)   "acknowledge" or "pause" */

ThecalNotification *thecal_notification_new (void);
void thecal_notification_show (ThecalNotification *self, const ThecalSignalText *text);
void thecal_notification_withdraw (ThecalNotification *self, guint episode);
/* Asks the server what it is; ends in "result". */
void thecal_notification_test (ThecalNotification *self);
