/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <string.h>

#include "core/plan/contacts.h"

/* Whom to call, in which order, at this hour (T-CO-01, T-CO-02). */

#define ZONE "TimeZone=America/New_York\n"
#define EMERGENCY "[emergency]\nNumber=911\nConfirmed=true\nAddress=14 Lakeside Road\n"
#define TEAM                                                                                       \
  "[contact pump-team]\nRole=pump-team\nName=Lakeside pump team\n"                                 \
  "Phone=+1 202 555 0142; +1 202 555 0143\nHours=Mon-Fri 08:30-17:00\n" ZONE                       \
  "Holidays=2026-11-26\nConfirmed=true\n"
#define ON_CALL                                                                                    \
  "[contact on-call]\nRole=on-call\nName=On-call doctor\nPhone=+1 202 555 0122\nConfirmed=yes\n"
#define OTHERS                                                                                     \
  "[contact marcus]\nRole=caregiver\nName=Marcus\nPhone=+1 202 555 0178\nConfirmed=true\n"         \
  "[contact next-door]\nRole=neighbour\nPhone=+1 202 555 0180\n"                                   \
  "[contact ed]\nRole=emergency-department\nPhone=+1 202 555 0190\nConfirmed=true\n"               \
  "[contact reyes]\nRole=family-doctor\nName=Dr. Reyes\nPhone=+1 202 555 0135\n"                   \
  "Hours=Mon-Fri 08:00-16:00\n" ZONE                                                               \
  "[contact neurosurgery]\nRole=neurosurgery\nPhone=+1 202 555 0163\nHours=always\n"
#define WHOLE OTHERS ON_CALL TEAM EMERGENCY
#define NO_HOURS "[contact team]\nRole=pump-team\nPhone=+1 202 555 0142\nConfirmed=true\n"

static gint64
parse_us (const char *text)
{
  g_autoptr (GDateTime) time = NULL;

  if (text == NULL)
    return THECAL_UNKNOWN_US;
  time = g_date_time_new_from_iso8601 (text, NULL);
  g_assert_nonnull (time);
  return g_date_time_to_unix (time) * THECAL_SECOND_US;
}

static ThecalContactBook *
read_book (const char *text, ThecalPlanError *error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  ThecalPlanReader reader = { .file = file, .zone = zone, .error = error };
  ThecalContactBook *book = NULL;

  g_assert_true (g_key_file_load_from_data (file, text, (gsize) -1, G_KEY_FILE_NONE, NULL));
  g_assert_cmpint (thecal_contact_book_read (&reader, &book), ==, book != NULL);
  g_assert_cmpint (reader.failed, ==, book == NULL);
  return book;
}

/* "on-call 0122, pump-team 0142 closed": role, end of the number, what is not so. */
static char *
describe (const GArray *lines)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < lines->len; i++) {
    const ThecalContactLine *line = &g_array_index (lines, ThecalContactLine, i);
    const gsize n = strlen (line->number);

    g_string_append_printf (text,
                            "%s%s %s%s",
                            i > 0 ? ", " : "",
                            thecal_role_to_string (line->role),
                            n == 0 ? "missing" : line->number + (n > 4 ? n - 4 : 0),
                            line->open ? "" : " closed");
  }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

typedef struct {
  const char *plan;
  int outcome;
  const char *at, *order;
} Row;

#define IN_HOURS "2026-11-25T15:00:00Z" /* Wednesday, 10:00 there */
#define SATURDAY "2026-11-22T00:40:00Z" /* 21 November, 19:40 there */
#define HOLIDAY "2026-11-26T15:00:00Z"
#define TEAM_OPEN "pump-team 0142, pump-team 0143"
#define TEAM_CLOSED "pump-team 0142 closed, pump-team 0143 closed"
#define LAST "emergency 911, emergency-department 0190"

