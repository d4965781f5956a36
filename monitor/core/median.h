/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <glib.h>

/* The median of @n > 0 values, which are put in order; of an even number, the mean of the middle
 * two. For a handful of values. */
double thecal_median (double *values, guint n);
