/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gtk/gtk.h>

/* Asks before an emergency is left that nobody called for. @leave is called with @page, after the
 * dialog has ended, where the person wants to leave all the same. */
void thecal_walk_leave_dialog_show (GtkWidget *page, GSourceOnceFunc leave);
