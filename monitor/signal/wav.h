/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <glib.h>

/* Reads a WAV file (16 bits, one or two channels, 8-96 kHz) that came from outside, into gint16
 * mono samples of THECAL_SAMPLE_RATE_HZ, as loud as can be. What is longer than @limit_ms is cut. A
 * file that says it is longer than it is is read to its end, as speakers that stream write it.
 * NULL: @fault (static) says why. Pure. */
GArray *thecal_wav_read (const guint8 *octets, gsize n_octets, guint limit_ms, const char **fault);
