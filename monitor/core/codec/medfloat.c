/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "core/codec/medfloat.h"

#include <math.h>
#include <stdbool.h>

#define SFLOAT_NAN 0x07FF
#define MANTISSA_MAX 2045 /* 2046 and 2047 are +inf and NaN */
#define EXPONENT_MIN (-8)
#define EXPONENT_MAX 7

double
thecal_sfloat_decode (guint16 raw)
{
  int mantissa = raw & 0x0FFF;
  int exponent = raw >> 12;

  if (mantissa >= 0x07FE && mantissa <= 0x0802 && exponent == 0)
    return NAN;
  if (mantissa >= 0x0800)
    mantissa -= 0x1000;
  if (exponent >= 0x8)
    exponent -= 0x10;

  /* Division keeps decimal fractions exact where a product with 0.1 would not. */
  return exponent < 0 ? mantissa / pow (10.0, -exponent) : mantissa * pow (10.0, exponent);
}

static double
scaled (double value, int exponent)
{
  return exponent < 0 ? value * pow (10.0, -exponent) : value / pow (10.0, exponent);
}

guint16
thecal_sfloat_encode (double value)
{
  int exponent = EXPONENT_MIN;
  long mantissa;

  if (!isfinite (value))
    return SFLOAT_NAN;

  /* The smallest exponent that holds the mantissa keeps most digits. */
  while (exponent <= EXPONENT_MAX && fabs (round (scaled (value, exponent))) > MANTISSA_MAX)
    exponent++;
  if (exponent > EXPONENT_MAX)
    return SFLOAT_NAN;

  mantissa = lround (scaled (value, exponent));
  while (exponent < 0 && mantissa % 10 == 0) {
    mantissa /= 10;
    exponent++;
  }

  return (guint16) (((exponent & 0xF) << 12) | (mantissa & 0x0FFF));
}
