/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <string.h>

#include "core/plan/plan_review.h"

/* What reads well and is asked for again. Each row is a plan that raises no doubt, with one line in
 * the place of another. */

#define NOW "2026-11-02T12:00:00"

static const char *const usual[] = {
  "[person]",
  "BirthDate=2017-03-05",
  "Weight=28 kg",
  "Diagnosis=cerebral palsy",
  "[pump]",
  "CapacityMl=40",
  "ImplantDate=2024-02-11",
  "[drug 1]",
  "Name=baclofen",
  "ConcentrationUgPerMl=500",
  "DoseUgPerDay=390",
  "[reservoir]",
  "VolumeMl=40",
  "FilledAt=2026-10-16T14:30:00-04:00",
  "LowMl=3",
  "AlarmDate=2026-12-02",
  "[emergency]",
  "Address=14 Lakeside Road",
  "[tablets]",
  "WrittenOn=2026-10-16",
  "Expires=2027-06-30",
  "[appointment 1]",
  "Kind=refill",
  "At=2026-11-24T09:30:00-05:00",
};

static GTimeZone *
new_york (void)
{
  /* no file of the zone is needed */
  GTimeZone *zone = g_time_zone_new_identifier ("EST5EDT,M3.2.0,M11.1.0");

  g_assert_nonnull (zone);
  return zone;
}

/* The usual plan, each line that begins as one of @lines replaced by it, else added to the end of
 * the group before it: "[group]|Key=value|Key=value". */
static char *
build (const char *const *instead)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (usual); i++) {
    const char *line = usual[i];

    for (gsize k = 0; instead[k] != NULL; k++) {
      const gsize length = strcspn (instead[k], "=]");

      if (strncmp (instead[k], line, length + 1) == 0)
        line = instead[k];
    }
    if (!g_str_has_suffix (line, "=-"))
      g_string_append_printf (text, "%s\n", line);
  }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static GPtrArray *
review (const char *text)
{
  g_autoptr (GTimeZone) zone = new_york ();
  g_autoptr (ThecalPlanDocument) document = NULL;
  ThecalPlanFault fault = { 0 };
  gint64 now_us;

  g_assert_true (thecal_time_parse (NOW, zone, &now_us));
  document = thecal_plan_document_parse (text, strlen (text), zone, &fault);
  if (document == NULL)
    g_error ("%s%u: [%s] %s: expected %s",
             text,
             fault.line,
             fault.at.group,
             fault.at.key,
             fault.at.expected);
  return thecal_plan_review_at (document, text, strlen (text), now_us, zone);
}

#define NONE NULL, NULL, 0, NULL

