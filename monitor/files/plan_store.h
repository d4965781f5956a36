/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gio/gio.h>

#include "core/plan/plan_document.h"

/* Changing the care plan on disk: whole or not at all, with every earlier version kept in the state
 * directory ("plans/NAME/2026-10-01T100000Z.ini", mode 0600; NAME tells two files of one name
 * apart). */

/* One value, as a person types it; NULL takes the key away; a group of which no key is left goes
 * too. */
typedef struct {
  const char *group, *key, *value;
} ThecalPlanValue;

/* The text of the plan at @path with @values set, all else as it is, comments too; read as all
 * programs read it and refused as a whole (G_IO_ERROR_INVALID_DATA, "FILE:LINE: [group] Key:
 * expected …") where it does not read well. @path is made where it is not there. In the order of
 * calls, with a time limit; once cancelled, nothing that has not begun is done. What is the same as
 * before leaves no version. */
void thecal_plan_store_set_async (const char *path,
                                  const char *state_dir,
                                  const ThecalPlanValue *values,
                                  gsize n_values,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
/* As above with a whole text, as an import takes it. */
void thecal_plan_store_replace_async (const char *path,
                                      const char *state_dir,
                                      const char *text,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
gboolean thecal_plan_store_finish (GAsyncResult *result, GError **error);

/* The same for a program without a main loop (thecalctl). */
gboolean thecal_plan_store_replace (const char *path,
                                    const char *state_dir,
                                    const char *text,
                                    GError **error);
gboolean thecal_plan_store_set (const char *path,
                                const char *state_dir,
                                const ThecalPlanValue *values,
                                gsize n_values,
                                GError **error);

/* Paths of the versions that were replaced, newest first. (transfer full) */
GStrv thecal_plan_store_list_versions (const char *path, const char *state_dir);
