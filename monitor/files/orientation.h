/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <glib.h>

/* How the camera was held, from the Exif segment of a JPEG: the one thing in it that the picture
 * needs (JEITA CP-3451, 4.6.4 A). */

#define THECAL_ORIENTATION_UPRIGHT 1
#define THECAL_ORIENTATION_LAST 8

/* @data: of an APP1 segment, behind its length. 1 to 8; 1 also where it says nothing that can be
 * read. */
int thecal_orientation_find (const guint8 *data, gsize size);
/* An APP1 segment, marker included, that says this and nothing else. */
void thecal_orientation_append (GByteArray *out, int orientation);
