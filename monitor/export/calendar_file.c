/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "export/calendar_file.h"

#include <glib/gi18n.h>
#include <libical/ical.h>

#include "config.h"
#include "words/calendar_words.h"

#define HOUR_S 3600
#define VISIT_S HOUR_S     /* a refill takes about an hour [004-33] */
#define MOMENT_S (15 * 60) /* a look at the person */
#define MORNING_S (9 * HOUR_S)
#define DAY_S (24 * HOUR_S)
#define SEQUENCE_EPOCH_S G_GINT64_CONSTANT (1767225600) /* 2026-01-01: the number stays small */

static struct icaltimetype
to_utc (gint64 at_us)
{
  return icaltime_from_timet_with_zone (
      (time_t) (at_us / THECAL_SECOND_US), 0, icaltimezone_get_utc_timezone ());
}

/* The day @days after that of @at_us, as a date without an hour: it is the same in every zone. */
static struct icaltimetype
to_date (gint64 at_us, int days, GTimeZone *zone)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (at_us / THECAL_SECOND_US);
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;
  struct icaltimetype date = icaltime_null_date ();

  if (local == NULL)
    return date;
  g_date_time_get_ymd (local, &date.year, &date.month, &date.day);
  date.is_date = 1;
  icaltime_adjust (&date, days, 0, 0, 0);

  return date;
}

static void
add_alarm (icalcomponent *event, int from_start_s, const char *title)
{
  icalcomponent *alarm = icalcomponent_new_valarm ();
  struct icaltriggertype trigger = { .time = icaltime_null_time (),
                                     .duration = icaldurationtype_from_int (from_start_s) };

  icalcomponent_add_property (alarm, icalproperty_new_action (ICAL_ACTION_DISPLAY));
  icalcomponent_add_property (alarm, icalproperty_new_description (title));
  icalcomponent_add_property (alarm, icalproperty_new_trigger (trigger));
  icalcomponent_add_component (event, alarm);
}

/* A phone that rings for what is over, or for what nobody can do at night, is soon switched off. */
static void
add_alarms (icalcomponent *event, const ThecalCalendarItem *item)
{
  const char *title = thecal_calendar_title (item);

  if (item->state != THECAL_CALENDAR_AHEAD && item->state != THECAL_CALENDAR_NOW)
    return;
  if (item->kind == THECAL_CALENDAR_INFECTION_WATCH)
    return;
  if (item->kind == THECAL_CALENDAR_WATCH) {
    add_alarm (event, 0, title);
    return;
  }
  add_alarm (event, item->whole_day ? MORNING_S - DAY_S : -DAY_S, title);
  add_alarm (event, item->whole_day ? MORNING_S : -2 * HOUR_S, title);
}

static void
add_times (icalcomponent *event, const ThecalCalendarItem *item, GTimeZone *zone)
{
  const gint64 length_s = item->kind == THECAL_CALENDAR_WATCH ? MOMENT_S : VISIT_S;

  if (item->whole_day) {
    icalcomponent_set_dtstart (event, to_date (item->from_us, 0, zone));
    icalcomponent_set_dtend (event,
                             to_date (item->to_us, 1, zone)); /* the day it no longer holds */
    /* a reminder, no time that is taken */
    icalcomponent_add_property (event, icalproperty_new_transp (ICAL_TRANSP_TRANSPARENT));
    return;
  }
  icalcomponent_set_dtstart (event, to_utc (item->from_us));
  icalcomponent_set_dtend (event, to_utc (item->to_us + length_s * THECAL_SECOND_US));
}

/* Without what the plan says in its own words: it may name a drug. */
static char *
describe (const ThecalCalendarItem *item, gint64 now_us, GTimeZone *zone)
{
  g_autofree char *other = item->other_us != THECAL_UNKNOWN_US
                               ? thecal_calendar_detail (item, NULL, now_us, zone)
                               : NULL;

  return other != NULL ? g_strconcat (thecal_calendar_meaning (item), " ", other, NULL)
                       : g_strdup (thecal_calendar_meaning (item));
}

static icalcomponent *
make_event (const ThecalCalendarItem *item, gint64 now_us, GTimeZone *zone)
{
  icalcomponent *event = icalcomponent_new_vevent ();
  g_autofree char *uid = g_strconcat (item->id, "@org.thecal.Thecal", NULL);
  g_autofree char *description = describe (item, now_us, zone);
  /* a phone takes a later file for a change of the same event */
  const int sequence = (int) MAX ((now_us / THECAL_SECOND_US - SEQUENCE_EPOCH_S) / 60, 0);

  icalcomponent_set_uid (event, uid);
  icalcomponent_set_dtstamp (event, to_utc (now_us));
  icalcomponent_set_sequence (event, sequence);
  add_times (event, item, zone);
  icalcomponent_set_summary (event, thecal_calendar_title (item));
  icalcomponent_set_description (event, description);
  icalcomponent_add_property (event, icalproperty_new_class (ICAL_CLASS_PRIVATE));
  add_alarms (event, item);

  return event;
}

char *
thecal_calendar_file_write (GPtrArray *items, gint64 now_us, GTimeZone *zone)
{
  icalcomponent *calendar =
      icalcomponent_vanew (ICAL_VCALENDAR_COMPONENT,
                           icalproperty_new_version ("2.0"),
                           icalproperty_new_prodid ("-//Thecal//Thecal " THECAL_VERSION "//EN"),
                           icalproperty_new_calscale ("GREGORIAN"),
                           icalproperty_new_method (ICAL_METHOD_PUBLISH),
                           NULL);
  char *raw, *text;

  for (guint i = 0; i < items->len; i++) {
    const ThecalCalendarItem *item = g_ptr_array_index (items, i);

    if (item->kind != THECAL_CALENDAR_DIARY && item->kind != THECAL_CALENDAR_EXERCISE)
      icalcomponent_add_component (calendar, make_event (item, now_us, zone));
  }
  raw = icalcomponent_as_ical_string_r (calendar);
  text = g_strdup (raw);
  icalmemory_free_buffer (raw);
  icalcomponent_free (calendar);

  return text;
}
