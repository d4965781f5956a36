/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "store/readings.h"

#include <math.h>

#include "store/query.h"
#include "store/rollup.h"

gboolean
thecal_readings_write (sqlite3 *db,
                       const char *pump_id,
                       const ThecalStatusReport *report,
                       ThecalTime now,
                       GError **error)
{
  const gint64 at_us = now.wall_us - report->age_us;
  const gboolean has_level = (report->present & (1u << THECAL_FIELD_RESERVOIR_ML)) != 0 &&
                             !isnan (report->values[THECAL_FIELD_RESERVOIR_ML]);
  ThecalQuery query;

  if (!thecal_query_prepare (
          &query,
          db,
          "INSERT INTO reading VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
          error))
    return FALSE;
  thecal_query_bind_text (&query, pump_id);
  thecal_query_bind_int (&query, at_us);
  thecal_query_bind_int (&query, now.wall_us);
  thecal_query_bind_int (&query, report->present);
  thecal_query_bind_int (&query, (gint64) report->source);
  thecal_query_bind_int (&query, (gint64) report->therapy);
  thecal_query_bind_int (&query, (gint64) report->mode);
  thecal_query_bind_int (&query, (gint64) report->battery_state);
  for (int field = 0; field < THECAL_N_FIELDS; field++)
    thecal_query_bind_double (&query,
                              (report->present & (1u << field)) != 0 ? report->values[field] : NAN);
  if (!thecal_query_finish (&query, error))
    return FALSE;

  return !has_level ||
         thecal_rollup_write (db, pump_id, at_us, report->values[THECAL_FIELD_RESERVOIR_ML], error);
}

enum {
  COLUMN_ROW,
  COLUMN_PUMP,
  COLUMN_AT_US,
  COLUMN_RECEIVED_US,
  COLUMN_PRESENT,
  COLUMN_SOURCE,
  COLUMN_THERAPY,
  COLUMN_MODE,
  COLUMN_BATTERY,
  COLUMN_FIELDS, /* in the order of ThecalField */
};
#define SELECT_READING                                                                             \
  "SELECT rowid, pump, at_us, received_us, present, source, therapy, mode, battery, reservoir_ml," \
  " flow_ml_per_day, dose_ug_per_day, concentration_ug_per_ml, capacity_ml, low_threshold_ml,"     \
  " battery_percent FROM reading "

/* @name NULL: a number that this program does not know. */
static void
add_name (GVariantBuilder *reading, const char *key, const char *name)
{
  g_variant_builder_add (
      reading, "{sv}", key, g_variant_new_string (name != NULL ? name : "unknown"));
}

static void
add_reading (GVariantBuilder *readings, const ThecalQuery *query)
{
  const gint64 present = thecal_query_get_int (query, COLUMN_PRESENT);
  const guint64 row = (guint64) thecal_query_get_int (query, COLUMN_ROW);
  const gint64 at_ms = thecal_query_get_int (query, COLUMN_AT_US) / 1000;
  const gint64 received_ms = thecal_query_get_int (query, COLUMN_RECEIVED_US) / 1000;
  g_autofree char *pump = thecal_query_get_text (query, COLUMN_PUMP);

  g_variant_builder_open (readings, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (readings, "{sv}", "row", g_variant_new_uint64 (row));
  g_variant_builder_add (readings, "{sv}", "at", g_variant_new_int64 (at_ms));
  g_variant_builder_add (readings, "{sv}", "received", g_variant_new_int64 (received_ms));
  add_name (readings, "pump", pump);
  add_name (readings,
            "source",
            thecal_source_to_string ((ThecalSource) thecal_query_get_int (query, COLUMN_SOURCE)));
  if ((present & THECAL_REPORT_THERAPY) != 0)
    add_name (
        readings,
        "therapy",
        thecal_therapy_to_string ((ThecalTherapy) thecal_query_get_int (query, COLUMN_THERAPY)));
  if ((present & THECAL_REPORT_MODE) != 0)
    add_name (readings,
              "mode",
              thecal_mode_to_string ((ThecalMode) thecal_query_get_int (query, COLUMN_MODE)));
  if ((present & THECAL_REPORT_BATTERY_STATE) != 0)
    add_name (readings,
              "battery_state",
              thecal_battery_state_to_string (
                  (ThecalBatteryState) thecal_query_get_int (query, COLUMN_BATTERY)));
  for (int field = 0; field < THECAL_N_FIELDS; field++)
    if ((present & (1u << field)) != 0)
      g_variant_builder_add (
          readings,
          "{sv}",
          thecal_field_to_string ((ThecalField) field),
          g_variant_new_double (thecal_query_get_double (query, COLUMN_FIELDS + field)));
  g_variant_builder_close (readings);
}

gboolean
thecal_readings_read (sqlite3 *db,
                      const ThecalReadingsRange *range,
                      gint64 *after,
                      GVariantBuilder *found,
                      guint *n_found,
                      gboolean *out_ended,
                      GError **error)
{
  g_autoptr (GError) local_error = NULL;
  guint n_rows = 0, n_added = 0;
  ThecalQuery query;

  if (!thecal_query_prepare (
          &query, db, SELECT_READING "WHERE rowid > ? ORDER BY rowid LIMIT ?", error))
    return FALSE;
  thecal_query_bind_int (&query, *after);
  thecal_query_bind_int (&query, range->n_rows);
  while (n_added < range->most && thecal_query_next (&query, &local_error)) {
    const gint64 at_us = thecal_query_get_int (&query, COLUMN_AT_US);

    n_rows++;
    *after = thecal_query_get_int (&query, COLUMN_ROW);
    if (at_us < range->from_us || at_us > range->to_us)
      continue;
    add_reading (found, &query);
    n_added++;
  }
  thecal_query_end (&query);
  *n_found += n_added;
  *out_ended = n_rows < range->n_rows && n_added < range->most;
  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}
