/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <math.h>
#include <string.h>

#include "shared/plan_form.h"

static const ThecalPlanField fields[] = {
  { .group = "pump", .key = "CapacityMl", .kind = THECAL_PLAN_NUMBER, .unit = THECAL_UNIT_ML },
  { .group = "reservoir",
    .key = "VolumeMl",
    .kind = THECAL_PLAN_NUMBER,
    .unit = THECAL_UNIT_ML,
    .required = true },
  { .group = "drug 1",
    .key = "DoseUgPerDay",
    .kind = THECAL_PLAN_NUMBER,
    .unit = THECAL_UNIT_UG_PER_DAY },
  { .group = "reservoir", .key = "FilledAt", .kind = THECAL_PLAN_MOMENT },
  { .group = "reservoir", .key = "AlarmDate", .kind = THECAL_PLAN_DATE },
  { .group = "person", .key = "Name", .kind = THECAL_PLAN_TEXT },
};

#define N G_N_ELEMENTS (fields)
#define NOTHING -2
#define NOW_US (G_GINT64_CONSTANT (1792261800) * THECAL_SECOND_US) /* 2026-10-17T18:30:00Z */
#define FILLED "2026-10-16"

static const struct {
  const char *name, *plan;
  const char *typed[N];
  int fault, doubt; /* field; NOTHING: none */
  const char *says; /* part of the note */
  const char *text; /* of the plan; NULL: not looked at */
} rows[] = {
  { "/ui/plan-form/taken",
    "",
    { "40 mL", "40.0", "390 mcg", "16 Oct 2026 14:30", "2 Dec 2026", "Theo Example" },
    NOTHING,
    NOTHING,
    NULL,
    "[pump]\nCapacityMl=40\n\n[reservoir]\nVolumeMl=40\nFilledAt=2026-10-16T14:30:00-04:00\n"
    "AlarmDate=2026-12-02\n\n[drug 1]\nDoseUgPerDay=390\n\n[person]\nName=Theo Example\n" },
  { "/ui/plan-form/kept",
    "# by the clinic\n[reservoir]\nVolumeMl=20\nOther=7\n",
    { "", "18.5", "", FILLED, "", "" },
    NOTHING,
    NOTHING,
    NULL,
    "# by the clinic\n[reservoir]\nVolumeMl=18.5\nOther=7\nFilledAt=2026-10-16\n" },
  /* T-IN-01 */
  { "/ui/plan-form/more-than-capacity",
    "",
    { "20", "40", "", FILLED, "", "" },
    1,
    NOTHING,
    "More than the pump holds",
    NULL },
  { "/ui/plan-form/more-than-known-capacity",
    "[pump]\nCapacityMl=20\n",
    { "20", "20.1", "", FILLED, "", "" },
    1,
    NOTHING,
    "More than the pump holds",
    NULL },
  /* T-IN-02 */
  { "/ui/plan-form/mg-typed",
    "",
    { "", "40", "0.39 mg", FILLED, "", "" },
    2,
    NOTHING,
    "1 mg is 1000 µg",
    NULL },
  { "/ui/plan-form/mg-meant", "", { "", "40", "0.39", FILLED, "", "" }, NOTHING, 2, "µg", NULL },
  { "/ui/plan-form/required", "", { "40", " ", "", FILLED, "", "" }, 1, NOTHING, "needed", NULL },
  { "/ui/plan-form/range", "", { "90", "40", "", FILLED, "", "" }, 0, NOTHING, "Expected: ", NULL },
  { "/ui/plan-form/which-month",
    "",
    { "", "40", "", FILLED, "3/4/2026", "" },
    4,
    NOTHING,
    "Which is the month?",
    NULL },
  { "/ui/plan-form/clock-change",
    "",
    { "", "40", "", "2 Nov 2025 1:30 AM", "", "" },
    3,
    NOTHING,
    "01:30 comes twice. Add the zone: 01:30-04:00 before the change, 01:30-05:00 after it.",
    NULL },
  { "/ui/plan-form/clock-change-left-out",
    "",
    { "", "40", "", "8 Mar 2026 2:30 AM", "", "" },
    3,
    NOTHING,
    "there is no 02:30",
    NULL },
  { "/ui/plan-form/clock-change-with-a-zone",
    "",
    { "", "40", "", "2026-03-08 02:30-05:00", "2026-12-02", "" },
    NOTHING,
    3,
    "186 days",
    "[reservoir]\nVolumeMl=40\nFilledAt=2026-03-08T02:30:00-05:00\nAlarmDate=2026-12-02\n" },
  { "/ui/plan-form/spoilt-elsewhere",
    "[thresholds]\nFeverC=900\n",
    { "", "40", "", FILLED, "", "" },
    -1,
    NOTHING,
    "FeverC",
    NULL },
  { "/ui/plan-form/no-second-line",
    "",
    { "", "40", "", FILLED, "", "A\nVolumeMl=1\\" },
    NOTHING,
    NOTHING,
    NULL,
    "[reservoir]\nVolumeMl=40\nFilledAt=2026-10-16\n\n[person]\nName=A\\nVolumeMl=1\\\\\n" },
};

