/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <string.h>

#include "files/disk.h"
#include "files/plan_copy.h"
#include "files/plan_edit.h"
#include "files/plan_files.h"

/* The number that a person chose at the first start goes into the plan. */

#define GROUP "emergency"

typedef struct {
  char *path;
  char *number;
} Setting;

static void
setting_free (gpointer data)
{
  Setting *self = data;

  g_free (self->path);
  g_free (self->number);
  g_free (self);
}

/* What is there to be changed: the plan; where it is gone, its good copy, since a plan of a number
 * alone would take the place of that too. (transfer full); NULL with @error. */
static char *
read_plan (const char *path, GError **error)
{
  g_autofree char *state_dir = thecal_plan_files_get_state_dir ();
  g_autoptr (GError) local_error = NULL;
  char *text = thecal_disk_read (path, NULL, &local_error);

  if (text == NULL && g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND)) {
    text = thecal_plan_copy_read (state_dir, path);
    return text != NULL ? text : g_strdup ("");
  }
  if (text == NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));

  return text;
}

/* A number that is none, or a plan that was spoilt before, is left as it is. */
static gboolean
is_plan (const char *text, const char *path, GError **error)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autoptr (ThecalPlanDocument) document = NULL;
  g_autofree char *told = NULL;
  ThecalPlanFault fault = { .line = 0 };

  document = thecal_plan_document_parse (text, strlen (text), zone, &fault);
  if (document != NULL)
    return TRUE;

  told = thecal_plan_fault_to_text (&fault, path);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, told);
  return FALSE;
}

static void
set_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Setting *setting = data;
  GError *error = NULL;
  g_autofree char *text = read_plan (setting->path, &error);
  g_autofree char *with_number = NULL;
  g_autofree char *with_both = NULL;

  if (text == NULL) {
    g_task_return_error (task, error);
    return;
  }
  with_number = thecal_plan_edit_set (text, GROUP, "Number", setting->number);
  with_both = thecal_plan_edit_set (with_number, GROUP, "Confirmed", "true");
  if (is_plan (with_both, setting->path, &error) &&
      thecal_disk_write (setting->path, with_both, strlen (with_both), &error))
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
  Setting *setting = g_new0 (Setting, 1);

  setting->path = g_strdup (path);
  setting->number = g_strstrip (g_strdup (number));
  g_task_set_task_data (task, setting, setting_free);
  /* an end of line would be the next key of the file */
  if (*setting->number == '\0' || strpbrk (setting->number, "\r\n\\") != NULL) {
    g_task_return_new_error (
        task, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "expected a telephone number");
    return;
  }
  g_task_run_in_thread (task, set_in_thread);
}

gboolean
thecal_plan_files_set_emergency_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
