/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gio/gio.h>

/* What a plan said before it was changed, one file for each change, in "plans/NAME/" of the state
 * directory, mode 0600. These wait for the disk: call them in a thread. */

/* The folder of the plan at @path: two files of one name have two. (transfer full) */
char *thecal_plan_versions_get_folder (const char *path, const char *state_dir);
/* Keeps @text; FALSE with @error: nothing may be changed. */
gboolean thecal_plan_versions_keep (const char *path,
                                    const char *state_dir,
                                    const char *text,
                                    GError **error);
/* Paths, newest first. (transfer full) */
GStrv thecal_plan_versions_list (const char *path, const char *state_dir);
