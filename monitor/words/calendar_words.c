/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "words/calendar_words.h"

#include <glib/gi18n.h>

typedef struct {
  const char *step; /* NULL: any */
  const char *title, *meaning;
} Words;

/* By step within their kind. */
static const Words appointments[] = {
  { "refill",
    N_ ("Refill visit"),
    N_ ("The pump is filled; it takes about an hour. It must not be missed: call the team if you "
        "have to move it.") },
  { "replacement",
    N_ ("Visit for the pump's replacement"),
    N_ ("Take the card and the printout.") },
  { "post-op",
    N_ ("Visit after the operation"),
    N_ ("The team looks at the wounds. Take your questions from the diary.") },
  { "next",
    N_ ("Next visit"),
    N_ ("After an operation the team sees you every one to four weeks. Nothing is booked yet: call "
        "for a date.") },
  { NULL, N_ ("Visit"), N_ ("Take the card, the printout and your questions from the diary.") },
};

static const Words post_op[] = {
  { "lie-flat",
    N_ ("Lie flat"),
    N_ ("Lying flat in the first night helps against headache. The hospital says for how long.") },
  { "sit-up",
    N_ ("Sit up slowly"),
    N_ ("A headache that comes with sitting up and goes when lying flat: tell the team.") },
  { "vest",
    N_ ("Vest, braces and belts again"),
    N_ ("From about one week. Look that nothing presses on the pump: seat belt, wheelchair belt, "
        "vest, braces.") },
  { "strips",
    N_ ("Wound strips come off"),
    N_ ("Strips that are still on may be taken off now. Redness, swelling or any fluid: call the "
        "team.") },
  { "bath",
    N_ ("Bath and swimming, only if healed"),
    N_ ("Look at both wounds first: closed, dry, no scab left to fall off. Until you have said "
        "that they have healed: no bath, no swimming.") },
  { "visit",
    N_ ("Visit after the operation"),
    N_ ("Two to four weeks after the operation the team looks at the wounds. Call for a date if "
        "you have none.") },
  { "riding",
    N_ ("Riding and roller coasters again"),
    N_ ("Horse riding, roller coasters and sports with much bending wait until this day. Ask the "
        "team if in doubt.") },
  { "binder",
    N_ ("The binder comes off"),
    N_ ("After six to eight weeks, longer for thin people. The team says when.") },
  { "close",
    N_ ("End of the weeks after the operation"),
    N_ ("The questions about the wounds end here. What you see later goes to the team as ever.") },
  { NULL, N_ ("After the operation"), N_ ("See the papers of the hospital.") },
};

static const Words others[THECAL_N_CALENDAR_KINDS] = {
  [THECAL_CALENDAR_REFILL_WINDOW] = { NULL,
                                      N_ ("Best days for a refill visit"),
                                      N_ ("Ten to seven days before the date to refill by: time "
                                          "enough if snow or illness moves it.") },
  [THECAL_CALENDAR_REFILL_BY] = { NULL,
                                  N_ ("Refill by this day"),
                                  N_ ("The earliest of the printed date, the computed early edge "
                                      "and six months after the fill.") },
  [THECAL_CALENDAR_INFECTION_WATCH] = { NULL,
                                        N_ ("Watch for infection"),
                                        N_ ("Fever, redness, swelling, fluid, a stiff neck: check "
                                            "the symptoms and call.") },
  [THECAL_CALENDAR_TITRATION] = { NULL,
                                  N_ ("Visit to adjust the pump"),
                                  N_ ("In the team's own rhythm. What changed in the diary since "
                                      "the last time is worth telling.") },
  [THECAL_CALENDAR_TABLETS] = { NULL,
                                N_ ("Renew the rescue tablets"),
                                N_ ("They expire on the last of these days. Get new ones before, "
                                    "and write the new date into the plan.") },
  [THECAL_CALENDAR_WEANING] = { NULL,
                                N_ ("Next step of the tablet schedule"),
                                N_ ("The team's own schedule. Never stop suddenly, and never "
                                    "without the team.") },
  [THECAL_CALENDAR_EXERCISE] = { NULL,
                                 N_ ("Exercises of today"),
                                 N_ ("As the team or the therapist has ordered them. What gets "
                                     "harder is worth a line in the diary.") },
  [THECAL_CALENDAR_DIARY] = { NULL,
                              N_ ("Diary of today"),
                              N_ ("One minute: stiffness, spasms, sleep. The numbers go to your "
                                  "team.") },
};

