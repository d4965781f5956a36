/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "core/plan/plan_document.h"

#include <math.h>
#include <string.h>

#include "core/alarm/rules_limits.h"
#include "core/plan/plan_lines.h"

#define SIZE_MOST (1024 * 1024) /* own choice: more is no care plan */
#define LOW_AHEAD_H 72          /* A02 */
#define BYTE_ORDER_MARK "\xef\xbb\xbf"

#define EXPECTED_TEXT "text in UTF-8"
#define EXPECTED_SIZE "a file of at most 1 MiB"
#define EXPECTED_LINE "a [group], a Key=value, or a comment that begins with #"
#define EXPECTED_GROUP "a group, as in [person], before the first key"
#define EXPECTED_ESCAPE "a text in which a backslash is written \\\\"

ThecalPlanDocument *
thecal_plan_document_new (void)
{
  ThecalPlanDocument *self = g_new0 (ThecalPlanDocument, 1);

  self->plan = (ThecalCarePlan){
    .capacity_ml = NAN,
    .concentration_ug_per_ml = NAN,
    .dose_ug_per_day = NAN,
    .volume_ml = NAN,
    .low_ml = NAN,
    .breaths_low = NAN,
    .filled_at_us = THECAL_UNKNOWN_US,
    .dose_changed_us = THECAL_UNKNOWN_US,
    .alarm_date_us = THECAL_UNKNOWN_US,
    .implanted_us = THECAL_UNKNOWN_US,
    .catheter_us = THECAL_UNKNOWN_US,
    .operation_us = THECAL_UNKNOWN_US,
    .replace_by_us = THECAL_UNKNOWN_US,
    .tablets_expire_us = THECAL_UNKNOWN_US,
  };
  thecal_alarm_settings_init (&self->plan.settings);
  self->patient = thecal_patient_new ();
  self->contacts = thecal_contact_book_new ();
  thecal_post_op_init (&self->post_op);
  self->regimen = thecal_regimen_new ();
  return self;
}

void
thecal_plan_document_free (ThecalPlanDocument *self)
{
  if (self == NULL)
    return;

  thecal_patient_free (self->patient);
  thecal_contact_book_free (self->contacts);
  thecal_post_op_clear (&self->post_op);
  thecal_regimen_free (self->regimen);
  g_free (self);
}

static ThecalPlanDocument *
refuse (ThecalPlanFault *out_fault, guint line, const char *expected)
{
  *out_fault = (ThecalPlanFault){ .line = line };
  g_strlcpy (out_fault->at.expected, expected, sizeof out_fault->at.expected);
  return NULL;
}

static guint
count_lines (const char *text, gsize size)
{
  guint n = 1;

  for (gsize i = 0; i < size; i++)
    n += text[i] == '\n';

  return n;
}

static bool
is_key_file (const char *text, gsize size, GError **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();

  return g_key_file_load_from_data (file, text, size, G_KEY_FILE_NONE, error);
}

/* Where line @line (from 1) ends. */
static gsize
end_of_line (const char *text, gsize size, guint line)
{
  for (gsize i = 0; i < size; i++)
    if (text[i] == '\n' && --line == 0)
      return i + 1;

  return size;
}

/* The first line that GKeyFile does not take: what is right up to a line stays right. */
static ThecalPlanDocument *
refuse_syntax (const char *text, gsize size, ThecalPlanFault *out_fault)
{
  g_autoptr (GError) error = NULL;
  guint right = 0, wrong = count_lines (text, size);

  while (wrong - right > 1) {
    const guint middle = right + (wrong - right) / 2;

    if (is_key_file (text, end_of_line (text, size, middle), NULL))
      right = middle;
    else
      wrong = middle;
  }
  is_key_file (text, end_of_line (text, size, wrong), &error);

  return refuse (out_fault,
                 wrong,
                 g_error_matches (error, G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_GROUP_NOT_FOUND)
                     ? EXPECTED_GROUP
                     : EXPECTED_LINE);
}

