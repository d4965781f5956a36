/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <string.h>

#include "core/plan/plan_document.h"
#include "core/pump/service_window.h"

/* What is known of a pump by its model: said once, and the same wherever it is read. */

static const struct {
  const char *text;
  ThecalModel model;
  guint from_months, to_months; /* clinical.md 1.6, 3.1 */
} rows[] = {
  { "SynchroMed II", THECAL_MODEL_SYNCHROMED_II, 60, 84 }, /* [D4] */
  { "SYNCHROMED II 8637-40", THECAL_MODEL_SYNCHROMED_II, 60, 84 },
  { "Medtronic 8637-20", THECAL_MODEL_SYNCHROMED_II, 60, 84 },
  { "synchromed 2", THECAL_MODEL_SYNCHROMED_II, 60, 84 },
  { "Medtronic synchromed iii 8667", THECAL_MODEL_SYNCHROMED_III, 36, 84 }, /* nothing found */
  { "SynchroMed 3", THECAL_MODEL_SYNCHROMED_III, 36, 84 },
  { "SynchroMed EL", THECAL_MODEL_SYNCHROMED_EL, 36, 60 }, /* 003-10 */
  { "Prometra II", THECAL_MODEL_PROMETRA, 120, 0 },        /* [D20] */
  { "MedStream", THECAL_MODEL_MEDSTREAM, 90, 96 },         /* [D24] */
  { "SynchroMed", THECAL_MODEL_OTHER, 36, 84 },            /* 003-10, 001-23, 004-04 */
  { "", THECAL_MODEL_OTHER, 36, 84 },
  { NULL, THECAL_MODEL_OTHER, 36, 84 },
};

static void
test_lives (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    const ThecalModel model = thecal_model_find (rows[i].text);
    const ThecalModelLife life = thecal_model_get_life (model);

    g_test_message ("%s", rows[i].text != NULL ? rows[i].text : "nothing");
    g_assert_cmpint (model, ==, rows[i].model);
    g_assert_cmpuint (life.life_from_months, ==, rows[i].from_months);
    g_assert_cmpuint (life.life_to_months, ==, rows[i].to_months);
    g_assert_true (life.life_to_months == 0 || life.life_from_months < life.life_to_months);
  }
}

/* The alarm goes by the end of the window that is shown, for the one model that stops by design. */
static void
test_alarm_by_the_same_end (void)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    ThecalPlanFault fault;
    g_autofree char *text = g_strdup_printf ("[pump]\nImplantDate=2024-02-29\nModel=%s\n",
                                             rows[i].text != NULL ? rows[i].text : "");
    g_autoptr (ThecalPlanDocument) document =
        thecal_plan_document_parse (text, strlen (text), utc, &fault);
    const ThecalServiceFacts facts = { .model = rows[i].model,
                                       .implanted_us = document->plan.implanted_us,
                                       .printed_us = THECAL_UNKNOWN_US,
                                       .notice_us = THECAL_UNKNOWN_US };

    g_test_message ("%s", text);
    g_assert_cmpint (document->plan.replace_by_us,
                     ==,
                     rows[i].model == THECAL_MODEL_SYNCHROMED_II
                         ? thecal_service_window_compute (&facts).to_us
                         : THECAL_UNKNOWN_US);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pump-models/lives", test_lives);
  g_test_add_func ("/pump-models/alarm-by-the-same-end", test_alarm_by_the_same_end);

  return g_test_run ();
}
