/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "caregiver/entry_list.h"
#include "shared/entry_book.h"
#include "shared/plan_watch.h"

/* What the lists of the diary page say of each entry. */

/* The days before today, the newest first, at most @most. TRUE: there are more. */
gboolean thecal_diary_lists_set_days (ThecalEntryList *list, ThecalEntryBook *book, guint most);
/* Those without an answer first. */
void thecal_diary_lists_set_questions (ThecalEntryList *list, ThecalEntryBook *book);
/* With how long is still to wait, by the plan. */
void thecal_diary_lists_set_medicines (ThecalEntryList *list,
                                       ThecalEntryBook *book,
                                       ThecalPlanWatch *plan);
void
thecal_diary_lists_set_wounds (ThecalEntryList *list, ThecalEntryBook *book, ThecalPlanWatch *plan);
