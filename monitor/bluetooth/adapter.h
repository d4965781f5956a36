/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "bluetooth/object_tree.h"

/* Which Bluetooth adapters can be used now. */
typedef enum {
  THECAL_ADAPTER_NONE, /* unplugged, or none by that name */
  THECAL_ADAPTER_OFF,  /* there, but not powered (switched off, rfkill) */
  THECAL_ADAPTER_ON,
} ThecalAdapterState;

/* @name: "hci0", or NULL for every one. Where ON, @out_paths gets the powered ones; else it is
 * empty. Free it. */
ThecalAdapterState
thecal_adapter_survey (ThecalObjectTree *tree, const char *name, GPtrArray **out_paths);
/* The adapter's path of a device's path; free with g_free(). */
char *thecal_adapter_path_of (const char *device_path);
