/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gio/gio.h>

/* Reads and writes small files. These wait for the disk: call them in a thread of a GTask. */

#define THECAL_FILE_SIZE_MOST (1024 * 1024)

/* A regular file of at most 1 MiB; a pipe or a device would never end. @out_size nullable; the text
 * ends with NUL. (transfer full); NULL with @error. */
char *thecal_disk_read (const char *path, gsize *out_size, GError **error);

/* Atomic and synced, mode 0600; makes the folder (0700). A link is followed. */
gboolean thecal_disk_write (const char *path, const char *text, gsize size, GError **error);