static const Row rows[] = {
  /* nobody has asked, or T3: the day line in its hours, on-call outside of them */
  { WHOLE,
    0,
    IN_HOURS,
    TEAM_OPEN ", on-call 0122, neurosurgery 0163, family-doctor 0135, caregiver 0178, "
              "neighbour 0180, " LAST },
  { WHOLE,
    0,
    SATURDAY,
    "on-call 0122, neurosurgery 0163, caregiver 0178, neighbour 0180, " TEAM_CLOSED
    ", family-doctor 0135 closed, " LAST },
  { WHOLE,
    3,
    IN_HOURS,
    TEAM_OPEN ", on-call 0122, neurosurgery 0163, family-doctor 0135, caregiver 0178, "
              "neighbour 0180, " LAST },
  /* an hour later the doctor has gone home, and the team has not */
  { WHOLE,
    3,
    "2026-11-25T21:00:00Z",
    TEAM_OPEN ", on-call 0122, neurosurgery 0163, caregiver 0178, neighbour 0180, "
              "family-doctor 0135 closed, " LAST },
  { WHOLE,
    3,
    SATURDAY,
    "on-call 0122, neurosurgery 0163, caregiver 0178, neighbour 0180, " TEAM_CLOSED
    ", family-doctor 0135 closed, " LAST },
  /* the doctor keeps no holiday, by the plan */
  { WHOLE,
    3,
    HOLIDAY,
    "on-call 0122, neurosurgery 0163, family-doctor 0135, caregiver 0178, neighbour "
    "0180, " TEAM_CLOSED ", " LAST },
  /* the minutes that decide: 08:29, 08:30, 16:59 and 17:00 in New York */
  { TEAM ON_CALL,
    3,
    "2026-11-25T13:29:00Z",
    "on-call 0122, " TEAM_CLOSED ", emergency missing, emergency-department missing" },
  { TEAM ON_CALL,
    3,
    "2026-11-25T13:30:00Z",
    TEAM_OPEN ", on-call 0122, emergency missing, emergency-department missing" },
  { TEAM ON_CALL,
    3,
    "2026-11-25T21:59:00Z",
    TEAM_OPEN ", on-call 0122, emergency missing, emergency-department missing" },
  { TEAM ON_CALL,
    3,
    "2026-11-25T22:00:00Z",
    "on-call 0122, " TEAM_CLOSED ", emergency missing, emergency-department missing" },
  /* T1: the emergency number first */
  { WHOLE,
    1,
    IN_HOURS,
    "emergency 911, " TEAM_OPEN ", on-call 0122, neurosurgery 0163, emergency-department 0190, "
    "family-doctor 0135, caregiver 0178, neighbour 0180" },
  { WHOLE,
    1,
    SATURDAY,
    "emergency 911, on-call 0122, neurosurgery 0163, emergency-department 0190, caregiver 0178, "
    "neighbour 0180, " TEAM_CLOSED ", family-doctor 0135 closed" },
  /* T2: go there, and call on the way */
  { WHOLE,
    2,
    IN_HOURS,
    "emergency-department 0190, " TEAM_OPEN ", on-call 0122, neurosurgery 0163, emergency 911, "
    "family-doctor 0135, caregiver 0178, neighbour 0180" },
  { WHOLE,
    2,
    SATURDAY,
    "emergency-department 0190, on-call 0122, neurosurgery 0163, emergency 911, caregiver 0178, "
    "neighbour 0180, " TEAM_CLOSED ", family-doctor 0135 closed" },
  /* T4, T5: the team first, also where it opens on Monday only */
  { WHOLE,
    4,
    IN_HOURS,
    TEAM_OPEN ", family-doctor 0135, on-call 0122, neurosurgery 0163, caregiver 0178, "
              "neighbour 0180, " LAST },
  { WHOLE,
    4,
    SATURDAY,
    TEAM_CLOSED ", family-doctor 0135 closed, on-call 0122, neurosurgery 0163, caregiver 0178, "
                "neighbour 0180, " LAST },
  { WHOLE,
    5,
    SATURDAY,
    TEAM_CLOSED ", family-doctor 0135 closed, on-call 0122, neurosurgery 0163, caregiver 0178, "
                "neighbour 0180, " LAST },
  /* an unknown clock: the team, and who is on call */
  { WHOLE,
    3,
    NULL,
    TEAM_OPEN ", on-call 0122, neurosurgery 0163, family-doctor 0135, caregiver 0178, "
              "neighbour 0180, " LAST },
  { WHOLE,
    1,
    NULL,
    "emergency 911, " TEAM_OPEN ", on-call 0122, neurosurgery 0163, emergency-department 0190, "
    "family-doctor 0135, caregiver 0178, neighbour 0180" },
  /* nothing at all: what is missing stands in its place */
  { "",
    0,
    IN_HOURS,
    "pump-team missing, on-call missing, emergency missing, emergency-department missing" },
  { "",
    1,
    IN_HOURS,
    "emergency missing, pump-team missing, on-call missing, emergency-department missing" },
  { "",
    2,
    IN_HOURS,
    "emergency-department missing, pump-team missing, on-call missing, emergency missing" },
  { "",
    4,
    NULL,
    "pump-team missing, on-call missing, emergency missing, emergency-department missing" },
  /* no on-call: missed only while the team is not there */
  { TEAM EMERGENCY, 3, IN_HOURS, TEAM_OPEN ", emergency 911, emergency-department missing" },
  { TEAM EMERGENCY,
    3,
    SATURDAY,
    "on-call missing, " TEAM_CLOSED ", emergency 911, emergency-department missing" },
  { TEAM EMERGENCY,
    3,
    NULL,
    TEAM_OPEN ", on-call missing, emergency 911, emergency-department missing" },
  { ON_CALL EMERGENCY,
    3,
    IN_HOURS,
    "pump-team missing, on-call 0122, emergency 911, emergency-department missing" },
  /* a contact without a number stands there without one */
  { "[contact a]\nRole=pump-team\n" ON_CALL EMERGENCY,
    3,
    IN_HOURS,
    "pump-team missing, on-call 0122, emergency 911, emergency-department missing" },
  /* a team without hours counts as open, with on-call right behind it */
  { ON_CALL NO_HOURS EMERGENCY,
    3,
    SATURDAY,
    "pump-team 0142, on-call 0122, emergency 911, emergency-department missing" },
  /* several teams: the open one first, at T4 as well */
  { "[contact a]\nRole=pump-team\nPhone=555 0111\nHours=Mon 08:00-12:00\n"
    "[contact b]\nRole=pump-team\nPhone=555 0112\nHours=always\n" EMERGENCY,
    3,
    IN_HOURS,
    "pump-team 0112, pump-team 0111 closed, emergency 911, emergency-department missing" },
  { "[contact a]\nRole=pump-team\nPhone=555 0111\nHours=Mon 08:00-12:00\n"
    "[contact b]\nRole=pump-team\nPhone=555 0112\nHours=always\n" EMERGENCY,
    4,
    IN_HOURS,
    "pump-team 0112, pump-team 0111 closed, emergency 911, emergency-department missing" },
  /* two that share the nights */
  { "[contact a]\nRole=on-call\nPhone=555 0121\nHours=Mon-Fri 17:00-08:30\n"
    "[contact b]\nRole=on-call\nPhone=555 0122\nHours=Sat-Sun 00:00-24:00\n" EMERGENCY,
    3,
    "2026-11-28T12:00:00Z",
    "pump-team missing, on-call 0122, on-call 0121 closed, emergency 911, "
    "emergency-department missing" },
  /* a gap in the plan, as on a holiday of the team alone: on-call is still who to try, before those
   * who are only company */
  { OTHERS TEAM EMERGENCY
    "[contact a]\nRole=on-call\nPhone=555 0121\nHours=Mon-Fri 17:00-08:30\n" ZONE,
    3,
    HOLIDAY,
    "on-call 0121 closed, neurosurgery 0163, family-doctor 0135, caregiver 0178, neighbour "
    "0180, " TEAM_CLOSED ", " LAST },
  { TEAM EMERGENCY "[contact a]\nRole=on-call\nPhone=555 0121\nHours=Mon-Fri 17:00-08:30\n" ZONE,
    2,
    HOLIDAY,
    "emergency-department missing, on-call 0121 closed, emergency 911, " TEAM_CLOSED },
  /* a department that closes at night is none to go to then */
  { NO_HOURS "[contact ed]\nRole=emergency-department\nPhone=555 0190\nHours=Mon 08:00-20:00\n",
    2,
    SATURDAY,
    "emergency-department missing, pump-team 0142, emergency missing, "
    "emergency-department 0190 closed" },
  /* who cannot speak on the telephone */
  { TEAM ON_CALL EMERGENCY "TextNumber=911\n[contact relay]\nRole=text-relay\nPhone=711\n",
    1,
    SATURDAY,
    "emergency 911, text-relay 911, text-relay 711, on-call 0122, emergency-department "
    "missing, " TEAM_CLOSED },
  { TEAM ON_CALL EMERGENCY "TextNumber=911\n",
    3,
    SATURDAY,
    "on-call 0122, " TEAM_CLOSED ", emergency 911, text-relay 911, emergency-department missing" },
  /* several keys of numbers */
  { "[contact a]\nRole=pump-team\nPhone=555 0111;;555 0112;\nPhone2=555 0113\nPhone9=555 0119\n",
    3,
    IN_HOURS,
    "pump-team 0111, pump-team 0112, pump-team 0113, pump-team 0119, emergency missing, "
    "emergency-department missing" },
  /* no outcome of ours: as where nobody asked */
  { TEAM ON_CALL EMERGENCY,
    9,
    SATURDAY,
    "on-call 0122, " TEAM_CLOSED ", emergency 911, emergency-department missing" },
};

