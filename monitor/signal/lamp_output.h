/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gio/gio.h>

/* What switches a lamp or a bed shaker: a line of the computer (GPIO), or a USB relay. */
#define THECAL_TYPE_LAMP_OUTPUT (thecal_lamp_output_get_type ())
G_DECLARE_INTERFACE (ThecalLampOutput, thecal_lamp_output, THECAL, LAMP_OUTPUT, GObject)

struct _ThecalLampOutputInterface {
  GTypeInterface parent_iface;
  /* Once; what it opened for this it closes where it fails. */
  gboolean (*set) (ThecalLampOutput *self, gboolean on, GError **error);
};

/* Switches and reads back; FALSE with @error where it is not as it should be. It opens what it
 * needs and after a failure opens it anew, once at once. May block: call it in a thread, never in
 * two at once. */
gboolean thecal_lamp_output_set (ThecalLampOutput *self, gboolean on, GError **error);

/* By a text of the user (thecal-monitor(1), THECAL_LAMP):
 *   gpio:CHIP:LINE[:low]  CHIP: name, number or label; low: the line is low when it is on
 *   relay[:NUMBER][:PATH] the USB relay 16c0:05df, the first one where no hidraw device is named
 * NULL with @error: it says something else. (transfer full) */
ThecalLampOutput *thecal_lamp_output_new (const char *text, GError **error);
