/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <string.h>

#include "core/diary/entry.h"
#include "core/diary/entry_fields.h"

#define HEAD "[entry]\nId=4f3a-1\nKind=diary\nAt=2026-10-01T10:00:00Z\n"

static ThecalEntry *
parse (const char *text)
{
  ThecalEntryFault fault;
  ThecalEntry *entry = thecal_entry_parse (text, strlen (text), &fault);

  if (entry == NULL)
    g_error ("%s: expected %s", fault.name, fault.expected);
  return entry;
}

/* What is written is read back, and is written the same again. */
static void
test_round_trip (void)
{
  g_autoptr (ThecalEntry) entry =
      thecal_entry_new (THECAL_ENTRY_DIARY, "4f3a", G_GINT64_CONSTANT (1790848800500000));
  g_autoptr (ThecalEntry) again = NULL;
  g_autofree char *text = NULL;
  g_autofree char *twice = NULL;
  const char *expected;

  thecal_entry_set_by (entry, "Aña; \"Mum\" = [x]");
  thecal_entry_set_pump (entry, "C0:FF:EE:00:00:01");
  thecal_entry_set_withdrawn (entry, true);
  g_assert_true (thecal_entry_set (entry, "temperature", "38,2", &expected));
  g_assert_true (thecal_entry_set (entry, "temperature_unit", "c", &expected));
  g_assert_true (thecal_entry_set (entry, "note", "one\n\ttwo\r\n\\n µ =;#[a]", &expected));
  text = thecal_entry_to_text (entry);
  again = parse (text);
  twice = thecal_entry_to_text (again);

  g_assert_cmpstr (twice, ==, text);
  g_assert_cmpstr (thecal_entry_get_text (again, "note"), ==, "one\n\ttwo\r\n\\n µ =;#[a]");
  g_assert_cmpfloat (thecal_entry_get_number (again, "temperature"), ==, 38.2);
  g_assert_cmpstr (thecal_entry_get_by (again), ==, "Aña; \"Mum\" = [x]");
  g_assert_cmpstr (thecal_entry_get_pump (again), ==, "C0:FF:EE:00:00:01");
  g_assert_cmpstr (thecal_entry_get_id (again), ==, "4f3a");
  g_assert_true (thecal_entry_is_withdrawn (again));
  g_assert_cmpint (
      thecal_entry_get_at_us (again), ==, G_GINT64_CONSTANT (1790848800) * THECAL_SECOND_US);
}

/* Every field of every kind, at once. */
static void
test_every_field (void)
{
  for (int kind = 0; kind < THECAL_N_ENTRIES; kind++) {
    guint n;
    const ThecalEntryField *fields = thecal_entry_fields_get ((ThecalEntryKind) kind, &n);
    g_autoptr (ThecalEntry) entry = thecal_entry_new ((ThecalEntryKind) kind, "a", 0);
    g_autoptr (ThecalEntry) again = NULL;
    g_autofree char *text = NULL;

    for (guint i = 0; i < n; i++) {
      const char *expected = "";
      g_autofree char *most = g_strdup_printf ("%g", fields[i].max);
      const char *values[] = { most, "yes", fields[i].choices[0], "text", "2026-10-01" };

      if (!thecal_entry_set (entry, fields[i].name, values[fields[i].type], &expected))
        g_error ("%s=%s: expected %s", fields[i].name, values[fields[i].type], expected);
    }
    if (kind == THECAL_ENTRY_DIARY) { /* whose greatest temperature is one in °F */
      const char *expected;

      g_assert_true (thecal_entry_set (entry, "temperature_unit", "f", &expected));
    }
    text = thecal_entry_to_text (entry);
    again = parse (text);
    for (guint i = 0; i < n; i++)
      g_assert_cmpstr (thecal_entry_get_text (again, fields[i].name),
                       ==,
                       thecal_entry_get_text (entry, fields[i].name));
  }
}

/* The zone that was typed gives the same moment. */
static void
test_zone (void)
{
  g_autoptr (ThecalEntry) utc = parse (HEAD);
  g_autoptr (ThecalEntry) zone =
      parse ("[entry]\nId=a\nKind=mri\nAt=2026-10-01T05:00:00-05:00\nWithdrawn=no\n");

  g_assert_cmpint (thecal_entry_get_at_us (zone), ==, thecal_entry_get_at_us (utc));
  g_assert_cmpstr (thecal_entry_get_by (utc), ==, "");
  g_assert_false (thecal_entry_is_withdrawn (zone));
}

