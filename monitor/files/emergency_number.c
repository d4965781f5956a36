/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <string.h>

#include "files/plan_files.h"
#include "files/plan_store.h"

/* The number that a person chose at the first start goes into the plan. */

static void
on_set (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (thecal_plan_store_finish (result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
thecal_plan_files_set_emergency_async (const char *path,
                                       const char *number,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_autofree char *state_dir = thecal_plan_files_get_state_dir ();
  g_autofree char *stripped = g_strstrip (g_strdup (number));
  const ThecalPlanValue values[] = {
    { "emergency", "Number", stripped },
    { "emergency", "Confirmed", "true" },
  };

  /* an end of line would be the next key of the file */
  if (*stripped == '\0' || strpbrk (stripped, "\r\n\\") != NULL) {
    g_task_return_new_error (
        task, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "expected a telephone number");
    return;
  }
  thecal_plan_store_set_async (
      path, state_dir, values, G_N_ELEMENTS (values), cancellable, on_set, g_object_ref (task));
}

gboolean
thecal_plan_files_set_emergency_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
