/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gdk-pixbuf/gdk-pixbuf.h>

/* Pictures of the shelf for printing, read in a thread, no larger than a page needs. What cannot be
 * read is left out. @paths ends with NULL. */
void thecal_documents_pictures_load_async (const char *const *paths,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data);
/* (transfer full) of GdkPixbuf */
GPtrArray *thecal_documents_pictures_load_finish (GAsyncResult *result, GError **error);
