/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "core/plan/typed_value.h"

typedef struct {
  const char *text;
  ThecalUnit unit;
  ThecalTyped read;
  const char *value; /* NULL: none */
} Number;

static const Number numbers[] = {
  { "40", THECAL_UNIT_ML, THECAL_TYPED_READ, "40" },
  { " 40.0 ", THECAL_UNIT_ML, THECAL_TYPED_READ, "40" },
  { "18.25", THECAL_UNIT_ML, THECAL_TYPED_READ, "18.25" },
  { "12,5", THECAL_UNIT_ML, THECAL_TYPED_READ, "12.5" },
  { "40.0 mL", THECAL_UNIT_ML, THECAL_TYPED_READ, "40" },
  { "40ml", THECAL_UNIT_ML, THECAL_TYPED_READ, "40" },
  { "20 cc", THECAL_UNIT_ML, THECAL_TYPED_READ, "20" },
  { "500 µg/mL", THECAL_UNIT_UG_PER_ML, THECAL_TYPED_READ, "500" },
  { "500 \xce\xbcg/mL", THECAL_UNIT_UG_PER_ML, THECAL_TYPED_READ, "500" },
  { "2,000.0 mcg/mL", THECAL_UNIT_UG_PER_ML, THECAL_TYPED_READ, "2000" },
  { "390 µg a day", THECAL_UNIT_UG_PER_DAY, THECAL_TYPED_READ, "390" },
  { "390.5 mcg/day", THECAL_UNIT_UG_PER_DAY, THECAL_TYPED_READ, "390.5" },
  { "7", THECAL_UNIT_NONE, THECAL_TYPED_READ, "7" },
  /* two thousand, or two */
  { "2,000", THECAL_UNIT_UG_PER_ML, THECAL_TYPED_COMMA, NULL },
  { "0,390", THECAL_UNIT_UG_PER_DAY, THECAL_TYPED_COMMA, NULL },
  /* T-IN-02 */
  { "0.5 mg/mL", THECAL_UNIT_UG_PER_ML, THECAL_TYPED_OTHER_UNIT, NULL },
  { "0.39 mg", THECAL_UNIT_UG_PER_DAY, THECAL_TYPED_OTHER_UNIT, NULL },
  { "390 mg/day", THECAL_UNIT_UG_PER_DAY, THECAL_TYPED_OTHER_UNIT, NULL },
  { "500 µg/mL", THECAL_UNIT_UG_PER_DAY, THECAL_TYPED_OTHER_UNIT, NULL },
  { "40 mL", THECAL_UNIT_NONE, THECAL_TYPED_OTHER_UNIT, NULL },
  { "", THECAL_UNIT_ML, THECAL_TYPED_NO_NUMBER, NULL },
  { "18.2x", THECAL_UNIT_ML, THECAL_TYPED_NO_NUMBER, NULL },
  { "full", THECAL_UNIT_ML, THECAL_TYPED_NO_NUMBER, NULL },
  { "-3", THECAL_UNIT_ML, THECAL_TYPED_NO_NUMBER, NULL },
  { "1.2.3", THECAL_UNIT_ML, THECAL_TYPED_NO_NUMBER, NULL },
  { "1,5.2", THECAL_UNIT_ML, THECAL_TYPED_NO_NUMBER, NULL },
  { "12,", THECAL_UNIT_ML, THECAL_TYPED_NO_NUMBER, NULL },
  { "12.", THECAL_UNIT_ML, THECAL_TYPED_NO_NUMBER, NULL },
  { "1e9", THECAL_UNIT_ML, THECAL_TYPED_NO_NUMBER, NULL },
  { "nan", THECAL_UNIT_ML, THECAL_TYPED_NO_NUMBER, NULL },
  { "12345678", THECAL_UNIT_ML, THECAL_TYPED_NO_NUMBER, NULL },
  { "40 \xff", THECAL_UNIT_ML, THECAL_TYPED_NO_NUMBER, NULL },
  { "40                                                                       mL",
    THECAL_UNIT_ML,
    THECAL_TYPED_NO_NUMBER,
    NULL },
};

static void
test_numbers (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++) {
    g_autofree char *value = NULL;

    g_test_message ("%s",
                    g_utf8_validate (numbers[i].text, -1, NULL) ? numbers[i].text : "no UTF-8");
    g_assert_cmpint (
        thecal_typed_number (numbers[i].text, numbers[i].unit, &value), ==, numbers[i].read);
    g_assert_cmpstr (value, ==, numbers[i].value);
  }
}

typedef struct {
  const char *text;
  ThecalTyped read;
  const char *moment, *date;
} When;