static const Words watches[] = {
  { "refill",
    N_ ("Look again: hours after the refill"),
    N_ ("Too much or too little shows within three days. Go through the symptom questions.") },
  { NULL,
    N_ ("Look again: hours after the change at the pump"),
    N_ ("Too much or too little shows within three days. Go through the symptom questions.") },
};

static const Words replacements[] = {
  { "notice",
    N_ ("The pump asks for its replacement"),
    N_ ("The pump itself gave this time: it may stop when it is over, 90 days after its notice at "
        "the latest. Book with the pump team now.") },
  { NULL,
    N_ ("Plan the pump's replacement"),
    N_ ("The battery ends within this time, and nobody knows the day. Book at least three months "
        "ahead.") },
};

/* @table ends with the words for any step. */
static const Words *
find_step (const Words *table, const char *step)
{
  while (table->step != NULL && g_strcmp0 (table->step, step) != 0)
    table++;

  return table;
}

static const Words *
find_words (const ThecalCalendarItem *item)
{
  switch (item->kind) {
  case THECAL_CALENDAR_APPOINTMENT:
    return find_step (appointments, item->step);
  case THECAL_CALENDAR_POST_OP:
    return find_step (post_op, item->step);
  case THECAL_CALENDAR_WATCH:
    return find_step (watches, item->step);
  case THECAL_CALENDAR_REPLACEMENT:
    return find_step (replacements, item->step);
  case THECAL_CALENDAR_REFILL_WINDOW:
  case THECAL_CALENDAR_REFILL_BY:
  case THECAL_CALENDAR_INFECTION_WATCH:
  case THECAL_CALENDAR_TITRATION:
  case THECAL_CALENDAR_TABLETS:
  case THECAL_CALENDAR_WEANING:
  case THECAL_CALENDAR_EXERCISE:
  case THECAL_CALENDAR_DIARY:
  case THECAL_N_CALENDAR_KINDS:
    break;
  }

  return &others[item->kind];
}

const char *
thecal_calendar_title (const ThecalCalendarItem *item)
{
  return _ (find_words (item)->title);
}

const char *
thecal_calendar_meaning (const ThecalCalendarItem *item)
{
  return _ (find_words (item)->meaning);
}

/* Times. */

static GDateTime *
to_zone (gint64 at_us, GTimeZone *zone)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (at_us / THECAL_SECOND_US);

  return utc != NULL ? g_date_time_to_timezone (utc, zone) : g_date_time_new_from_unix_utc (0);
}

static guint
day_of (gint64 at_us, GTimeZone *zone)
{
  g_autoptr (GDateTime) at = to_zone (at_us, zone);
  GDate date;
  int year, month, day;

  g_date_time_get_ymd (at, &year, &month, &day);
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);

  return g_date_get_julian (&date);
}

static gboolean
is_same_year (gint64 a_us, gint64 b_us, GTimeZone *zone)
{
  g_autoptr (GDateTime) a = to_zone (a_us, zone);
  g_autoptr (GDateTime) b = to_zone (b_us, zone);

  return g_date_time_get_year (a) == g_date_time_get_year (b);
}

static char *
format (gint64 at_us, GTimeZone *zone, const char *how)
{
  g_autoptr (GDateTime) at = to_zone (at_us, zone);

  return g_date_time_format (at, how);
}

char *
thecal_calendar_day (gint64 at_us, gint64 now_us, GTimeZone *zone)
{
  return format (at_us, zone, is_same_year (at_us, now_us, zone) ? "%a %-d %b" : "%a %-d %b %Y");
}

char *
thecal_calendar_moment (gint64 at_us, gint64 now_us, GTimeZone *zone)
{
  const int days = (int) day_of (at_us, zone) - (int) day_of (now_us, zone);
  g_autofree char *clock = format (at_us, zone, "%H:%M");
  g_autofree char *day = NULL;

  if (days == 0)
    return g_strdup_printf (_ ("today, %s"), clock);
  if (days == 1)
    return g_strdup_printf (_ ("tomorrow, %s"), clock);
  day = thecal_calendar_day (at_us, now_us, zone);

  /* Translators: a day and a time of day, "Tue 24 Nov, 09:30" */
  return g_strdup_printf (_ ("%s, %s"), day, clock);
}

