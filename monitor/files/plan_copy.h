/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gio/gio.h>

/* The good copy of a care plan in the state directory, "care-plan.good"; that of a further person
 * (plan_list.h) "care-plan-NAME.good". It says in its first line
 * of which file it is: that of another person must never stand in. */

/* Its text, without that line, through g_task_propagate_pointer() (transfer full); NULL: there is
 * none of @path. */
void thecal_plan_copy_read_async (const char *state_dir,
                                  const char *path,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
/* As above, in a thread. (transfer full) */
char *thecal_plan_copy_read (const char *state_dir, const char *path);
/* Keeps @text; where that fails, a warning says so and the copy before it stays. */
void thecal_plan_copy_keep_async (const char *state_dir,
                                  const char *path,
                                  const char *text,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
