/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gtk/gtk.h>

/* A text as a square that the camera of a phone reads: black on white with its quiet zone, in every
 * colour scheme. */
#define THECAL_TYPE_QR_CODE (thecal_qr_code_get_type ())
G_DECLARE_FINAL_TYPE (ThecalQrCode, thecal_qr_code, THECAL, QR_CODE, GtkWidget)

GtkWidget *thecal_qr_code_new (void);
/* "tel:+12025550142"; NULL or "": none, and nothing is drawn. What a screen reader says is
 * "Square that dials +12025550142" for a number, else the text. */
void thecal_qr_code_set_text (ThecalQrCode *self, const char *text);
/* Both sides, px, at most: its squares are whole pixels. */
void thecal_qr_code_set_size (ThecalQrCode *self, int size);
