/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "export/calendar_file.h"

#include <libical/ical.h>

/* What a phone reads: the file is parsed back with libical, and looked at as it stands. */

#define ZONE "America/New_York"
#define PLAN                                                                                       \
  "[person]\nName=Theo Example\n[pump]\nSerial=EX0001\nCapacityMl=40\n"                            \
  "[drug 1]\nName=baclofen\nConcentrationUgPerMl=500\nDoseUgPerDay=390\n"                          \
  "[reservoir]\nVolumeMl=40\nFilledAt=2026-10-16T14:30:00-04:00\nLowMl=3\nAlarmDate=2026-12-02\n"  \
  "[tablets]\nPlan=none before a call\nExpires=2027-06-30\n"                                       \
  "[weaning]\nStep1=2026-11-20 baclofen 5 mg twice\n"                                              \
  "[operation]\nKind=new\nOn=2026-10-26\n"                                                         \
  "[appointment 1]\nKind=refill\nAt=2026-11-24T09:30:00-05:00\n"

typedef struct {
  GTimeZone *zone;
  ThecalPlanDocument *document;
  char *text;
  icalcomponent *calendar;
} Fixture;

static gint64
parse_us (const char *text)
{
  gint64 at_us = 0;

  g_assert_true (thecal_time_parse (text, NULL, &at_us));
  return at_us;
}

static char *
write_file (const Fixture *self, const char *now)
{
  const ThecalCalendarInput input = { .document = self->document,
                                      .now_us = parse_us (now),
                                      .zone = self->zone };
  g_autoptr (GPtrArray) items =
      thecal_calendar_get_items (&input, input.now_us, input.now_us + 366 * THECAL_DAY_US);

  return thecal_calendar_file_write (items, input.now_us, self->zone);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  ThecalPlanFault fault;

  self->zone = g_time_zone_new_identifier (ZONE);
  self->document = thecal_plan_document_parse (PLAN, strlen (PLAN), self->zone, &fault);
  g_assert_nonnull (self->document);
  self->text = write_file (self, "2026-11-10T12:00:00-05:00");
  self->calendar = icalparser_parse_string (self->text);
  g_assert_nonnull (self->calendar);
  g_assert_cmpint (icalcomponent_count_errors (self->calendar), ==, 0);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  icalcomponent_free (self->calendar);
  g_free (self->text);
  thecal_plan_document_free (self->document);
  g_time_zone_unref (self->zone);
}

static icalcomponent *
find (icalcomponent *calendar, const char *id)
{
  g_autofree char *uid = g_strconcat (id, "@org.thecal.Thecal", NULL);

  for (icalcomponent *event = icalcomponent_get_first_component (calendar, ICAL_VEVENT_COMPONENT);
       event != NULL;
       event = icalcomponent_get_next_component (calendar, ICAL_VEVENT_COMPONENT))
    if (g_strcmp0 (icalcomponent_get_uid (event), uid) == 0)
      return event;

  g_error ("no event %s", uid);
}

static void
assert_time (struct icaltimetype time, const char *expected)
{
  g_assert_cmpstr (icaltime_as_ical_string (time), ==, expected);
}

/* An hour in UTC; its alarms a day and two hours before. */
static void
test_visit (Fixture *self, gconstpointer data)
{
  icalcomponent *event = find (self->calendar, "appointment.1");
  icalcomponent *alarm = icalcomponent_get_first_component (event, ICAL_VALARM_COMPONENT);
  icalproperty *trigger = icalcomponent_get_first_property (alarm, ICAL_TRIGGER_PROPERTY);

  assert_time (icalcomponent_get_dtstart (event), "20261124T143000Z");
  assert_time (icalcomponent_get_dtend (event), "20261124T153000Z");
  assert_time (icalcomponent_get_dtstamp (event), "20261110T170000Z");
  g_assert_cmpstr (icalcomponent_get_summary (event), ==, "Refill visit");
  g_assert_cmpint (icalcomponent_count_components (event, ICAL_VALARM_COMPONENT), ==, 2);
  g_assert_cmpint (
      icaldurationtype_as_int (icalproperty_get_trigger (trigger).duration), ==, -24 * 3600);
  g_assert_nonnull (icalcomponent_get_first_property (alarm, ICAL_ACTION_PROPERTY));
  g_assert_nonnull (icalcomponent_get_first_property (alarm, ICAL_DESCRIPTION_PROPERTY));
}

