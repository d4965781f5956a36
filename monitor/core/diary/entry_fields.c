/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "core/diary/entry_fields.h"

/* Marks a string for translation; the windows and the words translate. */
#define N_(text) (text)

#define MUST true
#define MAY false

#define NUMBER(name, label, must, source, unit, min, max, step, expected)                          \
  {                                                                                                \
    name, label, THECAL_FIELD_IS_NUMBER, must, unit, min, max, step, { NULL }, source, expected    \
  }
#define SCALE(name, label, source)                                                                 \
  NUMBER (name, label, MAY, source, "", 0, 10, 1, N_ ("a whole number from 0 to 10"))
#define WORD(type, name, label, must, source, expected, ...)                                       \
  {                                                                                                \
    name, label, type, must, "", 0, 0, 0, { __VA_ARGS__ }, source, expected                        \
  }
#define CHOICE(name, label, must, source, expected, ...)                                           \
  WORD (THECAL_FIELD_IS_CHOICE, name, label, must, source, expected, __VA_ARGS__)
#define TRUTH(name, label, source)                                                                 \
  WORD (THECAL_FIELD_IS_TRUTH, name, label, MAY, source, N_ ("yes or no"), NULL)
#define TEXT(name, label, must, source)                                                            \
  WORD (THECAL_FIELD_IS_TEXT,                                                                      \
        name,                                                                                      \
        label,                                                                                     \
        must,                                                                                      \
        source,                                                                                    \
        N_ ("a text of up to 2000 characters"),                                                    \
        NULL)
#define DATE(name, label, must, source)                                                            \
  WORD (THECAL_FIELD_IS_DATE,                                                                      \
        name,                                                                                      \
        label,                                                                                     \
        must,                                                                                      \
        source,                                                                                    \
        N_ ("a date (2027-01-10) or a time (2027-01-10T09:00:00-05:00)"),                          \
        NULL)

/* A temperature is 25-45 °C or 77-113 °F; which of the two is checked with its unit (H17). */
static const ThecalEntryField diary_fields[] = {
  SCALE ("stiffness", N_ ("Stiffness"), "5.2"),
  NUMBER ("spasms",
          N_ ("Spasms"),
          MAY,
          "5.2",
          "",
          0,
          1000,
          1,
          N_ ("a whole number from 0 to 1000")),
  CHOICE ("spasms_per",
          N_ ("Spasms counted per"),
          MAY,
          "5.2",
          N_ ("one of: hour, day"),
          "hour",
          "day"),
  NUMBER ("penn_frequency",
          N_ ("Spasm frequency (Penn)"),
          MAY,
          "5.1",
          "",
          0,
          4,
          1,
          N_ ("a whole number from 0 to 4")),
  NUMBER ("penn_severity",
          N_ ("Spasm severity (Penn)"),
          MAY,
          "5.1",
          "",
          1,
          3,
          1,
          N_ ("a whole number from 1 to 3")),
  SCALE ("pain", N_ ("Pain"), "5.2"),
  SCALE ("sleep", N_ ("Trouble sleeping"), "5.2"),
  SCALE ("tiredness", N_ ("Tiredness"), "5.2"),
  NUMBER ("sleep_h",
          N_ ("Hours of sleep"),
          MAY,
          "5.2",
          "h",
          0,
          24,
          0.5,
          N_ ("a number from 0 to 24")),
  NUMBER ("temperature",
          N_ ("Temperature"),
          MAY,
          "004-38",
          "",
          25,
          113,
          0.1,
          N_ ("a temperature from 25 to 45 °C or from 77 to 113 °F")),
  CHOICE ("temperature_unit",
          N_ ("Temperature taken in"),
          MAY,
          "004-38",
          N_ ("one of: c, f"),
          "c",
          "f"),
  NUMBER ("pulse",
          N_ ("Pulse"),
          MAY,
          "001-08",
          "/min",
          20,
          300,
          1,
          N_ ("a whole number from 20 to 300")),
  NUMBER ("systolic",
          N_ ("Blood pressure, upper number"),
          MAY,
          "001-08",
          "mm[Hg]",
          40,
          300,
          1,
          N_ ("a whole number from 40 to 300")),
  NUMBER ("diastolic",
          N_ ("Blood pressure, lower number"),
          MAY,
          "001-08",
          "mm[Hg]",
          20,
          200,
          1,
          N_ ("a whole number from 20 to 200")),
  NUMBER ("breaths",
          N_ ("Breaths in a minute"),
          MAY,
          "5.2",
          "/min",
          0,
          100,
          1,
          N_ ("a whole number from 0 to 100")),
  TRUTH ("dizzy", N_ ("Dizzy"), "001-14"),
  TRUTH ("sleepy", N_ ("Sleepy"), "003-11"),
  TRUTH ("weak", N_ ("Weak"), "003-11"),
  TRUTH ("headache", N_ ("Headache"), "003-11"),
  TRUTH ("nausea", N_ ("Nausea"), "003-11"),
  TRUTH ("bowel_trouble", N_ ("Bowel trouble"), "004-12"),
  TRUTH ("bladder_trouble", N_ ("Bladder trouble"), "004-12"),
  TRUTH ("bowel_movement", N_ ("Bowel movement"), "004-31"),
  SCALE ("sitting", N_ ("Difficulty sitting"), "000-09"),
  SCALE ("transfers", N_ ("Difficulty with transfers"), "000-09"),
  SCALE ("toilet", N_ ("Difficulty using the toilet"), "000-09"),
  SCALE ("cleaning", N_ ("Difficulty washing"), "000-09"),
  SCALE ("walking", N_ ("Difficulty walking"), "000-09"),
  SCALE ("therapy", N_ ("Difficulty in therapy"), "004-01"),
  SCALE ("comfort", N_ ("Discomfort"), "004-01"),
  SCALE ("range", N_ ("Difficulty moving the joints"), "004-01"),
  TRUTH ("transfers_harder",
         N_ ("Standing or transfers harder since the last dose change"),
         "000-10"),
  TEXT ("medicines", N_ ("Medicines taken"), MAY, "5.2"),
  TRUTH ("tablets_taken", N_ ("Rescue tablets taken"), "5.2"),
  TEXT ("note", N_ ("Note"), MAY, "5.2"),
};

