/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <glib.h>

/* What the monitor's objects say, for people and as JSON. @objects: a{oa{sa{sv}}}. */
void thecal_status_print (GVariant *objects, gboolean json);
void thecal_status_print_alarms (GVariant *objects, gboolean json);
/* Why the alarm @id still stands; nothing where it has ended. */
void thecal_status_print_standing (GVariant *objects, guint id);
void thecal_status_print_change (const char *path,
                                 const char *signal,
                                 GVariant *parameters,
                                 gboolean json);
/* TRUE where every channel passed. */
gboolean thecal_status_print_self_test (GVariant *reply, gboolean json);