/* Days are dates, and the end is the day after the last one. */
static void
test_days (Fixture *self, gconstpointer data)
{
  assert_time (icalcomponent_get_dtstart (find (self->calendar, "refill-window")), "20261116");
  assert_time (icalcomponent_get_dtend (find (self->calendar, "refill-window")), "20261120");
  assert_time (icalcomponent_get_dtstart (find (self->calendar, "refill-by")), "20261126");
  assert_time (icalcomponent_get_dtend (find (self->calendar, "refill-by")), "20261127");
  assert_time (icalcomponent_get_dtend (find (self->calendar, "tablets")), "20270701");
  g_assert_nonnull (strstr (self->text, "DTSTART;VALUE=DATE:20261126\r\n"));
  /* what lasts for weeks rings nowhere */
  g_assert_cmpint (icalcomponent_count_components (find (self->calendar, "post-op.infection"),
                                                   ICAL_VALARM_COMPONENT),
                   ==,
                   0);
}

/* The same event keeps its UID in a later file, which counts as a change of it. */
static void
test_again (Fixture *self, gconstpointer data)
{
  g_autofree char *text = write_file (self, "2026-11-11T12:00:00-05:00");
  icalcomponent *later = icalparser_parse_string (text);

  g_assert_cmpint (icalcomponent_get_sequence (find (later, "appointment.1")),
                   >,
                   icalcomponent_get_sequence (find (self->calendar, "appointment.1")));
  icalcomponent_free (later);
}

/* RFC 5545 3.1: lines end in CRLF and are folded at 75 octets, whole characters. */
static void
test_lines (Fixture *self, gconstpointer data)
{
  g_auto (GStrv) lines = g_strsplit (self->text, "\r\n", -1);

  g_assert_true (g_str_has_prefix (self->text, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"));
  g_assert_true (g_str_has_suffix (self->text, "END:VCALENDAR\r\n"));
  for (gsize i = 0; lines[i] != NULL; i++) {
    g_assert_cmpuint (strlen (lines[i]), <=, 75);
    g_assert_null (strchr (lines[i], '\n'));
    g_assert_true (g_utf8_validate (lines[i], -1, NULL));
  }
}

/* H19 */
static void
test_private (Fixture *self, gconstpointer data)
{
  static const char *const never[] = { "Theo", "Example", "EX0001", "baclofen",
                                       "390",  "500",     "mg",     "none before" };
  GString *unfolded = g_string_new (self->text);

  g_string_replace (unfolded, "\r\n ", "", 0);
  for (gsize i = 0; i < G_N_ELEMENTS (never); i++)
    g_assert_null (strstr (unfolded->str, never[i]));
  g_assert_nonnull (strstr (unfolded->str, "weaning.1@"));
  /* a comma is escaped, and both dates of the bath are told */
  g_assert_nonnull (strstr (unfolded->str, "Bath and swimming\\, only if healed"));
  g_assert_nonnull (strstr (unfolded->str, "Mon 7 Dec"));
  g_string_free (unfolded, TRUE);
}

static void
test_empty (void)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new ();
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autofree char *text = thecal_calendar_file_write (items, 0, zone);

  g_assert_nonnull (strstr (text, "PRODID:-//Thecal//"));
  g_assert_null (strstr (text, "VEVENT"));
}

#define ADD(name, function)                                                                        \
  g_test_add ("/export/calendar-file/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("visit", test_visit);
  ADD ("days", test_days);
  ADD ("again", test_again);
  ADD ("lines", test_lines);
  ADD ("private", test_private);
  g_test_add_func ("/export/calendar-file/empty", test_empty);

  return g_test_run ();
}
