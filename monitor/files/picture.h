/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <glib.h>

/* A paper or picture as it comes from a camera, a scanner or a clinic: what it is by its first
 * octets, never by its name, and the same without what the camera has put in beside the picture:
 * place, time, serial number, thumbnail, texts. The picture itself is not encoded again. Only what
 * says how its colours are meant stays (JFIF, Adobe, colour profile), and how the camera was held,
 * written anew: who shows it turns it upright. */

typedef enum {
  THECAL_PICTURE_UNKNOWN,
  THECAL_PICTURE_PDF,
  THECAL_PICTURE_PNG,
  THECAL_PICTURE_JPEG,
} ThecalPictureType;

ThecalPictureType thecal_picture_find_type (const guint8 *data, gsize size);
/* "pdf", "png", "jpg"; NULL for what is unknown. */
const char *thecal_picture_type_to_suffix (ThecalPictureType type);
/* (transfer full); a PDF as it is. NULL where it is none of the three, or ends in the middle. */
GByteArray *thecal_picture_strip (const guint8 *data, gsize size);