static const When whens[] = {
  { "2026-10-16", THECAL_TYPED_READ, "2026-10-16", "2026-10-16" },
  { "2026-10-16 14:30", THECAL_TYPED_READ, "2026-10-16T14:30:00-04:00", "2026-10-16" },
  { "2026-10-16T14:30:00-05:00", THECAL_TYPED_READ, "2026-10-16T14:30:00-05:00", "2026-10-16" },
  { "16 Oct 2026 14:30", THECAL_TYPED_READ, "2026-10-16T14:30:00-04:00", "2026-10-16" },
  { "16-OCT-2026", THECAL_TYPED_READ, "2026-10-16", "2026-10-16" },
  { "October 16, 2026 at 2:30 PM", THECAL_TYPED_READ, "2026-10-16T14:30:00-04:00", "2026-10-16" },
  { "Oct 16, 2026 12:05 am", THECAL_TYPED_READ, "2026-10-16T00:05:00-04:00", "2026-10-16" },
  { "02 Dec 2026", THECAL_TYPED_READ, "2026-12-02", "2026-12-02" },
  { "3 Sept 2026", THECAL_TYPED_READ, "2026-09-03", "2026-09-03" },
  { "16.10.2026 14:30:12", THECAL_TYPED_READ, "2026-10-16T14:30:00-04:00", "2026-10-16" },
  { "3.4.2026", THECAL_TYPED_READ, "2026-04-03", "2026-04-03" },
  { "10/16/2026", THECAL_TYPED_READ, "2026-10-16", "2026-10-16" },
  { "16/10/2026", THECAL_TYPED_READ, "2026-10-16", "2026-10-16" },
  { "5/5/2026", THECAL_TYPED_READ, "2026-05-05", "2026-05-05" },
  { "2026/3/4", THECAL_TYPED_READ, "2026-03-04", "2026-03-04" },
  { "29 Feb 2028", THECAL_TYPED_READ, "2028-02-29", "2028-02-29" },
  { "2026-11-02 01:30-04:00", THECAL_TYPED_READ, "2026-11-02T01:30:00-04:00", "2026-11-02" },
  { "16.10.2026 14:30 +02:00", THECAL_TYPED_READ, "2026-10-16T14:30:00+02:00", "2026-10-16" },
  { "16 Oct 2026 2:30 PM -05:00", THECAL_TYPED_READ, "2026-10-16T14:30:00-05:00", "2026-10-16" },
  { "2026-10-16-14:30", THECAL_TYPED_READ, "2026-10-16T14:30:00-04:00", "2026-10-16" },
  { "2026-10-16 14:30+99:00", THECAL_TYPED_NO_DATE, NULL, NULL },
  { "2026-10-16 14:30+02000", THECAL_TYPED_NO_DATE, NULL, NULL },
  { "2026-10-16 +02:00", THECAL_TYPED_NO_DATE, NULL, NULL },
  { "-04:00", THECAL_TYPED_NO_DATE, NULL, NULL },
  { "14:30-04:00", THECAL_TYPED_NO_DATE, NULL, NULL },
  /* never guessed */
  { "03/04/2026", THECAL_TYPED_DAY_OR_MONTH, NULL, NULL },
  { "3-4-2026", THECAL_TYPED_DAY_OR_MONTH, NULL, NULL },
  /* a full stop behind it is no order */
  { "10/05/2026.", THECAL_TYPED_DAY_OR_MONTH, NULL, NULL },
  { "10.05/2026", THECAL_TYPED_DAY_OR_MONTH, NULL, NULL },
  { " 3. 4. 2026.", THECAL_TYPED_READ, "2026-04-03", "2026-04-03" },
  { "", THECAL_TYPED_NO_DATE, NULL, NULL },
  { "tomorrow", THECAL_TYPED_NO_DATE, NULL, NULL },
  { "29 Feb 2026", THECAL_TYPED_NO_DATE, NULL, NULL },
  { "31.11.2026", THECAL_TYPED_NO_DATE, NULL, NULL },
  { "16 Oct 26", THECAL_TYPED_NO_DATE, NULL, NULL },
  { "16 Oct 0206", THECAL_TYPED_NO_DATE, NULL, NULL },
  { "31 Dec 1899", THECAL_TYPED_NO_DATE, NULL, NULL },
  { "1 Jan 1900", THECAL_TYPED_READ, "1900-01-01", "1900-01-01" },
  { "31 Dec 2199", THECAL_TYPED_READ, "2199-12-31", "2199-12-31" },
  { "0206-10-16T14:30:00-04:00", THECAL_TYPED_NO_DATE, NULL, NULL },
  { "1 Jan 2200", THECAL_TYPED_NO_DATE, NULL, NULL },
  { "16 Okt 2026", THECAL_TYPED_NO_DATE, NULL, NULL },
  { "16 Oct 2026 24:00", THECAL_TYPED_NO_DATE, NULL, NULL },
  { "16 Oct 2026 14:30 PM", THECAL_TYPED_NO_DATE, NULL, NULL },
  { "16 Oct 2026 12:xx", THECAL_TYPED_NO_DATE, NULL, NULL },
  { "2026-10-16T99:00", THECAL_TYPED_NO_DATE, NULL, NULL },
  { "Oct Nov 2026", THECAL_TYPED_NO_DATE, NULL, NULL },
  { "2026 2026 2026", THECAL_TYPED_NO_DATE, NULL, NULL },
  { "1 2 3 2026", THECAL_TYPED_NO_DATE, NULL, NULL },
  { "1 2 3 4 5 6 7 8", THECAL_TYPED_NO_DATE, NULL, NULL },
  { "16 0 2026", THECAL_TYPED_NO_DATE, NULL, NULL },
  { "12345 1 2026", THECAL_TYPED_NO_DATE, NULL, NULL },
};

