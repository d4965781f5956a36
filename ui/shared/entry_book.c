/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "shared/entry_book.h"

#include <string.h>

#include "files/entry_drafts.h"

#define MOST 1000 /* of one kind: years of a diary */
#define BOOK "thecal-entry-book"
#define INVALID "org.thecal.Error.InvalidArgument"

/* The kinds that are read here: the diary's, and those that the calendar counts from. */
static const ThecalEntryKind kinds[] = {
  THECAL_ENTRY_DIARY,  THECAL_ENTRY_MEDICINE, THECAL_ENTRY_WOUND, THECAL_ENTRY_QUESTION,
  THECAL_ENTRY_REFILL, THECAL_ENTRY_DOSE,     THECAL_ENTRY_VISIT, THECAL_ENTRY_OPERATION,
};

struct _ThecalEntryBook {
  GObject parent_instance;
  ThecalMonitorClient *client;
  ThecalDbusManager *manager; /* that is listened to; NULL: none */
  char *state_dir;
  GPtrArray *stored[THECAL_N_ENTRIES]; /* of ThecalEntry; NULL: not read yet */
  GPtrArray *waiting;                  /* of ThecalEntry */
  GHashTable *refusals;                /* id → what the monitor said of one that waits */
  GCancellable *cancellable;
  gboolean was_connected;
};

enum { SIGNAL_CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ThecalEntryBook, thecal_entry_book, G_TYPE_OBJECT)

static void read_waiting (ThecalEntryBook *self);

static void
tell (ThecalEntryBook *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* What the monitor keeps. */

typedef struct {
  ThecalEntryBook *book; /* owned */
  ThecalEntryKind kind;
} Reading;

static GPtrArray *
parse_rows (GVariant *rows)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func ((GDestroyNotify) thecal_entry_free);

  for (gsize i = 0; i < g_variant_n_children (rows); i++) {
    g_autoptr (GVariant) row = g_variant_get_child_value (rows, i);
    ThecalEntryFault fault;
    const char *text;
    ThecalEntry *entry = NULL;

    if (g_variant_lookup (row, "text", "&s", &text))
      entry = thecal_entry_parse (text, strlen (text), &fault);
    if (entry != NULL)
      g_ptr_array_add (entries, entry);
  }

  return entries;
}

static void
on_entries (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Reading *reading = user_data;
  g_autoptr (ThecalEntryBook) self = reading->book;
  const ThecalEntryKind kind = reading->kind;
  g_autoptr (GVariant) reply = g_dbus_proxy_call_finish (G_DBUS_PROXY (source), result, NULL);
  g_autoptr (GVariant) rows = NULL;

  g_free (reading);
  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (reply == NULL) { /* what was read before stays */
    if (self->stored[kind] == NULL)
      self->stored[kind] = g_ptr_array_new ();
    tell (self);
    return;
  }
  rows = g_variant_get_child_value (reply, 0);
  g_clear_pointer (&self->stored[kind], g_ptr_array_unref);
  self->stored[kind] = parse_rows (rows);
  tell (self);
}

static void
read_stored (ThecalEntryBook *self)
{
  for (gsize i = 0; self->manager != NULL && i < G_N_ELEMENTS (kinds); i++) {
    Reading *reading = g_new (Reading, 1);

    *reading = (Reading){ .book = g_object_ref (self), .kind = kinds[i] };
    g_dbus_proxy_call (G_DBUS_PROXY (self->manager),
                       "GetEntries",
                       g_variant_new ("(sxxu)",
                                      thecal_entry_kind_to_string (kinds[i]),
                                      G_GINT64_CONSTANT (0),
                                      G_MAXINT64,
                                      MOST),
                       G_DBUS_CALL_FLAGS_NO_AUTO_START,
                       THECAL_ANSWER_LIMIT_MS,
                       self->cancellable,
                       on_entries,
                       reading);
  }
}

/* What waits for it. */

