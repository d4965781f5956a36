/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "core/checklist/checklist.h"
#include "core/plan/contacts.h"

/* Whom to call first: by the outcome, then by the hour (clinical.md 1.6, 2.1, 004-10, 004-39). */

typedef enum {
  ORDER_LIFE,     /* T1 */
  ORDER_HOSPITAL, /* T2 */
  ORDER_TEAM,     /* T3, and where nobody has asked yet */
  ORDER_WAIT,     /* T4, T5: the pump team can wait until it opens */
  N_ORDERS,
} Order;

static const guint8 ranks[N_ORDERS][THECAL_N_ROLES] = {
  [ORDER_LIFE] = {
    [THECAL_ROLE_EMERGENCY] = 0,
    [THECAL_ROLE_TEXT_RELAY] = 1,
    [THECAL_ROLE_PUMP_TEAM] = 2,
    [THECAL_ROLE_ON_CALL] = 3,
    [THECAL_ROLE_NEUROSURGERY] = 4,
    [THECAL_ROLE_EMERGENCY_DEPARTMENT] = 5,
    [THECAL_ROLE_FAMILY_DOCTOR] = 6,
    [THECAL_ROLE_CAREGIVER] = 7,
    [THECAL_ROLE_NEIGHBOUR] = 8,
  },
  [ORDER_HOSPITAL] = {
    [THECAL_ROLE_EMERGENCY_DEPARTMENT] = 0,
    [THECAL_ROLE_PUMP_TEAM] = 1,
    [THECAL_ROLE_ON_CALL] = 2,
    [THECAL_ROLE_NEUROSURGERY] = 3,
    [THECAL_ROLE_EMERGENCY] = 4,
    [THECAL_ROLE_TEXT_RELAY] = 5,
    [THECAL_ROLE_FAMILY_DOCTOR] = 6,
    [THECAL_ROLE_CAREGIVER] = 7,
    [THECAL_ROLE_NEIGHBOUR] = 8,
  },
  [ORDER_TEAM] = {
    [THECAL_ROLE_PUMP_TEAM] = 0,
    [THECAL_ROLE_ON_CALL] = 1,
    [THECAL_ROLE_NEUROSURGERY] = 2,
    [THECAL_ROLE_FAMILY_DOCTOR] = 3,
    [THECAL_ROLE_CAREGIVER] = 4,
    [THECAL_ROLE_NEIGHBOUR] = 5,
    [THECAL_ROLE_EMERGENCY] = 6,
    [THECAL_ROLE_TEXT_RELAY] = 7,
    [THECAL_ROLE_EMERGENCY_DEPARTMENT] = 8,
  },
  [ORDER_WAIT] = {
    [THECAL_ROLE_PUMP_TEAM] = 0,
    [THECAL_ROLE_FAMILY_DOCTOR] = 1,
    [THECAL_ROLE_ON_CALL] = 2,
    [THECAL_ROLE_NEUROSURGERY] = 3,
    [THECAL_ROLE_CAREGIVER] = 4,
    [THECAL_ROLE_NEIGHBOUR] = 5,
    [THECAL_ROLE_EMERGENCY] = 6,
    [THECAL_ROLE_TEXT_RELAY] = 7,
    [THECAL_ROLE_EMERGENCY_DEPARTMENT] = 8,
  },
};

static Order
order_of (int outcome)
{
  switch (outcome) {
  case THECAL_OUTCOME_T1:
    return ORDER_LIFE;
  case THECAL_OUTCOME_T2:
    return ORDER_HOSPITAL;
  case THECAL_OUTCOME_T4:
  case THECAL_OUTCOME_T5:
    return ORDER_WAIT;
  default:
    return ORDER_TEAM;
  }
}

