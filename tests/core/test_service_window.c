/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "core/pump/service_window.h"

static gint64
parse_us (const char *date)
{
  g_autofree char *text = date != NULL ? g_strconcat (date, "T00:00:00Z", NULL) : NULL;
  g_autoptr (GDateTime) time = NULL;

  if (date == NULL)
    return THECAL_UNKNOWN_US;
  if (g_str_equal (date, "never"))
    return THECAL_NEVER_US;
  time = g_date_time_new_from_iso8601 (text, NULL);
  g_assert_nonnull (time);

  return g_date_time_to_unix (time) * THECAL_SECOND_US;
}

static const struct {
  const char *model, *implanted, *printed, *notice;
  ThecalServiceBasis basis;
  const char *from, *to, *book;
} rows[] = {
  { "SynchroMed II", NULL, NULL, NULL, THECAL_SERVICE_NOT_KNOWN, NULL, "never", NULL },
  /* five to seven years, and no day longer [D4] */
  { "SynchroMed II",
    "2024-02-11",
    NULL,
    NULL,
    THECAL_SERVICE_BY_AGE,
    "2029-02-11",
    "2031-02-11",
    "2030-08-11" },
  /* a day that the other month does not have */
  { "Medtronic 8637-40",
    "2024-02-29",
    NULL,
    NULL,
    THECAL_SERVICE_BY_AGE,
    "2029-02-28",
    "2031-02-28",
    "2030-08-28" },
  { "SynchroMed III",
    "2024-02-11",
    NULL,
    NULL,
    THECAL_SERVICE_BY_AGE,
    "2027-02-11",
    "2031-02-11",
    "2030-08-11" },
  { "synchromed el 18",
    "2024-02-11",
    NULL,
    NULL,
    THECAL_SERVICE_BY_AGE,
    "2027-02-11",
    "2029-02-11",
    "2028-08-11" },
  { "Prometra II",
    "2024-02-11",
    NULL,
    NULL,
    THECAL_SERVICE_BY_AGE,
    "2034-02-11",
    "never",
    "2033-08-11" },
  { "MedStream",
    "2024-02-11",
    NULL,
    NULL,
    THECAL_SERVICE_BY_AGE,
    "2031-08-11",
    "2032-02-11",
    "2031-08-11" },
  { NULL,
    "2024-02-11",
    NULL,
    NULL,
    THECAL_SERVICE_BY_AGE,
    "2027-02-11",
    "2031-02-11",
    "2030-08-11" },
  /* the printed date where it is earlier */
  { "SynchroMed II",
    "2024-02-11",
    "2030-05-01",
    NULL,
    THECAL_SERVICE_BY_PRINTED,
    "2029-02-11",
    "2030-05-01",
    "2029-11-01" },
  { "SynchroMed II",
    "2024-02-11",
    "2031-05-01",
    NULL,
    THECAL_SERVICE_BY_AGE,
    "2029-02-11",
    "2031-02-11",
    "2030-08-11" },
  /* before the model's own time, or with nothing else: still no single date */
  { "SynchroMed II",
    "2024-02-11",
    "2028-05-01",
    NULL,
    THECAL_SERVICE_BY_PRINTED,
    "2027-11-01",
    "2028-05-01",
    "2027-11-01" },
  { "SynchroMed II",
    NULL,
    "2028-05-01",
    NULL,
    THECAL_SERVICE_BY_PRINTED,
    "2027-11-01",
    "2028-05-01",
    "2027-11-01" },
  /* the notice overrides the age: 90 days */
  { "SynchroMed II",
    "2024-02-11",
    NULL,
    "2029-03-15",
    THECAL_SERVICE_BY_NOTICE,
    "2029-03-15",
    "2029-06-13",
    "2028-12-13" },
  { "Prometra II",
    NULL,
    NULL,
    "2029-03-15",
    THECAL_SERVICE_BY_NOTICE,
    "2029-03-15",
    "2029-06-13",
    "2028-12-13" },
  /* it comes within the last 90 days of the seven years */
  { "SynchroMed II",
    "2024-02-11",
    NULL,
    "2031-01-01",
    THECAL_SERVICE_BY_NOTICE,
    "2031-01-01",
    "2031-02-11",
    "2030-08-11" },
  { "SynchroMed II",
    "2024-02-11",
    "2029-05-01",
    "2029-03-15",
    THECAL_SERVICE_BY_NOTICE,
    "2029-03-15",
    "2029-05-01",
    "2028-11-01" },
};

static void
assert_date (gint64 actual_us, const char *expected)
{
  if (actual_us != parse_us (expected))
    g_error ("%" G_GINT64_FORMAT " is not %s", actual_us, expected != NULL ? expected : "unknown");
}

static void
test_windows (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    const ThecalServiceFacts facts = {
      .model = thecal_model_find (rows[i].model),
      .implanted_us = parse_us (rows[i].implanted),
      .printed_us = parse_us (rows[i].printed),
      .notice_us = parse_us (rows[i].notice),
    };
    const ThecalServiceWindow window = thecal_service_window_compute (&facts);

    g_test_message ("row %" G_GSIZE_FORMAT, i);
    g_assert_cmpint (window.basis, ==, rows[i].basis);
    assert_date (window.from_us, rows[i].from);
    assert_date (window.to_us, rows[i].to);
    assert_date (window.book_us, rows[i].book);
  }
}

/* Whatever is known, it is a window and no single date. */
static void
test_never_one_date (void)
{
  for (int model = 0; model < THECAL_N_MODELS; model++)
    for (int printed = 0; printed < 200; printed++)
      for (int notice = -1; notice < 100; notice += 7) {
        const gint64 implanted_us = parse_us ("2020-02-29");
        const ThecalServiceFacts facts = {
          .model = (ThecalModel) model,
          .implanted_us = implanted_us,
          .printed_us = implanted_us + printed * 30 * THECAL_DAY_US,
          .notice_us = notice < 0 ? THECAL_UNKNOWN_US : implanted_us + notice * 30 * THECAL_DAY_US,
        };
        const ThecalServiceWindow window = thecal_service_window_compute (&facts);

        g_assert_cmpint (window.from_us, <, window.to_us);
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/service-window/windows", test_windows);
  g_test_add_func ("/service-window/never-one-date", test_never_one_date);

  return g_test_run ();
}
