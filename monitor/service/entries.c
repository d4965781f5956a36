/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "service/entries.h"

#include <string.h>

#include "boot_clock.h"
#include "core/diary/entry_events.h"
#include "error.h"
#include "service/objects.h"

#define ENTRIES_MAX 10000 /* about 500 octets each: far below what a bus takes */
#define LEVELS_MAX 4000
/* Any number may come from the bus; what lies beyond is as good as its end: the years 1 and 9999.
 */
#define FIRST_MS (-G_GINT64_CONSTANT (62135596800000))
#define LAST_MS G_GINT64_CONSTANT (253402300799999)

typedef struct {
  ThecalMonitor *monitor;            /* owned */
  ThecalDbusManager *object;         /* owned */
  GDBusMethodInvocation *invocation; /* owned by its answer */
  ThecalEntry *entry;                /* owned; of AddEntry */
} Call;

static Call *
call_new (ThecalMonitor *monitor, ThecalDbusManager *object, GDBusMethodInvocation *invocation)
{
  Call *call = g_new0 (Call, 1);

  call->monitor = g_object_ref (monitor);
  call->object = g_object_ref (object);
  call->invocation = invocation;

  return call;
}

static void
call_free (Call *call)
{
  g_clear_pointer (&call->entry, thecal_entry_free);
  g_object_unref (call->object);
  g_object_unref (call->monitor);
  g_free (call);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Call, call_free)

static void
refuse (GDBusMethodInvocation *invocation, const char *name, const char *expected)
{
  g_dbus_method_invocation_return_error (invocation,
                                         THECAL_ERROR,
                                         THECAL_ERROR_INVALID_ARGUMENT,
                                         *name != '\0' ? "%s: expected %s" : "%sexpected %s",
                                         name,
                                         expected);
}

static gint64
to_us (gint64 time_ms)
{
  return CLAMP (time_ms, FIRST_MS, LAST_MS) * 1000;
}

/* AddEntry. */

static void
on_stored (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Call) call = user_data;
  g_autoptr (GError) error = NULL;

  if (!thecal_store_flush_finish (THECAL_STORE (source), result, &error)) {
    g_dbus_method_invocation_return_error (call->invocation,
                                           THECAL_ERROR,
                                           THECAL_ERROR_FAILED,
                                           "not stored yet, and tried again: %s",
                                           error->message);
    return;
  }
  thecal_monitor_tell_entries (call->monitor);
  thecal_dbus_manager_complete_add_entry (
      call->object, call->invocation, thecal_entry_get_id (call->entry));
}

/* The only pump, or the one by printout, which is made where there is something to tell. */
static void
tell_alarms (Call *call, const ThecalEntry *before, ThecalTime now)
{
  const ThecalSystem *system = thecal_monitor_get_system (call->monitor);
  const ThecalEntryContext context = {
    .before = before,
    .fever_c = thecal_system_get_settings (system)->fever_c,
    .now = now,
  };
  ThecalEvent events[THECAL_ENTRY_EVENTS_MAX];
  const guint n = thecal_entry_get_events (call->entry, &context, THECAL_UNIT_HOST, events);
  /* what was taken out is compared with what is known of a pump */
  const gboolean makes_pump = thecal_entry_get_kind (call->entry) != THECAL_ENTRY_REFILL;
  guint unit;

  if (n == 0)
    return;
  unit = thecal_resolve_pump (call->monitor, thecal_entry_get_pump (call->entry), makes_pump);
  /* a pump that nobody knows is no reason to be silent */
  if (unit == THECAL_UNIT_HOST)
    unit = thecal_resolve_pump (call->monitor, "", makes_pump);
  if (unit == THECAL_UNIT_HOST)
    return;
  for (guint i = 0; i < n; i++) {
    events[i].unit = unit;
    thecal_event_sink_post (THECAL_EVENT_SINK (call->monitor), &events[i]);
  }
}

