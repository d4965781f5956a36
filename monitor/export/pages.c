/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "export/pages.h"

#include <cairo-pdf.h>
#include <glib/gi18n.h>
#include <langinfo.h>
#include <stdint.h>

#define MARGIN_PT 40.0 /* 14 mm: no printer cuts into it */
#define PNG_DPI 150.0
#define POINTS_PER_INCH 72.0

/* A4 is 210 mm by 297 mm; Letter 8.5 by 11 inches, which is 279 mm high. */
static const ThecalPageSize a4 = { 595.28, 841.89 };
static const ThecalPageSize letter = { 612.0, 792.0 };
#define LETTER_HEIGHT_MM 279

ThecalPageSize
thecal_pages_get_sheet (void)
{
  /* a number in the place of a pointer, as glibc gives it */
  const intptr_t height_mm = (intptr_t) nl_langinfo (_NL_PAPER_HEIGHT);

  return height_mm == LETTER_HEIGHT_MM ? letter : a4;
}

ThecalPageSize
thecal_pages_get_area (void)
{
  const ThecalPageSize sheet = thecal_pages_get_sheet ();

  return (ThecalPageSize){ sheet.width_pt - 2 * MARGIN_PT, sheet.height_pt - 2 * MARGIN_PT };
}

static cairo_status_t
on_write (void *user_data, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (user_data, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static gboolean
tell_status (cairo_status_t status, GError **error)
{
  if (status == CAIRO_STATUS_SUCCESS)
    return TRUE;

  g_set_error (error,
               G_IO_ERROR,
               G_IO_ERROR_FAILED,
               _ ("The page could not be drawn: %s"),
               cairo_status_to_string (status));
  return FALSE;
}

static void
draw_page (const ThecalPages *self, guint page, cairo_t *cairo)
{
  cairo_save (cairo);
  cairo_translate (cairo, MARGIN_PT, MARGIN_PT);
  self->draw (self->what, page, cairo);
  cairo_restore (cairo);
}

GBytes *
thecal_pages_to_pdf (const ThecalPages *self, GCancellable *cancellable, GError **error)
{
  const ThecalPageSize sheet = thecal_pages_get_sheet ();
  GByteArray *bytes = g_byte_array_new ();
  cairo_surface_t *surface =
      cairo_pdf_surface_create_for_stream (on_write, bytes, sheet.width_pt, sheet.height_pt);
  cairo_t *cairo = cairo_create (surface);
  gboolean drawn = TRUE;

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, self->title);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Thecal");
  for (guint page = 0; page < self->n_pages && drawn; page++) {
    drawn = !g_cancellable_set_error_if_cancelled (cancellable, error);
    if (drawn)
      draw_page (self, page, cairo);
    cairo_show_page (cairo);
  }
  cairo_destroy (cairo);
  cairo_surface_finish (surface);
  drawn = drawn && tell_status (cairo_surface_status (surface), error);
  cairo_surface_destroy (surface);
  if (!drawn) {
    g_byte_array_unref (bytes);
    return NULL;
  }

  return g_byte_array_free_to_bytes (bytes);
}

GBytes *
thecal_pages_to_png (const ThecalPages *self, GError **error)
{
  const ThecalPageSize sheet = thecal_pages_get_sheet ();
  const double scale = PNG_DPI / POINTS_PER_INCH;
  GByteArray *bytes = g_byte_array_new ();
  cairo_surface_t *surface = cairo_image_surface_create (
      CAIRO_FORMAT_RGB24, (int) (sheet.width_pt * scale), (int) (sheet.height_pt * scale));
  cairo_t *cairo = cairo_create (surface);
  gboolean drawn;

  cairo_set_source_rgb (cairo, 1, 1, 1);
  cairo_paint (cairo);
  cairo_scale (cairo, scale, scale);
  draw_page (self, 0, cairo);
  cairo_destroy (cairo);
  drawn = tell_status (cairo_surface_write_to_png_stream (surface, on_write, bytes), error);
  cairo_surface_destroy (surface);
  if (!drawn) {
    g_byte_array_unref (bytes);
    return NULL;
  }

  return g_byte_array_free_to_bytes (bytes);
}

static gboolean
save (const char *path, gconstpointer data, gsize size, GError **error)
{
  return g_file_set_contents_full (path,
                                   data,
                                   (gssize) size,
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                   0600,
                                   error);
}

gboolean
thecal_pages_write (const ThecalPages *self,
                    const char *path,
                    GCancellable *cancellable,
                    GError **error)
{
  g_autofree char *lower = g_ascii_strdown (path, -1);
  g_autoptr (GBytes) bytes = NULL;
  gconstpointer data;
  gsize size;

  if (g_str_has_suffix (lower, ".pdf"))
    bytes = thecal_pages_to_pdf (self, cancellable, error);
  else if (g_str_has_suffix (lower, ".png"))
    bytes = thecal_pages_to_png (self, error);
  else
    g_set_error (error,
                 G_IO_ERROR,
                 G_IO_ERROR_INVALID_ARGUMENT,
                 _ ("%s: expected a name that ends with .pdf or .png"),
                 path);
  if (bytes == NULL || g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  data = g_bytes_get_data (bytes, &size);

  return save (path, data, size, error);
}

gboolean
thecal_text_write (const char *text, const char *path, GError **error)
{
  return save (path, text, strlen (text), error);
}
