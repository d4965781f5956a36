/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <math.h>

#include "core/diary/entry_events.h"

#define NOW_US (G_GINT64_CONSTANT (1790848800) * THECAL_SECOND_US)

/* @values of an entry of @hours ago; NULL: there is none. */
static ThecalEntry *
make (ThecalEntryKind kind, double hours, const char *values)
{
  g_auto (GStrv) pairs = g_strsplit (values != NULL ? values : "", " ", -1);
  ThecalEntry *entry;

  if (values == NULL)
    return NULL;
  entry = thecal_entry_new (kind, "a", NOW_US - (gint64) (hours * THECAL_HOUR_US));
  thecal_entry_set_by (entry, "Ana");
  for (gsize i = 0; pairs[i] != NULL; i++) {
    g_auto (GStrv) pair = g_strsplit (pairs[i], "=", 2);
    const char *expected = "";

    if (g_str_equal (pairs[i], "withdrawn"))
      thecal_entry_set_withdrawn (entry, true);
    else if (*pairs[i] != '\0' && !thecal_entry_set (entry, pair[0], pair[1], &expected))
      g_error ("%s: expected %s", pairs[i], expected);
  }

  return entry;
}

static char *
hours_ago (gint64 wall_us)
{
  return wall_us == THECAL_UNKNOWN_US
             ? g_strdup ("none")
             : g_strdup_printf ("%g", (double) (NOW_US - wall_us) / THECAL_HOUR_US);
}

/* "diary 6 - @2 temperature 38.6 mri …" */
static char *
to_words (const ThecalEvent *events, guint n)
{
  GString *words = g_string_new ("");

  for (guint i = 0; i < n; i++) {
    const ThecalEvent *event = &events[i];
    g_autofree char *at = NULL;
    g_autofree char *instead = NULL;

    g_assert_cmpuint (event->unit, ==, 3);
    g_string_append_printf (
        words, "%s%s", i > 0 ? " " : "", thecal_event_type_to_string (event->type));
    if (event->type == THECAL_EVENT_DIARY) {
      at = hours_ago (event->diary.at_wall_us);
      g_string_append_printf (
          words, " %g %s @%s", event->diary.stiffness, event->diary.bowel ? "bowel" : "-", at);
    } else if (event->type == THECAL_EVENT_TEMPERATURE) {
      at = hours_ago (event->temperature.at_wall_us);
      g_string_append_printf (words, " %.2f @%s", event->temperature.celsius, at);
    } else if (event->type == THECAL_EVENT_DOSE_CHANGE) {
      at = hours_ago (event->dose_change.at_wall_us);
      g_string_append_printf (words, " @%s", at);
    } else if (event->type == THECAL_EVENT_OPERATION) {
      at = hours_ago (event->operation.at_wall_us);
      instead = event->operation.instead_wall_us != 0 ? hours_ago (event->operation.instead_wall_us)
                                                      : g_strdup ("-");
      g_assert_true (event->operation.written);
      g_string_append_printf (words, " @%s instead %s", at, instead);
    } else if (event->type == THECAL_EVENT_STATUS) {
      at = hours_ago (NOW_US - event->status.age_us);
      g_assert_true (event->status.filled && event->status.settings_only);
      g_assert_cmpint (event->status.source, ==, THECAL_SOURCE_MANUAL);
      g_assert_cmphex (event->status.present, ==, THECAL_REPORT_WITHDRAWN);
      g_string_append_printf (words, " %g @%s", event->status.withdrawn_ml, at);
    } else if (event->type == THECAL_EVENT_CLINIC_ACTION) {
      g_assert_cmpint (event->person.condition, ==, THECAL_CONDITION_MRI_CHECK);
      g_assert_cmpstr (event->person.by, ==, "Ana");
    }
  }

  return g_string_free (words, FALSE);
}

typedef struct {
  ThecalEntryKind kind;
  double hours;
  const char *values;
  double before_hours;
  const char *before; /* NULL: of none */
  const char *events;
} Row;

static void
run (const Row *rows, gsize n_rows)
{
  for (gsize i = 0; i < n_rows; i++) {
    g_autoptr (ThecalEntry) entry = make (rows[i].kind, rows[i].hours, rows[i].values);
    g_autoptr (ThecalEntry) before = make (rows[i].kind, rows[i].before_hours, rows[i].before);
    const ThecalEntryContext context = { .before = before,
                                         .fever_c = 38.6,
                                         .now = { THECAL_DAY_US, NOW_US } };
    ThecalEvent events[THECAL_ENTRY_EVENTS_MAX];
    const guint n = thecal_entry_get_events (entry, &context, 3, events);
    g_autofree char *words = to_words (events, n);

    g_test_message (
        "%s %g h: %s", thecal_entry_kind_to_string (rows[i].kind), rows[i].hours, rows[i].values);
    g_assert_cmpstr (words, ==, rows[i].events);
  }
}