/* Lines that stand where they stand, whatever else is open. */
static bool
is_standing_last (Order order, ThecalRole role)
{
  return (order == ORDER_TEAM || order == ORDER_WAIT) &&
         (role == THECAL_ROLE_EMERGENCY || role == THECAL_ROLE_EMERGENCY_DEPARTMENT ||
          role == THECAL_ROLE_TEXT_RELAY);
}

typedef struct {
  Order order;
  gint64 wall_us;
  bool nobody;   /* neither the team nor who is on call has hours now, by the plan */
  GArray *lines; /* of ThecalContactLine */
} Call;

/* Open lines, closed ones, standing last ones. Where the hours of the plan leave a gap, as on a
 * holiday, on-call is tried all the same. */
static int
block_of (const Call *call, const ThecalContactLine *line)
{
  if (is_standing_last (call->order, line->role))
    return 2;
  if (call->nobody && line->role == THECAL_ROLE_ON_CALL)
    return 0;

  return call->order == ORDER_WAIT || line->open ? 0 : 1;
}

/* Stable: what the sort compares last is the place in the plan. */
static int
compare (const Call *call, const ThecalContactLine *a, const ThecalContactLine *b)
{
  const int block = block_of (call, a) - block_of (call, b);
  const int rank = ranks[call->order][a->role] - ranks[call->order][b->role];

  if (block != 0)
    return block;
  if (rank != 0)
    return rank;

  /* at T4 and T5 too the line that is open goes before another of its role */
  return (int) b->open - (int) a->open;
}

static void
insert (const Call *call, const ThecalContactLine *line)
{
  guint at = call->lines->len;

  while (at > 0 &&
         compare (call, line, &g_array_index (call->lines, ThecalContactLine, at - 1)) < 0)
    at--;
  g_array_insert_val (call->lines, at, *line);
}

static bool
is_by_the_hour (ThecalRole role)
{
  return role == THECAL_ROLE_PUMP_TEAM || role == THECAL_ROLE_ON_CALL;
}

/* Where the plan has no hours, or says "at any hour". */
static ThecalContactReason
reason_at_any_hour (ThecalRole role, const ThecalContact *contact)
{
  switch (role) {
  case THECAL_ROLE_EMERGENCY:
  case THECAL_ROLE_TEXT_RELAY:
    return THECAL_REASON_EMERGENCY;
  case THECAL_ROLE_EMERGENCY_DEPARTMENT:
    return THECAL_REASON_LAST_LINE;
  case THECAL_ROLE_CAREGIVER:
  case THECAL_ROLE_NEIGHBOUR:
    return THECAL_REASON_COMPANY;
  case THECAL_ROLE_ON_CALL: /* without hours it is what it says: on call */
    return THECAL_REASON_ALWAYS;
  case THECAL_ROLE_PUMP_TEAM:
  case THECAL_ROLE_NEUROSURGERY:
  case THECAL_ROLE_FAMILY_DOCTOR:
  case THECAL_N_ROLES:
    break;
  }

  return contact != NULL && contact->hours != NULL ? THECAL_REASON_ALWAYS
                                                   : THECAL_REASON_HOURS_UNKNOWN;
}

static void
judge_hours (const Call *call, ThecalContactLine *line)
{
  const ThecalOpeningHours *hours = line->contact != NULL ? line->contact->hours : NULL;
  const bool clock_unknown = call->wall_us == THECAL_UNKNOWN_US;
  const bool has_times = hours != NULL && !thecal_opening_hours_is_always (hours);

  line->open = true;
  line->change_us = THECAL_NEVER_US;
  line->reason = reason_at_any_hour (line->role, line->contact);
  if (clock_unknown && (has_times || is_by_the_hour (line->role)))
    line->reason = THECAL_REASON_CLOCK_UNKNOWN;
  if (clock_unknown || !has_times)
    return;

  line->open = thecal_opening_hours_is_open (hours, call->wall_us);
  line->change_us = thecal_opening_hours_get_change_us (hours, call->wall_us);
  if (!line->open)
    line->reason = THECAL_REASON_CLOSED;
  else if (line->reason == THECAL_REASON_ALWAYS || line->reason == THECAL_REASON_HOURS_UNKNOWN)
    line->reason = THECAL_REASON_OPEN;
}

