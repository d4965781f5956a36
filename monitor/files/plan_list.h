/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gio/gio.h>

/* Further care plans, one for each person or pump: "care-plans/NAME.ini" beside the usual plan. */

#define THECAL_PLANS_MAX 16 /* own choice: more is no household */
/* Stable id of the pump by printout. */
#define THECAL_MANUAL_PUMP_ID "manual"
/* … and of that by the printout of a further plan, with its name behind it. */
#define THECAL_OTHER_PUMP_PREFIX "manual-"

/* The folder beside the plan at @usual_path; it need not be there. (transfer full) */
char *thecal_plan_list_get_folder (const char *usual_path);
/* The file of @name. (transfer full) */
char *thecal_plan_list_get_path (const char *usual_path, const char *name);
/* "ada" of "care-plans/ada.ini"; NULL: a file that is no plan. (transfer full) */
char *thecal_plan_list_get_name (const char *path);
/* Id that the pump by the printout of the plan at @path has. (transfer full) */
char *thecal_plan_list_get_pump_id (const char *path);
/* Whether a file may be called so: text without control characters and slashes, not hidden. */
gboolean thecal_plan_list_is_name (const char *name);

/* The names, sorted. Never fails: a folder that cannot be read has none. (transfer full) */
void thecal_plan_list_async (const char *usual_path,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
GStrv thecal_plan_list_finish (GAsyncResult *result);
