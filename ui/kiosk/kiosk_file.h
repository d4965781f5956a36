/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gio/gio.h>

/* The file of the kiosk's own settings and of its PIN, "kiosk.ini"
 * (thecal_kiosk_settings_get_path()). Those that are not asynchronous wait for the disk: call them
 * in a thread of a GTask. */

typedef struct {
  const char *group, *key, *value;
} ThecalKioskValue;

/* An empty one where there is no file yet. NULL with @error, which names the file: it is spoilt or
 * cannot be read. (transfer full) */
GKeyFile *thecal_kiosk_file_read (const char *path, GError **error);
/* Writes one value, all else in the file stays, comments too. Atomic, mode 0600, one writer at a
 * time. A file that is spoilt is kept as "kiosk.ini.bad" and begun anew. */
gboolean thecal_kiosk_file_set (const char *path, const ThecalKioskValue *value, GError **error);

/* The same, in a thread. Ends at once, with an error, when it is cancelled; the value may be
 * written all the same. */
void thecal_kiosk_file_set_async (const ThecalKioskValue *value,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean thecal_kiosk_file_set_finish (GAsyncResult *result, GError **error);
