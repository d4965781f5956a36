/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gtk/gtk.h>

/* A sheet of paper: a title, and rows with a label and what it is. */
typedef struct _ThecalSheet ThecalSheet;

ThecalSheet *thecal_sheet_new (const char *title);
void thecal_sheet_free (ThecalSheet *self);
void thecal_sheet_add (ThecalSheet *self, const char *label, const char *value);
/* @self is taken over. Into the PDF @file, or where it is NULL by the print dialog, which belongs
 * to the window of @parent. */
gboolean thecal_sheet_print (ThecalSheet *self,
                             GtkWidget *parent,
                             const char *job,
                             const char *file,
                             GError **error);