static void
test_order (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    ThecalPlanError error = { .group = "" };
    g_autoptr (ThecalContactBook) book = read_book (rows[i].plan, &error);
    g_autoptr (GArray) lines = NULL;
    g_autofree char *order = NULL;

    g_assert_nonnull (book);
    lines = thecal_contact_book_order (book, rows[i].outcome, parse_us (rows[i].at));
    order = describe (lines);
    g_test_message ("row %u: T%d %s", (guint) i, rows[i].outcome, rows[i].at);
    g_assert_cmpstr (order, ==, rows[i].order);
  }
}

/* Every plan, outcome and hour: the emergency number is among the lines, and so are the team and a
 * department; the last line at T3 is the department; no open line stands behind a closed one but
 * where the order says so. */
static void
test_always (void)
{
  static const char *const plans[] = { "", WHOLE, TEAM, ON_CALL, OTHERS, NO_HOURS, EMERGENCY };
  const gint64 begin_us = parse_us ("2026-11-20T00:00:00Z");

  for (guint i = 0; i < G_N_ELEMENTS (plans) * 6 * 50; i++) {
    ThecalPlanError error;
    const int outcome = (int) (i / 50 % 6);
    const gint64 at_us = begin_us + (gint64) (i % 50) * 5 * THECAL_HOUR_US;
    g_autoptr (ThecalContactBook) book = read_book (plans[i / 300], &error);
    g_autoptr (GArray) lines = thecal_contact_book_order (book, outcome, at_us);
    guint roles = 0;
    bool closed = false;

    for (guint n = 0; n < lines->len; n++) {
      const ThecalContactLine *line = &g_array_index (lines, ThecalContactLine, n);

      roles |= 1u << line->role;
      g_assert_nonnull (line->name);
      g_assert_nonnull (line->number);
      if (line->role != THECAL_ROLE_EMERGENCY && line->role != THECAL_ROLE_EMERGENCY_DEPARTMENT &&
          outcome < 4)
        g_assert_false (closed && line->open);
      closed = closed || !line->open;
    }
    g_assert_cmpuint (roles & 1u << THECAL_ROLE_EMERGENCY, !=, 0);
    g_assert_cmpuint (roles & 1u << THECAL_ROLE_PUMP_TEAM, !=, 0);
    g_assert_cmpuint (roles & 1u << THECAL_ROLE_EMERGENCY_DEPARTMENT, !=, 0);
    if (outcome == 0 || outcome >= 3)
      g_assert_cmpint (g_array_index (lines, ThecalContactLine, lines->len - 1).role,
                       ==,
                       THECAL_ROLE_EMERGENCY_DEPARTMENT);
    if (outcome == 1)
      g_assert_cmpint (g_array_index (lines, ThecalContactLine, 0).role, ==, THECAL_ROLE_EMERGENCY);
  }
}