static void
store (Call *call, ThecalTime now)
{
  ThecalStore *its_store = thecal_monitor_get_store (call->monitor);
  const ThecalEntry *entry = call->entry;
  g_autofree char *text = thecal_entry_to_text (entry);
  const ThecalEntryRow row = {
    .id = thecal_entry_get_id (entry),
    .pump = thecal_entry_get_pump (entry),
    .by = thecal_entry_get_by (entry),
    .kind = thecal_entry_kind_to_string (thecal_entry_get_kind (entry)),
    .at_us = thecal_entry_get_at_us (entry),
    .entered_us = now.wall_us,
    .withdrawn = thecal_entry_is_withdrawn (entry),
    .text = text,
  };

  thecal_store_add_entry (its_store, &row);
}

/* The entry in the only row, if there is one that reads. */
static ThecalEntry *
read_before (GVariant *rows)
{
  g_autoptr (GVariant) row = NULL;
  const char *text = NULL;
  ThecalEntryFault fault;

  if (rows == NULL || g_variant_n_children (rows) == 0)
    return NULL;
  row = g_variant_get_child_value (rows, 0);
  g_variant_lookup (row, "text", "&s", &text);

  return text != NULL ? thecal_entry_parse (text, strlen (text), &fault) : NULL;
}

/* A store that cannot be read is told by its own alarm; what was written down is taken all the
 * same. */
static void
on_before (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Call) call = user_data;
  g_autoptr (GVariant) rows =
      thecal_store_read_entries_finish (THECAL_STORE (source), result, NULL);
  g_autoptr (ThecalEntry) before = read_before (rows);
  const ThecalTime now = thecal_clock_now ();

  if (before != NULL && thecal_entry_get_kind (before) != thecal_entry_get_kind (call->entry)) {
    refuse (call->invocation, "Kind", thecal_entry_kind_to_string (thecal_entry_get_kind (before)));
    return;
  }
  /* the monitor ends: who wrote it keeps it */
  if (thecal_monitor_get_store (call->monitor) == NULL) {
    g_dbus_method_invocation_return_error_literal (
        call->invocation, THECAL_ERROR, THECAL_ERROR_FAILED, "the monitor ends");
    return;
  }
  tell_alarms (call, before, now);
  store (call, now);
  thecal_store_flush_async (THECAL_STORE (source), NULL, on_stored, g_steal_pointer (&call));
}

/* FALSE: answered with what was expected. What is taken back need not be right. */
static gboolean
check (GDBusMethodInvocation *invocation, const ThecalEntry *entry)
{
  const char *name = "";
  const char *hinders = thecal_entry_check (entry, &name);

  if (hinders != NULL && !thecal_entry_is_withdrawn (entry)) {
    g_dbus_method_invocation_return_error (invocation,
                                           THECAL_ERROR,
                                           THECAL_ERROR_INVALID_ARGUMENT,
                                           *name != '\0' ? "%s: %s" : "%s%s",
                                           name,
                                           hinders);
    return FALSE;
  }
  if (thecal_entry_get_at_us (entry) - thecal_clock_now ().wall_us > THECAL_ENTRY_AHEAD_US) {
    refuse (invocation, "At", "a time that has passed");
    return FALSE;
  }

  return TRUE;
}

static gboolean
handle_add_entry (ThecalDbusManager *object,
                  GDBusMethodInvocation *invocation,
                  const char *text,
                  ThecalMonitor *monitor)
{
  ThecalEntryFault fault;
  g_autoptr (ThecalEntry) entry = thecal_entry_parse (text, strlen (text), &fault);
  Call *call;

  if (entry == NULL) {
    refuse (invocation, fault.name, fault.expected);
    return TRUE;
  }
  if (!check (invocation, entry))
    return TRUE;

  call = call_new (monitor, object, invocation);
  call->entry = g_steal_pointer (&entry);
  thecal_store_read_entry_async (
      thecal_monitor_get_store (monitor), thecal_entry_get_id (call->entry), NULL, on_before, call);

  return TRUE;
}

/* Reading. */

