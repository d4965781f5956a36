/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gtk/gtk.h>

#include "shared/level.h"

/* The reservoir as a vessel: solid up to the early edge, hatched to the late one, a line at the
 * nominal level, dashed at the low mark; outline only when stale. It computes nothing. */
#define THECAL_TYPE_VESSEL (thecal_vessel_get_type ())
G_DECLARE_FINAL_TYPE (ThecalVessel, thecal_vessel, THECAL, VESSEL, GtkWidget)

GtkWidget *thecal_vessel_new (void);
/* Its size, px, the scale at its side included. */
void thecal_vessel_set_size (ThecalVessel *self, int width, int height);
/* Without scale and words, where those would be too small to be read. */
void thecal_vessel_set_bare (ThecalVessel *self);
void thecal_vessel_set (ThecalVessel *self, const ThecalLevel *level);
