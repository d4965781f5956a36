/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <adwaita.h>

/* The row of a form in which a person types when it was: an AdwEntryRow, at first with the time of
 * now. */
GtkWidget *thecal_when_row_new (const char *title);

/* As a care plan has it, and @out_us; NULL where no time is typed that has passed, or one that the
 * clocks leave out or show twice. (transfer full) */
char *thecal_when_row_read (GtkWidget *row, gint64 *out_us);

/* Why nothing is read, with the title of the row. (transfer full) */
char *thecal_when_row_fault (GtkWidget *row);