static const struct {
  const char *instead[4];
  const char *group, *key; /* NULL: no doubt */
  guint line;
  const char *question; /* a part of it */
} rows[] = {
  { { NULL }, NONE },
  /* milligrams for micrograms, and the other way round (T-IN-02) */
  { { "DoseUgPerDay=9.9", "AlarmDate=-" }, "drug 1", "DoseUgPerDay", 11, "0.39 mg is 390" },
  { { "DoseUgPerDay=0.39", "AlarmDate=-" }, "drug 1", "DoseUgPerDay", 11, "micrograms" },
  { { "DoseUgPerDay=10", "AlarmDate=-" }, NONE },
  { { "DoseUgPerDay=1500", "ConcentrationUgPerMl=2000", "AlarmDate=2026-12-04" }, NONE },
  { { "DoseUgPerDay=1501", "ConcentrationUgPerMl=2000", "AlarmDate=2026-12-04" },
    "drug 1",
    "DoseUgPerDay",
    11,
    "large" },
  { { "DoseUgPerDay=0", "AlarmDate=2026-12-04" }, "drug 1", "DoseUgPerDay", 11, "stopped" },
  { { "ConcentrationUgPerMl=550", "AlarmDate=2026-12-06" },
    "drug 1",
    "ConcentrationUgPerMl",
    10,
    "50, 500, 1000 or 2000" },
  { { "ConcentrationUgPerMl=2000", "AlarmDate=2027-04-14", "At=2027-03-24" }, NONE },
  /* of another drug nothing is known */
  { { "Name=morphine", "DoseUgPerDay=5", "AlarmDate=-" }, NONE },
  { { "Name=Gablofen", "DoseUgPerDay=5", "AlarmDate=-" }, "drug 1", "DoseUgPerDay", 11, "small" },
  { { "Name=", "DoseUgPerDay=5", "AlarmDate=-" }, "drug 1", "DoseUgPerDay", 11, "small" },
  /* reservoir */
  { { "CapacityMl=41" }, "pump", "CapacityMl", 6, "10, 18, 20 or 40" },
  { { "CapacityMl=-" }, NONE },
  { { "LowMl=1.9" }, "reservoir", "LowMl", 15, "2 mL" },
  { { "LowMl=2" }, NONE },
  { { "LowMl=-" }, NONE },
  { { "VolumeMl=3", "AlarmDate=-" }, "reservoir", "VolumeMl", 13, "low mark" },
  { { "VolumeMl=-" }, "reservoir", "VolumeMl", 0, "cannot be computed" },
  { { "FilledAt=-" }, "reservoir", "FilledAt", 0, "cannot be computed" },
  /* printed date: 47.4 days by the numbers, 15 % and a day more or less */
  { { "AlarmDate=2026-12-10" }, NONE },
  { { "AlarmDate=2026-12-11" }, "reservoir", "AlarmDate", 16, "disagree" },
  { { "AlarmDate=2026-11-25" }, NONE },
  { { "AlarmDate=2026-11-24", "At=2026-11-20" }, "reservoir", "AlarmDate", 16, "disagree" },
  /* at whatever hour it was filled */
  { { "FilledAt=2026-10-16T00:00:00-04:00", "AlarmDate=2026-12-10" }, NONE },
  { { "FilledAt=2026-10-16T23:59:00-04:00", "AlarmDate=2026-11-25" }, NONE },
  { { "FilledAt=2026-10-16T00:00:00-04:00", "AlarmDate=2026-11-24", "At=2026-11-20" },
    "reservoir",
    "AlarmDate",
    16,
    "disagree" },
  { { "AlarmDate=2026-10-16" }, "reservoir", "AlarmDate", 16, "not after the refill" },
  /* the drug is stable for 180 days, the reservoir lasts longer */
  { { "DoseUgPerDay=50", "AlarmDate=2027-04-14" }, NONE },
  { { "DoseUgPerDay=50", "AlarmDate=2027-04-30" }, "reservoir", "AlarmDate", 16, "14 to 186" },
  { { "DoseUgPerDay=1480", "AlarmDate=2026-10-28", "At=2026-10-27" },
    "reservoir",
    "AlarmDate",
    16,
    "14 to 186" },
  { { "DoseUgPerDay=1480", "AlarmDate=-", "At=2026-10-27" },
    "reservoir",
    "VolumeMl",
    13,
    "within 14 days" },
  /* the visit comes too late */
  { { "At=2026-12-02T09:30:00-05:00" }, "appointment 1", "At", 24, "after the date" },
  { { "Kind=other", "At=2026-12-02T09:30:00-05:00" }, NONE },
  /* hours that are twice, or not at all */
  { { "FilledAt=2026-11-01T01:30:00", "AlarmDate=2026-12-15" },
    "reservoir",
    "FilledAt",
    14,
    "clocks change" },
  { { "FilledAt=2026-11-01T01:30:00-04:00", "AlarmDate=2026-12-15" }, NONE },
  { { "FilledAt=2026-11-01T02:30:00", "AlarmDate=2026-12-15" }, NONE },
  { { "FilledAt=2026-11-01", "AlarmDate=2026-12-15" }, NONE },
  { { "Kind=other", "At=2027-03-14T02:30:00" }, "appointment 1", "At", 24, "clocks change" },
  { { "Kind=other", "At=2027-03-14T03:30:00" }, NONE },
  /* person */
  { { "Weight=28" }, "person", "Weight", 3, "28 kg or 62 lb" },
  { { "Weight=28,5 " }, "person", "Weight", 3, "28 kg or 62 lb" },
  { { "Weight=62 lb" }, NONE },
  { { "Diagnosis=Spinal cord injury, 2019" }, "person", "InjuryLevel", 0, "level" },
  { { "BirthDate=2026-11-03" }, "person", "BirthDate", 2, "still to come" },
  { { "BirthDate=2026-11-02" }, NONE },
  { { "BirthDate=1905-03-05" }, "person", "BirthDate", 2, "120 years" },
  { { "ImplantDate=2026-11-03" }, "pump", "ImplantDate", 7, "still to come" },
  { { "ImplantDate=2024-02-11\nCatheterDate=2026-11-03" }, "pump", "CatheterDate", 8, "to come" },
  { { "ImplantDate=2024-02-11\nReplaceBy=2024-02-11" }, "pump", "ReplaceBy", 8, "implantation" },
  { { "FilledAt=2026-11-03", "AlarmDate=2026-12-20" }, "reservoir", "FilledAt", 14, "to come" },
  { { "FilledAt=2026-04-29", "AlarmDate=2026-06-15", "At=2026-06-10" },
    "reservoir",
    "FilledAt",
    14,
    "186 days ago" },
  { { "WrittenOn=2026-11-03" }, "tablets", "WrittenOn", 20, "still to come" },
  { { "Expires=2026-11-02" }, "tablets", "Expires", 21, "passed" },
  { { "Expires=2026-11-03" }, NONE },
  /* of a pump that was taken out nothing has to fit any more */
  { { "CapacityMl=41\nExplanted=true", "VolumeMl=-", "AlarmDate=2026-10-16" },
    "pump",
    "Explanted",
    7,
    "silent" },
  { { "Address=-" }, "emergency", "Address", 0, "ambulance" },
};

