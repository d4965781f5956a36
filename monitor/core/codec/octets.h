/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <stdbool.h>

#include <glib.h>

/* Little-endian reading that cannot pass the end, and writing that cannot pass the capacity: a
 * reader that came too short stays failed and gives zeros. */
typedef struct {
  const guint8 *data;
  gsize len, at;
  bool failed;
} ThecalOctetReader;

typedef struct {
  guint8 *data;
  gsize capacity, at;
  bool failed;
} ThecalOctetWriter;

guint32 thecal_octets_get (ThecalOctetReader *self, int n_octets);
double thecal_octets_get_sfloat (ThecalOctetReader *self);
void thecal_octets_put (ThecalOctetWriter *self, guint32 value, int n_octets);
void thecal_octets_put_sfloat (ThecalOctetWriter *self, double value);
