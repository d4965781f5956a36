/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gtk/gtk.h>

#include "shared/walk_session.h"

/* The whole emergency script with the numbers, on paper: for the ambulance and the hospital. */

/* @is_emergency: without a result. @lines of ThecalContactLine. Into the file that the session
 * names, else by the print dialog; the dialog and its faults belong to the window of @parent. */
void thecal_walk_sheet_print (GtkWidget *parent,
                              ThecalWalkSession *session,
                              gboolean is_emergency,
                              const GArray *lines);
