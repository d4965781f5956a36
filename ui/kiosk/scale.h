/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <glib.h>

/* How large all texts are on a screen of this size, and whether it stands upright. Pure. */
typedef struct {
  double factor; /* of the sizes at 800×480 or 480×800 */
  gboolean upright;
} ThecalKioskScale;

#define THECAL_LARGE_TEXT 1.2

/* Of the pages that were made for other screens too, with two sets of sizes of their own: they need
 * more only where the screen is larger than those. */
double thecal_kiosk_scale_shared (int width, int height);
/* @width, @height: px; what is not a screen counts as the smallest. */
ThecalKioskScale thecal_kiosk_scale_of (int width, int height);
