/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gtk/gtk.h>

#include "shared/listen.h"

/* What is shown while somebody listens with the timer, and when it has run out: never that a pump
 * is silent, since a quiet beep is missed by the best of ears. */
#define THECAL_TYPE_BEEP_LISTEN (thecal_beep_listen_get_type ())
G_DECLARE_FINAL_TYPE (ThecalBeepListen, thecal_beep_listen, THECAL, BEEP_LISTEN, GtkBox)

/* Signal "heard" (): the timer was stopped for it. Buttons of it name the actions "win.symptoms"
 * and "win.call". */

GtkWidget *thecal_beep_listen_new (ThecalListen *listen);