static void
on_removed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ThecalEntryBook) self = user_data;

  thecal_entry_drafts_remove_finish (result, NULL);
  if (!g_cancellable_is_cancelled (self->cancellable))
    read_waiting (self);
}

typedef struct {
  ThecalEntryBook *book; /* owned */
  char *id;
} Sending;

/* One that the monitor refuses stays, and says why: somebody has to correct it. */
static void
on_sent (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Sending *sending = user_data;
  g_autoptr (ThecalEntryBook) self = sending->book;
  g_autofree char *id = sending->id;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = g_dbus_proxy_call_finish (G_DBUS_PROXY (source), result, &error);

  g_free (sending);
  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (reply != NULL) {
    g_hash_table_remove (self->refusals, id);
    thecal_entry_drafts_remove_async (
        self->state_dir, id, self->cancellable, on_removed, g_object_ref (self));
    return;
  }
  g_dbus_error_strip_remote_error (error);
  g_hash_table_insert (self->refusals, g_steal_pointer (&id), g_strdup (error->message));
  tell (self);
}

static void
send_waiting (ThecalEntryBook *self)
{
  for (guint i = 0; self->manager != NULL && i < self->waiting->len; i++) {
    const ThecalEntry *entry = g_ptr_array_index (self->waiting, i);
    g_autofree char *text = thecal_entry_to_text (entry);
    Sending *sending = g_new (Sending, 1);

    *sending =
        (Sending){ .book = g_object_ref (self), .id = g_strdup (thecal_entry_get_id (entry)) };
    g_dbus_proxy_call (G_DBUS_PROXY (self->manager),
                       "AddEntry",
                       g_variant_new ("(s)", text),
                       G_DBUS_CALL_FLAGS_NO_AUTO_START,
                       THECAL_ANSWER_LIMIT_MS,
                       self->cancellable,
                       on_sent,
                       sending);
  }
}

static void
on_waiting (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ThecalEntryBook) self = user_data;
  GPtrArray *entries = thecal_entry_drafts_list_finish (result, NULL);

  if (entries == NULL)
    return;
  if (g_cancellable_is_cancelled (self->cancellable)) {
    g_ptr_array_unref (entries);
    return;
  }
  g_ptr_array_unref (self->waiting);
  self->waiting = entries;
  tell (self);
}

static void
read_waiting (ThecalEntryBook *self)
{
  thecal_entry_drafts_list_async (
      self->state_dir, self->cancellable, on_waiting, g_object_ref (self));
}

/* At the start, and each time the monitor is there again. */
static void
on_waiting_to_send (GObject *source, GAsyncResult *result, gpointer user_data)
{
  ThecalEntryBook *self = user_data;

  g_object_ref (self);
  on_waiting (source, result, self); /* gives one reference back */
  if (!g_cancellable_is_cancelled (self->cancellable))
    send_waiting (self);
  g_object_unref (self);
}

/* A manager is another object after each restart of the monitor. */
static void
on_client_changed (ThecalEntryBook *self)
{
  ThecalDbusManager *manager = thecal_monitor_client_get_manager (self->client);
  const gboolean connected = thecal_monitor_client_is_connected (self->client);

  if (manager != self->manager) {
    if (self->manager != NULL)
      g_signal_handlers_disconnect_by_data (self->manager, self);
    g_set_object (&self->manager, manager);
    if (manager != NULL)
      g_signal_connect_object (
          manager, "entries-changed", G_CALLBACK (read_stored), self, G_CONNECT_SWAPPED);
    read_stored (self);
  }
  if (connected && !self->was_connected) {
    read_stored (self);
    thecal_entry_drafts_list_async (
        self->state_dir, self->cancellable, on_waiting_to_send, g_object_ref (self));
  }
  self->was_connected = connected;
}

/* What is asked here. */

gboolean
thecal_entry_book_is_read (ThecalEntryBook *self)
{
  return self->stored[THECAL_ENTRY_DIARY] != NULL || !self->was_connected;
}

