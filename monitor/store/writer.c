/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "store/writer.h"

#include "store/alarm_log.h"
#include "store/entries.h"
#include "store/query.h"
#include "store/readings.h"
#include "store/walkthroughs.h"

void
thecal_write_free (ThecalWrite *self)
{
  g_free (self->pump_id);
  g_free (self->text);
  g_free (self->walkthrough.id);
  g_free (self->walkthrough.by);
  g_free (self->walkthrough.state);
  g_free (self->entry.id);
  g_free (self->entry.by);
  g_clear_pointer (&self->data, g_bytes_unref);
  g_free (self);
}

static gboolean
write_pump (const ThecalWrite *self, sqlite3 *db, GError **error)
{
  ThecalQuery query;

  if (!thecal_query_prepare (&query,
                             db,
                             "INSERT INTO pump VALUES (?, ?, ?, (SELECT count(*) + 1 FROM pump))"
                             " ON CONFLICT (id) DO UPDATE SET name = excluded.name, bluetooth = "
                             "max(bluetooth, excluded.bluetooth)",
                             error))
    return FALSE;
  thecal_query_bind_text (&query, self->pump_id);
  thecal_query_bind_text (&query, self->text);
  thecal_query_bind_int (&query, self->bluetooth);

  return thecal_query_finish (&query, error);
}

static gboolean
write_log (const ThecalWrite *self, const char *boot_id, sqlite3 *db, GError **error)
{
  const ThecalLogRecord record = {
    .pump = self->pump_id,
    .condition = self->log.condition,
    .effect = self->log.effect,
    .priority = self->log.priority,
    .detail = self->text,
    .boot_id = boot_id,
    .episode = self->log.episode,
    .now = self->now,
  };

  return thecal_alarm_log_write (&record, db, error);
}

static gboolean
write_state (const ThecalWrite *self, sqlite3 *db, GError **error)
{
  gsize size;
  const void *data = g_bytes_get_data (self->data, &size);
  ThecalQuery query;

  if (!thecal_query_prepare (&query, db, "INSERT OR REPLACE INTO state VALUES (1, ?, ?)", error))
    return FALSE;
  thecal_query_bind_text (&query, self->text);
  sqlite3_bind_blob64 (query.statement, query.next++, data, size, SQLITE_TRANSIENT);

  return thecal_query_finish (&query, error);
}

static gboolean
write_walkthrough (const ThecalWrite *self, sqlite3 *db, GError **error)
{
  const ThecalWalkthroughRow row = {
    .id = self->walkthrough.id,
    .pump = self->pump_id,
    .by = self->walkthrough.by,
    .state = self->walkthrough.state,
    .outcome = self->walkthrough.outcome,
    .started_us = self->walkthrough.started_us,
    .ended_us = self->walkthrough.ended_us,
    .text = self->text,
  };

  return thecal_walkthroughs_write (db, &row, error);
}

static gboolean
write_entry (const ThecalWrite *self, sqlite3 *db, GError **error)
{
  const ThecalEntryRow row = {
    .id = self->entry.id,
    .pump = self->pump_id,
    .by = self->entry.by,
    .kind = self->entry.kind,
    .at_us = self->entry.at_us,
    .entered_us = self->entry.entered_us,
    .withdrawn = self->entry.withdrawn,
    .only_new = self->entry.only_new,
    .text = self->text,
  };

  return thecal_entries_write (db, &row, error);
}

gboolean
thecal_write_run (const ThecalWrite *self, const char *boot_id, sqlite3 *db, GError **error)
{
  switch (self->kind) {
  case THECAL_WRITE_PUMP:
    return write_pump (self, db, error);
  case THECAL_WRITE_READING:
    return thecal_readings_write (db, self->pump_id, &self->report, self->now, error);
  case THECAL_WRITE_LOG:
    return write_log (self, boot_id, db, error);
  case THECAL_WRITE_STATE:
    return write_state (self, db, error);
  case THECAL_WRITE_WALKTHROUGH:
    return write_walkthrough (self, db, error);
  case THECAL_WRITE_ENTRY:
    return write_entry (self, db, error);
  }

  return TRUE;
}
