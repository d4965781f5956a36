/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gtk/gtk.h>

/* What the programs of the questions do alike as programs: their option, and their end. */

/* --list: @letters (nullable) as bits of ThecalListId. -1: go on; else the status to end with, and
 * it was said why. */
int thecal_program_take_lists (const char *letters, guint *out_lists);

/* FALSE: it is no window that has anything to write before it ends. @window nullable. */
typedef gboolean (*ThecalProgramLeave) (GtkWindow *window);

/* On SIGTERM the window in front ends by @leave, and the program with it: in a few seconds at the
 * most. The source is that of the process. */
void thecal_program_end_on_terminate (GtkApplication *application, ThecalProgramLeave leave);
