/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "core/plan/care_plan.h"
#include "fuzz.h"

/* A care plan file as a clinic may hand it over. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  const ThecalTime now = { THECAL_DAY_US, G_GINT64_CONSTANT (1790000000000000) };
  ThecalStatusReport report;
  ThecalPlanError error = { .group = "" };
  ThecalCarePlan plan;

  if (size == 0 ||
      !g_key_file_load_from_data (file, (const char *) data, size, G_KEY_FILE_NONE, NULL))
    return 0;
  if (!thecal_care_plan_read (file, utc, &plan, &error)) {
    if (error.expected[0] == '\0')
      g_error ("refused without a word");
    return 0;
  }
  if (thecal_care_plan_to_report (&plan, now, &report) && report.age_us < 0)
    g_error ("a report from the future");

  return 0;
}
