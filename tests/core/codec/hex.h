/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "core/codec/frame.h"

/* The octets of @hex ("55 96 B9") in a heap block of exactly their number, so that the address
 * sanitizer sees a read past the end. */
guint8 *hex_to_octets (const char *hex, gsize *out_len);

/* Decodes from an exact block. */
ThecalDecodeResult decode_exact (ThecalDialect dialect,
                                 ThecalFrameKind kind,
                                 const guint8 *data,
                                 gsize len,
                                 ThecalFrame *out);
ThecalDecodeResult
decode_hex (ThecalDialect dialect, ThecalFrameKind kind, const char *hex, ThecalFrame *out);

/* Every value of the profile description, valid as it stands. */
typedef struct {
  ThecalDialect dialect;
  ThecalFrameKind kind;
  const char *hex;
} Vector;

extern const Vector vectors[];
extern const gsize n_vectors;