/* Why a line stands where it stands, and until when. */
static void
test_reasons (void)
{
  static const struct {
    const char *plan, *at;
    ThecalRole role;
    ThecalContactReason reason;
    bool open;
    const char *change;
  } reasons[] = {
    { WHOLE, IN_HOURS, THECAL_ROLE_PUMP_TEAM, THECAL_REASON_OPEN, true, "2026-11-25T22:00:00Z" },
    { WHOLE, SATURDAY, THECAL_ROLE_PUMP_TEAM, THECAL_REASON_CLOSED, false, "2026-11-23T13:30:00Z" },
    { WHOLE, HOLIDAY, THECAL_ROLE_PUMP_TEAM, THECAL_REASON_CLOSED, false, "2026-11-27T13:30:00Z" },
    { WHOLE, NULL, THECAL_ROLE_PUMP_TEAM, THECAL_REASON_CLOCK_UNKNOWN, true, NULL },
    { WHOLE, NULL, THECAL_ROLE_ON_CALL, THECAL_REASON_CLOCK_UNKNOWN, true, NULL },
    { WHOLE, NULL, THECAL_ROLE_FAMILY_DOCTOR, THECAL_REASON_CLOCK_UNKNOWN, true, NULL },
    { WHOLE, NULL, THECAL_ROLE_NEUROSURGERY, THECAL_REASON_ALWAYS, true, NULL },
    { WHOLE, IN_HOURS, THECAL_ROLE_ON_CALL, THECAL_REASON_ALWAYS, true, NULL },
    { WHOLE, IN_HOURS, THECAL_ROLE_NEUROSURGERY, THECAL_REASON_ALWAYS, true, NULL },
    { WHOLE, IN_HOURS, THECAL_ROLE_EMERGENCY, THECAL_REASON_EMERGENCY, true, NULL },
    { WHOLE, NULL, THECAL_ROLE_EMERGENCY, THECAL_REASON_EMERGENCY, true, NULL },
    { WHOLE, IN_HOURS, THECAL_ROLE_EMERGENCY_DEPARTMENT, THECAL_REASON_LAST_LINE, true, NULL },
    { WHOLE, IN_HOURS, THECAL_ROLE_CAREGIVER, THECAL_REASON_COMPANY, true, NULL },
    { WHOLE, IN_HOURS, THECAL_ROLE_NEIGHBOUR, THECAL_REASON_COMPANY, true, NULL },
    { NO_HOURS, SATURDAY, THECAL_ROLE_PUMP_TEAM, THECAL_REASON_HOURS_UNKNOWN, true, NULL },
    { NO_HOURS "Hours=always\n",
      SATURDAY,
      THECAL_ROLE_PUMP_TEAM,
      THECAL_REASON_ALWAYS,
      true,
      NULL },
    { ON_CALL "Hours=Sat 12:00-24:00\n",
      SATURDAY,
      THECAL_ROLE_ON_CALL,
      THECAL_REASON_CLOSED,
      false,
      "2026-11-28T12:00:00Z" },
    { ON_CALL "Hours=Sun 00:00-24:00\n",
      SATURDAY,
      THECAL_ROLE_ON_CALL,
      THECAL_REASON_OPEN,
      true,
      "2026-11-23T00:00:00Z" },
    { "[contact c]\nRole=caregiver\nHours=Sun 00:00-01:00\n",
      SATURDAY,
      THECAL_ROLE_CAREGIVER,
      THECAL_REASON_COMPANY,
      true,
      "2026-11-22T01:00:00Z" },
    { "[contact c]\nRole=caregiver\nHours=Sun 02:00-03:00\n",
      SATURDAY,
      THECAL_ROLE_CAREGIVER,
      THECAL_REASON_CLOSED,
      false,
      "2026-11-22T02:00:00Z" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (reasons); i++) {
    ThecalPlanError error;
    g_autoptr (ThecalContactBook) book = read_book (reasons[i].plan, &error);
    g_autoptr (GArray) lines = thecal_contact_book_order (book, 3, parse_us (reasons[i].at));
    bool found = false;

    g_test_message ("row %u", (guint) i);
    for (guint n = 0; n < lines->len; n++) {
      const ThecalContactLine *line = &g_array_index (lines, ThecalContactLine, n);

      if (line->role != reasons[i].role)
        continue;
      found = true;
      g_assert_cmpint (line->reason, ==, reasons[i].reason);
      g_assert_cmpint (line->open, ==, reasons[i].open);
      g_assert_cmpint (line->change_us,
                       ==,
                       reasons[i].change != NULL ? parse_us (reasons[i].change) : THECAL_NEVER_US);
    }
    g_assert_true (found);
  }
}

static void
test_book (void)
{
  ThecalPlanError error;
  g_autoptr (ThecalContactBook) book =
      read_book (WHOLE "TextNumber=+1 202 555 0100\n[contact x]\nRole=caregiver\nNote= rings \n"
                       "[contacts]\nRole=wizard\n[contactless]\nRole=wizard\n",
                 &error);
  g_autoptr (GArray) lines = thecal_contact_book_order (book, 1, parse_us (IN_HOURS));
  const ThecalContactLine *first = &g_array_index (lines, ThecalContactLine, 0);
  const ThecalContact *next_door = g_ptr_array_index (book->contacts, 1);
  const ThecalContact *last = g_ptr_array_index (book->contacts, book->contacts->len - 1);
  g_autoptr (ThecalContactBook) nothing = read_book ("", &error);

  g_assert_cmpuint (book->contacts->len, ==, 8);
  g_assert_cmpstr (book->emergency_number, ==, "911");
  g_assert_cmpstr (book->text_number, ==, "+1 202 555 0100");
  g_assert_cmpstr (book->address, ==, "14 Lakeside Road");
  g_assert_true (book->emergency_confirmed);
  g_assert_true (first->confirmed);
  g_assert_null (first->contact);
  g_assert_cmpstr (next_door->group, ==, "contact next-door");
  g_assert_cmpstr (next_door->name, ==, "");
  g_assert_false (next_door->confirmed);
  g_assert_cmpstr (last->note, ==, "rings");

  g_assert_null (nothing->emergency_number);
  g_assert_false (nothing->emergency_confirmed);
  g_assert_cmpuint (nothing->contacts->len, ==, 0);
}

static void
test_refused (void)
{
  static const struct {
    const char *text, *group, *key;
  } bad[] = {
    { "[contact a]\nPhone=555 0142\n", "contact a", "Role" },
    { "[contact a]\nRole=wizard\n", "contact a", "Role" },
    { "[contact a]\nRole=emergency\n", "contact a", "Role" },
    { "[contact]\nRole=Pump-Team\n", "contact", "Role" },
    { "[contact a]\nRole=on-call\nPhone=ask\n", "contact a", "Phone" },
    { "[contact a]\nRole=on-call\nPhone=1-800-FLOWERS\n", "contact a", "Phone" },
    { "[contact a]\nRole=on-call\nPhone=555 0142;call me\n", "contact a", "Phone" },
    { "[contact a]\nRole=on-call\nPhone=555 0142 ext.\n", "contact a", "Phone" },
    { "[contact a]\nRole=on-call\nPhone=555 0142 ext. 12 or 13\n", "contact a", "Phone" },
    { "[contact a]\nRole=on-call\nPhone=0+1 202 555 0142\n", "contact a", "Phone" },
    { "[contact a]\nRole=on-call\nPhone=+\n", "contact a", "Phone" },
    { "[contact a]\nRole=on-call\nPhone=12\n", "contact a", "Phone" },
    { "[contact a]\nRole=on-call\nPhone=123456789012345678901\n", "contact a", "Phone" },
    { "[contact a]\nRole=on-call\nPhone=٥٥٥ ٠١٤٢\n", "contact a", "Phone" },
    { "[contact a]\nRole=on-call\nPhone=555 0142\nPhone2=none\n", "contact a", "Phone2" },
    { "[contact a]\nRole=on-call\nHours=nine to five\n", "contact a", "Hours" },
    { "[contact a]\nRole=on-call\nHours=always\nTimeZone=Mars/Olympus\n", "contact a", "TimeZone" },
    { "[contact a]\nRole=on-call\nTimeZone=Mars/Olympus\n", "contact a", "TimeZone" },
    { "[contact a]\nRole=on-call\nHolidays=Christmas\n", "contact a", "Holidays" },
    { "[contact a]\nRole=on-call\nConfirmed=maybe\n", "contact a", "Confirmed" },
    { "[emergency]\nNumber=nine one one\n", "emergency", "Number" },
    { "[emergency]\nNumber=911 or 112\n", "emergency", "Number" },
    { "[emergency]\nNumber=112 x 1\n", "emergency", "Number" },
    { "[emergency]\nNumber=9\n", "emergency", "Number" },
    { "[emergency]\nNumber=911\nConfirmed=tomorrow\n", "emergency", "Confirmed" },
    { "[emergency]\nTextNumber=sms\n", "emergency", "TextNumber" },
    /* the first one counts */
    { "[contact a]\nRole=x\nPhone=x\n[contact b]\nRole=y\n", "contact a", "Role" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++) {
    ThecalPlanError error = { .group = "" };

    g_test_message ("%s", bad[i].text);
    g_assert_null (read_book (bad[i].text, &error));
    g_assert_cmpstr (error.group, ==, bad[i].group);
    g_assert_cmpstr (error.key, ==, bad[i].key);
    g_assert_cmpstr (error.expected, !=, "");
    g_assert_cmpuint (strlen (error.expected), <, sizeof error.expected - 1);
  }
}

static void
test_dial (void)
{
  static const struct {
    const char *number, *dial;
  } numbers[] = {
    { "911", "911" },
    { "+1 202 555 0142", "+12025550142" },
    { "(202) 555-0142", "2025550142" },
    { "202.555.0142", "2025550142" },
    { "0202/5550142", "02025550142" },
    { "+44 (0)20 7946 0142", "+442079460142" },
    { "(0)20 7946 0142", "02079460142" },
    { "+1\u00a0202\u2011555\u20130142", "+12025550142" },
    { "+1 202 555 0142 ext. 12", "+12025550142" },
    { "+1 202 555 0142 x12", "+12025550142" },
    { "+1 202 555 0142, 12", "+12025550142" },
    { "+1 202 555 0142 EXT 12", "+12025550142" },
    { "", NULL },
    { "+", NULL },
    { "ask at the door", NULL },
    { "1-800-FLOWERS", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++) {
    g_autofree char *dial = thecal_number_to_dial (numbers[i].number);

    g_test_message ("%s", numbers[i].number);
    g_assert_cmpstr (dial, ==, numbers[i].dial);
  }
}

/* Names of roles are part of the file format and of the command line. */
static void
test_roles (void)
{
  ThecalRole back;

  for (int role = 0; role < THECAL_N_ROLES; role++) {
    g_assert_true (thecal_role_from_string (thecal_role_to_string ((ThecalRole) role), &back));
    g_assert_cmpint (back, ==, role);
  }
  g_assert_false (thecal_role_from_string ("wizard", &back));
  g_assert_false (thecal_role_from_string (NULL, &back));
  g_assert_null (thecal_role_to_string (THECAL_N_ROLES));
  thecal_contact_book_free (NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/contacts/order", test_order);
  g_test_add_func ("/core/contacts/always", test_always);
  g_test_add_func ("/core/contacts/reasons", test_reasons);
  g_test_add_func ("/core/contacts/book", test_book);
  g_test_add_func ("/core/contacts/refused", test_refused);
  g_test_add_func ("/core/contacts/dial", test_dial);
  g_test_add_func ("/core/contacts/roles", test_roles);

  return g_test_run ();
}
