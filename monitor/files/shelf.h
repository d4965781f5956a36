/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gio/gio.h>

/* Papers and pictures (scanned printout, wound photographs): copies in "shelf/" of the state
 * directory, directory 0700, files 0600, without the camera's place and time in them (PNG, JPEG).
 * Nothing else ever sends or shows them by itself. */

#define THECAL_SHELF_MAX_BYTES (20 * 1024 * 1024)

/* Copies @file in; PDF, PNG, JPEG by their content, up to THECAL_SHELF_MAX_BYTES. */
void thecal_shelf_add_async (const char *state_dir,
                             GFile *file,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
/* Name within the shelf, as an entry keeps it. (transfer full) */
char *thecal_shelf_add_finish (GAsyncResult *result, GError **error);
/* (transfer full); NULL where @name is no name that the shelf gives. */
char *thecal_shelf_get_path (const char *state_dir, const char *name);
