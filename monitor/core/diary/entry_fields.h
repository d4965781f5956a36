/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "core/diary/entry.h"

/* The values that each kind of entry knows: one table, from which forms, files, tables and exports
 * are made. */

typedef enum {
  THECAL_FIELD_IS_NUMBER,
  THECAL_FIELD_IS_TRUTH,  /* yes, no */
  THECAL_FIELD_IS_CHOICE, /* one of @choices */
  THECAL_FIELD_IS_TEXT,
  THECAL_FIELD_IS_DATE, /* RFC 3339 or a date */
} ThecalFieldType;

#define THECAL_FIELD_CHOICES_MAX 8

typedef struct {
  const char *name;  /* "stiffness", "temperature", "reservoir_ml" */
  const char *label; /* English, to be passed through gettext */
  ThecalFieldType type;
  bool is_needed;
  const char *unit;                              /* UCUM; "" none */
  double min, max, step;                         /* a step of 1: whole numbers only */
  const char *choices[THECAL_FIELD_CHOICES_MAX]; /* words of the file; labels in words/ */
  const char *source;                            /* id of clinical.md: "5.2", "004-34" */
  const char *expected; /* English, to be passed through gettext: "a number from 0 to 24" */
} ThecalEntryField;

const ThecalEntryField *thecal_entry_fields_get (ThecalEntryKind kind, guint *out_n);
const ThecalEntryField *thecal_entry_fields_find (ThecalEntryKind kind, const char *name);

/* The diary's values, by name (5.2): stiffness (0-10), spasms (count), spasms_per (hour|day),
 * penn_frequency (0-4), penn_severity (1-3, only with a frequency above 0), pain, sleep, tiredness
 * (0-10), sleep_h (0-24), temperature with temperature_unit (c|f, as typed), pulse, systolic,
 * diastolic, breaths; side effects dizzy, sleepy, weak, headache, nausea, bowel_trouble,
 * bladder_trouble (yes|no); bowel_movement (yes|no); function 0-10 difficulty sitting, transfers,
 * toilet, cleaning, walking, therapy, comfort, range; transfers_harder (yes|no: since the last dose
 * change, 000-10); medicines (text), tablets_taken (yes|no), note.
 * Refill: reservoir_ml*, concentration_ug_per_ml*, dose_ug_per_day*, alarm_date* (004-34),
 * expected_ml, withdrawn_ml, low_ml, capacity_ml, programme (text of the flex steps), note.
 * Dose: dose_ug_per_day*, dose_before_ug_per_day, programme, reason, note.
 * Visit: with (text), ashworth (0|1|1+|2|3|4, scored by the clinician), barthel (0-100, a typed
 * total), penn_frequency, penn_severity, weight_kg, note.
 * Operation: operation (new|replacement|catheter|explant)*, discharged (date), closure
 * (stitches|staples|glue|strips|absorbable), fusion (yes|no), note.
 * Test dose: dose_ug*, response (text), look_1_stiffness … look_4_stiffness with look_N_at, note.
 * Fault: part (pump|catheter|wound|programme|other)*, what*, settled (yes|no).
 * MRI: checked (yes|no: the pump was read out afterwards), note.
 * Medicine: medicine*, amount (text), as_needed (yes|no), note.
 * Wound: site (belly|back)*, redness, drainage, swelling (none|fading|same|growing), healed
 * (yes|no), photo (file name in the shelf), note.
 * Document: title*, file*, is (printout|card|instructions|photo|other), reviewed_on (date).
 * Question: question*, answered (yes|no), answer. */
