/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "words/contact_words.h"

#include <glib/gi18n.h>

#include "core/checklist/checklist.h"

const char *
thecal_contact_role_title (ThecalRole role)
{
  switch (role) {
  case THECAL_ROLE_EMERGENCY:
    return _ ("Emergency number");
  case THECAL_ROLE_PUMP_TEAM:
    return _ ("Pump team");
  case THECAL_ROLE_ON_CALL:
    return _ ("On-call doctor");
  case THECAL_ROLE_NEUROSURGERY:
    return _ ("Neurosurgery on duty");
  case THECAL_ROLE_EMERGENCY_DEPARTMENT:
    return _ ("Emergency department");
  case THECAL_ROLE_FAMILY_DOCTOR:
    return _ ("Family doctor");
  case THECAL_ROLE_CAREGIVER:
    return _ ("Caregiver");
  case THECAL_ROLE_NEIGHBOUR:
    return _ ("Neighbour");
  case THECAL_ROLE_TEXT_RELAY:
    return _ ("Text relay");
  case THECAL_N_ROLES:
    break;
  }

  return "";
}

char *
thecal_contact_title (const ThecalContactLine *line)
{
  if (*line->name != '\0')
    return g_strdup (line->name);
  if (line->role == THECAL_ROLE_TEXT_RELAY && line->contact == NULL)
    return g_strdup (_ ("Emergency number for text messages"));

  return g_strdup (thecal_contact_role_title (line->role));
}

static GDateTime *
to_zone (gint64 wall_us, GTimeZone *zone)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (wall_us / THECAL_SECOND_US);

  return utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;
}

static gboolean
is_same_day (GDateTime *a, GDateTime *b)
{
  return g_date_time_get_year (a) == g_date_time_get_year (b) &&
         g_date_time_get_day_of_year (a) == g_date_time_get_day_of_year (b);
}

/* "17:00", "Mon 08:30", in a week and later "Mon 30 Nov 08:30". NULL beyond the calendar. */
static char *
format_moment (gint64 wall_us, gint64 now_wall_us, GTimeZone *zone)
{
  g_autoptr (GDateTime) now = to_zone (now_wall_us, zone);
  g_autoptr (GDateTime) moment = to_zone (wall_us, zone);

  if (now == NULL || moment == NULL)
    return NULL;
  if (is_same_day (now, moment))
    return g_date_time_format (moment, "%H:%M");
  if (wall_us < now_wall_us + 6 * THECAL_DAY_US)
    return g_date_time_format (moment, "%a %H:%M");

  return g_date_time_format (moment, "%a %-d %b %H:%M");
}

/* By the clock of whoever reads it; where the line lies in another zone, by its clock too. */
static char *
format_change (const ThecalContactLine *line, gint64 now_wall_us)
{
  g_autoptr (GTimeZone) local = g_time_zone_new_local ();
  GTimeZone *zone = thecal_opening_hours_get_zone (line->contact->hours);
  g_autofree char *here_text = format_moment (line->change_us, now_wall_us, local);
  g_autofree char *there_text = format_moment (line->change_us, now_wall_us, zone);
  g_autoptr (GDateTime) here = to_zone (line->change_us, local);
  g_autoptr (GDateTime) there = to_zone (line->change_us, zone);

  if (here_text == NULL || there_text == NULL ||
      g_date_time_get_utc_offset (here) == g_date_time_get_utc_offset (there))
    return g_steal_pointer (&here_text);
  if (is_same_day (here, there)) {
    g_free (there_text);
    there_text = g_date_time_format (there, "%H:%M");
  }

  /* Translators: a time by the reader's clock, and by that of the clinic in another time zone */
  return g_strdup_printf (_ ("%s (%s there)"), here_text, there_text);
}

static char *
describe_hours (const ThecalContactLine *line, gint64 now_wall_us)
{
  g_autofree char *change = line->change_us != THECAL_NEVER_US && line->contact != NULL
                                ? format_change (line, now_wall_us)
                                : NULL;

  switch (line->reason) {
  case THECAL_REASON_EMERGENCY:
    return g_strdup (_ ("when life is in danger, at any hour"));
  case THECAL_REASON_OPEN:
    if (change != NULL)
      return g_strdup_printf (_ ("open now, until %s"), change);
    return g_strdup (_ ("open now"));
  case THECAL_REASON_ALWAYS:
    return g_strdup (_ ("open now, at any hour"));
  case THECAL_REASON_HOURS_UNKNOWN:
    return g_strdup (_ ("opening hours not entered"));
  case THECAL_REASON_CLOCK_UNKNOWN:
    return g_strdup (_ ("open or closed: the clock of this computer may be wrong"));
  case THECAL_REASON_CLOSED:
    if (change != NULL)
      return g_strdup_printf (_ ("closed, opens %s"), change);
    return g_strdup (_ ("closed"));
  case THECAL_REASON_LAST_LINE:
    return g_strdup (_ ("go there, at any hour"));
  case THECAL_REASON_COMPANY:
    if (change != NULL)
      return g_strdup_printf (_ ("so that you are not alone, until %s"), change);
    return g_strdup (_ ("so that you are not alone"));
  }

  return g_strdup ("");
}

