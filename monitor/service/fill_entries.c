/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "service/fill_entries.h"

#include <string.h>

#include "boot_clock.h"
#include "core/diary/fill_entry.h"
#include "service/objects.h"

/* One and the same fill, by its date alone and by its hour: own choice. */
#define SAME_FILL_US (20 * THECAL_HOUR_US)
#define ENTRIES_MAX 50 /* within that time */

typedef struct {
  ThecalMonitor *monitor; /* owned */
  ThecalEntry *entry;     /* owned */
} Job;

static void
job_free (Job *job)
{
  thecal_entry_free (job->entry);
  g_object_unref (job->monitor);
  g_free (job);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Job, job_free)

static void
on_stored (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Job) job = user_data;

  /* what the store could not write it goes on trying, and tells */
  if (thecal_store_flush_finish (THECAL_STORE (source), result, NULL))
    thecal_monitor_tell_entries (job->monitor);
}

static void
store_entry (Job *job, gboolean only_new)
{
  ThecalStore *store = thecal_monitor_get_store (job->monitor);
  g_autofree char *text = thecal_entry_to_text (job->entry);
  const ThecalEntryRow row = {
    .id = thecal_entry_get_id (job->entry),
    .pump = thecal_entry_get_pump (job->entry),
    .by = thecal_entry_get_by (job->entry),
    .kind = thecal_entry_kind_to_string (THECAL_ENTRY_REFILL),
    .at_us = thecal_entry_get_at_us (job->entry),
    .entered_us = thecal_clock_now ().wall_us,
    .only_new = only_new,
    .text = text,
  };

  thecal_store_add_entry (store, &row);
  thecal_store_flush_async (store, NULL, on_stored, job);
}

/* The refill that @entry is of, as it was written down before; NULL: it was not. */
static ThecalEntry *
find_same (GVariant *rows, const ThecalEntry *entry)
{
  for (gsize i = 0; rows != NULL && i < g_variant_n_children (rows); i++) {
    g_autoptr (GVariant) row = g_variant_get_child_value (rows, i);
    const char *text = "";
    ThecalEntryFault fault;
    g_autoptr (ThecalEntry) known = NULL;

    g_variant_lookup (row, "text", "&s", &text);
    known = thecal_entry_parse (text, strlen (text), &fault);
    if (known != NULL &&
        (*thecal_entry_get_pump (known) == '\0' ||
         g_str_equal (thecal_entry_get_pump (known), thecal_entry_get_pump (entry))))
      return g_steal_pointer (&known);
  }

  return NULL;
}

/* FALSE: nothing of it is new. */
static gboolean
add_missing (ThecalEntry *known, const ThecalEntry *entry)
{
  g_autofree const char **names = thecal_entry_get_names (entry);
  gboolean is_new = FALSE;

  for (gsize i = 0; names[i] != NULL; i++) {
    const char *expected;

    if (thecal_entry_get_text (known, names[i]) == NULL)
      is_new |=
          thecal_entry_set (known, names[i], thecal_entry_get_text (entry, names[i]), &expected);
  }

  return is_new;
}

static void
on_known (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Job) job = user_data;
  g_autoptr (GVariant) rows =
      thecal_store_read_entries_finish (THECAL_STORE (source), result, NULL);
  ThecalEntry *known;

  /* the monitor ends: at the next start the plan tells the fill again */
  if (thecal_monitor_get_store (job->monitor) == NULL)
    return;

  known = find_same (rows, job->entry);
  if (known == NULL) {
    store_entry (g_steal_pointer (&job), TRUE);
    return;
  }
  if (*thecal_entry_get_by (known) != '\0' || !add_missing (known, job->entry)) {
    thecal_entry_free (known);
    return;
  }
  thecal_entry_free (job->entry);
  job->entry = known;
  store_entry (g_steal_pointer (&job), FALSE);
}

/* Whether the unit now knows a fill of about the time of @report: one that was refused it does not.
 */
static gboolean
is_taken (ThecalMonitor *monitor, const ThecalEvent *event, ThecalTime now)
{
  const ThecalPumpStatus *status =
      thecal_system_get_status (thecal_monitor_get_system (monitor), event->unit);

  return status != NULL && status->fill_us != THECAL_UNKNOWN_US &&
         ABS (status->fill_us - (now.boot_us - event->status.age_us)) < SAME_FILL_US;
}

void
thecal_fill_entries_post (ThecalMonitor *monitor, const ThecalEvent *event)
{
  const ThecalTime now = thecal_clock_now ();
  const ThecalPumpStatus *before =
      thecal_system_get_status (thecal_monitor_get_system (monitor), event->unit);
  const char *pump = thecal_monitor_get_pump_id (monitor, event->unit);
  g_autoptr (ThecalEntry) entry =
      thecal_fill_entry_new (&event->status, before, pump != NULL ? pump : "", now);
  ThecalEntriesRange range = { .kind = "refill", .most = ENTRIES_MAX };
  Job *job;

  thecal_event_sink_post (THECAL_EVENT_SINK (monitor), event);
  if (entry == NULL || !is_taken (monitor, event, now))
    return;

  range.from_us = thecal_entry_get_at_us (entry) - SAME_FILL_US;
  range.to_us = thecal_entry_get_at_us (entry) + SAME_FILL_US;
  job = g_new0 (Job, 1);
  job->monitor = g_object_ref (monitor);
  job->entry = g_steal_pointer (&entry);
  thecal_store_read_entries_async (thecal_monitor_get_store (monitor), &range, NULL, on_known, job);
}