static const ThecalEntry *
find_id (const GPtrArray *entries, const char *id)
{
  for (guint i = 0; i < entries->len; i++) {
    const ThecalEntry *entry = g_ptr_array_index (entries, i);

    if (g_str_equal (thecal_entry_get_id (entry), id))
      return entry;
  }

  return NULL;
}

gboolean
thecal_entry_book_is_waiting (ThecalEntryBook *self, const char *id)
{
  return find_id (self->waiting, id) != NULL;
}

guint
thecal_entry_book_count_waiting (ThecalEntryBook *self)
{
  return self->waiting->len;
}

const char *
thecal_entry_book_get_refusal (ThecalEntryBook *self, const char *id)
{
  const char *refusal = g_hash_table_lookup (self->refusals, id);

  return refusal != NULL && thecal_entry_book_is_waiting (self, id) ? refusal : "";
}

static gint
compare_at (gconstpointer a, gconstpointer b)
{
  const ThecalEntry *first = *(const ThecalEntry *const *) a;
  const ThecalEntry *second = *(const ThecalEntry *const *) b;

  if (thecal_entry_get_at_us (first) != thecal_entry_get_at_us (second))
    return thecal_entry_get_at_us (first) < thecal_entry_get_at_us (second) ? -1 : 1;

  return strcmp (thecal_entry_get_id (first), thecal_entry_get_id (second));
}

/* One that waits is newer than what was stored of the same one. */
GPtrArray *
thecal_entry_book_get (ThecalEntryBook *self, ThecalEntryKind kind)
{
  GPtrArray *entries = g_ptr_array_new (), *stored = self->stored[kind];

  for (guint i = 0; stored != NULL && i < stored->len; i++) {
    ThecalEntry *entry = g_ptr_array_index (stored, i);

    if (!thecal_entry_is_withdrawn (entry) &&
        find_id (self->waiting, thecal_entry_get_id (entry)) == NULL)
      g_ptr_array_add (entries, entry);
  }
  for (guint i = 0; i < self->waiting->len; i++) {
    ThecalEntry *entry = g_ptr_array_index (self->waiting, i);

    if (thecal_entry_get_kind (entry) == kind && !thecal_entry_is_withdrawn (entry))
      g_ptr_array_add (entries, entry);
  }
  g_ptr_array_sort (entries, compare_at);

  return entries;
}

const ThecalEntry *
thecal_entry_book_find (ThecalEntryBook *self, ThecalEntryKind kind, gint64 from_us, gint64 to_us)
{
  g_autoptr (GPtrArray) entries = thecal_entry_book_get (self, kind);

  for (guint i = entries->len; i > 0; i--) {
    const ThecalEntry *entry = g_ptr_array_index (entries, i - 1);
    const gint64 at_us = thecal_entry_get_at_us (entry);

    if (at_us >= from_us && at_us < to_us)
      return entry;
  }

  return NULL;
}

/* Saving. */

static void
on_drafted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ThecalEntryBook *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (!thecal_entry_drafts_write_finish (result, &error)) {
    g_task_return_error (task, error);
    return;
  }
  read_waiting (self);
  g_task_return_boolean (task, TRUE);
}

static void
keep_draft (GTask *task)
{
  ThecalEntryBook *self = g_task_get_source_object (task);

  /* not cancelled with the window: what was typed is kept */
  thecal_entry_drafts_write_async (
      self->state_dir, g_task_get_task_data (task), NULL, on_drafted, g_object_ref (task));
}

