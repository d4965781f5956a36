/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "core/alarm/catalogue.h"

#include "core/alarm/rules_limits.h"

/* Marks a string for translation; the windows and the service translate. */
#define N_(text) (text)
#define BIT(name) (G_GUINT64_CONSTANT (1) << THECAL_CONDITION_##name)
#define PLACE(name) (THECAL_CONDITION_##name - THECAL_CONDITION_REFILL_MISMATCH)

/* Conditions of the care around the pump, A25-A36, and the marks: simulation, drill. Priority,
 * cadence, trigger, clearing and sources: clinical.md section 4. Latching: alarms.md a5.
 * Superseding: two alarms for one fact are not sounded twice (alarms.md Q31). */
const ThecalConditionRow thecal_catalogue_care[] = {
  [PLACE (REFILL_MISMATCH)] = {
    .id = "refill-mismatch",
    .code = "A25",
    .title = N_ ("Refill volume differs"),
    .advice = N_ ("Tell the clinic that the volumes do not match."),
    .sources = "[D14]",
    .priority = THECAL_PRIORITY_MEDIUM,
    .cadence_us = THECAL_DAY_US,
    .trigger = "What was taken out at the refill differs by more than " G_STRINGIFY (MISMATCH_ML)
               " mL from what was expected, or the level after a fill by more than "
               G_STRINGIFY (MISMATCH_FILL_SMALL_ML) " mL (" G_STRINGIFY (MISMATCH_FILL_ML) " mL "
               "in a reservoir above " G_STRINGIFY (SMALL_RESERVOIR_ML) " mL).",
    .clears = "The clinic has been told.",
    .resolved_by = THECAL_RESOLVED_BY_CLINIC,
  },
  [PLACE (OVER_INFUSION)] = {
    .id = "over-infusion",
    .code = "A26",
    .title = N_ ("Level falls too fast"),
    .advice = N_ ("The level falls faster than planned. Call the pump team."),
    .sources = "[D13]",
    .priority = THECAL_PRIORITY_MEDIUM,
    .cadence_us = THECAL_HOUR_US,
    .trigger = "Over at least " G_STRINGIFY (TREND_LEAST_D) " days the level fell by more than "
               "15 % above the programmed flow. High with a sign of too much baclofen.",
    .clears = "The clinic has checked it.",
    .resolved_by = THECAL_RESOLVED_BY_CLINIC,
  },
  [PLACE (UNDER_INFUSION)] = {
    .id = "under-infusion",
    .code = "A27",
    .title = N_ ("Level falls too slowly"),
    .advice = N_ ("The level falls slower than planned. Call the pump team."),
    .sources = "[D11, D12]; [C34]",
    .priority = THECAL_PRIORITY_MEDIUM,
    .cadence_us = THECAL_HOUR_US,
    .trigger = "Over at least " G_STRINGIFY (TREND_LEAST_D) " days the level fell by more than "
               "15 % less than the programmed flow. High with a sign of too little baclofen.",
    .clears = "The clinic has checked it.",
    .resolved_by = THECAL_RESOLVED_BY_CLINIC,
  },
  [PLACE (WATCH)] = {
    .id = "watch",
    .code = "A28",
    .title = N_ ("Watch question waiting"),
    .advice = N_ ("Answer the short questions after the refill or dose change."),
    .sources = "[002-10, C15]",
    .priority = THECAL_PRIORITY_LOW,
    .cadence_us = THECAL_HOUR_US,
    .trigger = "After a refill, a dose change or an MRI questions wait at 1, 4, 12, 24, 48 and "
               "72 hours. Medium from " G_STRINGIFY (WATCH_MEDIUM_MISSES) " that nobody answered.",
    .clears = "The questions are answered.",
    .resolved_by = THECAL_RESOLVED_BY_PERSON,
  },
  [PLACE (TRIAGE_OPEN)] = {
    .id = "triage-open",
    .code = "A29",
    .title = N_ ("Call not confirmed"),
    .advice = N_ ("Call now, then tap Called or Arrived."),
    .sources = "clinical.md 2.1",
    .priority = THECAL_PRIORITY_HIGH,
    .cadence_us = 10 * THECAL_MINUTE_US,
    .trigger = "The symptom questions ended with an emergency and nobody said that the call was "
               "made.",
    .clears = "Called, or arrived.",
    .resolved_by = THECAL_RESOLVED_BY_PERSON,
  },
  [PLACE (REPEAT_DUE)] = {
    .id = "repeat-due",
    .code = "A30",
    .title = N_ ("Look again now"),
    .advice = N_ ("Go through the symptom questions again."),
    .sources = "clinical.md 2.1",
    .priority = THECAL_PRIORITY_MEDIUM,
    .cadence_us = 15 * THECAL_MINUTE_US,
    .trigger = "The time to go through the symptom questions again has come.",
    .clears = "The questions are answered.",
    .superseded_by = BIT (TRIAGE_OPEN),
  },
  [PLACE (FEVER)] = {
    .id = "fever",
    .code = "A31",
    .title = N_ ("Fever"),
    .advice = N_ ("Go through the symptom questions."),
    .sources = "[004-38]",
    .priority = THECAL_PRIORITY_MEDIUM,
    .cadence_us = 2 * THECAL_HOUR_US,
    .trigger = "A temperature at or above the limit of the care plan (38.6 °C) was entered. High "
               "with a sign of too little baclofen or of an infection.",
    .clears = "Two temperatures below 38.0 °C, " G_STRINGIFY (FEVER_APART_H) " hours apart.",
  },
  [PLACE (TREND)] = {
    .id = "trend",
    .code = "A32",
    .title = N_ ("Diary trend"),
    .advice = N_ ("Tell the pump team about the change."),
    .sources = "[001-13, Q3]",
    .priority = THECAL_PRIORITY_LOW,
    .cadence_us = THECAL_DAY_US,
    .trigger = "Stiffness of three days is " G_STRINGIFY (TREND_POINTS) " points or "
               G_STRINGIFY (TREND_PERCENT) " % above the two weeks before.",
    .clears = "It is back to what it was.",
  },
  [PLACE (RESCUE_TABLETS)] = {
    .id = "rescue-tablets",
    .code = "A33",
    .title = N_ ("Rescue tablets"),
    .advice = N_ ("Ask the pharmacy for new rescue tablets."),
    .sources = "[004-16, C22]",
    .priority = THECAL_PRIORITY_LOW,
    .cadence_us = 7 * THECAL_DAY_US,
    .trigger = "The rescue tablets are missing or expire within " G_STRINGIFY (TABLETS_EXPIRE_D)
               " days. Medium when expired.",
    .clears = "New tablets are entered.",
  },
  [PLACE (APPOINTMENT)] = {
    .id = "appointment",
    .code = "A34",
    .title = N_ ("Appointment"),
    .advice = N_ ("A visit is coming up."),
    .sources = "[004-27, 33]",
    .priority = THECAL_PRIORITY_LOW,
    .cadence_us = 0,
    .trigger = "A visit is " G_STRINGIFY (VISIT_TOLD_D) " days away, and again "
               G_STRINGIFY (VISIT_TOLD_AGAIN_D) " day before. The visit after an operation is "
               "due by day " G_STRINGIFY (POST_OP_VISIT_LAST_D) ".",
    .clears = "The visit has passed.",
  },
  [PLACE (BOWEL)] = {
    .id = "bowel",
    .code = "A35",
    .title = N_ ("Diary entry missing"),
    .advice = N_ ("Enter the last bowel movement."),
    .sources = "[004-31]",
    .priority = THECAL_PRIORITY_LOW,
    .cadence_us = THECAL_DAY_US,
    .trigger = "After an operation: no bowel movement was entered for " G_STRINGIFY (BOWEL_H) " "
               "hours.",
    .clears = "An entry in the diary.",
  },
  [PLACE (POST_OP_DATE)] = {
    .id = "post-op-date",
    .code = "A36",
    .title = N_ ("Date reached"),
    .advice = N_ ("A date after the operation is reached."),
    .sources = "[004]",
    .priority = THECAL_PRIORITY_INFO,
    .cadence_us = 0,
    .trigger = "A date of the calendar after the operation is reached.",
    .clears = "Somebody has seen it.",
    .resolved_by = THECAL_RESOLVED_BY_PERSON,
  },
  [PLACE (SIMULATION)] = {
    .id = "simulation",
    .code = "A37",
    .title = N_ ("SIMULATED"),
    .advice = N_ ("The data comes from a simulator, not from a pump."),
    .sources = "design.md safety rule 9",
    .priority = THECAL_PRIORITY_INFO,
    .cadence_us = 0,
    .trigger = "The data comes from a simulator.",
    .clears = "Data comes from a pump.",
  },
  [PLACE (DRILL)] = {
    .id = "drill",
    .code = "D",
    .title = N_ ("DRILL"),
    .advice = N_ ("This is only a test. Acknowledge it to end it."),
    .sources = "alarms.md: proof of reach",
    .priority = THECAL_PRIORITY_HIGH,
    .cadence_us = 10 * THECAL_MINUTE_US,
    .trigger = "Somebody started a drill.",
    .clears = "Somebody acknowledges it, a real high alarm begins, or " G_STRINGIFY (DRILL_MIN)
              " minutes have passed.",
  },
};