/* Today's, and nothing of long ago. */
static void
test_diary (void)
{
  static const Row rows[] = {
    { THECAL_ENTRY_DIARY, 0, "stiffness=6", 0, NULL, "diary 6 - @0" },
    { THECAL_ENTRY_DIARY, 24, "stiffness=6", 0, NULL, "diary 6 - @24" },
    { THECAL_ENTRY_DIARY, 24.1, "stiffness=6", 0, NULL, "" },
    { THECAL_ENTRY_DIARY, -0.05, "stiffness=6", 0, NULL, "diary 6 - @-0.05" },
    { THECAL_ENTRY_DIARY, -0.1, "stiffness=6", 0, NULL, "" },
    { THECAL_ENTRY_DIARY, 0, "pain=6 bowel_movement=no", 0, NULL, "" },
    { THECAL_ENTRY_DIARY, 0, "bowel_movement=yes", 0, NULL, "diary nan bowel @0" },
    { THECAL_ENTRY_DIARY, 30, "stiffness=6 bowel_movement=yes", 0, NULL, "diary nan bowel @30" },
    { THECAL_ENTRY_DIARY, 49, "stiffness=6 bowel_movement=yes", 0, NULL, "" },
    { THECAL_ENTRY_DIARY, 0, "stiffness=6 withdrawn", 0, NULL, "" },
    { THECAL_ENTRY_DIARY, 2, "stiffness=7", 2, "stiffness=6", "diary 7 - @2" },
  };

  run (rows, G_N_ELEMENTS (rows));
}

/* T-IN-03: in the unit typed, so that rounding hides nothing; told once; an old low one ends no
 * fever. */
static void
test_temperature (void)
{
  static const Row rows[] = {
    { THECAL_ENTRY_DIARY,
      0,
      "temperature=38.5 temperature_unit=c",
      0,
      NULL,
      "temperature 38.50 @0" },
    { THECAL_ENTRY_DIARY,
      0,
      "temperature=38.6 temperature_unit=c",
      0,
      NULL,
      "temperature 38.60 @0" },
    { THECAL_ENTRY_DIARY,
      0,
      "temperature=101.4 temperature_unit=f",
      0,
      NULL,
      "temperature 38.56 @0" },
    { THECAL_ENTRY_DIARY,
      0,
      "temperature=101.5 temperature_unit=f",
      0,
      NULL,
      "temperature 38.61 @0" },
    { THECAL_ENTRY_DIARY,
      23,
      "temperature=101.5 temperature_unit=f",
      0,
      NULL,
      "temperature 38.61 @23" },
    { THECAL_ENTRY_DIARY, 25, "temperature=101.5 temperature_unit=f", 0, NULL, "" },
    { THECAL_ENTRY_DIARY, 2, "temperature=37 temperature_unit=c", 0, NULL, "temperature 37.00 @2" },
    { THECAL_ENTRY_DIARY, 3, "temperature=37 temperature_unit=c", 0, NULL, "" },
    { THECAL_ENTRY_DIARY,
      1,
      "temperature=39 temperature_unit=c note=x",
      1,
      "temperature=39 temperature_unit=c",
      "" },
    { THECAL_ENTRY_DIARY,
      1,
      "temperature=39 temperature_unit=c",
      2,
      "temperature=39 temperature_unit=c",
      "temperature 39.00 @1" },
    { THECAL_ENTRY_DIARY,
      1,
      "temperature=39 temperature_unit=c",
      1,
      "temperature=38 temperature_unit=c",
      "temperature 39.00 @1" },
    { THECAL_ENTRY_DIARY,
      1,
      "stiffness=3 temperature=39 temperature_unit=c",
      1,
      "temperature=39 temperature_unit=c withdrawn",
      "diary 3 - @1 temperature 39.00 @1" },
  };

  run (rows, G_N_ELEMENTS (rows));
  {
    /* 101.12 °F, which no thermometer shows */
    g_autoptr (ThecalEntry) entry =
        make (THECAL_ENTRY_DIARY, 0, "temperature=101.1 temperature_unit=f");
    const ThecalEntryContext context = { .fever_c = 38.4, .now = { THECAL_DAY_US, NOW_US } };
    ThecalEvent events[THECAL_ENTRY_EVENTS_MAX];

    g_assert_cmpuint (thecal_entry_get_events (entry, &context, 3, events), ==, 1);
    g_assert_cmpfloat (events[0].temperature.celsius, >=, 38.4);
  }
}