char *
thecal_contact_reason (const ThecalContactLine *line, gint64 now_wall_us)
{
  g_autofree char *hours = NULL;

  if (*line->number == '\0' && line->role == THECAL_ROLE_EMERGENCY_DEPARTMENT)
    return g_strdup (_ ("go there; no number entered"));
  if (*line->number == '\0')
    return g_strdup (_ ("no number entered"));

  hours = describe_hours (line, now_wall_us);
  if (line->confirmed)
    return g_steal_pointer (&hours);

  /* Translators: when the line is open; nobody has tried the number yet */
  return g_strdup_printf (_ ("%s; number not confirmed"), hours);
}

static const char *
headline_of_call (const ThecalContactLine *first)
{
  if (first != NULL && first->reason == THECAL_REASON_CLOCK_UNKNOWN)
    return _ ("Call the pump team now, or the on-call doctor");
  if (first != NULL && first->role == THECAL_ROLE_ON_CALL)
    return _ ("Call the on-call doctor now");

  return _ ("Call the pump team now");
}

char *
thecal_outcome_headline (int outcome, const ThecalContactLine *first)
{
  switch (outcome) {
  case THECAL_OUTCOME_T1:
    return g_strdup (_ ("Call the emergency number now"));
  case THECAL_OUTCOME_T2:
    return g_strdup (_ ("Go to the emergency department now"));
  case THECAL_OUTCOME_T3:
    return g_strdup (headline_of_call (first));
  case THECAL_OUTCOME_T4:
    return g_strdup (first != NULL && first->open && first->reason != THECAL_REASON_CLOCK_UNKNOWN
                         ? _ ("Call the pump team today")
                         : _ ("Call the pump team when it opens next"));
  case THECAL_OUTCOME_T5:
    return g_strdup (_ ("Keep watching, and look again"));
  default:
    return g_strdup (_ ("Who to call now"));
  }
}

static void
warn_of_emergency (const ThecalContactBook *book, GPtrArray *warnings)
{
  if (book->emergency_number == NULL)
    g_ptr_array_add (warnings, g_strdup (_ ("No emergency number has been chosen.")));
  else if (!book->emergency_confirmed)
    g_ptr_array_add (
        warnings,
        g_strdup_printf (_ ("Emergency number %s: not confirmed."), book->emergency_number));
}

static void
warn_of_contact (const ThecalContact *contact, GPtrArray *warnings)
{
  const char *title =
      *contact->name != '\0' ? contact->name : thecal_contact_role_title (contact->role);

  if (contact->phones[0] == NULL) {
    g_ptr_array_add (warnings, g_strdup_printf (_ ("%s: no number is entered."), title));
  } else if (!contact->confirmed) {
    g_autofree char *numbers = g_strjoinv (", ", contact->phones);

    g_ptr_array_add (
        warnings, g_strdup_printf (_ ("%s: nobody has confirmed the number %s."), title, numbers));
  }
  if (contact->role == THECAL_ROLE_PUMP_TEAM && contact->hours == NULL)
    g_ptr_array_add (warnings, g_strdup_printf (_ ("%s: no opening hours are entered."), title));
}

/* Somebody of @role is there at @any_hour, or at some. */
static gboolean
has_role (const ThecalContactBook *book, ThecalRole role, gboolean any_hour)
{
  for (guint i = 0; i < book->contacts->len; i++) {
    const ThecalContact *contact = g_ptr_array_index (book->contacts, i);

    if (contact->role == role &&
        (!any_hour || (contact->hours != NULL && thecal_opening_hours_is_always (contact->hours))))
      return TRUE;
  }

  return FALSE;
}

GPtrArray *
thecal_contact_book_get_warnings (const ThecalContactBook *book)
{
  g_autoptr (GPtrArray) warnings = g_ptr_array_new_with_free_func (g_free);

  warn_of_emergency (book, warnings);
  if (!has_role (book, THECAL_ROLE_PUMP_TEAM, FALSE))
    g_ptr_array_add (warnings, g_strdup (_ ("No pump team is entered.")));
  if (!has_role (book, THECAL_ROLE_ON_CALL, FALSE) && !has_role (book, THECAL_ROLE_PUMP_TEAM, TRUE))
    g_ptr_array_add (warnings,
                     g_strdup (_ ("No on-call line is entered for when the pump team is closed.")));
  if (!has_role (book, THECAL_ROLE_EMERGENCY_DEPARTMENT, FALSE))
    g_ptr_array_add (warnings, g_strdup (_ ("No emergency department is entered.")));
  for (guint i = 0; i < book->contacts->len; i++)
    warn_of_contact (g_ptr_array_index (book->contacts, i), warnings);

  return g_steal_pointer (&warnings);
}