/* FALSE: answered with what was expected. */
static gboolean
check_page (GDBusMethodInvocation *invocation,
            gint64 from_ms,
            gint64 to_ms,
            guint most,
            guint most_max)
{
  g_autofree char *range = g_strdup_printf ("a number from 1 to %u", most_max);

  if (most < 1 || most > most_max)
    refuse (invocation, "most", range);
  else if (from_ms > to_ms)
    refuse (invocation, "to", "a time not before from");
  else
    return TRUE;

  return FALSE;
}

static void
return_failed (Call *call, const GError *error)
{
  g_dbus_method_invocation_return_error_literal (
      call->invocation, THECAL_ERROR, THECAL_ERROR_FAILED, error->message);
}

static void
on_entries (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Call) call = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) entries =
      thecal_store_read_entries_finish (THECAL_STORE (source), result, &error);

  if (entries != NULL)
    thecal_dbus_manager_complete_get_entries (call->object, call->invocation, entries);
  else
    return_failed (call, error);
}

static gboolean
handle_get_entries (ThecalDbusManager *object,
                    GDBusMethodInvocation *invocation,
                    const char *kind,
                    gint64 from_ms,
                    gint64 to_ms,
                    guint most,
                    ThecalMonitor *monitor)
{
  const ThecalEntriesRange range = {
    .kind = kind,
    .from_us = to_us (from_ms),
    .to_us = to_us (to_ms) + 999, /* the whole of the last millisecond */
    .most = most,
  };
  ThecalEntryKind known;

  if (*kind != '\0' && !thecal_entry_kind_from_string (kind, &known))
    refuse (invocation, "kind", "diary, refill, dose or another kind of entry");
  else if (check_page (invocation, from_ms, to_ms, most, ENTRIES_MAX))
    thecal_store_read_entries_async (thecal_monitor_get_store (monitor),
                                     &range,
                                     NULL,
                                     on_entries,
                                     call_new (monitor, object, invocation));

  return TRUE;
}

static void
on_levels (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Call) call = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) levels =
      thecal_store_read_levels_finish (THECAL_STORE (source), result, &error);

  if (levels != NULL)
    thecal_dbus_manager_complete_get_levels (call->object, call->invocation, levels);
  else
    return_failed (call, error);
}

static gboolean
handle_get_levels (ThecalDbusManager *object,
                   GDBusMethodInvocation *invocation,
                   const char *pump,
                   gint64 from_ms,
                   gint64 to_ms,
                   guint most,
                   ThecalMonitor *monitor)
{
  const guint unit = thecal_resolve_pump (monitor, pump, FALSE);

  if (!check_page (invocation, from_ms, to_ms, most, LEVELS_MAX))
    return TRUE;
  if (unit != THECAL_UNIT_HOST)
    thecal_store_read_levels_async (thecal_monitor_get_store (monitor),
                                    thecal_monitor_get_pump_id (monitor, unit),
                                    to_us (from_ms),
                                    to_us (to_ms),
                                    most,
                                    on_levels,
                                    call_new (monitor, object, invocation));
  else if (*pump == '\0') /* none is known yet */
    thecal_dbus_manager_complete_get_levels (object, invocation, g_variant_new ("a(xdd)", NULL));
  else
    g_dbus_method_invocation_return_error_literal (
        invocation, THECAL_ERROR, THECAL_ERROR_NOT_FOUND, "there is no such pump");

  return TRUE;
}

static void
on_changed (ThecalMonitor *monitor, ThecalDbusManager *manager)
{
  thecal_dbus_manager_emit_entries_changed (manager);
}

void
thecal_entries_connect (ThecalDbusManager *manager, ThecalMonitor *monitor)
{
  g_signal_connect (manager, "handle-add-entry", G_CALLBACK (handle_add_entry), monitor);
  g_signal_connect (manager, "handle-get-entries", G_CALLBACK (handle_get_entries), monitor);
  g_signal_connect (manager, "handle-get-levels", G_CALLBACK (handle_get_levels), monitor);
  g_signal_connect_object (monitor, "entries-changed", G_CALLBACK (on_changed), manager, 0);
}
