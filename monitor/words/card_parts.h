/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "words/card.h"
#include "words/script_parts.h"

/* How the papers are put together; each kind has a file of its own. */

/* A new part at the end of @paper. Borrowed. */
ThecalPaperPart *thecal_paper_add_part (ThecalPaper *paper, const char *title, gboolean is_loud);
/* Takes @value over; NULL: not known. */
void thecal_paper_part_add (ThecalPaperPart *part, const char *label, char *value);
/* A sentence. */
void thecal_paper_part_say (ThecalPaperPart *part, const char *sentence);
/* One that is ticked off. Takes @sentence over. */
void thecal_paper_part_tick (ThecalPaperPart *part, char *sentence);
/* One row for each contact of @role, name and numbers with hours; where there is none, one that
 * says so if @is_needed. */
void thecal_paper_part_add_contacts (ThecalPaperPart *part,
                                     const ThecalContactBook *book,
                                     ThecalRole role,
                                     gboolean is_needed);
/* "Call 911", or that nobody has chosen a number. (transfer full) */
char *thecal_paper_emergency (const ThecalContactBook *book);
/* The first number of the first contact of @role as "tel:…"; NULL. (transfer full) */
char *thecal_paper_tel (const ThecalContactBook *book, ThecalRole role);

/* Each fills @paper, which has its title and nothing else. */
void thecal_paper_fill_card (ThecalPaper *paper, const ThecalPaperFacts *facts);
void thecal_paper_fill_school (ThecalPaper *paper, const ThecalPaperFacts *facts);
void thecal_paper_fill_travel (ThecalPaper *paper, const ThecalPaperFacts *facts);
