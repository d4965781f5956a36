/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
/* Durable readings per second beside a raw file with fdatasync(), and what they write.
 * usage: bench_store FOLDER; prints one JSON object. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "store/store.h"

#define N_READINGS 500
#define ROUNDS 3
#define RECORD_OCTETS 64 /* about what a reading holds */

static void
on_flushed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!thecal_store_flush_finish (THECAL_STORE (source), result, &error))
    g_error ("%s", error->message);
  *(gboolean *) user_data = TRUE;
}

static void
flush (ThecalStore *store)
{
  gboolean flushed = FALSE;

  thecal_store_flush_async (store, NULL, on_flushed, &flushed);
  while (!flushed)
    g_main_context_iteration (NULL, TRUE);
}

static gint64
bytes_written (void)
{
  g_autofree char *text = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/self/io", &text, NULL, NULL))
    return 0;
  line = strstr (text, "\nwchar: ");
  return line != NULL ? g_ascii_strtoll (line + strlen ("\nwchar: "), NULL, 10) : 0;
}

static void
add_reading (ThecalStore *store, int i)
{
  ThecalStatusReport report = { 0 };
  const gint64 at_us = (gint64) i * 60 * THECAL_SECOND_US;

  report.present = 1u << THECAL_FIELD_RESERVOIR_ML;
  report.values[THECAL_FIELD_RESERVOIR_ML] = 20.0 - i * 0.0001;
  thecal_store_add_reading (
      store, "00:11", &report, (ThecalTime){ at_us, G_GINT64_CONSTANT (1790000000000000) + at_us });
}

static double
raw_per_s (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "raw", NULL);
  const int fd = open (path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  const char record[RECORD_OCTETS] = { 1 };
  const gint64 begin_us = g_get_monotonic_time ();

  for (int i = 0; i < N_READINGS; i++)
    if (write (fd, record, sizeof record) != sizeof record || fdatasync (fd) != 0)
      g_error ("%s cannot be written", path);
  close (fd);

  return N_READINGS * 1e6 / (double) (g_get_monotonic_time () - begin_us);
}

int
main (int argc, char **argv)
{
  double raw[ROUNDS], single[ROUNDS], best_raw = 0, best_single = 0, single_bytes = 0,
                                      batch_bytes = 0;

  for (int round = 0; round < ROUNDS; round++) {
    g_autofree char *name = g_strdup_printf ("store%d.db", round);
    g_autofree char *path = g_build_filename (argv[1], name, NULL);
    g_autoptr (ThecalStore) store = thecal_store_new (path);
    gint64 begin_us, before;

    raw[round] = raw_per_s (argv[1]);
    thecal_store_add_pump (store, "00:11", "Pump", TRUE);
    flush (store);
    before = bytes_written ();
    begin_us = g_get_monotonic_time ();
    for (int i = 0; i < N_READINGS; i++) {
      add_reading (store, i);
      flush (store);
    }
    single[round] = N_READINGS * 1e6 / (double) (g_get_monotonic_time () - begin_us);
    single_bytes = (double) (bytes_written () - before) / N_READINGS;
    before = bytes_written ();
    for (int i = 0; i < N_READINGS; i++)
      add_reading (store, N_READINGS + i);
    flush (store);
    batch_bytes = (double) (bytes_written () - before) / N_READINGS;
  }
  for (int round = 0; round < ROUNDS; round++) {
    best_raw = MAX (best_raw, raw[round]);
    best_single = MAX (best_single, single[round]);
  }
  printf ("{\"raw_per_s\": %.1f, \"single_per_s\": %.1f, \"single_bytes\": %.1f, \"batch_bytes\": "
          "%.1f}\n",
          best_raw,
          best_single,
          single_bytes,
          batch_bytes);

  return 0;
}
