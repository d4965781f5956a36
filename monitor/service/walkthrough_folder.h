/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gio/gio.h>

/* The folder in which walkthroughs leave their records, as files NAME.walkthrough that whoever
 * writes them may replace at any time. All of this is done by threads: a disk that hangs holds
 * nobody up. */

typedef struct {
  char *name; /* within the folder */
  char *text; /* NULL: could not be read */
  gsize size;
  char *fault; /* why not; nullable */
} ThecalWalkthroughFile;

/* (transfer full) of ThecalWalkthroughFile, in the order of their names. */
typedef struct {
  GPtrArray *files;
  char *bad_name;     /* the one that was set aside last; NULL: none */
  gint64 bad_wall_us; /* when it was; THECAL_UNKNOWN_US */
} ThecalWalkthroughLook;

void thecal_walkthrough_look_free (ThecalWalkthroughLook *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ThecalWalkthroughLook, thecal_walkthrough_look_free)

/* Makes @folder (0700) where it is not there. */
void thecal_walkthrough_folder_look_async (const char *folder,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data);
ThecalWalkthroughLook *thecal_walkthrough_folder_look_finish (GAsyncResult *result, GError **error);

typedef enum {
  THECAL_WALKTHROUGH_REMOVE,
  THECAL_WALKTHROUGH_SET_ASIDE, /* as NAME.walkthrough.bad */
} ThecalWalkthroughEnd;

/* Ends @file, as long as it still holds what was read: one that was replaced meanwhile stays. FALSE
 * without an error: it stays. */
void thecal_walkthrough_folder_end_async (const char *folder,
                                          const ThecalWalkthroughFile *file,
                                          ThecalWalkthroughEnd end,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
gboolean thecal_walkthrough_folder_end_finish (GAsyncResult *result, GError **error);