static const ThecalEntryField refill_fields[] = {
  NUMBER ("reservoir_ml",
          N_ ("Volume after the refill"),
          MUST,
          "004-34",
          "mL",
          0,
          60,
          0.1,
          N_ ("a number from 0 to 60")),
  NUMBER ("concentration_ug_per_ml",
          N_ ("Concentration"),
          MUST,
          "004-34",
          "ug/mL",
          10,
          5000,
          0.1,
          N_ ("a number from 10 to 5000")),
  NUMBER ("dose_ug_per_day",
          N_ ("Dose a day"),
          MUST,
          "004-34",
          "ug/d",
          0,
          3000,
          0.1,
          N_ ("a number from 0 to 3000")),
  DATE ("alarm_date", N_ ("Next alarm date"), MUST, "004-34"),
  NUMBER ("expected_ml",
          N_ ("Volume expected before"),
          MAY,
          "001-07",
          "mL",
          0,
          60,
          0.1,
          N_ ("a number from 0 to 60")),
  NUMBER ("withdrawn_ml",
          N_ ("Volume taken out"),
          MAY,
          "001-07",
          "mL",
          0,
          60,
          0.1,
          N_ ("a number from 0 to 60")),
  NUMBER ("low_ml",
          N_ ("Low alarm volume"),
          MAY,
          "3.3",
          "mL",
          1,
          10,
          0.1,
          N_ ("a number from 1 to 10")),
  NUMBER ("capacity_ml",
          N_ ("Size of the reservoir"),
          MAY,
          "003-03",
          "mL",
          1,
          60,
          0.1,
          N_ ("a number from 1 to 60")),
  TEXT ("programme", N_ ("Programme"), MAY, "001-19"),
  TEXT ("note", N_ ("Note"), MAY, "5.2"),
};

static const ThecalEntryField dose_fields[] = {
  NUMBER ("dose_ug_per_day",
          N_ ("Dose a day"),
          MUST,
          "000-08",
          "ug/d",
          0,
          3000,
          0.1,
          N_ ("a number from 0 to 3000")),
  NUMBER ("dose_before_ug_per_day",
          N_ ("Dose a day before"),
          MAY,
          "000-08",
          "ug/d",
          0,
          3000,
          0.1,
          N_ ("a number from 0 to 3000")),
  TEXT ("programme", N_ ("Programme"), MAY, "001-19"),
  TEXT ("reason", N_ ("Reason"), MAY, "002-08"),
  TEXT ("note", N_ ("Note"), MAY, "5.2"),
};

