/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "bluetooth/adapter.h"

#include "bluetooth/bus_link.h"

ThecalAdapterState
thecal_adapter_survey (ThecalObjectTree *tree, const char *name, GPtrArray **out_paths)
{
  g_autoptr (GPtrArray) paths = thecal_object_tree_list (tree, THECAL_BLUEZ_ADAPTER, NULL);
  g_autofree char *wanted = name != NULL ? g_strconcat ("/org/bluez/", name, NULL) : NULL;
  ThecalAdapterState state = THECAL_ADAPTER_NONE;

  *out_paths = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < paths->len; i++) {
    const char *path = g_ptr_array_index (paths, i);
    if (wanted != NULL && !g_str_equal (path, wanted))
      continue;
    if (thecal_object_tree_get_boolean (tree, path, THECAL_BLUEZ_ADAPTER, "Powered")) {
      state = THECAL_ADAPTER_ON;
      g_ptr_array_add (*out_paths, g_strdup (path));
    } else if (state == THECAL_ADAPTER_NONE) {
      state = THECAL_ADAPTER_OFF;
    }
  }
  return state;
}

char *
thecal_adapter_path_of (const char *device_path)
{
  return g_path_get_dirname (device_path);
}