static char *
format_span (const ThecalCalendarItem *item, gint64 now_us, GTimeZone *zone)
{
  g_autoptr (GDateTime) from = to_zone (item->from_us, zone);
  g_autoptr (GDateTime) to = to_zone (item->to_us, zone);
  const gboolean same_year = g_date_time_get_year (from) == g_date_time_get_year (to);
  const gboolean this_year = same_year && is_same_year (item->from_us, now_us, zone);
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;

  if (item->kind == THECAL_CALENDAR_REPLACEMENT) {
    first = g_date_time_format (from, "%B %Y");
    last = g_date_time_format (to, "%B %Y");
    return g_strdup_printf (_ ("%s to %s"), first, last);
  }
  last = g_date_time_format (to, this_year ? "%-d %b" : "%-d %b %Y");
  if (same_year && g_date_time_get_month (from) == g_date_time_get_month (to)) {
    first = g_date_time_format (from, "%-d");
    return g_strdup_printf ("%s–%s", first, last);
  }
  first = g_date_time_format (from, this_year || same_year ? "%-d %b" : "%-d %b %Y");

  return g_strdup_printf ("%s – %s", first, last);
}

char *
thecal_calendar_when (const ThecalCalendarItem *item, gint64 now_us, GTimeZone *zone)
{
  if (!item->whole_day)
    return thecal_calendar_moment (item->from_us, now_us, zone);
  if (item->to_us != item->from_us)
    return format_span (item, now_us, zone);

  return thecal_calendar_day (item->from_us, now_us, zone);
}

static char *
format_days_ago (int days)
{
  if (days == 0)
    return g_strdup (_ ("today"));
  if (days == 1)
    return g_strdup (_ ("yesterday"));

  return g_strdup_printf (ngettext ("%d day ago", "%d days ago", (gulong) days), days);
}

char *
thecal_calendar_distance (const ThecalCalendarItem *item, gint64 now_us, GTimeZone *zone)
{
  const int today = (int) day_of (now_us, zone);
  const int from = (int) day_of (item->from_us, zone), to = (int) day_of (item->to_us, zone);

  switch (item->state) {
  case THECAL_CALENDAR_HELD:
    return g_strdup (_ ("waiting for your answer"));
  case THECAL_CALENDAR_NOW:
    if (from == to)
      return g_strdup (item->whole_day ? _ ("today") : "");
    if (to == today)
      return g_strdup (_ ("today is the last day"));
    return g_strdup_printf (
        ngettext ("now, for %d more day", "now, for %d more days", (gulong) (to - today)),
        to - today);
  case THECAL_CALENDAR_PASSED:
  case THECAL_CALENDAR_DONE:
  case THECAL_CALENDAR_AHEAD:
    break;
  }
  if (to < today)
    return format_days_ago (today - to);
  if (from <= today + 1)
    return g_strdup (!item->whole_day ? "" : from <= today ? _ ("today") : _ ("tomorrow"));

  return g_strdup_printf (ngettext ("in %d day", "in %d days", (gulong) (from - today)),
                          from - today);
}

char *
thecal_calendar_detail (const ThecalCalendarItem *item,
                        const ThecalPlanDocument *document,
                        gint64 now_us,
                        GTimeZone *zone)
{
  if (item->other_us != THECAL_UNKNOWN_US) {
    g_autofree char *early = thecal_calendar_day (item->from_us, now_us, zone);
    g_autofree char *late = thecal_calendar_day (item->other_us, now_us, zone);

    return g_strdup_printf (
        _ ("Some teams say two weeks (%s), others six (%s). Your plan has no word of your team: "
           "ask them."),
        early,
        late);
  }
  if (item->kind == THECAL_CALENDAR_EXERCISE)
    return g_strdup (document->regimen->exercise);
  if (item->kind == THECAL_CALENDAR_WEANING) {
    const guint index = (guint) g_ascii_strtoull (strchr (item->id, '.') + 1, NULL, 10) - 1;

    if (index < document->regimen->n_weaning)
      return g_strdup (document->regimen->weaning[index].text);
  }

  return NULL;
}