static void
assert_note (GPtrArray *notes, int field, const char *says)
{
  const ThecalPlanNote *note;

  if (field == NOTHING) {
    g_assert_cmpuint (notes->len, ==, 0);
    return;
  }
  g_assert_cmpuint (notes->len, >=, 1);
  note = g_ptr_array_index (notes, 0);
  g_assert_cmpint (note->field, ==, field);
  g_assert_nonnull (strstr (note->words, says));
}

static void
test_row (gconstpointer data)
{
  const gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("America/New_York");
  const ThecalPlanMoment now = { NOW_US, zone };
  g_autoptr (ThecalPlanForm) form =
      thecal_plan_form_check (rows[i].plan, fields, N, rows[i].typed, &now);

  assert_note (form->faults, rows[i].fault, rows[i].says);
  assert_note (form->doubts, rows[i].doubt, rows[i].says);
  g_assert_cmpint (form->document != NULL, ==, rows[i].fault == NOTHING);
  g_assert_cmpuint (g_strv_length (form->values), ==, N);
  if (rows[i].text != NULL)
    g_assert_cmpstr (form->text, ==, rows[i].text);
}

/* "There are no rescue tablets": what the plan has of them goes, required or not, and no other
 * line; it is asked again. */
static void
test_clear (void)
{
  static const ThecalPlanField tablets[] = {
    { .group = "tablets", .key = "Plan" },
    { .group = "tablets", .key = "Expires", .kind = THECAL_PLAN_DATE, .required = true },
  };
  static const struct {
    const char *plan, *text; /* NULL: nothing to take out */
    bool spoilt;
  } cases[] = {
    { "[person]\nName=Theo\n[tablets]\nPlan=as told\nExpires=2027-06-30\n[pump]\nCapacityMl=40\n",
      "[person]\nName=Theo\n[pump]\nCapacityMl=40\n",
      false },
    /* what the form does not know stays */
    { "[tablets]\nExpires=2027-06-30\nMyNote=drawer\n", "[tablets]\nMyNote=drawer\n", false },
    { "[person]\nName=Theo\n", NULL, false },
    { "", NULL, false },
    { "[tablets]\nExpires=2027-06-30\n[pump]\nCapacityMl=0\n", "[pump]\nCapacityMl=0\n", true },
  };
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  const ThecalPlanMoment now = { NOW_US, zone };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (ThecalPlanForm) form =
        thecal_plan_form_clear (cases[i].plan, tablets, 2, "Out?", &now);

    g_assert_cmpint (form != NULL, ==, cases[i].text != NULL);
    if (form == NULL)
      continue;
    g_assert_cmpstr (form->text, ==, cases[i].text);
    g_assert_cmpint (form->faults->len > 0, ==, cases[i].spoilt);
    g_assert_cmpuint (form->doubts->len, ==, 1);
    assert_note (form->doubts, -1, "Out?");
    g_assert_cmpstr (form->values[0], ==, "");
    g_assert_cmpstr (form->values[1], ==, "");
  }
}

static void
test_get_value (void)
{
  static const char *const text = "[person]\nName = Theo \\\\ Example \n";
  g_autofree char *name = thecal_plan_form_get_value (text, "person", "Name");
  g_autofree char *none = thecal_plan_form_get_value (text, "person", "Weight");
  g_autofree char *spoilt = thecal_plan_form_get_value ("no plan", "person", "Name");

  g_assert_cmpstr (name, ==, "Theo \\ Example");
  g_assert_cmpstr (none, ==, "");
  g_assert_cmpstr (spoilt, ==, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_test_add_data_func (rows[i].name, GSIZE_TO_POINTER (i), test_row);
  g_test_add_func ("/ui/plan-form/clear", test_clear);
  g_test_add_func ("/ui/plan-form/get-value", test_get_value);

  return g_test_run ();
}
