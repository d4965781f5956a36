/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "core/system.h"
#include "fuzz.h"

/* The state that was stored, as octets of a file that anything may have happened to. What is taken
 * must go on: time passes, it is saved again. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) octets = g_bytes_new (data, size);
  g_autoptr (GVariant) wrapped =
      g_variant_ref_sink (g_variant_new_from_bytes (G_VARIANT_TYPE_VARIANT, octets, FALSE));
  g_autoptr (GArray) effects = g_array_new (FALSE, FALSE, sizeof (ThecalEffect));
  const ThecalEvent restart = { .type = THECAL_EVENT_RESTART };
  ThecalTime now = { 400 * THECAL_DAY_US, G_GINT64_CONSTANT (1790000000000000) };
  g_autoptr (GVariant) state = NULL;
  ThecalSystem *system;

  if (!g_variant_is_normal_form (wrapped))
    return 0;
  state = g_variant_get_variant (wrapped);
  system = thecal_system_new ();
  thecal_system_restore (system, state, size % 2 == 0, now);
  thecal_system_step (system, &restart, now, effects);
  for (int hour = 0; hour < 48; hour += 12) {
    const ThecalEvent tick = { .type = THECAL_EVENT_TICK };

    now.boot_us += 12 * THECAL_HOUR_US;
    now.wall_us += 12 * THECAL_HOUR_US;
    thecal_system_step (system, &tick, now, effects);
  }
  g_variant_unref (g_variant_ref_sink (thecal_system_save (system, now)));
  thecal_system_free (system);

  return 0;
}
