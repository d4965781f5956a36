/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gio/gio.h>

/* The alarm log, for people and as JSON. Both return the exit status. */

/* The newest @most records, oldest first, one a line. */
int thecal_log_print (GDBusConnection *bus, const char *command, guint most, gboolean json);
/* Whether every record fits the one before it; a problem where not. */
int thecal_log_verify (GDBusConnection *bus, const char *command, gboolean json);