static void
test_rows (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *text = build (rows[i].instead);
    g_autoptr (GPtrArray) doubts = review (text);
    const ThecalPlanDoubt *doubt = doubts->len > 0 ? g_ptr_array_index (doubts, 0) : NULL;

    g_test_message ("row %zu %s: %u doubts", i, rows[i].instead[0], doubts->len);
    if (doubt != NULL)
      g_test_message (
          "[%s] %s, line %u: %s", doubt->group, doubt->key, doubt->line, doubt->question);
    if (rows[i].group == NULL) {
      g_assert_cmpuint (doubts->len, ==, 0);
      continue;
    }
    g_assert_cmpuint (doubts->len, ==, 1);
    g_assert_cmpstr (doubt->group, ==, rows[i].group);
    g_assert_cmpstr (doubt->key, ==, rows[i].key);
    g_assert_cmpuint (doubt->line, ==, rows[i].line);
    g_assert_nonnull (strstr (doubt->question, rows[i].question));
    g_assert_cmpint (doubt->value == NULL, ==, doubt->line == 0);
  }
}

static void
test_flow (void)
{
  static const char text[] = "[emergency]\nAddress=x\n[drug 1]\nConcentrationUgPerMl=50\n"
                             "DoseUgPerDay=1250\n[reservoir]\nVolumeMl=20\nFilledAt=2026-11-01\n";
  g_autoptr (GPtrArray) doubts = review (text);
  const ThecalPlanDoubt *flow = g_ptr_array_index (doubts, 0);
  const ThecalPlanDoubt *empty = g_ptr_array_index (doubts, 1);
  const ThecalPlanDoubt *interval = g_ptr_array_index (doubts, 2);

  g_assert_cmpuint (doubts->len, ==, 3);
  g_assert_nonnull (strstr (flow->question, "24 mL a day"));
  g_assert_cmpstr (flow->value, ==, "1250");
  g_assert_nonnull (strstr (empty->question, "within a day"));
  g_assert_nonnull (strstr (interval->question, "14 days"));
}

