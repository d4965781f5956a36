/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "words/script.h"

/* The parts of the emergency script: each in words, "not known" where nothing is. Times and dates
 * by the clock of this computer. (transfer full) where it is no const. */

/* "02:16"; with its date where that is not the day of @now_wall_us. */
char *thecal_script_time (gint64 wall_us, gint64 now_wall_us);
/* "16 October 2026" */
char *thecal_script_date (gint64 wall_us);
/* @text, or "not known". */
const char *thecal_script_or_unknown (const char *text);
/* "yes", "no", "not known". */
const char *thecal_script_says (ThecalSays says);

/* "9 years" */
char *thecal_script_age (const ThecalPatient *patient, gint64 now_wall_us);
/* "28 kg"; a bare number has no unit, which is said. */
char *thecal_script_weight (const ThecalPatient *patient);
/* "in the left abdomen" */
const char *thecal_script_side (const ThecalPatient *patient);
/* "Implanted baclofen pump in the left abdomen, catheter to the spine" */
char *thecal_script_pump (const ThecalPatient *patient);
/* "baclofen 500 µg/mL, 390 µg a day", several joined by semicolons. */
char *thecal_script_drugs (const ThecalPatient *patient);
/* Whether an opioid is in the pump: "yes: morphine", "no", "not known". */
char *thecal_script_opioid (const ThecalPatient *patient);
/* "16 October 2026 14:30, to 40 mL" */
char *thecal_script_refill (const ThecalCarePlan *plan);
/* "12.7 mL, could be 11.1 to 15.0, heard at 02:10", or "by calculation". */
char *thecal_script_level (const ThecalScriptFacts *facts);
/* "Reservoir empty", "none", "not known". */
const char *thecal_script_alarm (const ThecalScriptFacts *facts);
/* "Possible baclofen overdose": what the lists suspect, by what decided; NULL: nothing. */
char *thecal_script_suspicion (const ThecalScriptFacts *facts);
/* Name, number and hours of each contact of @role. */
char *thecal_script_contacts (const ThecalContactBook *book, ThecalRole role);
