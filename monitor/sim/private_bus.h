/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gio/gio.h>

/* A dbus-daemon of our own, in a directory of its own, gone with us. */
typedef struct _ThecalPrivateBus ThecalPrivateBus;

/* Starts it; the address comes with @ready, an early end of it with @died. */
typedef struct {
  void (*ready) (const char *address, gpointer user_data);
  void (*died) (const char *error, gpointer user_data);
} ThecalPrivateBusEvents;

ThecalPrivateBus *
thecal_private_bus_new (const ThecalPrivateBusEvents *events, gpointer user_data, GError **error);
/* Ends the daemon by its process and removes its files. */
void thecal_private_bus_free (ThecalPrivateBus *self);
