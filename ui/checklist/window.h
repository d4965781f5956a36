/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <adwaita.h>

#include "shared/walk_session.h"

/* The walkthrough as a program of its own: one window, which reads the care plan while the first
 * question is on the screen already. */
#define THECAL_TYPE_CHECKLIST_WINDOW (thecal_checklist_window_get_type ())
G_DECLARE_FINAL_TYPE (ThecalChecklistWindow,
                      thecal_checklist_window,
                      THECAL,
                      CHECKLIST_WINDOW,
                      AdwApplicationWindow)

/* @faults of the lists, nullable. */
GtkWidget *thecal_checklist_window_new (AdwApplication *application,
                                        const ThecalWalkStart *start,
                                        const GPtrArray *faults);
/* Keeps what was answered and ends, without asking. */
void thecal_checklist_window_leave (ThecalChecklistWindow *self);
