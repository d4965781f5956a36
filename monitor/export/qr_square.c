/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "export/qr_square.h"

#include <qrencode.h>
#include <string.h>

#define QUIET_MODULES 4 /* the white edge on each side */

/* Up to here the text is short enough for M, which is still read with a seventh of it covered by a
 * finger or a reflection; a longer one would have modules too small for that. */
#define SHORT_OCTETS 150

struct _ThecalQrSquare {
  QRcode *code;
};

/* What is no ASCII says that it is UTF-8: readers guess otherwise, and guess wrong. */
#define ECI_UTF8 26

static QRcode *
encode (const char *text)
{
  const gsize size = strlen (text);
  QRinput *input = QRinput_new2 (0, size <= SHORT_OCTETS ? QR_ECLEVEL_M : QR_ECLEVEL_L);
  QRcode *code = NULL;

  if (input == NULL)
    return NULL;
  if ((g_str_is_ascii (text) || QRinput_appendECIheader (input, ECI_UTF8) == 0) &&
      size <= G_MAXINT &&
      QRinput_append (input, QR_MODE_8, (int) size, (const unsigned char *) text) == 0)
    code = QRcode_encodeInput (input);
  QRinput_free (input);

  return code;
}

ThecalQrSquare *
thecal_qr_square_new (const char *text)
{
  ThecalQrSquare *self;
  QRcode *code;

  if (text == NULL || *text == '\0')
    return NULL;
  code = encode (text);
  if (code == NULL)
    return NULL;
  self = g_new (ThecalQrSquare, 1);
  self->code = code;

  return self;
}

void
thecal_qr_square_free (ThecalQrSquare *self)
{
  QRcode_free (self->code);
  g_free (self);
}

int
thecal_qr_square_get_width (const ThecalQrSquare *self)
{
  return self->code->width + 2 * QUIET_MODULES;
}

void
thecal_qr_square_walk (const ThecalQrSquare *self, ThecalQrRunFunc func, gpointer user_data)
{
  const QRcode *code = self->code;

  /* dark modules of a row that follow each other are one run: no hair lines between them */
  for (int y = 0; y < code->width; y++)
    for (int x = 0; x < code->width; x++) {
      int length = 0;

      while (x + length < code->width && (code->data[y * code->width + x + length] & 1) != 0)
        length++;
      if (length == 0)
        continue;
      func (x + QUIET_MODULES, y + QUIET_MODULES, length, user_data);
      x += length;
    }
}

static void
add_run (int x, int y, int length, gpointer cairo)
{
  cairo_rectangle (cairo, x, y, length, 1);
}

void
thecal_qr_square_draw (const ThecalQrSquare *self, cairo_t *cairo, double side)
{
  const double width = thecal_qr_square_get_width (self);

  cairo_save (cairo);
  cairo_scale (cairo, side / width, side / width);
  cairo_set_antialias (cairo, CAIRO_ANTIALIAS_NONE);
  cairo_set_source_rgb (cairo, 1, 1, 1);
  cairo_rectangle (cairo, 0, 0, width, width);
  cairo_fill (cairo);
  cairo_set_source_rgb (cairo, 0, 0, 0);
  thecal_qr_square_walk (self, add_run, cairo);
  cairo_fill (cairo);
  cairo_restore (cairo);
}
