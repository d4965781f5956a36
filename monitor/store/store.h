/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gio/gio.h>

#include "core/effect.h"
#include "core/event.h"

/* Everything that must outlive the process, in one SQLite file (WAL, synchronous=FULL), written by
 * one worker thread: the caller never waits for the disk. Calls queue in order;
 * thecal_store_flush() answers when all before it is durable. A corrupt file is moved aside (kept,
 * never deleted) and a new one started. Errors are G_IO_ERROR or THECAL_STORE_ERROR and reported by
 * "failed". */
#define THECAL_TYPE_STORE (thecal_store_get_type ())
G_DECLARE_FINAL_TYPE (ThecalStore, thecal_store, THECAL, STORE, GObject)

/* Signals:
 *   "failed" (const char *message)  a write failed; emitted in the thread of creation, once until
 * it works again "recovered" ()                  writing works again */

/* Opens or makes @path (directories 0700, file 0600) in the worker; "opened" finishes it. */
ThecalStore *thecal_store_new (const char *path);
void thecal_store_open_async (ThecalStore *self,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
gboolean thecal_store_open_finish (ThecalStore *self, GAsyncResult *result, GError **error);
/* Path of the quarantined copy where opening found a corrupt file; NULL otherwise. */
const char *thecal_store_get_quarantined (ThecalStore *self);

void
thecal_store_add_pump (ThecalStore *self, const char *id, const char *name, gboolean bluetooth);
/* One accepted report: an append-order row and its roll-ups. */
void thecal_store_add_reading (ThecalStore *self,
                               const char *pump_id,
                               const ThecalStatusReport *report,
                               ThecalTime now);
/* One line of the alarm log. @detail: who, channel, reason; nullable. */
void thecal_store_add_log (ThecalStore *self,
                           const char *pump_id,
                           const ThecalEffect *effect,
                           const char *detail,
                           ThecalTime now);
/* The core's saved state (thecal_system_save()), replaced as a whole, with the boot id. */
void thecal_store_save_state (ThecalStore *self, GVariant *state, const char *boot_id);

/* FIFO barrier: finishes when everything queued before is committed (TRUE) or failed. */
void thecal_store_flush_async (ThecalStore *self,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean thecal_store_flush_finish (ThecalStore *self, GAsyncResult *result, GError **error);

typedef struct {
  char *id;
  char *name;
  gboolean bluetooth;
} ThecalStoredPump;
void thecal_stored_pump_free (ThecalStoredPump *self);

/* State, boot id and pumps as stored. (transfer full); *out_state NULL where there is none. */
void thecal_store_load_async (ThecalStore *self,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
gboolean thecal_store_load_finish (ThecalStore *self,
                                   GAsyncResult *result,
                                   GVariant **out_state,
                                   char **out_boot_id,
                                   GPtrArray **out_pumps,
                                   GError **error);

/* a(xsssss): wall ms, pump id, condition, effect, priority, detail; newest @most, oldest first. */
void thecal_store_read_log_async (ThecalStore *self,
                                  guint most,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
GVariant *thecal_store_read_log_finish (ThecalStore *self, GAsyncResult *result, GError **error);

/* a(xdd): bucket start ms, min, max of the level between two wall times in at most @most buckets
 * (or what the coarsest roll-up gives). */
void thecal_store_read_levels_async (ThecalStore *self,
                                     const char *pump_id,
                                     gint64 from_us,
                                     gint64 to_us,
                                     guint most,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
GVariant *thecal_store_read_levels_finish (ThecalStore *self, GAsyncResult *result, GError **error);
