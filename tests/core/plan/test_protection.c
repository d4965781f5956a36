/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "core/plan/protection.h"

#include <string.h>

#define BIT(guard) (1u << THECAL_GUARD_##guard)

static const struct {
  const char *name, *text;
  ThecalGuardFacts facts;
  guint held;
} rows[] = {
  { "/core/protection/nothing", "", { 0 }, 0 },
  { "/core/protection/facts",
    "",
    { true, true, true, true },
    BIT (MONITOR) | BIT (SOUND) | BIT (DRILL) | BIT (RADIO) },
  { "/core/protection/printout",
    "[drug "
    "1]\nConcentrationUgPerMl=500\nDoseUgPerDay=390\n[reservoir]\nVolumeMl=40\nFilledAt=2026-10-"
    "16\n"
    "AlarmDate=2026-12-02\n",
    { 0 },
    BIT (FORECAST) | BIT (ALARM_DATE) },
  { "/core/protection/flex",
    "[drug 1]\nConcentrationUgPerMl=500\n[flex]\nStep1=00:00 200\n[reservoir]\nVolumeMl=40\n"
    "FilledAt=2026-10-16\n",
    { 0 },
    BIT (FORECAST) },
  { "/core/protection/no-dose",
    "[drug 1]\nConcentrationUgPerMl=500\nDoseUgPerDay=0\n[reservoir]\nVolumeMl=40\n"
    "FilledAt=2026-10-16\n",
    { 0 },
    0 },
  { "/core/protection/no-concentration",
    "[drug 1]\nDoseUgPerDay=90\n[reservoir]\nVolumeMl=40\n"
    "FilledAt=2026-10-16\n",
    { 0 },
    0 },
  { "/core/protection/no-volume",
    "[drug 1]\nConcentrationUgPerMl=500\nDoseUgPerDay=390\n[reservoir]\n"
    "FilledAt=2026-10-16\n",
    { 0 },
    0 },
  /* a volume without its date has no age */
  { "/core/protection/no-fill",
    "[drug 1]\nConcentrationUgPerMl=500\nDoseUgPerDay=390\n[reservoir]\nVolumeMl=40\n",
    { 0 },
    0 },
  { "/core/protection/contacts",
    "[emergency]\nNumber=112\nConfirmed=true\n"
    "[contact a]\nRole=pump-team\nPhone=+1 202 555 0142\n[contact b]\nRole=on-call\nPhone=+1 202 "
    "555 0122\n",
    { 0 },
    BIT (EMERGENCY) | BIT (PUMP_TEAM) | BIT (ON_CALL) },
  { "/core/protection/contacts-without-number",
    "[emergency]\nNumber=112\n[contact a]\nRole=pump-team\nName=Team\n[contact c]\nRole=neighbour\n"
    "Phone=+1 202 555 0142\n",
    { 0 },
    0 },
  { "/core/protection/tablets", "[tablets]\nExpires=2027-06-30\n", { 0 }, BIT (TABLETS) },
};

static void
test_row (gconstpointer data)
{
  const gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  ThecalPlanFault fault = { .line = 0 };
  g_autoptr (ThecalPlanDocument) document =
      thecal_plan_document_parse (rows[i].text, strlen (rows[i].text), zone, &fault);

  g_assert_nonnull (document);
  g_assert_cmphex (thecal_guards_find (document, &rows[i].facts), ==, rows[i].held);
}

static void
test_vital (void)
{
  guint vital = 0;

  for (guint i = 0; i <= THECAL_N_GUARDS; i++)
    vital |= thecal_guard_is_vital ((ThecalGuard) i) ? 1u << i : 0;
  g_assert_cmphex (vital,
                   ==,
                   BIT (FORECAST) | BIT (MONITOR) | BIT (SOUND) | BIT (DRILL) | BIT (EMERGENCY) |
                       BIT (PUMP_TEAM));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_test_add_data_func (rows[i].name, GSIZE_TO_POINTER (i), test_row);
  g_test_add_func ("/core/protection/vital", test_vital);

  return g_test_run ();
}