/* GKeyFile leaves a wrong escape out of the value, which may be digits of a number. */
static void
check_escapes (ThecalPlanReader *reader)
{
  g_auto (GStrv) groups = g_key_file_get_groups (reader->file, NULL);

  for (gsize i = 0; groups[i] != NULL; i++) {
    g_auto (GStrv) keys = g_key_file_get_keys (reader->file, groups[i], NULL, NULL);

    for (gsize k = 0; keys != NULL && keys[k] != NULL; k++) {
      g_autoptr (GError) error = NULL;
      g_autofree char *text = g_key_file_get_string (reader->file, groups[i], keys[k], &error);

      if (error != NULL)
        thecal_plan_fail (reader, groups[i], keys[k], EXPECTED_ESCAPE);
    }
  }
}

static bool
read_care (ThecalPlanReader *reader, ThecalPlanDocument *document)
{
  ThecalRegimen *regimen;

  if (!thecal_post_op_read (reader, document->plan.operation_us, &document->post_op))
    return false;
  regimen = thecal_regimen_read (reader);
  if (regimen == NULL)
    return false;

  thecal_regimen_free (document->regimen);
  document->regimen = regimen;
  return true;
}

static bool
read_parts (GKeyFile *file, GTimeZone *zone, ThecalPlanDocument *document, ThecalPlanError *error)
{
  ThecalPlanReader reader = { .file = file, .zone = zone, .error = error };
  ThecalPatient *patient = NULL;
  ThecalContactBook *contacts = NULL;

  check_escapes (&reader);
  if (reader.failed || !thecal_care_plan_read (file, zone, &document->plan, error))
    return false;
  if (!thecal_patient_read (&reader, &patient))
    return false;
  thecal_patient_free (document->patient);
  document->patient = patient;
  if (!thecal_contact_book_read (&reader, &contacts))
    return false;
  thecal_contact_book_free (document->contacts);
  document->contacts = contacts;
  if (!read_care (&reader, document))
    return false;
  /* the sum of a flex programme, as the forecast has it */
  if (g_key_file_has_group (file, "drug 1"))
    patient->drugs[0].dose_ug_per_day = document->plan.dose_ug_per_day;

  return true;
}

ThecalPlanDocument *
thecal_plan_document_parse (const char *text,
                            gsize size,
                            GTimeZone *zone,
                            ThecalPlanFault *out_fault)
{
  g_autoptr (ThecalPlanDocument) document = thecal_plan_document_new ();
  g_autoptr (GKeyFile) file = g_key_file_new ();
  ThecalPlanFault fault = { .line = 0 };
  const char *bad;

  if (size > SIZE_MOST)
    return refuse (out_fault, 0, EXPECTED_SIZE);
  if (!g_utf8_validate_len (text, size, &bad))
    return refuse (out_fault, count_lines (text, (gsize) (bad - text)), EXPECTED_TEXT);
  /* as some editors write it */
  if (size >= strlen (BYTE_ORDER_MARK) && g_str_has_prefix (text, BYTE_ORDER_MARK)) {
    text += strlen (BYTE_ORDER_MARK);
    size -= strlen (BYTE_ORDER_MARK);
  }
  if (!g_key_file_load_from_data (file, text, size, G_KEY_FILE_NONE, NULL))
    return refuse_syntax (text, size, out_fault);
  if (!read_parts (file, zone, document, &fault.at)) {
    fault.line = thecal_plan_lines_find (text, size, fault.at.group, fault.at.key);
    *out_fault = fault;
    return NULL;
  }
  document->has_plan = true;

  return g_steal_pointer (&document);
}

