/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "lib/diary_sample.h"

#include <string.h>

void
diary_sample_set_up (DiarySample *self, const char *plan)
{
  ThecalPlanFault fault = { .line = 0 };

  self->zone = g_time_zone_new_utc ();
  self->document = thecal_plan_document_parse (plan, strlen (plan), self->zone, &fault);
  if (self->document == NULL)
    g_error ("%u %s %s", fault.line, fault.at.key, fault.at.expected);
  self->data = thecal_report_data_new ();
  self->facts = (ThecalReportFacts){ .document = self->document,
                                     .data = self->data,
                                     .span = thecal_report_span (DIARY_SAMPLE_NOW_US),
                                     .now_us = DIARY_SAMPLE_NOW_US,
                                     .zone = self->zone,
                                     .by = "Anna",
                                     .parts = THECAL_REPORT_ALL };
}

void
diary_sample_tear_down (DiarySample *self)
{
  thecal_report_data_free (self->data);
  thecal_plan_document_free (self->document);
  g_time_zone_unref (self->zone);
}

static gint64
before (double days_ago)
{
  return DIARY_SAMPLE_NOW_US - (gint64) (days_ago * THECAL_DAY_US);
}

ThecalEntry *
diary_sample_add (DiarySample *self, ThecalEntryKind kind, double days_ago, const char *values)
{
  g_autofree char *id = g_strdup_printf ("entry-%u", self->data->entries->len);
  g_auto (GStrv) pairs = g_strsplit (values, " ", -1);
  ThecalEntry *entry = thecal_entry_new (kind, id, before (days_ago));

  for (guint i = 0; pairs[i] != NULL; i++) {
    g_auto (GStrv) pair = g_strsplit (pairs[i], "=", 2);
    const char *expected = NULL;

    g_strdelimit (pair[1], "_", ' ');
    if (!thecal_entry_set (entry, pair[0], pair[1], &expected))
      g_error ("%s: expected %s", pairs[i], expected);
  }
  thecal_entry_set_by (entry, "Anna");
  g_ptr_array_add (self->data->entries, entry);

  return entry;
}

void
diary_sample_log (DiarySample *self,
                  double days_ago,
                  const char *condition,
                  const char *effect,
                  const char *detail)
{
  GVariantDict dict;
  g_autoptr (GVariant) record = NULL;

  g_variant_dict_init (&dict, NULL);
  g_variant_dict_insert (&dict, "at", "x", before (days_ago) / 1000);
  g_variant_dict_insert (&dict, "condition", "s", condition);
  g_variant_dict_insert (&dict, "effect", "s", effect);
  g_variant_dict_insert (&dict, "priority", "s", "medium");
  g_variant_dict_insert (&dict, "detail", "s", detail);
  g_variant_dict_insert (&dict, "episode", "u", 7);
  record = g_variant_ref_sink (g_variant_dict_end (&dict));
  thecal_report_data_take_log (self->data, record, self->facts.span);
}

void
diary_sample_fill (DiarySample *self)
{
  diary_sample_add (self,
                    THECAL_ENTRY_REFILL,
                    25,
                    "reservoir_ml=40 concentration_ug_per_ml=500 dose_ug_per_day=390 "
                    "alarm_date=2026-12-02 withdrawn_ml=4.5 expected_ml=3.9");
  for (int day = 20; day > 0; day--) {
    g_autofree char *values = g_strdup_printf (
        "stiffness=%d pain=2 sleep=3 tiredness=4 spasms=%d spasms_per=day penn_frequency=2 "
        "penn_severity=1 temperature=37.2 temperature_unit=c pulse=88 systolic=110 diastolic=70 "
        "headache=%s walking=5 note=After_therapy",
        day > 3 ? 4 : 7,
        day,
        day == 5 ? "yes" : "no");

    diary_sample_add (self, THECAL_ENTRY_DIARY, day, values);
  }
  diary_sample_add (self, THECAL_ENTRY_QUESTION, 40, "question=May_he_swim?");
  diary_sample_add (self, THECAL_ENTRY_QUESTION, 40, "question=Old? answered=yes answer=Yes");
  for (int hour = 0; hour < 25 * 24; hour += 6) {
    const ThecalReportLevel level = { before (25) + hour * THECAL_HOUR_US,
                                      40 - hour * 0.0325 - 0.2,
                                      40 - hour * 0.0325 };

    g_array_append_val (self->data->levels, level);
  }
  diary_sample_log (self, 2, "reservoir-low", "raise", "");
  diary_sample_log (self, 1.9, "reservoir-low", "log", "acknowledged: Marcus");
  diary_sample_log (self, 1, "reservoir-low", "withdraw", "");
}