static void
test_flex (void)
{
  static const struct {
    const char *dose, *steps;
    const char *key, *question;
  } flex[] = {
    { "200", "Step1=00:00 100\nStep2=12:00 300", NULL, NULL },
    { "201", "Step1=00:00 100\nStep2=12:00 300", NULL, NULL },
    { "", "Step1=00:00 100\nStep2=12:00 300", NULL, NULL },
    { "300", "Step1=00:00 100\nStep2=12:00 300", "DoseUgPerDay", "add up" },
    { "", "Step1=00:00 100\nStep2=23:00 1600", "Step1", "large" },
    { "", "Step1=00:00 0.1\nStep2=12:00 0.3", "Step1", "small" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (flex); i++) {
    g_autofree char *text = g_strdup_printf (
        "[emergency]\nAddress=x\n[drug 1]\nConcentrationUgPerMl=500\nDoseUgPerDay=%s\n[flex]\n%s\n"
        "[reservoir]\nVolumeMl=40\nFilledAt=2026-11-01\n",
        flex[i].dose,
        flex[i].steps);
    g_autoptr (GPtrArray) doubts = review (text);

    g_test_message ("row %zu: %u", i, doubts->len);
    g_assert_cmpuint (doubts->len, ==, flex[i].key != NULL ? 1 : 0);
    if (flex[i].key == NULL)
      continue;
    g_assert_cmpstr (((ThecalPlanDoubt *) g_ptr_array_index (doubts, 0))->key, ==, flex[i].key);
    g_assert_nonnull (
        strstr (((ThecalPlanDoubt *) g_ptr_array_index (doubts, 0))->question, flex[i].question));
  }
}

/* In the order of the file; what is about no line comes last. */
static void
test_order (void)
{
  static const char text[] = "\xef\xbb\xbf[reservoir]\nLowMl=1\n[pump]\nCapacityMl=30\n"
                             "[person]\nWeight=28\n";
  static const char *const keys[] = { "LowMl", "CapacityMl", "Weight", "VolumeMl", "Address" };
  g_autoptr (GPtrArray) doubts = review (text);

  g_assert_cmpuint (doubts->len, ==, G_N_ELEMENTS (keys));
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    g_assert_cmpstr (((ThecalPlanDoubt *) g_ptr_array_index (doubts, i))->key, ==, keys[i]);
  g_assert_cmpuint (((ThecalPlanDoubt *) g_ptr_array_index (doubts, 0))->line, ==, 2);
}

/* Without a clock that can be trusted nothing is said of today. */
static void
test_no_clock (void)
{
  static const char *const instead[] = { "BirthDate=2099-01-01", "Expires=2001-01-01", NULL };
  g_autofree char *text = build (instead);
  g_autoptr (GTimeZone) zone = new_york ();
  ThecalPlanFault fault;
  g_autoptr (ThecalPlanDocument) document =
      thecal_plan_document_parse (text, strlen (text), zone, &fault);
  g_autoptr (GPtrArray) doubts = thecal_plan_review (document, text, strlen (text));

  g_assert_cmpuint (doubts->len, ==, 0);
}

/* Refused, not asked: with what the unit should have been (T-IN-01, T-IN-02, T-IN-03). */
static void
test_refused (void)
{
  static const struct {
    const char *text, *told;
  } refused[] = {
    { "[pump]\nCapacityMl=20\n[reservoir]\nVolumeMl=20.1\n",
      "4: [reservoir] VolumeMl: expected no more than [pump] CapacityMl" },
    { "[drug 1]\nDoseUgPerDay=390000\n",
      "2: [drug 1] DoseUgPerDay: expected a number from 0 to 3000 micrograms (µg) a day; 0.39 mg "
      "is "
      "390 µg" },
    { "[drug 2]\nConcentrationUgPerMl=0.5\n",
      "2: [drug 2] ConcentrationUgPerMl: expected a number from 10 to 5000 micrograms (µg) in a "
      "mL; "
      "0.5 mg in a mL is 500 µg" },
    { "[drug 1]\nConcentrationUgPerMl=2\n",
      "2: [drug 1] ConcentrationUgPerMl: expected a number from 10 to 5000 micrograms (µg) in a "
      "mL; "
      "0.5 mg in a mL is 500 µg" },
    { "[drug 1]\nDoseUgPerDay=390 µg\n",
      "2: [drug 1] DoseUgPerDay: expected a number from 0 to 3000 micrograms (µg) a day; 0.39 mg "
      "is "
      "390 µg" },
    { "[reservoir]\nLowMl=11\n", "2: [reservoir] LowMl: expected a number from 1 to 10 mL" },
    { "[thresholds]\nFeverC=101.4\n",
      "2: [thresholds] FeverC: expected °C from 37.5 to 39; this looks like °F, in °C it is 38.6" },
    { "[thresholds]\nFeverAnyC=100.4\n",
      "2: [thresholds] FeverAnyC: expected °C from 37 to 38.5; this looks like °F, in °C it is "
      "38.0" },
    { "[thresholds]\nFeverC=41\n", "2: [thresholds] FeverC: expected a number from 37.5 to 39" },
  };
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();

  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++) {
    const char *text = refused[i].text;
    ThecalPlanFault fault;
    g_autofree char *told = NULL;
    g_autofree char *expected = g_strconcat ("p:", refused[i].told, NULL);

    g_assert_null (thecal_plan_document_parse (text, strlen (text), zone, &fault));
    told = thecal_plan_fault_to_text (&fault, "p");
    g_assert_cmpstr (told, ==, expected);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/plan-review/rows", test_rows);
  g_test_add_func ("/plan-review/flow", test_flow);
  g_test_add_func ("/plan-review/flex", test_flex);
  g_test_add_func ("/plan-review/order", test_order);
  g_test_add_func ("/plan-review/no-clock", test_no_clock);
  g_test_add_func ("/plan-review/refused", test_refused);
  return g_test_run ();
}
