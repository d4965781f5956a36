/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "fuzz.h"
#include "service/objects.h"

/* The printout as it comes over the bus: a dictionary of anything. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) octets = g_bytes_new (data, size);
  g_autoptr (GVariant) values =
      g_variant_ref_sink (g_variant_new_from_bytes (G_VARIANT_TYPE_VARDICT, octets, FALSE));
  const ThecalTime now = { THECAL_DAY_US, G_GINT64_CONSTANT (1790000000000000) };
  g_autoptr (GError) error = NULL;
  ThecalStatusReport report;

  if (!g_variant_is_normal_form (values))
    return 0;
  if (thecal_enter_parse (values, now, &report, &error) != (error == NULL))
    g_error ("neither taken nor refused");

  return 0;
}
