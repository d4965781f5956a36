/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gtk/gtk.h>

#include "core/event.h"
#include "shared/listen.h"

/* "I hear a beep": which one it is, the two sounds to compare, and the timer to listen with. It
 * decides nothing: what was heard goes to whoever shows it. */
#define THECAL_TYPE_BEEP_VIEW (thecal_beep_view_get_type ())
G_DECLARE_FINAL_TYPE (ThecalBeepView, thecal_beep_view, THECAL, BEEP_VIEW, GtkWidget)

/* Signal "heard" (ThecalBeep kind): the person said so.
 *        "page" (): another page is shown.
 * Buttons of it name the actions "win.symptoms" and "win.call". */

GtkWidget *thecal_beep_view_new (ThecalListen *listen);
/* What came of "heard", with the ways to go from there. */
void thecal_beep_view_show_answer (ThecalBeepView *self, const char *title, const char *text);
/* FALSE: the first page is shown. */
gboolean thecal_beep_view_back (ThecalBeepView *self);
