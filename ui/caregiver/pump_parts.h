/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "caregiver/part_card.h"
#include "caregiver/pump_facts.h"

/* What the card of each part says, by what is known. No rule: words of words/pump_words.h and of
 * shared/format.h. */

void thecal_pump_part_reservoir (ThecalPartCard *card, const ThecalPumpFacts *facts);
void thecal_pump_part_battery (ThecalPartCard *card, const ThecalPumpFacts *facts);
void thecal_pump_part_motor (ThecalPartCard *card, const ThecalPumpFacts *facts);
void thecal_pump_part_catheter (ThecalPartCard *card, const ThecalPumpFacts *facts);
void thecal_pump_part_programme (ThecalPartCard *card, const ThecalPumpFacts *facts);
/* When it empties, "between 4 and 9 December"; and the refill. (transfer full) */
char *thecal_pump_part_empties (const ThecalPumpFacts *facts);
char *thecal_pump_part_refill_by (const ThecalPumpFacts *facts);
