/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gio/gio.h>

/* The lamp behind the screen, where this computer has one that may be set: by its files, where they
 * may be written, else by logind, which lets the owner of a session set it. What is not there, or
 * refused, does no harm and is logged once.
 *
 * THECAL_BACKLIGHT of the environment is another folder of devices; "none": nothing is set. */
#define THECAL_TYPE_BACKLIGHT (thecal_backlight_get_type ())
G_DECLARE_FINAL_TYPE (ThecalBacklight, thecal_backlight, THECAL, BACKLIGHT, GObject)

typedef enum {
  THECAL_BACKLIGHT_NONE, /* none is there, or it is not known yet */
  THECAL_BACKLIGHT_SET,
  THECAL_BACKLIGHT_REFUSED,
} ThecalBacklightState;

ThecalBacklight *thecal_backlight_new (void);
/* Written each time, also when it was set before: somebody else may have changed it. The last one
 * counts. */
void thecal_backlight_set (ThecalBacklight *self, int percent);
/* For the last time: the program does not end before it is written, but within a second. */
void thecal_backlight_end (ThecalBacklight *self, int percent, GApplication *application);
ThecalBacklightState thecal_backlight_get_state (ThecalBacklight *self);
