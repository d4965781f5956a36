/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <cairo.h>
#include <gio/gio.h>

#include "words/card.h"

/* A paper laid out with Pango on cairo, for printer, PDF and picture alike; no GTK, so that
 * thecalctl writes the same sheet. */
typedef struct _ThecalPaperLayout ThecalPaperLayout;

/* @paper is borrowed until freed. Points; a card keeps to one page by smaller type, not below 8. */
ThecalPaperLayout *
thecal_paper_layout_new (const ThecalPaper *paper, double width_pt, double height_pt);
void thecal_paper_layout_free (ThecalPaperLayout *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ThecalPaperLayout, thecal_paper_layout_free)
guint thecal_paper_layout_get_n_pages (ThecalPaperLayout *self);
void thecal_paper_layout_draw (ThecalPaperLayout *self, guint page, cairo_t *cairo);

/* By the end of @path: .pdf (A4, or Letter where the locale has it), .png (page 1, 150 dpi). Mode
 * 0600; whole or not at all. */
gboolean thecal_paper_write (const ThecalPaper *paper, const char *path, GError **error);
/* @paper is borrowed until it has finished. */
void thecal_paper_write_async (const ThecalPaper *paper,
                               const char *path,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean thecal_paper_write_finish (GAsyncResult *result, GError **error);
