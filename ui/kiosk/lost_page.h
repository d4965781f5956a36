/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gtk/gtk.h>

#include "shared/plan_watch.h"

/* The monitor does not answer: nothing is being watched. It says since when, what was last known,
 * and what a person is to do instead. */
#define THECAL_TYPE_LOST_PAGE (thecal_lost_page_get_type ())
G_DECLARE_FINAL_TYPE (ThecalLostPage, thecal_lost_page, THECAL, LOST_PAGE, GtkBox)

/* Its buttons name the actions "win.call", "win.symptoms", "win.emergency"; those of its own sound,
 * "win.acknowledge-lost" and "win.pause-lost". */
GtkWidget *thecal_lost_page_new (ThecalPlanWatch *plan);
/* @since_us: wall clock; @known: what was last known, with its age; "" nothing. @sound: what its
 * sound does now, "" it can be silenced. */
void
thecal_lost_page_set (ThecalLostPage *self, gint64 since_us, const char *known, const char *sound);
void thecal_lost_page_focus (ThecalLostPage *self);
/* The buttons below each other. */
void thecal_lost_page_set_upright (ThecalLostPage *self, gboolean upright);