static const ThecalEntryField visit_fields[] = {
  TEXT ("with", N_ ("Seen by"), MAY, "000-16"),
  CHOICE ("ashworth",
          N_ ("Ashworth, scored by the clinician"),
          MAY,
          "001-09",
          N_ ("one of: 0, 1, 1+, 2, 3, 4"),
          "0",
          "1",
          "1+",
          "2",
          "3",
          "4"),
  NUMBER ("barthel",
          N_ ("Barthel, total"),
          MAY,
          "001-09",
          "",
          0,
          100,
          1,
          N_ ("a whole number from 0 to 100")),
  NUMBER ("penn_frequency",
          N_ ("Spasm frequency (Penn)"),
          MAY,
          "5.1",
          "",
          0,
          4,
          1,
          N_ ("a whole number from 0 to 4")),
  NUMBER ("penn_severity",
          N_ ("Spasm severity (Penn)"),
          MAY,
          "5.1",
          "",
          1,
          3,
          1,
          N_ ("a whole number from 1 to 3")),
  NUMBER ("weight_kg",
          N_ ("Weight"),
          MAY,
          "003-05",
          "kg",
          1,
          300,
          0.1,
          N_ ("a number from 1 to 300")),
  TEXT ("note", N_ ("Note"), MAY, "5.2"),
};

static const ThecalEntryField operation_fields[] = {
  CHOICE ("operation",
          N_ ("Operation"),
          MUST,
          "002-04",
          N_ ("one of: new, replacement, catheter, explant"),
          "new",
          "replacement",
          "catheter",
          "explant"),
  DATE ("discharged", N_ ("Home on"), MAY, "002-05"),
  CHOICE ("closure",
          N_ ("Wound closed with"),
          MAY,
          "001-17",
          N_ ("one of: stitches, staples, glue, strips, absorbable"),
          "stitches",
          "staples",
          "glue",
          "strips",
          "absorbable"),
  TRUTH ("fusion", N_ ("Spinal fusion"), "004-18"),
  TEXT ("note", N_ ("Note"), MAY, "5.2"),
};

static const ThecalEntryField test_dose_fields[] = {
  NUMBER ("dose_ug",
          N_ ("Test dose"),
          MUST,
          "000-05",
          "ug",
          1,
          1000,
          0.1,
          N_ ("a number from 1 to 1000")),
  TEXT ("response", N_ ("Response"), MAY, "000-05"),
  DATE ("look_1_at", N_ ("Look 1 at"), MAY, "002-03"),
  SCALE ("look_1_stiffness", N_ ("Stiffness at look 1"), "002-03"),
  DATE ("look_2_at", N_ ("Look 2 at"), MAY, "002-03"),
  SCALE ("look_2_stiffness", N_ ("Stiffness at look 2"), "002-03"),
  DATE ("look_3_at", N_ ("Look 3 at"), MAY, "002-03"),
  SCALE ("look_3_stiffness", N_ ("Stiffness at look 3"), "002-03"),
  DATE ("look_4_at", N_ ("Look 4 at"), MAY, "002-03"),
  SCALE ("look_4_stiffness", N_ ("Stiffness at look 4"), "002-03"),
  TEXT ("note", N_ ("Note"), MAY, "5.2"),
};

static const ThecalEntryField fault_fields[] = {
  CHOICE ("part",
          N_ ("Part"),
          MUST,
          "000-13",
          N_ ("one of: pump, catheter, wound, programme, other"),
          "pump",
          "catheter",
          "wound",
          "programme",
          "other"),
  TEXT ("what", N_ ("What went wrong"), MUST, "000-13"),
  TRUTH ("settled", N_ ("Settled"), "000-13"),
};

static const ThecalEntryField mri_fields[] = {
  TRUTH ("checked", N_ ("Pump read out afterwards"), "2.6"),
  TEXT ("note", N_ ("Note"), MAY, "5.2"),
};