/* The first thing that is not as expected, by its name. */
static void
test_faults (void)
{
  static const struct {
    const char *text, *name, *expected;
  } rows[] = {
    { "", "", "the text of an entry: [entry] and [values] with lines Name=value" },
    { "no key file", "", "the text of an entry: [entry] and [values] with lines Name=value" },
    { "[entry]\nId=\xff\n",
      "",
      "the text of an entry: [entry] and [values] with lines Name=value" },
    { "[values]\nstiffness=6\n", "Id", "1 to 64 letters, digits and dashes" },
    { "[entry]\nId=a b\nKind=diary\nAt=2026-10-01T10:00:00Z\n",
      "Id",
      "1 to 64 letters, digits and dashes" },
    { "[entry]\nId=a\nKind=dairy\nAt=2026-10-01T10:00:00Z\n",
      "Kind",
      "diary, refill, dose or another kind of entry" },
    { "[entry]\nId=a\nKind=diary\nAt=yesterday\n", "At", "a time (2026-10-01T10:00:00-05:00)" },
    { "[entry]\nId=a\nKind=diary\n", "At", "a time (2026-10-01T10:00:00-05:00)" },
    { HEAD "Byy=Ana\n", "Byy", "one of: Id, Kind, At, By, Pump, Withdrawn" },
    { HEAD "By=a\\nb\n", "By", "a name of up to 200 characters" },
    { HEAD "Pump=a\\nb\n", "Pump", "the Id of a pump" },
    { HEAD "Withdrawn=perhaps\n", "Withdrawn", "yes or no" },
    { HEAD "By=a\\x\n", "By", "a text, in which a backslash stands twice" },
    { HEAD "[value]\nstiffness=6\n", "value", "the groups [entry] and [values] only" },
    { HEAD "[values]\nstiffness=66\n", "stiffness", "a whole number from 0 to 10" },
    { HEAD "[values]\nstifness=6\n", "stifness", "a value of this kind of entry" },
    { HEAD "[values]\nnote=a\\x\n", "note", "a text, in which a backslash stands twice" },
    { HEAD "[values]\ntemperature_unit=f\ntemperature=38\n",
      "temperature",
      "a temperature from 25 to 45 °C or from 77 to 113 °F" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *escaped = g_strescape (rows[i].text, NULL);
    ThecalEntryFault fault;

    g_test_message ("%s", escaped);
    g_assert_null (thecal_entry_parse (rows[i].text, strlen (rows[i].text), &fault));
    g_assert_cmpstr (fault.name, ==, rows[i].name);
    g_assert_cmpstr (fault.expected, ==, rows[i].expected);
  }
}

/* At its limits. */
static void
test_sizes (void)
{
  ThecalEntryFault fault;
  g_autofree char *long_by = g_strnfill (201, 'a');
  g_autofree char *by = g_strconcat (HEAD "By=", long_by, "\n", NULL);
  g_autofree char *filler = g_strnfill (128 * 1024, '#');
  g_autofree char *huge = g_strconcat (HEAD "#", filler, "\n", NULL);
  g_autofree char *id =
      g_strdup_printf ("[entry]\nId=%.65s\nKind=mri\nAt=2026-10-01T10:00:00Z\n", long_by);

  g_assert_null (thecal_entry_parse (by, strlen (by), &fault));
  g_assert_cmpstr (fault.name, ==, "By");
  g_assert_null (thecal_entry_parse (huge, strlen (huge), &fault));
  g_assert_null (thecal_entry_parse (id, strlen (id), &fault));
  g_assert_cmpstr (fault.name, ==, "Id");
  g_assert_null (thecal_entry_parse (HEAD, sizeof HEAD, &fault)); /* a NUL in it */
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/entry-text/round-trip", test_round_trip);
  g_test_add_func ("/entry-text/every-field", test_every_field);
  g_test_add_func ("/entry-text/zone", test_zone);
  g_test_add_func ("/entry-text/faults", test_faults);
  g_test_add_func ("/entry-text/sizes", test_sizes);

  return g_test_run ();
}
