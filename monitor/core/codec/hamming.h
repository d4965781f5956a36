/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <stdbool.h>

#include <glib.h>

/* Enumerations of the profile are words of a linear code with distance 4, 0 excluded (IDS 1.0.2,
 * table 5.1): 15 values in one octet, 2047 in two. Any other value is prohibited. */
bool thecal_hamming8_is_code (guint8 value);
bool thecal_hamming16_is_code (guint16 value);
