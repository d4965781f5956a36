/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gtk/gtk.h>

#include "shared/plan_watch.h"
#include "shared/walk_opening.h"

/* The symptom checklist as a window of its own, one at a time: a walkthrough that is under way is
 * shown again, never begun anew. */
typedef struct _ThecalWalkScreen ThecalWalkScreen;

typedef void (*ThecalWalkChanged) (gpointer user_data);

/* @changed: thecal_walk_screen_is_result_shown() did. @parent owns it. */
ThecalWalkScreen *thecal_walk_screen_new (GtkWindow *parent,
                                          ThecalMonitorClient *client,
                                          ThecalPlanWatch *plan,
                                          ThecalWalkChanged changed,
                                          gpointer user_data);
/* PDF that Print writes without a question; nullable. */
void thecal_walk_screen_set_print_to (ThecalWalkScreen *self, const char *file);
void thecal_walk_screen_free (ThecalWalkScreen *self);
void thecal_walk_screen_open (ThecalWalkScreen *self, const ThecalWalkOpening *opening);
/* Opens what @alarm leads to, with what it tells filled in. */
void thecal_walk_screen_open_of (ThecalWalkScreen *self, ThecalDbusAlarm *alarm);
/* An emergency that nobody has answered is shown here: its alarm need not cover it. */
gboolean thecal_walk_screen_is_result_shown (ThecalWalkScreen *self);
