/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "core/codec/octets.h"

#include "core/codec/medfloat.h"

guint32
thecal_octets_get (ThecalOctetReader *self, int n_octets)
{
  guint32 value = 0;

  if (self->failed || self->len - self->at < (gsize) n_octets) {
    self->failed = true;
    return 0;
  }
  for (int i = 0; i < n_octets; i++)
    value |= (guint32) self->data[self->at++] << (8 * i);

  return value;
}

double
thecal_octets_get_sfloat (ThecalOctetReader *self)
{
  return thecal_sfloat_decode ((guint16) thecal_octets_get (self, 2));
}

void
thecal_octets_put (ThecalOctetWriter *self, guint32 value, int n_octets)
{
  if (self->failed || self->capacity - self->at < (gsize) n_octets) {
    self->failed = true;
    return;
  }
  for (int i = 0; i < n_octets; i++)
    self->data[self->at++] = (guint8) (value >> (8 * i));
}

void
thecal_octets_put_sfloat (ThecalOctetWriter *self, double value)
{
  thecal_octets_put (self, thecal_sfloat_encode (value), 2);
}
