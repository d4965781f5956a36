/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "files/orientation.h"

#include <string.h>

#define TAG_ORIENTATION 0x0112
#define TYPE_SHORT 3
#define FIELD 12 /* octets of one field of a directory */

static const guint8 exif[] = { 'E', 'x', 'i', 'f', 0, 0 };
static const guint8 little[] = { 'I', 'I', '*', 0 };
static const guint8 big[] = { 'M', 'M', 0, '*' };

typedef struct {
  const guint8 *data;
  gsize size;
  gboolean is_big;
} Tiff;

/* The caller has looked that there are so many. */
static guint32
read_number (const Tiff *tiff, gsize at, guint n_octets)
{
  guint32 number = 0;

  for (guint i = 0; i < n_octets; i++)
    number = number << 8 | tiff->data[tiff->is_big ? at + i : at + n_octets - 1 - i];

  return number;
}

/* Of the field at @at; 0: it is another one. */
static int
read_field (const Tiff *tiff, gsize at)
{
  if (read_number (tiff, at, 2) != TAG_ORIENTATION || read_number (tiff, at + 2, 2) != TYPE_SHORT ||
      read_number (tiff, at + 4, 4) != 1)
    return 0;

  return (int) read_number (tiff, at + 8, 2);
}

static int
find_in_directory (const Tiff *tiff)
{
  const gsize at = read_number (tiff, 4, 4);
  guint n;

  if (at > tiff->size || tiff->size - at < 2)
    return THECAL_ORIENTATION_UPRIGHT;
  n = read_number (tiff, at, 2);
  for (gsize i = 0; i < n && tiff->size - at - 2 >= (i + 1) * FIELD; i++) {
    const int found = read_field (tiff, at + 2 + i * FIELD);

    if (found >= THECAL_ORIENTATION_UPRIGHT && found <= THECAL_ORIENTATION_LAST)
      return found;
  }

  return THECAL_ORIENTATION_UPRIGHT;
}

int
thecal_orientation_find (const guint8 *data, gsize size)
{
  Tiff tiff;

  if (size < sizeof exif + 8 || memcmp (data, exif, sizeof exif) != 0)
    return THECAL_ORIENTATION_UPRIGHT;
  tiff = (Tiff){ .data = data + sizeof exif,
                 .size = size - sizeof exif,
                 .is_big = memcmp (data + sizeof exif, big, sizeof big) == 0 };
  if (!tiff.is_big && memcmp (tiff.data, little, sizeof little) != 0)
    return THECAL_ORIENTATION_UPRIGHT;

  return find_in_directory (&tiff);
}

void
thecal_orientation_append (GByteArray *out, int orientation)
{
  const guint8 segment[] = {
    0xff, 0xe1, 0, 34,         'E', 'x', 'i', 'f', 0, 0,
    'M',  'M',  0, '*',        0,   0,   0,   8, /* the directory is 8 octets behind the M */
    0,    1,                                     /* one field */
    0x01, 0x12, 0, TYPE_SHORT, 0,   0,   0,   1,   0, (guint8) orientation,
    0,    0,    0, 0,          0,   0, /* and no other directory */
  };

  g_byte_array_append (out, segment, sizeof segment);
}