char *
thecal_plan_fault_to_text (const ThecalPlanFault *self, const char *file_name)
{
  g_autoptr (GString) text = g_string_new (file_name);

  if (self->line > 0)
    g_string_append_printf (text, ":%u", self->line);
  if (self->at.group[0] != '\0')
    g_string_append_printf (text, ": [%s] %s", self->at.group, self->at.key);
  g_string_append_printf (text, ": expected %s", self->at.expected);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

ThecalBand
thecal_plan_document_get_level (const ThecalPlanDocument *self, gint64 wall_us)
{
  const ThecalTime now = { .boot_us = wall_us, .wall_us = wall_us };
  ThecalPumpStatus status;
  ThecalStatusReport report;

  thecal_pump_status_init (&status);
  /* a volume without its date has no age, and without a flow it says nothing of now */
  if (wall_us != THECAL_UNKNOWN_US && self->plan.filled_at_us != THECAL_UNKNOWN_US &&
      thecal_care_plan_to_report (&self->plan, now, &report))
    thecal_pump_status_apply (&status, &report, now);
  if (isnan (thecal_pump_status_get_flow (&status)))
    return (ThecalBand){ NAN, NAN, NAN };

  return thecal_pump_status_get_level (&status, now.boot_us);
}

/* A refill visit that is over without a fill. One up to a week before it was that visit, as the
 * alarms have it. */
static bool
is_visit_missed (const ThecalCarePlan *plan, gint64 wall_us)
{
  for (guint i = 0; i < plan->n_visits; i++) {
    const gint64 visit_us = plan->visits[i].at_wall_us;

    if (plan->visits[i].kind == THECAL_VISIT_REFILL &&
        wall_us >= visit_us + VISIT_LASTS_H * THECAL_HOUR_US &&
        plan->filled_at_us < visit_us - VISIT_TOLD_D * THECAL_DAY_US)
      return true;
  }

  return false;
}

static bool
is_date_passed (const ThecalCarePlan *plan, gint64 wall_us)
{
  return plan->alarm_date_us != THECAL_UNKNOWN_US && wall_us >= plan->alarm_date_us &&
         plan->filled_at_us < plan->alarm_date_us;
}

/* What is dated after now was meant to be now: a slip, or a clock that is behind. */
static gint64
not_after (gint64 at_us, gint64 wall_us)
{
  return wall_us == THECAL_UNKNOWN_US ? at_us : MIN (at_us, wall_us);
}

void
thecal_plan_document_fill_context (const ThecalPlanDocument *self,
                                   gint64 wall_us,
                                   ThecalTriageContext *context)
{
  const ThecalCarePlan *plan = &self->plan;
  const gint64 changed_us = not_after (MAX (plan->filled_at_us, plan->dose_changed_us), wall_us);

  context->has_plan = self->has_plan;
  context->child = thecal_patient_is_child (self->patient, wall_us);
  context->injury_t6 = thecal_patient_is_injury_t6 (self->patient);
  context->has_tablet_plan = self->patient->tablets_plan != NULL;
  context->cannot_swallow = self->patient->can_swallow == THECAL_SAYS_NO;
  context->fever_c = plan->settings.fever_c;
  context->fever_any_c = plan->settings.fever_end_c;
  context->breaths_low = plan->breaths_low;
  context->refill_wall_us = MAX (context->refill_wall_us, changed_us);
  context->watch_wall_us = MAX (context->watch_wall_us, changed_us);
  context->operation_wall_us =
      MAX (context->operation_wall_us, not_after (plan->operation_us, wall_us));
  if (wall_us == THECAL_UNKNOWN_US)
    return;

  context->computed_empty = context->computed_empty ||
                            thecal_plan_document_get_level (self, wall_us).early <= EMPTY_LEVEL_ML;
  context->pump_low =
      context->pump_low ||
      thecal_plan_document_get_level (self, wall_us + LOW_AHEAD_H * THECAL_HOUR_US).early <=
          EMPTY_LEVEL_ML;
  context->refill_overdue =
      context->refill_overdue || is_visit_missed (plan, wall_us) || is_date_passed (plan, wall_us);
}
