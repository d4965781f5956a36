/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <glib.h>

/* The lamps behind the screens of this computer, as the kernel has them: a folder for each one,
 * with type, max_brightness and brightness (Documentation/ABI/stable/sysfs-class-backlight). These
 * wait for a driver: call them in a thread of a GTask. */
typedef struct {
  char *name;
  guint max; /* 1 or more */
} ThecalBacklightDevice;

void thecal_backlight_device_free (ThecalBacklightDevice *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ThecalBacklightDevice, thecal_backlight_device_free)

/* Those of the best type that is there: firmware, then platform, then raw, as the kernel advises.
 * Of one type all: which of them lights the screen is not known. By name. (transfer full) (element
 * ThecalBacklightDevice), empty where there is none. */
GPtrArray *thecal_backlight_files_find (const char *folder);
/* @raw: as thecal_dim_get_raw() gives it. */
gboolean
thecal_backlight_files_write (const char *folder, const char *name, guint raw, GError **error);
