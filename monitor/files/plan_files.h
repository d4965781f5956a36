/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gio/gio.h>

#include "core/plan/plan_document.h"

/* The care plan on disk. One that reads well is kept as a copy in the state directory
 * ("care-plan.good"): when the file is spoilt or gone later, that copy stays in use and the fault
 * is told. */

/* --plan FILE, else $XDG_CONFIG_HOME/thecal/care-plan.ini. (transfer full) */
char *thecal_plan_files_get_path (const char *option);
/* $XDG_STATE_HOME/thecal, or $THECAL_STATE_DIR. (transfer full) */
char *thecal_plan_files_get_state_dir (void);

typedef struct {
  ThecalPlanDocument *document; /* never NULL: an empty one where there is none */
  gboolean found;               /* there is a plan, the file or its good copy */
  gboolean is_copy;             /* the good copy stands in for the file */
  gboolean is_gone;             /* there is no such file */
  char *fault; /* "FILE:LINE: [group] Key: expected …", or why it could not be read;
                * nullable. A default path where no file is yet is no fault. */
} ThecalPlanLoad;
void thecal_plan_load_free (ThecalPlanLoad *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ThecalPlanLoad, thecal_plan_load_free)

/* @path: as thecal_plan_files_get_path() gives it; @state_dir nullable: no copy is kept or used.
 * Ends within two seconds, with a fault, where the disk does not answer. Never fails. */
void thecal_plan_files_load_async (const char *path,
                                   const char *state_dir,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
ThecalPlanLoad *thecal_plan_files_load_finish (GAsyncResult *result);

/* Writes [emergency] Number= and Confirmed=true into the plan at @path, which it makes where there
 * is none; all else in it stays as it is, comments too. Atomic, mode 0600. */
void thecal_plan_files_set_emergency_async (const char *path,
                                            const char *number,
                                            GCancellable *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data);
gboolean thecal_plan_files_set_emergency_finish (GAsyncResult *result, GError **error);