/* T-EV-01: a scan asks for its check. */
static void
test_mri (void)
{
  static const Row rows[] = {
    { THECAL_ENTRY_MRI, 1, "", 0, NULL, "mri" },
    { THECAL_ENTRY_MRI, 1, "checked=no", 0, NULL, "mri" },
    { THECAL_ENTRY_MRI, 71, "", 0, NULL, "mri" },
    { THECAL_ENTRY_MRI, 73, "", 0, NULL, "" },
    { THECAL_ENTRY_MRI, 1, "checked=yes", 0, NULL, "mri clinic_action" },
    { THECAL_ENTRY_MRI, 1, "checked=yes", 1, "checked=no", "clinic_action" },
    { THECAL_ENTRY_MRI, 1, "checked=yes note=x", 1, "checked=yes", "" },
    { THECAL_ENTRY_MRI, 1, "note=x", 1, "", "" },
    { THECAL_ENTRY_MRI, 2, "", 1, "", "mri" },
    { THECAL_ENTRY_MRI, 1, "withdrawn", 1, "", "" },
  };

  run (rows, G_N_ELEMENTS (rows));
}

static void
test_work_on_pump (void)
{
  static const Row rows[] = {
    { THECAL_ENTRY_DOSE, 1, "dose_ug_per_day=410", 0, NULL, "dose_change @1" },
    { THECAL_ENTRY_DOSE, 73, "dose_ug_per_day=410", 0, NULL, "" },
    { THECAL_ENTRY_OPERATION, 48, "operation=new", 0, NULL, "operation @48 instead -" },
    { THECAL_ENTRY_OPERATION,
      48,
      "operation=replacement",
      24,
      "operation=replacement",
      "operation @48 instead 24" },
    { THECAL_ENTRY_OPERATION, 24 * 91, "operation=new", 0, NULL, "" },
    { THECAL_ENTRY_OPERATION,
      24 * 91,
      "operation=new",
      24,
      "operation=new",
      "operation @none instead 24" },
    { THECAL_ENTRY_OPERATION,
      48,
      "operation=new withdrawn",
      48,
      "operation=new",
      "operation @none instead 48" },
    { THECAL_ENTRY_OPERATION, 48, "operation=explant", 0, NULL, "" },
    { THECAL_ENTRY_OPERATION,
      48,
      "operation=catheter",
      48,
      "operation=explant",
      "operation @48 instead -" },
    { THECAL_ENTRY_REFILL, 1, "reservoir_ml=18", 0, NULL, "" },
    { THECAL_ENTRY_REFILL, 1, "reservoir_ml=18 withdrawn_ml=3", 0, NULL, "status 3 @1" },
    { THECAL_ENTRY_REFILL, 300, "withdrawn_ml=3", 0, NULL, "status 3 @300" },
    { THECAL_ENTRY_REFILL, -0.05, "withdrawn_ml=3", 0, NULL, "status 3 @0" },
    { THECAL_ENTRY_REFILL, 1, "withdrawn_ml=3", 1, "withdrawn_ml=4", "status 3 @1" },
    { THECAL_ENTRY_REFILL, 1, "withdrawn_ml=3 note=x", 1, "withdrawn_ml=3", "" },
    { THECAL_ENTRY_REFILL, 1, "withdrawn_ml=3 withdrawn", 0, NULL, "" },
    { THECAL_ENTRY_VISIT, 1, "ashworth=3", 0, NULL, "" },
    { THECAL_ENTRY_TEST_DOSE, 1, "dose_ug=50", 0, NULL, "" },
    { THECAL_ENTRY_FAULT, 1, "part=pump", 0, NULL, "" },
    { THECAL_ENTRY_MEDICINE, 1, "medicine=x", 0, NULL, "" },
    { THECAL_ENTRY_WOUND, 1, "healed=yes", 0, NULL, "" },
    { THECAL_ENTRY_DOCUMENT, 1, "title=x", 0, NULL, "" },
    { THECAL_ENTRY_QUESTION, 1, "question=x", 0, NULL, "" },
  };

  run (rows, G_N_ELEMENTS (rows));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/entry-events/diary", test_diary);
  g_test_add_func ("/entry-events/temperature", test_temperature);
  g_test_add_func ("/entry-events/mri", test_mri);
  g_test_add_func ("/entry-events/work-on-pump", test_work_on_pump);

  return g_test_run ();
}
