/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "signal/lamp_output.h"

/* A lamp on a GPIO line, through libgpiod. When the program is killed the kernel takes the
 * line back, and whether the lamp goes off is up to the chip: a CP2112 leaves it as it was. It is
 * switched off at the next start. */
#define THECAL_TYPE_GPIO_LAMP (thecal_gpio_lamp_get_type ())
G_DECLARE_FINAL_TYPE (ThecalGpioLamp, thecal_gpio_lamp, THECAL, GPIO_LAMP, GObject)

ThecalLampOutput *thecal_gpio_lamp_new (const char *chip, guint line, gboolean low);
