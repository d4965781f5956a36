/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "core/checklist/checklist_rule.h"
#include "core/checklist/triage.h"

/* Whether single rules hold; triage.c makes an outcome of them. */

/* How firmly: "not sure" on an item that is not red is between no and yes, and what follows from it
 * is one step milder. What asks for several things holds as firmly as the weakest of them. */
typedef enum {
  THECAL_HOLDS_NOT,
  THECAL_HOLDS_WEAKLY,
  THECAL_HOLDS,
} ThecalHolds;

typedef struct {
  const ThecalChecklistSet *set;
  const ThecalAnswers *answers;
  const ThecalTriageContext *context;
  gint64 now_wall_us; /* THECAL_UNKNOWN_US */
} ThecalTriageFacts;

/* @rule by @answer alone; nullable: not asked. */
ThecalHolds thecal_rule_holds_for_answer (const ThecalChecklistItem *item,
                                          const ThecalRule *rule,
                                          const ThecalAnswer *answer,
                                          const ThecalTriageContext *context);
/* @rule of @item by the temperature that was typed at @other. */
bool thecal_rule_holds_for_number (const ThecalTriageFacts *facts,
                                   const ThecalChecklistItem *item,
                                   const ThecalRule *rule,
                                   const ThecalChecklistItem *other);
/* The firmest of the rules of @item, by its answer alone. */
ThecalHolds thecal_item_holds (const ThecalTriageFacts *facts, const ThecalChecklistItem *item);
/* By its id; THECAL_HOLDS_NOT where the lists have no such item. */
ThecalHolds thecal_item_id_holds (const ThecalTriageFacts *facts, const char *id);
/* All that @rule names. */
ThecalHolds thecal_rule_holds (const ThecalTriageFacts *facts,
                               const ThecalChecklistItem *item,
                               const ThecalRule *rule);
/* The answer goes together with others for @rule: named by it, or a sign of a list that it names.
 */
bool thecal_rule_has_partner (const ThecalRule *rule,
                              const ThecalChecklistItem *item,
                              const ThecalChecklistItem *other);

/* A limit in the other unit, down to a tenth, so that that unit hides no fever (004-38). */
double thecal_triage_to_fahrenheit (double celsius);

/* @time_us lies at most @span_us before now; what lies ahead was meant to be now: a slip, or a
 * clock that is behind. */
bool thecal_triage_is_within (const ThecalTriageFacts *facts, gint64 time_us, gint64 span_us);
/* A refill, dose change, alarm or MRI in the last 72 h, by the context or as answered at G9. */
bool thecal_triage_is_watched (const ThecalTriageFacts *facts);
/* A state that makes one sign of withdrawal an emergency (two-sign rule). */
ThecalHolds thecal_triage_get_pump_state (const ThecalTriageFacts *facts);
/* Items whose answers tell of that state; NULL-terminated. */
extern const char *const thecal_pump_state_ids[];

/* Answered by Thecal itself: P3, P10. false: @id is none of them. */
bool
thecal_triage_answer_itself (const char *id, const ThecalTriageContext *context, ThecalAnswer *out);
/* The team's own words on rescue tablets may be shown at @outcome; @lists that are walked or
 * opened. */
bool thecal_triage_may_show_tablets (const ThecalTriageFacts *facts, int outcome, guint lists);
/* Any question of @list was answered with what is bad, or not surely. */
bool thecal_triage_has_doubt (const ThecalTriageFacts *facts, ThecalListId list);
