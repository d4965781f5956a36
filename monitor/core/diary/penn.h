/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <glib.h>

/* Part one of the Penn scale from a count of spasms [Q1]: 0 none, 2 less than one an hour, 3 one an
 * hour or more, 4 over ten an hour. A count cannot tell 1, spasms that only a touch brings on: it
 * is a suggestion, which the person may change. */

/* @per: "hour", "day". -1: nothing to suggest. */
int thecal_penn_suggest_frequency (double spasms, const char *per);
