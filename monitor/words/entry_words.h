/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "core/diary/entry.h"
#include "core/diary/entry_fields.h"
#include "core/plan/typed_value.h"
#include "core/pump/refill.h"

/* What a person writes down about the pump, in words: titles of forms, what follows from an entry.
 * (transfer full) where it is no const. */

/* "MRI scan" */
const char *thecal_entry_kind_title (ThecalEntryKind kind);
/* "Dose a day, µg"; of what must be entered with a star. */
char *thecal_entry_field_title (const ThecalEntryField *field);
/* "stitches" → "Stitches"; the word itself where it is not known. */
const char *thecal_entry_choice_title (const char *choice);
/* "Dose a day: expected a number from 0 to 3000", with what was mistaken where that is known. */
char *thecal_entry_fault_words (const ThecalEntryField *field, ThecalTyped typed);
/* What Thecal does after such an entry; "" nothing. */
const char *thecal_entry_follow_words (ThecalEntryKind kind);

/* What a difference at the refill means, and what to do. "" where there is none to tell. */
char *thecal_refill_comparison_words (const ThecalRefillComparison *comparison);
/* "Expected: 5.2 mL, could be 4.1 to 6.8" */
char *thecal_refill_expected_words (const ThecalBand *expected);