static void
on_added (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ThecalEntryBook *self = g_task_get_source_object (task);
  const ThecalEntry *entry = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = g_dbus_proxy_call_finish (G_DBUS_PROXY (source), result, &error);
  g_autofree char *name = error != NULL ? g_dbus_error_get_remote_error (error) : NULL;

  if (reply != NULL) {
    if (thecal_entry_book_is_waiting (self, thecal_entry_get_id (entry)))
      thecal_entry_drafts_remove_async (self->state_dir,
                                        thecal_entry_get_id (entry),
                                        self->cancellable,
                                        on_removed,
                                        g_object_ref (self));
    g_task_return_boolean (task, FALSE);
  } else if (g_strcmp0 (name, INVALID) == 0) {
    g_dbus_error_strip_remote_error (error);
    g_task_return_error (task, g_steal_pointer (&error));
  } else
    keep_draft (task);
}

void
thecal_entry_book_save_async (ThecalEntryBook *self,
                              const ThecalEntry *entry,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);
  g_autofree char *text = thecal_entry_to_text (entry);

  g_task_set_task_data (task, thecal_entry_copy (entry), (GDestroyNotify) thecal_entry_free);
  if (!thecal_monitor_client_is_connected (self->client) || self->manager == NULL) {
    keep_draft (task);
    return;
  }
  g_dbus_proxy_call (G_DBUS_PROXY (self->manager),
                     "AddEntry",
                     g_variant_new ("(s)", text),
                     G_DBUS_CALL_FLAGS_NO_AUTO_START,
                     THECAL_ANSWER_LIMIT_MS,
                     NULL,
                     on_added,
                     g_object_ref (task));
}

gboolean
thecal_entry_book_save_finish (ThecalEntryBook *self,
                               GAsyncResult *result,
                               gboolean *out_waits,
                               GError **error)
{
  g_autoptr (GError) failed = NULL;
  const gboolean waits = g_task_propagate_boolean (G_TASK (result), &failed);

  if (failed != NULL) {
    g_propagate_error (error, g_steal_pointer (&failed));
    return FALSE;
  }
  *out_waits = waits;

  return TRUE;
}

static void
thecal_entry_book_dispose (GObject *object)
{
  ThecalEntryBook *self = THECAL_ENTRY_BOOK (object);

  g_cancellable_cancel (self->cancellable);
  if (self->client != NULL)
    g_object_set_data (G_OBJECT (self->client), BOOK, NULL);
  g_clear_object (&self->manager);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (thecal_entry_book_parent_class)->dispose (object);
}

static void
thecal_entry_book_finalize (GObject *object)
{
  ThecalEntryBook *self = THECAL_ENTRY_BOOK (object);

  for (gsize i = 0; i < G_N_ELEMENTS (self->stored); i++)
    g_clear_pointer (&self->stored[i], g_ptr_array_unref);
  g_ptr_array_unref (self->waiting);
  g_hash_table_unref (self->refusals);
  g_object_unref (self->cancellable);
  g_free (self->state_dir);

  G_OBJECT_CLASS (thecal_entry_book_parent_class)->finalize (object);
}

static void
thecal_entry_book_class_init (ThecalEntryBookClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = thecal_entry_book_dispose;
  G_OBJECT_CLASS (klass)->finalize = thecal_entry_book_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new (
      "changed", THECAL_TYPE_ENTRY_BOOK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
thecal_entry_book_init (ThecalEntryBook *self)
{
  self->waiting = g_ptr_array_new_with_free_func ((GDestroyNotify) thecal_entry_free);
  self->refusals = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->cancellable = g_cancellable_new ();
}

ThecalEntryBook *
thecal_entry_book_new (ThecalMonitorClient *client, const char *state_dir)
{
  ThecalEntryBook *self = g_object_get_data (G_OBJECT (client), BOOK);

  if (self != NULL)
    return g_object_ref (self);

  self = g_object_new (THECAL_TYPE_ENTRY_BOOK, NULL);
  g_object_set_data (G_OBJECT (client), BOOK, self);
  self->client = g_object_ref (client);
  self->state_dir = g_strdup (state_dir);
  g_signal_connect_object (
      client, "changed", G_CALLBACK (on_client_changed), self, G_CONNECT_SWAPPED);
  read_waiting (self);
  on_client_changed (self);

  return self;
}
