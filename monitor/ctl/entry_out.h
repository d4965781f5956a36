/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gio/gio.h>

/* An entry as the monitor keeps it (a{sv}) on standard output. */

/* One line: "2026-10-01T10:00:00.000Z diary: stiffness 6, pain 3 (Ana) [4f3a]" */
void thecal_entry_print (GVariant *row);
/* One object: id, at, entered, pump, by, kind, values {name: number, text or truth}. */
void thecal_entry_print_json (GVariant *row);
