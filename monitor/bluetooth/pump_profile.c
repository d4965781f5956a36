/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "bluetooth/pump_profile.h"

#include "bluetooth/bus_link.h"

guint
thecal_pump_profile_kinds_for_bits (guint16 bits)
{
  guint kinds = 0;
  if (bits & 0x0007)
    kinds |= THECAL_KIND_BIT (THECAL_FRAME_INFUSION_STATUS);
  if (bits & 0x0008)
    kinds |= THECAL_KIND_BIT (THECAL_FRAME_ANNUNCIATION);
  if (bits & 0x0070)
    kinds |=
        THECAL_KIND_BIT (THECAL_FRAME_SETTINGS) | THECAL_KIND_BIT (THECAL_FRAME_INFUSION_STATUS);
  if (bits & 0x0100)
    kinds |= THECAL_KIND_BIT (THECAL_FRAME_DATES);
  if (bits & 0x0200)
    kinds |= THECAL_KIND_BIT (THECAL_FRAME_SOURCE);
  return kinds;
}

guint16
thecal_pump_profile_bits_for_kinds (guint kinds)
{
  guint16 bits = 0;
  for (guint i = 0; i < 16; i++) {
    const guint needed = thecal_pump_profile_kinds_for_bits ((guint16) (1u << i));
    if (needed != 0 && (needed & kinds) == needed)
      bits |= (guint16) (1u << i);
  }
  return bits;
}

gboolean
thecal_pump_profile_bind (ThecalObjectTree *tree, const char *device, char *paths[THECAL_N_FRAMES])
{
  g_autoptr (GPtrArray) objects =
      thecal_object_tree_list (tree, THECAL_BLUEZ_CHARACTERISTIC, device);
  guint found = 0;

  for (guint i = 0; i < objects->len; i++) {
    const char *path = g_ptr_array_index (objects, i);
    const char *uuid =
        thecal_object_tree_get_string (tree, path, THECAL_BLUEZ_CHARACTERISTIC, "UUID");
    ThecalDialect dialect = THECAL_DIALECT_THECAL;
    ThecalFrameKind kind = THECAL_N_FRAMES;

    if (uuid == NULL || !thecal_frame_kind_from_uuid (uuid, &dialect, &kind) ||
        dialect != THECAL_DIALECT_THECAL ||
        ((THECAL_REQUIRED_KINDS | THECAL_OPTIONAL_KINDS) & THECAL_KIND_BIT (kind)) == 0 ||
        (found & THECAL_KIND_BIT (kind)))
      continue;
    g_free (paths[kind]);
    paths[kind] = g_strdup (path);
    found |= THECAL_KIND_BIT (kind);
  }

  return (found & THECAL_REQUIRED_KINDS) == THECAL_REQUIRED_KINDS;
}

gboolean
thecal_pump_profile_notifies (ThecalObjectTree *tree, const char *path)
{
  GVariant *flags = thecal_object_tree_get (tree, path, THECAL_BLUEZ_CHARACTERISTIC, "Flags", "as");
  g_autofree const char **names = flags != NULL ? g_variant_get_strv (flags, NULL) : NULL;

  return names != NULL &&
         (g_strv_contains (names, "indicate") || g_strv_contains (names, "notify"));
}
