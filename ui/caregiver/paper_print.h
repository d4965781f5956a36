/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gtk/gtk.h>

#include "words/card.h"

/* @paper is taken over. @pictures: of GdkPixbuf, nullable, one page each after it. Into the PDF
 * @file, or where it is NULL by the print dialog, which belongs to the window of @parent. */
gboolean thecal_paper_print (ThecalPaper *paper,
                             GPtrArray *pictures,
                             GtkWidget *parent,
                             const char *file,
                             GError **error);
