/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <glib.h>

/* Against burn-in the picture moves a little each minute. Pure. */
#define THECAL_DRIFT_PX 4 /* at most, each way */

/* Where its corner is at @minute, px from 0 to THECAL_DRIFT_PX. From one minute to the next it
 * moves by one pixel at most each way, and over its round is as long on every place. */
void thecal_drift_at (gint64 minute, int *out_x, int *out_y);
