/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
/* A printout as it comes over the bus: taken whole, or refused with the field's name. */
#include <string.h>

#include "error.h"
#include "service/objects.h"

#define NUMBERS                                                                                    \
  "'reservoir_ml': <20.0>, 'concentration_ug_per_ml': <2000.0>, 'dose_ug_per_day': <300.0>"
#define FILLED "'filled_at': <'2026-03-01T08:00:00Z'>"

static const struct {
  const char *name, *values;
  const char *refused; /* NULL: taken */
} table[] = {
  { "numbers", "{" NUMBERS "}", NULL },
  { "a-fill", "{" NUMBERS ", " FILLED "}", NULL },
  { "withdrawn", "{" NUMBERS ", " FILLED ", 'withdrawn_ml': <1.8>}", NULL },
  { "withdrawn-nothing", "{" NUMBERS ", " FILLED ", 'withdrawn_ml': <0.0>}", NULL },
  { "withdrawn-alone",
    "{" NUMBERS ", 'withdrawn_ml': <1.8>}",
    "withdrawn_ml: expected filled_at too" },
  { "withdrawn-less",
    "{" NUMBERS ", " FILLED ", 'withdrawn_ml': <-0.1>}",
    "withdrawn_ml: expected a number" },
  { "withdrawn-more",
    "{" NUMBERS ", " FILLED ", 'withdrawn_ml': <60.1>}",
    "withdrawn_ml: expected a number" },
  { "withdrawn-nan",
    "{" NUMBERS ", " FILLED ", 'withdrawn_ml': <nan>}",
    "withdrawn_ml: expected a number" },
  { "withdrawn-text",
    "{" NUMBERS ", " FILLED ", 'withdrawn_ml': <'1.8'>}",
    "withdrawn_ml: expected a number" },
  { "unknown", "{" NUMBERS ", 'volume': <1.8>}", "volume: no such value" },
  { "to-come",
    "{" NUMBERS ", 'filled_at': <'2027-03-01'>}",
    "at: expected a time that has passed" },
  /* only a zone says which is meant */
  { "twice",
    "{" NUMBERS ", 'filled_at': <'2025-10-26T02:30:00'>}",
    "filled_at: expected a time (2026-10-01T10:00:00-05:00) or a date (2026-10-01); on that night "
    "the clocks change" },
  { "left-out",
    "{" NUMBERS ", 'at': <'2026-03-29T02:30:00'>}",
    "at: expected a time (2026-10-01T10:00:00-05:00) or a date (2026-10-01); on that night the "
    "clocks change" },
  { "with-a-zone", "{" NUMBERS ", 'filled_at': <'2025-10-26T02:30:00+01:00'>}", NULL },
  { "another-night", "{" NUMBERS ", 'filled_at': <'2025-10-25T02:30:00'>}", NULL },
  { "nothing", "@a{sv} {}", "reservoir_ml: expected a number" },
};

static void
test_entry (gconstpointer data)
{
  const gsize i = GPOINTER_TO_SIZE (data);
  const ThecalTime now = { THECAL_DAY_US, G_GINT64_CONSTANT (1790000000000000) };
  g_autoptr (GVariant) values =
      g_variant_parse (G_VARIANT_TYPE_VARDICT, table[i].values, NULL, NULL, NULL);
  g_autoptr (GError) error = NULL;
  ThecalStatusReport report;
  gboolean taken;

  g_assert_nonnull (values);
  taken = thecal_enter_parse (values, now, &report, &error);
  if (table[i].refused == NULL) {
    g_assert_no_error (error);
    g_assert_true (taken);
    g_assert_cmpint (report.filled, ==, strstr (table[i].values, "filled_at") != NULL);
    g_assert_cmpint ((report.present & THECAL_REPORT_WITHDRAWN) != 0,
                     ==,
                     strstr (table[i].values, "withdrawn") != NULL);
  } else {
    g_assert_false (taken);
    g_assert_error (error, THECAL_ERROR, THECAL_ERROR_INVALID_ARGUMENT);
    g_assert_true (g_str_has_prefix (error->message, table[i].refused));
  }
}

int
main (int argc, char **argv)
{
  g_setenv ("TZ", "CET-1CEST,M3.5.0,M10.5.0/3", TRUE); /* before a time zone is read */
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (table); i++) {
    g_autofree char *path = g_strdup_printf ("/monitor/entry/%s", table[i].name);

    g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_entry);
  }

  return g_test_run ();
}
