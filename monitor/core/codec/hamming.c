/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "core/codec/hamming.h"

/* Basis of the lexicographic code; highest bit first for the reduction. */
static const guint16 basis[] = { 0x8117, 0x4114, 0x2112, 0x1111, 0x0906, 0x0505,
                                 0x0303, 0x0096, 0x0055, 0x0033, 0x000F };

static guint16
highest_bit (guint16 value)
{
  guint16 bit = 0x8000;

  while ((value & bit) == 0)
    bit >>= 1;

  return bit;
}

bool
thecal_hamming16_is_code (guint16 value)
{
  guint16 rest = value;

  for (gsize i = 0; i < G_N_ELEMENTS (basis); i++)
    if (rest & highest_bit (basis[i]))
      rest ^= basis[i];

  return value != 0 && rest == 0;
}

bool
thecal_hamming8_is_code (guint8 value)
{
  return thecal_hamming16_is_code (value);
}
