/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "core/plan/contacts.h"

/* How a contact is told of, in the language of the user. "Open now", never "answers now": hours are
 * known, whether anybody lifts the receiver is not. (transfer full) where it is no const. */

const char *thecal_contact_role_title (ThecalRole role); /* "Pump team" */
/* The name, or the title of the role where it has none. */
char *thecal_contact_title (const ThecalContactLine *line);
/* "open now, until 17:00", "closed, opens Mon 08:30", "no number entered", "… not confirmed". */
char *thecal_contact_reason (const ThecalContactLine *line, gint64 now_wall_us);
/* "Go to the emergency department", "Call the pump team now": the headline of an outcome, for the
 * contact that is first at this hour; @first nullable. */
char *thecal_outcome_headline (int outcome, const ThecalContactLine *first);
/* What is wrong with the book, said loudly: numbers that are missing or were never tried. One line
 * each. (transfer full) of strings; empty: none. */
GPtrArray *thecal_contact_book_get_warnings (const ThecalContactBook *book);
