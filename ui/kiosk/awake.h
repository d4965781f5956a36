/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gtk/gtk.h>

/* While it is on, neither the display nor the computer is put to sleep: asked of the desktop's
 * session or compositor, and of logind. Where one of them is not there the others do. */
#define THECAL_TYPE_AWAKE (thecal_awake_get_type ())
G_DECLARE_FINAL_TYPE (ThecalAwake, thecal_awake, THECAL, AWAKE, GObject)

ThecalAwake *thecal_awake_new (GtkWindow *window);
void thecal_awake_set (ThecalAwake *self, gboolean on);
/* A display that sleeps is woken (wake.h). */
void thecal_awake_wake (ThecalAwake *self);