static const ThecalEntryField medicine_fields[] = {
  TEXT ("medicine", N_ ("Medicine"), MUST, "004-29"),
  TEXT ("amount", N_ ("Amount"), MAY, "004-29"),
  TRUTH ("as_needed", N_ ("Only when needed"), "004-29"),
  TEXT ("note", N_ ("Note"), MAY, "5.2"),
};

static const ThecalEntryField wound_fields[] = {
  CHOICE ("site", N_ ("Place"), MUST, "001-17", N_ ("one of: belly, back"), "belly", "back"),
  CHOICE ("redness",
          N_ ("Redness"),
          MAY,
          "004-25",
          N_ ("one of: none, fading, same, growing"),
          "none",
          "fading",
          "same",
          "growing"),
  CHOICE ("drainage",
          N_ ("Drainage"),
          MAY,
          "004-25",
          N_ ("one of: none, fading, same, growing"),
          "none",
          "fading",
          "same",
          "growing"),
  CHOICE ("swelling",
          N_ ("Swelling"),
          MAY,
          "004-24",
          N_ ("one of: none, fading, same, growing"),
          "none",
          "fading",
          "same",
          "growing"),
  TRUTH ("healed", N_ ("Healed"), "004-26"),
  TEXT ("photo", N_ ("Photo"), MAY, "2.7"),
  TEXT ("note", N_ ("Note"), MAY, "5.2"),
};

static const ThecalEntryField document_fields[] = {
  TEXT ("title", N_ ("Title"), MUST, "000-20"),
  TEXT ("file", N_ ("File"), MUST, "000-20"),
  CHOICE ("is",
          N_ ("What it is"),
          MAY,
          "000-20",
          N_ ("one of: printout, card, instructions, photo, other"),
          "printout",
          "card",
          "instructions",
          "photo",
          "other"),
  DATE ("reviewed_on", N_ ("Reviewed on"), MAY, "000-20"),
};

static const ThecalEntryField question_fields[] = {
  TEXT ("question", N_ ("Question"), MUST, "001-12"),
  TRUTH ("answered", N_ ("Answered"), "001-12"),
  TEXT ("answer", N_ ("Answer"), MAY, "001-12"),
};

static const struct {
  const ThecalEntryField *fields;
  guint n;
} kinds[THECAL_N_ENTRIES] = {
  [THECAL_ENTRY_DIARY] = { diary_fields, G_N_ELEMENTS (diary_fields) },
  [THECAL_ENTRY_REFILL] = { refill_fields, G_N_ELEMENTS (refill_fields) },
  [THECAL_ENTRY_DOSE] = { dose_fields, G_N_ELEMENTS (dose_fields) },
  [THECAL_ENTRY_VISIT] = { visit_fields, G_N_ELEMENTS (visit_fields) },
  [THECAL_ENTRY_OPERATION] = { operation_fields, G_N_ELEMENTS (operation_fields) },
  [THECAL_ENTRY_TEST_DOSE] = { test_dose_fields, G_N_ELEMENTS (test_dose_fields) },
  [THECAL_ENTRY_FAULT] = { fault_fields, G_N_ELEMENTS (fault_fields) },
  [THECAL_ENTRY_MRI] = { mri_fields, G_N_ELEMENTS (mri_fields) },
  [THECAL_ENTRY_MEDICINE] = { medicine_fields, G_N_ELEMENTS (medicine_fields) },
  [THECAL_ENTRY_WOUND] = { wound_fields, G_N_ELEMENTS (wound_fields) },
  [THECAL_ENTRY_DOCUMENT] = { document_fields, G_N_ELEMENTS (document_fields) },
  [THECAL_ENTRY_QUESTION] = { question_fields, G_N_ELEMENTS (question_fields) },
};

const ThecalEntryField *
thecal_entry_fields_get (ThecalEntryKind kind, guint *out_n)
{
  if (kind >= THECAL_N_ENTRIES) {
    *out_n = 0;
    return NULL;
  }

  *out_n = kinds[kind].n;
  return kinds[kind].fields;
}

const ThecalEntryField *
thecal_entry_fields_find (ThecalEntryKind kind, const char *name)
{
  guint n;
  const ThecalEntryField *fields = thecal_entry_fields_get (kind, &n);

  for (guint i = 0; i < n; i++)
    if (name != NULL && g_str_equal (fields[i].name, name))
      return &fields[i];

  return NULL;
}
