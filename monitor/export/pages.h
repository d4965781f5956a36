/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <cairo.h>
#include <gio/gio.h>

/* Pages that draw themselves, as a file. */
typedef struct {
  void (*draw) (gpointer what, guint page, cairo_t *cairo); /* origin within the margin */
  gpointer what;
  guint n_pages;
  const char *title; /* without anything private */
} ThecalPages;

/* The sheet of the user's country, A4 or Letter, and what of it may be drawn on; points. */
typedef struct {
  double width_pt, height_pt;
} ThecalPageSize;
ThecalPageSize thecal_pages_get_sheet (void);
ThecalPageSize thecal_pages_get_area (void);

/* (transfer full) */
GBytes *thecal_pages_to_pdf (const ThecalPages *self, GCancellable *cancellable, GError **error);
/* The first page, 150 dots an inch. (transfer full) */
GBytes *thecal_pages_to_png (const ThecalPages *self, GError **error);

/* By the end of @path: .pdf or .png. Mode 0600; whole or not at all. Blocks: to be called in a
 * thread of its own, or by a program that does one thing. */
gboolean thecal_pages_write (const ThecalPages *self,
                             const char *path,
                             GCancellable *cancellable,
                             GError **error);
/* The same for what is a text. */
gboolean thecal_text_write (const char *text, const char *path, GError **error);
