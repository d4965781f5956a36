/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gio/gio.h>

/* How light it is in the room, where the computer has a sensor for it (iio-sensor-proxy). Without
 * one it is not known, and that is no fault. */
#define THECAL_TYPE_LIGHT (thecal_light_get_type ())
G_DECLARE_FINAL_TYPE (ThecalLight, thecal_light, THECAL, LIGHT, GObject)

/* Signal "changed" (). */

ThecalLight *thecal_light_new (void);
double thecal_light_get_lux (ThecalLight *self); /* NAN: not known */
