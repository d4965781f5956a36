/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <glib/gstdio.h>
#include <string.h>

#include "export/csv.h"
#include "export/report_file.h"
#include "export/report_layout.h"
#include "lib/diary_sample.h"

/* The report as PDF, CSV and the rest. */

#define PLAN "[person]\nName=Theo Example\n[pump]\nModel=SynchroMed II\nSerial=EX0001\n"

static void
test_csv_fields (void)
{
  static const struct {
    const char *field, *expected;
  } rows[] = {
    { "plain", "plain\r\n" },
    { "a,b", "\"a,b\"\r\n" },
    { "say \"so\"", "\"say \"\"so\"\"\"\r\n" },
    { "two\nlines", "\"two\nlines\"\r\n" },
    { "-1.5", "-1.5\r\n" },
    { "=HYPERLINK(\"x\")", "\"'=HYPERLINK(\"\"x\"\")\"\r\n" },
    { "@cmd", "\"'@cmd\"\r\n" },
    { "+1 202 555 0142", "\"'+1 202 555 0142\"\r\n" },
    { "", "\r\n" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GString) csv = g_string_new (NULL);
    const char *fields[] = { rows[i].field, NULL };

    thecal_csv_append (csv, fields);
    g_assert_cmpstr (csv->str, ==, rows[i].expected);
  }
}

static void
test_csv (void)
{
  static const char *const lines[] = {
    "at,kind,id,name,value,unit,by\r\n",
    "2026-10-27T12:00:00Z,refill,entry-0,reservoir_ml,40,mL,Anna\r\n",
    "2026-11-20T12:00:00Z,diary,entry-20,stiffness,7,,Anna\r\n",
    "2026-11-20T12:00:00Z,diary,entry-20,temperature,37.2,Cel,Anna\r\n",
    "2026-11-16T12:00:00Z,diary,entry-16,headache,yes,,Anna\r\n",
    "2026-11-19T12:00:00Z,alarm,7,reservoir-low,medium,,Marcus\r\n",
    "2026-11-19T12:00:00Z,alarm,7,until,2026-11-20T12:00:00Z,,\r\n",
    "2026-10-27T12:00:00Z,level,,highest,40,mL,\r\n",
  };
  DiarySample sample;
  g_autofree char *csv = NULL;
  g_autofree char *few = NULL;

  diary_sample_set_up (&sample, PLAN);
  diary_sample_fill (&sample);
  csv = thecal_csv_write (&sample.facts);
  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    if (strstr (csv, lines[i]) == NULL)
      g_error ("not there: %s in %s", lines[i], csv);
  sample.facts.parts = 1u << THECAL_REPORT_DIARY;
  few = thecal_csv_write (&sample.facts);
  g_assert_null (strstr (few, ",alarm,"));
  g_assert_null (strstr (few, ",level,"));
  g_assert_null (strstr (few, ",refill,"));
  diary_sample_tear_down (&sample);
}

static void
test_pages (void)
{
  DiarySample sample;

  diary_sample_set_up (&sample, PLAN);
  diary_sample_fill (&sample);
  {
    g_autoptr (ThecalReport) report = thecal_report_new (&sample.facts);
    g_autoptr (ThecalReportLayout) layout =
        thecal_report_layout_new (report, 515, 762, sample.zone);
    g_autoptr (ThecalReportLayout) tiny = thecal_report_layout_new (report, 120, 60, sample.zone);

    g_assert_cmpuint (thecal_report_layout_get_n_pages (layout), >=, 3);
    g_assert_cmpuint (thecal_report_layout_get_n_pages (layout), <=, 6);
    /* one row is higher than the page: it ends all the same */
    g_assert_cmpuint (thecal_report_layout_get_n_pages (tiny), >, 20);
  }
  diary_sample_tear_down (&sample);
}

static void
test_write (void)
{
  static const char *const names[] = { "r.pdf", "r.csv", "r.json", "r.txt" };
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  g_autofree char *dir = g_dir_make_tmp ("thecal-report.XXXXXX", &error);
  DiarySample sample;

  g_cancellable_cancel (cancelled);
  diary_sample_set_up (&sample, PLAN);
  diary_sample_fill (&sample);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *path = g_build_filename (dir, names[i], NULL);
    GStatBuf found;

    g_assert_false (thecal_report_write (&sample.facts, path, cancelled, &error));
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    g_clear_error (&error);
    g_assert_cmpint (g_stat (path, &found), ==, -1);
    g_assert_true (thecal_report_write (&sample.facts, path, NULL, &error));
    g_assert_no_error (error);
    g_assert_cmpint (g_stat (path, &found), ==, 0);
    g_assert_cmpint (found.st_mode & 0777, ==, 0600);
    g_unlink (path);
  }
  g_assert_false (thecal_report_write (&sample.facts, "report.doc", NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  g_rmdir (dir);
  diary_sample_tear_down (&sample);
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

/* In a thread, and broken off. */
static void
test_async (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  DiarySample sample;

  diary_sample_set_up (&sample, PLAN);
  diary_sample_fill (&sample);
  thecal_report_write_async (&sample.facts, "/proc/none/r.csv", cancellable, on_written, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (thecal_report_write_finish (result, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  diary_sample_tear_down (&sample);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/report-file/csv-fields", test_csv_fields);
  g_test_add_func ("/report-file/csv", test_csv);
  g_test_add_func ("/report-file/pages", test_pages);
  g_test_add_func ("/report-file/write", test_write);
  g_test_add_func ("/report-file/async", test_async);

  return g_test_run ();
}
