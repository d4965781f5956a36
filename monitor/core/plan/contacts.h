/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "core/plan/opening_hours.h"
#include "core/plan/plan_reader.h"

/* Whom to call, in which order, at this hour. Thecal ships no numbers and guesses none: what the
 * plan does not say is told as missing. */

typedef enum {
  THECAL_ROLE_EMERGENCY, /* the emergency number itself */
  THECAL_ROLE_PUMP_TEAM,
  THECAL_ROLE_ON_CALL,
  THECAL_ROLE_NEUROSURGERY,
  THECAL_ROLE_EMERGENCY_DEPARTMENT,
  THECAL_ROLE_FAMILY_DOCTOR,
  THECAL_ROLE_CAREGIVER,
  THECAL_ROLE_NEIGHBOUR,
  THECAL_ROLE_TEXT_RELAY, /* for who cannot speak on the telephone */
  THECAL_N_ROLES,
} ThecalRole;

typedef struct {
  ThecalRole role;
  char *group;               /* "contact pump-team", for messages */
  char *name;                /* "" where the plan has none */
  GStrv phones;              /* in the order of the plan; empty: none entered */
  char *note;                /* "ask for the pump nurse"; nullable */
  ThecalOpeningHours *hours; /* nullable: the plan does not say */
  bool confirmed;            /* somebody has tried the numbers */
} ThecalContact;

typedef struct {
  GPtrArray *contacts;    /* of ThecalContact, in the order of the plan */
  char *emergency_number; /* nullable: nobody has chosen one */
  bool emergency_confirmed;
  char *text_number; /* emergency number that takes text messages; nullable */
  char *address;     /* where the ambulance has to come; nullable */
} ThecalContactBook;

typedef enum {
  THECAL_REASON_EMERGENCY,     /* in danger to life, at any hour */
  THECAL_REASON_OPEN,          /* open now */
  THECAL_REASON_ALWAYS,        /* at any hour */
  THECAL_REASON_HOURS_UNKNOWN, /* the plan has no hours */
  THECAL_REASON_CLOCK_UNKNOWN, /* this computer's clock is not to be trusted: call either */
  THECAL_REASON_CLOSED,        /* opens at change_us */
  THECAL_REASON_LAST_LINE,     /* emergency department: go there */
  THECAL_REASON_COMPANY,       /* so that you are not alone */
} ThecalContactReason;

/* One number in calling order. Borrowed from the book. */
typedef struct {
  ThecalRole role;
  const ThecalContact *contact; /* nullable: the emergency number, its number for text messages
                                 * (TEXT_RELAY), or a role the plan lacks */
  const char *name;             /* "" */
  const char *number;           /* "" where none is entered: say so loudly */
  bool open;                    /* hours hold now; true where nothing is known to the contrary */
  bool confirmed;
  gint64 change_us; /* closes or opens then; THECAL_NEVER_US */
  ThecalContactReason reason;
} ThecalContactLine;

/* false, with @reader's error filled, at the first thing that is not as expected. */
bool thecal_contact_book_read (ThecalPlanReader *reader, ThecalContactBook **out);
/* An empty one: no plan. */
ThecalContactBook *thecal_contact_book_new (void);
void thecal_contact_book_free (ThecalContactBook *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ThecalContactBook, thecal_contact_book_free)

/* All numbers in calling order at @wall_us (THECAL_UNKNOWN_US: the clock is not to be trusted), for
 * @outcome T1-T5, or 0: no checklist was asked. T1: the emergency number first. T2: emergency
 * department, then the team. Else the day line in its hours, on-call outside; the emergency number
 * always, the emergency department as standing last line. Lines with the open ones first, but for
 * those two at the end, and at T4 and T5, where the pump team can wait until it opens. A role that
 * must not be missing and is, stands in its place without a number. (transfer full) of
 * ThecalContactLine */
GArray *thecal_contact_book_order (const ThecalContactBook *self, int outcome, gint64 wall_us);

const char *thecal_role_to_string (ThecalRole role); /* "pump-team", "emergency" … */
bool thecal_role_from_string (const char *text, ThecalRole *out_role);
/* What can be dialled of @number: digits and one leading +, for tel:. NULL: nothing. (transfer
 * full) */
char *thecal_number_to_dial (const char *number);
