/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
/* What a chart of 1000 steps costs at each zoom, through the store, beside the same by GROUP BY of
 * the readings themselves.
 * usage: bench_levels DATABASE           makes it where it is not there
 *        bench_levels DATABASE FROM TO    UTC seconds of what it holds; prints one JSON object */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

#include "store/store.h"

#define PUMP "manual"
#define STEPS 1000
#define N_READS 25
#define N_TRIES 3

static const struct {
  const char *name;
  double days;
} zooms[] = {
  { "10 years", 3650 }, { "3 years", 1095 }, { "1 year", 365 }, { "90 days", 90 },
  { "30 days", 30 },    { "7 days", 7 },     { "1 day", 1 },    { "1 hour", 1 / 24.0 },
};

static void
keep (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static GAsyncResult *
await (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *result;
}

static void
open_store (ThecalStore *store)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  thecal_store_open_async (store, NULL, keep, &result);
  if (!thecal_store_open_finish (store, await (&result), &error))
    g_error ("%s", error->message);
}

static double
read_us (ThecalStore *store, gint64 from_us, gint64 to_us, gsize *out_n)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GVariant) levels = NULL;
  const gint64 begin_us = g_get_monotonic_time ();

  thecal_store_read_levels_async (store, PUMP, from_us, to_us, STEPS, keep, &result);
  levels = thecal_store_read_levels_finish (store, await (&result), NULL);
  *out_n = g_variant_n_children (levels);

  return (double) (g_get_monotonic_time () - begin_us);
}

/* As one would do without roll-ups. */
static double
group_us (sqlite3 *db, gint64 from_us, gint64 to_us)
{
  const gint64 begin_us = g_get_monotonic_time ();
  sqlite3_stmt *statement = NULL;

  sqlite3_prepare_v2 (db,
                      "SELECT at_us / ?1, min(reservoir_ml), max(reservoir_ml) FROM reading"
                      " WHERE pump = '" PUMP "' AND at_us BETWEEN ?2 AND ?3 GROUP BY 1",
                      -1,
                      &statement,
                      NULL);
  sqlite3_bind_int64 (statement, 1, MAX ((to_us - from_us) / STEPS, 1));
  sqlite3_bind_int64 (statement, 2, from_us);
  sqlite3_bind_int64 (statement, 3, to_us);
  while (sqlite3_step (statement) == SQLITE_ROW)
    continue;
  sqlite3_finalize (statement);

  return (double) (g_get_monotonic_time () - begin_us);
}

static int
compare (const void *a, const void *b)
{
  return *(const double *) a < *(const double *) b ? -1 : 1;
}

int
main (int argc, char **argv)
{
  g_autoptr (ThecalStore) store = thecal_store_new (argv[1]);
  sqlite3 *db = NULL;
  gint64 begin_us, end_us;

  open_store (store);
  if (argc < 4)
    return 0;

  begin_us = g_ascii_strtoll (argv[2], NULL, 10) * G_USEC_PER_SEC;
  end_us = g_ascii_strtoll (argv[3], NULL, 10) * G_USEC_PER_SEC;
  if (sqlite3_open_v2 (argv[1], &db, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK)
    return 1;
  putchar ('{');
  for (gsize i = 0; i < G_N_ELEMENTS (zooms); i++) {
    const gint64 width_us = (gint64) (zooms[i].days * 86400.0 * G_USEC_PER_SEC);
    const gint64 room_us = MAX (end_us - begin_us - width_us, 0);
    double times_us[N_READS];
    gsize n = 0;

    /* all along the ten years, as somebody pans */
    for (gint64 at = 0; at < N_READS; at++) {
      const gint64 from_us = begin_us + room_us / N_READS * at;

      /* the best of a few, since other programs run too */
      times_us[at] = read_us (store, from_us, from_us + width_us, &n);
      for (int again = 0; again < N_TRIES; again++)
        times_us[at] = MIN (times_us[at], read_us (store, from_us, from_us + width_us, &n));
    }
    qsort (times_us, N_READS, sizeof times_us[0], compare);
    printf ("%s\"%s\": {\"store_us\": %.0f, \"worst_us\": %.0f, \"group_us\": %.0f, \"steps\": %u}",
            i > 0 ? ", " : "",
            zooms[i].name,
            times_us[N_READS / 2],
            times_us[N_READS - 1],
            group_us (db, begin_us + room_us / 2, begin_us + room_us / 2 + width_us),
            (guint) n);
    fflush (stdout);
  }
  puts ("}");
  sqlite3_close (db);

  return 0;
}
