/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <string.h>

#include "core/plan/plan_review.h"
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

/* What is asked about it names a place, and a text differs from itself in nothing. */
static void
check_review (const ThecalPlanDocument *document, const char *text, GTimeZone *zone)
{
  g_autoptr (GPtrArray) doubts =
      thecal_plan_review_at (document, text, strlen (text), NOW_US, zone);
  g_autoptr (GPtrArray) same = thecal_plan_compare (text, text);
  g_autoptr (GPtrArray) all = thecal_plan_compare (NULL, text);
  g_autoptr (GPtrArray) gone = thecal_plan_compare (text, NULL);
  guint line = 0;

  for (guint i = 0; i < doubts->len; i++) {
    const ThecalPlanDoubt *doubt = g_ptr_array_index (doubts, i);

    if (*doubt->group == '\0' || *doubt->key == '\0' || *doubt->question == '\0')
      g_error ("a question about nothing");
    if (doubt->line != 0 && doubt->line < line)
      g_error ("not in the order of the file");
    line = doubt->line;
  }
  if (same->len != 0 || all->len != gone->len)
    g_error ("a difference that is none");
}

static void
check_care (const ThecalPlanDocument *document)
{
  const ThecalPostOp *days = &document->post_op;
  const ThecalRegimen *regimen = document->regimen;

  if (document->plan.n_flex > THECAL_FLEX_STEPS_MAX ||
      regimen->n_medicines > THECAL_MEDICINES_MAX || regimen->n_weaning > THECAL_WEANING_STEPS_MAX)
    g_error ("more than there is room for");
  if (days->visit_from_day > days->visit_to_day || days->binder_from_day > days->binder_to_day)
    g_error ("days that run backwards");
  for (guint i = 1; i < regimen->n_weaning; i++)
    if (regimen->weaning[i].on_us <= regimen->weaning[i - 1].on_us)
      g_error ("steps that run backwards");
}

/* A care plan file as a clinic may hand it over. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (ThecalPlanDocument) document = NULL;
  g_autofree char *text = NULL;
  ThecalPlanFault fault = { .line = 0 };

  document = thecal_plan_document_parse (size > 0 ? (const char *) data : "", size, utc, &fault);
  if (document == NULL) {
    if (fault.at.expected[0] == '\0')
      g_error ("refused without a word");
    return 0;
  }
  check_plan (document);
  check_care (document);
  text = g_strndup (size > 0 ? (const char *) data : "", size);
  check_review (document, text, utc);
  for (int outcome = 0; outcome <= 5; outcome++) {
    check_contacts (document->contacts, outcome, NOW_US);
    check_contacts (document->contacts, outcome, THECAL_UNKNOWN_US);
  }

  return 0;
}
