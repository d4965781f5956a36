/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "files/picture.h"

#include <string.h>

#include "files/orientation.h"

static const guint8 pdf_start[] = { '%', 'P', 'D', 'F', '-' };
static const guint8 png_start[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' };
static const guint8 jpeg_start[] = { 0xff, 0xd8, 0xff };

static gboolean
starts_with (const guint8 *data, gsize size, const void *start, gsize n_start)
{
  return size >= n_start && memcmp (data, start, n_start) == 0;
}

ThecalPictureType
thecal_picture_find_type (const guint8 *data, gsize size)
{
  if (starts_with (data, size, pdf_start, sizeof pdf_start))
    return THECAL_PICTURE_PDF;
  if (starts_with (data, size, png_start, sizeof png_start))
    return THECAL_PICTURE_PNG;
  if (starts_with (data, size, jpeg_start, sizeof jpeg_start))
    return THECAL_PICTURE_JPEG;

  return THECAL_PICTURE_UNKNOWN;
}

const char *
thecal_picture_type_to_suffix (ThecalPictureType type)
{
  switch (type) {
  case THECAL_PICTURE_PDF:
    return "pdf";
  case THECAL_PICTURE_PNG:
    return "png";
  case THECAL_PICTURE_JPEG:
    return "jpg";
  case THECAL_PICTURE_UNKNOWN:
    break;
  }

  return NULL;
}

/* PNG: chunks of a length, a type, data and a checksum (W3C PNG, 5.3). */

#define PNG_FRAME 12 /* a chunk without its data */

/* What the picture and its colours need; the rest tells of the camera and of people. */
static gboolean
is_png_chunk_kept (const guint8 type[4])
{
  static const char kept[][5] = {
    "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "sBIT", "bKGD", "pHYs",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (kept); i++)
    if (memcmp (type, kept[i], 4) == 0)
      return TRUE;

  return FALSE;
}

/* What follows the end of the picture is dropped too. */
static gboolean
strip_png (const guint8 *data, gsize size, GByteArray *out)
{
  gsize at = sizeof png_start;

  g_byte_array_append (out, data, (guint) at);
  while (size - at >= PNG_FRAME) {
    const guint8 *chunk = data + at;
    const gsize length =
        (gsize) chunk[0] << 24 | (gsize) chunk[1] << 16 | (gsize) chunk[2] << 8 | (gsize) chunk[3];

    if (length > size - at - PNG_FRAME)
      return FALSE;
    if (is_png_chunk_kept (chunk + 4))
      g_byte_array_append (out, chunk, (guint) (length + PNG_FRAME));
    if (memcmp (chunk + 4, "IEND", 4) == 0)
      return TRUE;
    at += length + PNG_FRAME;
  }

  return FALSE;
}

/* JPEG: segments of a marker and a length; after a start of scan coded data, in which 0xff is
 * followed by 0 or by a restart marker (ITU T.81, B.1.1). */

#define JPEG_EOI 0xd9
#define JPEG_SOS 0xda
#define JPEG_APP0 0xe0
#define JPEG_APP1 0xe1
#define JPEG_APP2 0xe2
#define JPEG_APP14 0xee
#define JPEG_APP15 0xef
#define JPEG_COMMENT 0xfe

static gboolean
is_jpeg_alone (guint8 marker)
{
  return marker == 0x01 || (marker >= 0xd0 && marker <= 0xd7);
}

static gboolean
is_jpeg_segment_kept (guint8 marker, const guint8 *data, gsize size)
{
  if (marker == JPEG_COMMENT)
    return FALSE;
  if (marker < JPEG_APP0 || marker > JPEG_APP15)
    return TRUE;
  if (marker == JPEG_APP0)
    return starts_with (data, size, "JFIF", 5);
  if (marker == JPEG_APP2)
    return starts_with (data, size, "ICC_PROFILE", 12);

  return marker == JPEG_APP14 && starts_with (data, size, "Adobe", 5);
}

/* Where the coded data that begins at @at ends; @size where the file ends before. */
static gsize
find_scan_end (const guint8 *data, gsize size, gsize at)
{
  for (; at + 1 < size; at++)
    if (data[at] == 0xff && data[at + 1] != 0x00 && data[at + 1] != 0xff &&
        !is_jpeg_alone (data[at + 1]))
      return at;

  return size;
}

/* A second picture or a film behind the end, as telephones write them, is dropped too. */
static gboolean
strip_jpeg (const guint8 *data, gsize size, GByteArray *out)
{
  gsize at = 2;
  int orientation = THECAL_ORIENTATION_UPRIGHT;

  g_byte_array_append (out, data, 2);
  while (size - at >= 2 && data[at] == 0xff) {
    const guint8 marker = data[at + 1];
    gsize length, end;

    if (marker == 0xff || is_jpeg_alone (marker)) {
      at += marker == 0xff ? 1 : 2; /* filling */
      continue;
    }
    if (marker == JPEG_EOI) {
      g_byte_array_append (out, data + at, 2);
      return TRUE;
    }
    if (size - at < 4)
      return FALSE;
    length = (gsize) data[at + 2] << 8 | (gsize) data[at + 3];
    if (length < 2 || length > size - at - 2)
      return FALSE;
    end = at + 2 + length;
    if (marker == JPEG_SOS)
      end = find_scan_end (data, size, end);
    if (marker == JPEG_APP1 && orientation == THECAL_ORIENTATION_UPRIGHT) {
      orientation = thecal_orientation_find (data + at + 4, length - 2);
      if (orientation != THECAL_ORIENTATION_UPRIGHT)
        thecal_orientation_append (out, orientation);
    }
    if (is_jpeg_segment_kept (marker, data + at + 4, length - 2))
      g_byte_array_append (out, data + at, (guint) (end - at));
    at = end;
  }

  return FALSE;
}

GByteArray *
thecal_picture_strip (const guint8 *data, gsize size)
{
  g_autoptr (GByteArray) out = NULL;
  gboolean whole = FALSE;

  if (size > G_MAXINT)
    return NULL;
  out = g_byte_array_sized_new ((guint) size);
  switch (thecal_picture_find_type (data, size)) {
  case THECAL_PICTURE_PDF:
    g_byte_array_append (out, data, (guint) size);
    whole = TRUE;
    break;
  case THECAL_PICTURE_PNG:
    whole = strip_png (data, size, out);
    break;
  case THECAL_PICTURE_JPEG:
    whole = strip_jpeg (data, size, out);
    break;
  case THECAL_PICTURE_UNKNOWN:
    break;
  }

  return whole ? g_steal_pointer (&out) : NULL;
}