/* Several numbers of one contact follow each other. */
static void
add_contact (const Call *call, const ThecalContact *contact)
{
  ThecalContactLine line = {
    .role = contact->role,
    .contact = contact,
    .name = contact->name,
    .number = "",
    .confirmed = contact->confirmed,
  };

  judge_hours (call, &line);
  if (contact->phones[0] == NULL)
    insert (call, &line);
  for (gsize i = 0; contact->phones[i] != NULL; i++) {
    line.number = contact->phones[i];
    insert (call, &line);
  }
}

/* A line of no contact; @number nullable: it is missing. */
static void
add_line (const Call *call, ThecalRole role, const char *number, bool confirmed)
{
  ThecalContactLine line = {
    .role = role,
    .name = "",
    .number = number != NULL ? number : "",
    .confirmed = number != NULL && confirmed,
  };

  judge_hours (call, &line);
  insert (call, &line);
}

/* A line of @role that is open, as far as is known; @out_any: there is one at all. */
static bool
has_open (const Call *call, ThecalRole role, bool *out_any)
{
  bool open = false;

  *out_any = false;
  for (guint i = 0; i < call->lines->len; i++) {
    const ThecalContactLine *line = &g_array_index (call->lines, ThecalContactLine, i);

    if (line->role == role) {
      *out_any = true;
      open = open || line->open;
    }
  }

  return open;
}

/* Stand there without a number: the pump team; who is on call, while nobody of the team is there;
 * an emergency department that is open. */
static void
add_missing (const Call *call)
{
  bool has_team, has_on_call, has_department;
  const bool team_open = has_open (call, THECAL_ROLE_PUMP_TEAM, &has_team);

  has_open (call, THECAL_ROLE_ON_CALL, &has_on_call);
  if (!has_team)
    add_line (call, THECAL_ROLE_PUMP_TEAM, NULL, false);
  if (!has_on_call && (!team_open || call->wall_us == THECAL_UNKNOWN_US))
    add_line (call, THECAL_ROLE_ON_CALL, NULL, false);
  if (!has_open (call, THECAL_ROLE_EMERGENCY_DEPARTMENT, &has_department))
    add_line (call, THECAL_ROLE_EMERGENCY_DEPARTMENT, NULL, false);
}

/* There is somebody on call, and by the plan neither that line nor the team's is open. */
static bool
is_nobody_there (const ThecalContactBook *self, gint64 wall_us)
{
  bool has_on_call = false;

  for (guint i = 0; i < self->contacts->len; i++) {
    const ThecalContact *contact = g_ptr_array_index (self->contacts, i);

    if (!is_by_the_hour (contact->role))
      continue;
    if (wall_us == THECAL_UNKNOWN_US || contact->hours == NULL ||
        thecal_opening_hours_is_open (contact->hours, wall_us))
      return false;
    has_on_call = has_on_call || contact->role == THECAL_ROLE_ON_CALL;
  }

  return has_on_call;
}

GArray *
thecal_contact_book_order (const ThecalContactBook *self, int outcome, gint64 wall_us)
{
  g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (ThecalContactLine));
  const Call call = { .order = order_of (outcome),
                      .wall_us = wall_us,
                      .nobody = is_nobody_there (self, wall_us),
                      .lines = lines };

  add_line (&call, THECAL_ROLE_EMERGENCY, self->emergency_number, self->emergency_confirmed);
  if (self->text_number != NULL)
    add_line (&call, THECAL_ROLE_TEXT_RELAY, self->text_number, self->emergency_confirmed);
  for (guint i = 0; i < self->contacts->len; i++)
    add_contact (&call, g_ptr_array_index (self->contacts, i));
  add_missing (&call);

  return g_steal_pointer (&lines);
}
