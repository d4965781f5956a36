/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <string.h>

#include "core/plan/plan_document.h"
#include "fuzz.h"

#define NOW_US G_GINT64_CONSTANT (1790000000000000)

static void
check_plan (const ThecalPlanDocument *document)
{
  const ThecalTime now = { THECAL_DAY_US, NOW_US };
  ThecalTriageContext context = { .watch_wall_us = THECAL_UNKNOWN_US,
                                  .refill_wall_us = THECAL_UNKNOWN_US,
                                  .operation_wall_us = THECAL_UNKNOWN_US };
  ThecalStatusReport report;

  if (thecal_care_plan_to_report (&document->plan, now, &report) && report.age_us < 0)
    g_error ("a report from the future");
  thecal_plan_document_fill_context (document, NOW_US, &context);
  if (!context.has_plan || !(context.fever_c > 0) || context.watch_wall_us > NOW_US)
    g_error ("no limits, or a refill from the future");
}

static void
check_contacts (const ThecalContactBook *book, int outcome, gint64 wall_us)
{
  g_autoptr (GArray) lines = thecal_contact_book_order (book, outcome, wall_us);
  bool has_emergency = false;

  for (guint i = 0; i < lines->len; i++) {
    const ThecalContactLine *line = &g_array_index (lines, ThecalContactLine, i);
    g_autofree char *dial = thecal_number_to_dial (line->number);

    has_emergency = has_emergency || line->role == THECAL_ROLE_EMERGENCY;
    if (*line->number != '\0' && dial == NULL)
      g_error ("a number that cannot be dialled");
    if (line->change_us <= wall_us)
      g_error ("a change that has passed");
  }
  if (!has_emergency)
    g_error ("no line for the emergency number");
}

/* A care plan file as a clinic may hand it over. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (ThecalPlanDocument) document = NULL;
  ThecalPlanFault fault = { .line = 0 };

  document = thecal_plan_document_parse (size > 0 ? (const char *) data : "", size, utc, &fault);
  if (document == NULL) {
    if (fault.at.expected[0] == '\0')
      g_error ("refused without a word");
    return 0;
  }
  check_plan (document);
  for (int outcome = 0; outcome <= 5; outcome++) {
    check_contacts (document->contacts, outcome, NOW_US);
    check_contacts (document->contacts, outcome, THECAL_UNKNOWN_US);
  }

  return 0;
}
