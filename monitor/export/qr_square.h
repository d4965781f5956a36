/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <cairo.h>
#include <glib.h>

/* A text as a square that a camera reads (ISO/IEC 18004), with its white edge. */
typedef struct _ThecalQrSquare ThecalQrSquare;

/* NULL: no text, or too long for one. */
ThecalQrSquare *thecal_qr_square_new (const char *text);
void thecal_qr_square_free (ThecalQrSquare *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ThecalQrSquare, thecal_qr_square_free)

/* Modules of a side, the white edge included. */
int thecal_qr_square_get_width (const ThecalQrSquare *self);
/* Calls @func for each run of dark modules in a row: x, y from the outer corner, length. */
typedef void (*ThecalQrRunFunc) (int x, int y, int length, gpointer user_data);
void thecal_qr_square_walk (const ThecalQrSquare *self, ThecalQrRunFunc func, gpointer user_data);
/* Black on white from the origin of @cairo, @side units wide. */
void thecal_qr_square_draw (const ThecalQrSquare *self, cairo_t *cairo, double side);
