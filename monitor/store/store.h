/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gio/gio.h>

#include "core/effect.h"
#include "core/event.h"
#include "store/entries.h"
#include "store/walkthroughs.h"

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
/* One record of the alarm log: what the core asked for. @detail: who, channel, reason; nullable. */
void thecal_store_add_log (ThecalStore *self,
                           const char *pump_id,
                           const ThecalEffect *effect,
                           const char *detail,
                           ThecalTime now);

/* The alarm that a record without an effect of its own belongs to. */
typedef struct {
  ThecalConditionId condition;
  ThecalPriority priority;
  guint episode;
} ThecalLogSubject;

typedef struct {
  ThecalLogSubject subject; /* the alarm that was to be heard or seen */
  const char *what;         /* of one channel: "sounded", "spoken", "shown" */
  gboolean worked;          /* it really was: heard on the output's monitor, taken by the server */
  const char *found;        /* in English: "heard on alsa_output…", "there is no sound output" */
} ThecalOutcome;

/* Whether the signal of an alarm really came out of a channel. The record's effect is "log", its
 * detail "sounded: heard on alsa_output…" or "not-sounded: there is no sound output". @pump_id
 * NULL: an alarm of the monitor itself. The log takes every call: where a pattern repeats for
 * hours, call it when the outcome differs from the last one of the episode. */
void thecal_store_add_outcome (ThecalStore *self,
                               const char *pump_id,
                               const ThecalOutcome *outcome,
                               ThecalTime now);
/* What is no effect of the core: "screen caregiver shows it", "drill began". Its effect is "log";
 * @pump_id and @subject may be NULL where it belongs to no pump or no alarm. */
void thecal_store_add_note (ThecalStore *self,
                            const char *pump_id,
                            const ThecalLogSubject *subject,
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

/* aa{sv} with the keys of Manager.GetAlarmLog: records with a number above @after_seq, oldest
 * first, at most @most; with @newest, the newest @most of these. (transfer full) */
void thecal_store_read_alarm_log_async (ThecalStore *self,
                                        guint64 after_seq,
                                        gboolean newest,
                                        guint most,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
GVariant *
thecal_store_read_alarm_log_finish (ThecalStore *self, GAsyncResult *result, GError **error);

/* Whether every record of the alarm log fits the one before it: records looked at, and the first
 * that does not fit or is missing (0: all fit). Runs in chunks with the writes between them. */
void thecal_store_verify_log_async (ThecalStore *self,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean thecal_store_verify_log_finish (ThecalStore *self,
                                         GAsyncResult *result,
                                         guint64 *out_checked,
                                         guint64 *out_first_bad,
                                         GError **error);

/* Wall times, both included. */
typedef struct {
  gint64 from_us, to_us;
} ThecalStoreSpan;

/* aa{sv} with the keys of Manager.GetReadings: what was true within @span, in the order of arrival,
 * after row @after_row, at most @most. (transfer full) */
void thecal_store_read_readings_async (ThecalStore *self,
                                       const ThecalStoreSpan *span,
                                       guint64 after_row,
                                       guint most,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
GVariant *
thecal_store_read_readings_finish (ThecalStore *self, GAsyncResult *result, GError **error);

/* A walkthrough of the symptom checklists, copied; a later text of the same one takes its place. */
void thecal_store_add_walkthrough (ThecalStore *self, const ThecalWalkthroughRow *row);
/* aa{sv} with the keys of Manager.GetWalkthroughs: the @most that began last, oldest first.
 * (transfer full) */
void thecal_store_read_walkthroughs_async (ThecalStore *self,
                                           guint most,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data);
/* As above: the one with @id, or none. Finished by the same. */
void thecal_store_read_walkthrough_async (ThecalStore *self,
                                          const char *id,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
GVariant *
thecal_store_read_walkthroughs_finish (ThecalStore *self, GAsyncResult *result, GError **error);

/* What a person wrote down, copied; a later text of the same id takes its place, and the one before
 * is kept. @row->kind is static. */
void thecal_store_add_entry (ThecalStore *self, const ThecalEntryRow *row);
/* aa{sv} with the keys of Manager.GetEntries. (transfer full) */
void thecal_store_read_entries_async (ThecalStore *self,
                                      const ThecalEntriesRange *range,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
/* As above: the one with @id, taken back or not, or none. Finished by the same. */
void thecal_store_read_entry_async (ThecalStore *self,
                                    const char *id,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
GVariant *
thecal_store_read_entries_finish (ThecalStore *self, GAsyncResult *result, GError **error);

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