static void
test_dates (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("America/New_York");

  for (gsize i = 0; i < G_N_ELEMENTS (whens); i++) {
    g_autofree char *moment = NULL;
    g_autofree char *date = NULL;

    g_test_message ("%s", whens[i].text);
    g_assert_cmpint (thecal_typed_moment (whens[i].text, zone, &moment), ==, whens[i].read);
    g_assert_cmpstr (moment, ==, whens[i].moment);
    g_assert_cmpint (thecal_typed_date (whens[i].text, &date), ==, whens[i].read);
    g_assert_cmpstr (date, ==, whens[i].date);
  }
}

typedef struct {
  const char *text, *moment; /* NULL: an odd hour */
  ThecalClockCount count;
} Night;

/* In New York the clocks go from 02:00 to 03:00 and, in autumn, back from 02:00 to 01:00. */
static const Night nights[] = {
  { "2026-11-01 00:30", "2026-11-01T00:30:00-04:00", THECAL_CLOCK_ONCE },
  { "2026-11-01 01:30", NULL, THECAL_CLOCK_TWICE },
  { "2026-11-01T01:30:00", NULL, THECAL_CLOCK_TWICE },
  { "Nov 1, 2026 1:30 AM", NULL, THECAL_CLOCK_TWICE },
  { "2026-11-01 02:00", "2026-11-01T02:00:00-05:00", THECAL_CLOCK_ONCE },
  { "2026-03-08 02:30", NULL, THECAL_CLOCK_LEFT_OUT },
  { "8 Mar 2026 2:30 am", NULL, THECAL_CLOCK_LEFT_OUT },
  { "2026-03-08 03:00", "2026-03-08T03:00:00-04:00", THECAL_CLOCK_ONCE },
  { "2026-11-01", "2026-11-01", THECAL_CLOCK_ONCE },
  /* the zone is typed */
  { "2026-11-01 01:30-04:00", "2026-11-01T01:30:00-04:00", THECAL_CLOCK_ONCE },
  { "2026-11-01 01:30 -05:00", "2026-11-01T01:30:00-05:00", THECAL_CLOCK_ONCE },
  { "2026-11-01T01:30:00-05:00", "2026-11-01T01:30:00-05:00", THECAL_CLOCK_ONCE },
  { "Nov 1, 2026 1:30 AM -05:00", "2026-11-01T01:30:00-05:00", THECAL_CLOCK_ONCE },
};

static void
test_nights (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("EST5EDT,M3.2.0,M11.1.0");

  for (gsize i = 0; i < G_N_ELEMENTS (nights); i++) {
    g_autofree char *moment = NULL;
    g_autofree char *date = NULL;

    g_test_message ("%s", nights[i].text);
    g_assert_cmpint (thecal_typed_moment (nights[i].text, zone, &moment),
                     ==,
                     nights[i].moment != NULL ? THECAL_TYPED_READ : THECAL_TYPED_ODD_HOUR);
    g_assert_cmpstr (moment, ==, nights[i].moment);
    g_assert_cmpint (thecal_typed_clock (nights[i].text, zone).count, ==, nights[i].count);
    /* a day has its date in any case */
    g_assert_cmpint (thecal_typed_date (nights[i].text, &date), ==, THECAL_TYPED_READ);
  }
  g_assert_cmpint (thecal_typed_clock ("tomorrow", zone).count, ==, THECAL_CLOCK_ONCE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/typed-value/numbers", test_numbers);
  g_test_add_func ("/core/typed-value/dates", test_dates);
  g_test_add_func ("/core/typed-value/nights", test_nights);

  return g_test_run ();
}
