/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "store/reader.h"

#include "store/entries.h"
#include "store/query.h"
#include "store/readings.h"
#include "store/rollup.h"
#include "store/walkthroughs.h"

/* About 5 ms of work each on a small machine: what a write may have to wait. */
#define VERIFY_CHUNK 500
#define READINGS_CHUNK 20000

ThecalRead *
thecal_read_new (ThecalReadKind kind, guint most)
{
  ThecalRead *self = g_new0 (ThecalRead, 1);

  self->kind = kind;
  self->most = most;
  thecal_log_check_init (&self->check);

  return self;
}

void
thecal_read_free (ThecalRead *self)
{
  g_free (self->pump_id);
  g_free (self->id);
  g_clear_pointer (&self->found, g_variant_builder_unref);
  g_free (self);
}

static gboolean
verify (ThecalRead *self, sqlite3 *db, GVariant **out_answer, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  if (!thecal_log_check_step (&self->check, db, VERIFY_CHUNK, &local_error))
    return FALSE;
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else
    *out_answer = g_variant_new ("(tt)", self->check.n_checked, self->check.first_bad);

  return TRUE;
}

static gboolean
read_readings (ThecalRead *self, sqlite3 *db, GVariant **out_answer, GError **error)
{
  const ThecalReadingsRange range = {
    .from_us = self->from_us,
    .to_us = self->to_us,
    .most = self->most - self->n_found,
    .n_rows = READINGS_CHUNK,
  };
  gboolean ended = FALSE;

  if (self->found == NULL)
    self->found = g_variant_builder_new (G_VARIANT_TYPE ("aa{sv}"));
  if (!thecal_readings_read (db, &range, &self->after, self->found, &self->n_found, &ended, error))
    return TRUE;
  if (!ended && self->n_found < self->most)
    return FALSE;
  *out_answer = g_variant_builder_end (self->found);

  return TRUE;
}

static GVariant *
read_entries (const ThecalRead *self, sqlite3 *db, GError **error)
{
  const ThecalEntriesRange range = {
    .kind = self->id, .from_us = self->from_us, .to_us = self->to_us, .most = self->most
  };

  return thecal_entries_read (db, &range, error);
}

gboolean
thecal_read_step (ThecalRead *self, sqlite3 *db, GVariant **out_answer, GError **error)
{
  *out_answer = NULL;
  switch (self->kind) {
  case THECAL_READ_LOG:
    *out_answer = thecal_alarm_log_read_short (db, self->most, error);
    break;
  case THECAL_READ_ALARM_LOG:
    *out_answer = thecal_alarm_log_read (db, self->after, self->newest, self->most, error);
    break;
  case THECAL_READ_LOG_VERIFY:
    return verify (self, db, out_answer, error);
  case THECAL_READ_LEVELS:
    *out_answer =
        thecal_rollup_read (db, self->pump_id, self->from_us, self->to_us, self->most, error);
    break;
  case THECAL_READ_READINGS:
    return read_readings (self, db, out_answer, error);
  case THECAL_READ_WALKTHROUGHS:
    *out_answer = thecal_walkthroughs_read (db, self->most, error);
    break;
  case THECAL_READ_WALKTHROUGH:
    *out_answer = thecal_walkthroughs_read_one (db, self->id, error);
    break;
  case THECAL_READ_ENTRIES:
    *out_answer = read_entries (self, db, error);
    break;
  case THECAL_READ_ENTRY:
    *out_answer = thecal_entries_read_one (db, self->id, error);
    break;
  }

  return TRUE;
}
