/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <glib.h>

/* SFLOAT (medfloat16, IEEE 11073-20601): 12-bit signed mantissa, 4-bit signed exponent of ten.
 * The special values NaN 0x07FF, NRes 0x0800, +inf 0x07FE, -inf 0x0802 and reserved 0x0801 all
 * decode to NAN: "not known". */
double thecal_sfloat_decode (guint16 raw);

/* The nearest SFLOAT; NaN for NAN, infinities and what is too large. */
guint16 thecal_sfloat_encode (double value);
