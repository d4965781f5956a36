/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gio/gio.h>

/* The monitor on the session bus, for a program that does one thing: calls are asynchronous with a
 * time limit, and the main loop runs until the answer is there. */

#define THECAL_BUS_NAME "org.thecal.Monitor1"
#define THECAL_BUS_ROOT "/org/thecal/Monitor1"
#define THECAL_BUS_MANAGER THECAL_BUS_ROOT "/manager"

/* (transfer full) NULL, with a line printed, where there is no session bus. */
GDBusConnection *thecal_bus_open (const char *command);

/* Calls org.thecal.Monitor1.@method ("Manager.Enter"). @parameters is floating or NULL. Prints the
 * line and returns NULL on failure; *out_bad_input tells a refusal of what was given. */
GVariant *thecal_bus_call (GDBusConnection *bus,
                           const char *command,
                           const char *path,
                           const char *method,
                           GVariant *parameters,
                           gboolean *out_bad_input);

/* Every object: a{oa{sa{sv}}}, or NULL with a line printed. */
GVariant *thecal_bus_get_objects (GDBusConnection *bus, const char *command);

/* Properties (a{sv}) of each object with org.thecal.Monitor1.@interface, in the order of the bus.
 */
GPtrArray *thecal_bus_find (GVariant *objects, const char *interface, GPtrArray *out_paths);
