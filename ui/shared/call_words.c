/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "shared/call_words.h"

#include <glib/gi18n.h>
#include <string.h>

#include "words/contact_words.h"

bool
thecal_call_is_told_by_name (const ThecalContactLine *line)
{
  g_autofree char *name = g_utf8_casefold (line->name, -1);
  g_autofree char *role = g_utf8_casefold (thecal_contact_role_title (line->role), -1);

  return *name == '\0' || strstr (name, role) != NULL;
}

char *
thecal_call_name_contact (const GArray *lines, const char *advice)
{
  /* Translators: these words as they stand in the advice of alarms */
  const char *team = _ ("Call the pump team");
  const ThecalContactLine *first = thecal_call_first (lines);
  const char *place = strstr (advice, team);

  if (first == NULL || first->role != THECAL_ROLE_ON_CALL || place == NULL)
    return g_strdup (advice);

  return g_strdup_printf ("%.*s%s%s",
                          (int) (place - advice),
                          advice,
                          _ ("Call the on-call doctor"),
                          place + strlen (team));
}

static const ThecalContactLine *
find_role (const GArray *lines, ThecalRole role)
{
  for (guint i = 0; i < lines->len; i++)
    if (g_array_index (lines, ThecalContactLine, i).role == role)
      return &g_array_index (lines, ThecalContactLine, i);

  return NULL;
}

char *
thecal_call_clock_line (const GArray *lines, gint64 now_us)
{
  const ThecalContactLine *team = find_role (lines, THECAL_ROLE_PUMP_TEAM);
  g_autoptr (GDateTime) now = NULL;
  g_autofree char *clock = NULL;
  g_autofree char *reason = NULL;

  if (now_us == THECAL_UNKNOWN_US)
    return g_strdup (_ ("The clock of this computer may be wrong, so who is open is not known."));
  now = g_date_time_new_from_unix_local (now_us / THECAL_SECOND_US);
  clock = g_date_time_format (now, "%A %-d %B, %H:%M");
  if (team == NULL || team->contact == NULL || team->contact->hours == NULL)
    return g_strdup_printf ("%s.", clock);
  reason = thecal_contact_reason (team, now_us);

  /* Translators: the time now; then when the pump team is open, as "closed, opens Mon 08:30" */
  return g_strdup_printf (_ ("%s. Pump team: %s."), clock, reason);
}

const ThecalContactLine *
thecal_call_first (const GArray *lines)
{
  const ThecalContactLine *first = NULL;

  for (guint i = 0; i < lines->len; i++) {
    const ThecalContactLine *line = &g_array_index (lines, ThecalContactLine, i);

    if (*line->number != '\0' && line->open)
      return line;
    if (first == NULL && *line->number != '\0')
      first = line;
  }

  return first != NULL    ? first
         : lines->len > 0 ? &g_array_index (lines, ThecalContactLine, 0)
                          : NULL;
}

static const char *
call_words (ThecalRole role)
{
  switch (role) {
  case THECAL_ROLE_PUMP_TEAM:
    return _ ("Call pump team");
  case THECAL_ROLE_ON_CALL:
    return _ ("Call on-call doctor");
  case THECAL_ROLE_NEUROSURGERY:
    return _ ("Call neurosurgery");
  case THECAL_ROLE_EMERGENCY_DEPARTMENT:
    return _ ("Call emergency department");
  case THECAL_ROLE_FAMILY_DOCTOR:
    return _ ("Call family doctor");
  case THECAL_ROLE_EMERGENCY:
  case THECAL_ROLE_CAREGIVER:
  case THECAL_ROLE_NEIGHBOUR:
  case THECAL_ROLE_TEXT_RELAY:
  case THECAL_N_ROLES:
    break;
  }

  return _ ("Call");
}

char *
thecal_call_button_words (const GArray *lines)
{
  const ThecalContactLine *first = thecal_call_first (lines);

  if (first == NULL || *first->number == '\0')
    return g_strdup (_ ("Call"));

  return g_strdup_printf ("%s\n%s", call_words (first->role), first->number);
}

char *
thecal_call_now_line (const GArray *lines, gint64 now_us)
{
  const ThecalContactLine *first = thecal_call_first (lines);
  g_autofree char *title = NULL;
  g_autofree char *reason = NULL;

  if (first == NULL || *first->number == '\0')
    return g_strdup (
        _ ("Call now: the care plan on this computer has no number. Look at the pump card."));
  title = thecal_contact_title (first);
  reason = thecal_contact_reason (first, now_us);
  if (thecal_call_is_told_by_name (first))
    return g_strdup_printf (_ ("Call now: %s, %s, %s."), title, first->number, reason);

  return g_strdup_printf (_ ("Call now: %s (%s), %s, %s."),
                          title,
                          thecal_contact_role_title (first->role),
                          first->number,
                          reason);
}

static gint64
offset_at (GTimeZone *zone, gint64 now_us)
{
  const gint interval =
      g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, now_us / THECAL_SECOND_US);

  return g_time_zone_get_offset (zone, interval);
}

char *
thecal_call_zone_line (const GArray *lines, gint64 now_us)
{
  g_autoptr (GTimeZone) here = g_time_zone_new_local ();

  for (guint i = 0; now_us != THECAL_UNKNOWN_US && i < lines->len; i++) {
    const ThecalContact *contact = g_array_index (lines, ThecalContactLine, i).contact;
    GTimeZone *there;

    if (contact == NULL || contact->hours == NULL ||
        thecal_opening_hours_is_always (contact->hours))
      continue;
    there = thecal_opening_hours_get_zone (contact->hours);
    if (offset_at (there, now_us) != offset_at (here, now_us))
      return g_strdup_printf (_ ("Hours are by the clock of %s."),
                              g_time_zone_get_identifier (there));
  }

  return g_strdup ("");
}
