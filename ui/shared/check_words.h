/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "core/checklist/record.h"

/* One walkthrough that is over, in words. (transfer full) */

/* "Thu 26 Nov 02:16 · Call the emergency number now" */
char *thecal_check_title (const ThecalRecord *self);
/* "Anna · called at the end of it"; "" nothing to say. */
char *thecal_check_who (const ThecalRecord *self);
/* "Found: hard to wake (02:16), slow breath (02:16)." All that is raised, not only what decided. */
char *thecal_check_findings (const ThecalRecord *self, const ThecalChecklistSet *set);
/* "New since 14:00: itching (14:19)." @before the one before it, nullable. "" nothing new, or
 * nothing to compare with. */
char *thecal_check_news (const ThecalRecord *self,
                         const ThecalRecord *before,
                         const ThecalChecklistSet *set);
/* "Look again at 16:20." "" not asked for. */
char *thecal_check_repeat (const ThecalRecord *self);
