/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <stdbool.h>

#include <glib.h>

/* Names of an enumeration as they stand in files, on the bus and on the command line: entry i names
 * value i. Lookups of what came from outside answer "not found", never a guess. */
const char *thecal_names_get (const char *const *names, gsize n_names, int value);
bool thecal_names_find (const char *const *names, gsize n_names, const char *text, int *out_value);

/* Keeps a name from outside in @size octets, NUL included: cut at a whole character, ended by what
 * is no UTF-8. @text NULL: empty. */
void thecal_name_keep (char *out, gsize size, const char *text);
