/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "core/codec/crc.h"

#define POLYNOMIAL_REFLECTED 0x8408

guint16
thecal_crc16 (const guint8 *data, gsize len)
{
  guint16 crc = 0xFFFF;

  for (gsize i = 0; i < len; i++) {
    crc ^= data[i];
    for (int bit = 0; bit < 8; bit++)
      crc = (guint16) ((crc & 1) ? (crc >> 1) ^ POLYNOMIAL_REFLECTED : crc >> 1);
  }

  return crc;
}
