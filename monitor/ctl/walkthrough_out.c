/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "ctl/walkthrough_out.h"

#include <glib/gi18n.h>
#include <stdio.h>

#include "ctl/command.h"
#include "ctl/json_out.h"

static const char *
text_of (const ThecalWalkthroughOut *self, const char *key)
{
  const char *text = "";

  g_variant_lookup (self->row, key, "&s", &text);
  return text;
}

static gint64
time_of (const ThecalWalkthroughOut *self, const char *key)
{
  gint64 time_ms = 0;

  g_variant_lookup (self->row, key, "x", &time_ms);
  return time_ms;
}

static int
outcome_of (const ThecalWalkthroughOut *self)
{
  int outcome = THECAL_OUTCOME_NONE;

  g_variant_lookup (self->row, "outcome", "i", &outcome);
  return outcome >= THECAL_OUTCOME_T1 && outcome <= THECAL_OUTCOME_T5 ? outcome
                                                                      : THECAL_OUTCOME_NONE;
}

/* (transfer container) of interned ids; empty where there is nothing to read. */
static GPtrArray *
get_new (const ThecalWalkthroughOut *self)
{
  return self->record != NULL
             ? thecal_record_get_new (self->record, self->before, self->set, self->context)
             : g_ptr_array_new ();
}

/* JSON. */

static void
add_time (JsonBuilder *builder, const char *name, gint64 time_ms)
{
  g_autofree char *time = time_ms != 0 ? thecal_command_time (time_ms) : NULL;

  thecal_json_add_text (builder, name, time);
}

static void
add_wall (JsonBuilder *builder, const char *name, gint64 wall_us)
{
  add_time (builder, name, wall_us == THECAL_UNKNOWN_US ? 0 : wall_us / 1000);
}

static void
add_lists (JsonBuilder *builder, guint lists)
{
  json_builder_set_member_name (builder, "lists");
  json_builder_begin_array (builder);
  for (int list = 0; list < THECAL_N_LISTS; list++)
    if ((lists >> list & 1) != 0) {
      const char letter[] = { thecal_list_to_letter ((ThecalListId) list), '\0' };

      json_builder_add_string_value (builder, letter);
    }
  json_builder_end_array (builder);
}

static void
add_flags (JsonBuilder *builder, guint flags)
{
  json_builder_set_member_name (builder, "flags");
  json_builder_begin_array (builder);
  for (int flag = 0; flag < THECAL_N_TRIAGE_FLAGS; flag++)
    if ((flags >> flag & 1) != 0)
      json_builder_add_string_value (builder,
                                     thecal_triage_flag_to_string ((ThecalTriageFlag) flag));
  json_builder_end_array (builder);
}

static void
add_ids (JsonBuilder *builder, const char *name, const char *const *ids, gsize n)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (gsize i = 0; i < n; i++)
    json_builder_add_string_value (builder, ids[i]);
  json_builder_end_array (builder);
}

/* As in the file that "thecalctl triage" reads. */
static void
add_answers (JsonBuilder *builder, const ThecalWalkthroughOut *self)
{
  g_autoptr (GPtrArray) ids = thecal_answers_get_ids (self->record->answers, self->set);

  json_builder_set_member_name (builder, "answers");
  json_builder_begin_object (builder);
  for (guint i = 0; i < ids->len; i++) {
    const char *id = g_ptr_array_index (ids, i);
    const ThecalAnswer *answer = thecal_answers_get (self->record->answers, id);
    const char *unit = thecal_answer_get_unit (answer);
    g_autofree char *word = thecal_answer_to_word (answer);

    if (answer->said == THECAL_SAID_NUMBER)
      thecal_json_add_number (builder, id, answer->number);
    else
      thecal_json_add_text (builder, id, word);
    if (unit != NULL) {
      g_autofree char *key = g_strconcat (id, "_unit", NULL);

      thecal_json_add_text (builder, key, unit);
    }
  }
  json_builder_end_object (builder);
}

static void
add_record (JsonBuilder *builder, const ThecalWalkthroughOut *self)
{
  const ThecalRecord *record = self->record;
  g_autoptr (GPtrArray) new_ids = get_new (self);

  add_lists (builder, record->lists);
  add_ids (builder,
           "decided_by",
           (const char *const *) record->decided_by,
           g_strv_length (record->decided_by));
  add_flags (builder, record->flags);
  add_wall (builder, "repeat_at", record->repeat_wall_us);
  add_ids (builder, "new", (const char *const *) new_ids->pdata, new_ids->len);
  add_wall (builder,
            "new_since",
            self->before != NULL ? self->before->started_wall_us : THECAL_UNKNOWN_US);
  add_answers (builder, self);
}

void
thecal_walkthrough_print_json (const ThecalWalkthroughOut *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  const int outcome = outcome_of (self);
  const char outcome_text[] = { 'T', (char) ('0' + outcome), '\0' };

  json_builder_begin_object (builder);
  thecal_json_add_text (builder, "id", text_of (self, "id"));
  add_time (builder, "started", time_of (self, "started"));
  add_time (builder, "ended", time_of (self, "ended"));
  thecal_json_add_text (builder, "pump", text_of (self, "pump"));
  thecal_json_add_text (builder, "by", text_of (self, "by"));
  thecal_json_add_text (builder, "outcome", outcome != THECAL_OUTCOME_NONE ? outcome_text : NULL);
  thecal_json_add_text (builder, "state", text_of (self, "state"));
  if (self->record != NULL)
    add_record (builder, self);
  json_builder_end_object (builder);
  thecal_json_print (builder);
}

/* For people. */

static const char *const outcomes[] = {
  [THECAL_OUTCOME_NONE] = N_ ("no result"),
  [THECAL_OUTCOME_T1] = N_ ("T1 call the emergency number now"),
  [THECAL_OUTCOME_T2] = N_ ("T2 go to the emergency department"),
  [THECAL_OUTCOME_T3] = N_ ("T3 call the pump team now"),
  [THECAL_OUTCOME_T4] = N_ ("T4 call when the team opens"),
  [THECAL_OUTCOME_T5] = N_ ("T5 keep watching"),
};

/* What a state says beside the outcome; NULL: nothing. */
static const char *
words_of_state (const char *state)
{
  static const struct {
    ThecalRecordState state;
    const char *words;
  } table[] = {
    { THECAL_RECORD_OPEN, N_ ("nobody said that the call was made") },
    { THECAL_RECORD_CALLED, N_ ("called") },
    { THECAL_RECORD_ARRIVED, N_ ("arrived") },
    { THECAL_RECORD_UNFINISHED, N_ ("not finished") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    if (g_str_equal (thecal_record_state_to_string (table[i].state), state))
      return _ (table[i].words);

  return NULL;
}

/* By the clock of this computer; without its day where that is the one of @beside_ms. */
static char *
local_time (gint64 time_ms, gint64 beside_ms)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (time_ms / 1000);
  g_autoptr (GDateTime) beside = g_date_time_new_from_unix_local (beside_ms / 1000);
  g_autofree char *day = time != NULL ? g_date_time_format (time, "%F") : NULL;
  g_autofree char *beside_day = beside != NULL ? g_date_time_format (beside, "%F") : NULL;

  if (time == NULL)
    return g_strdup ("?");

  return g_date_time_format (time, g_strcmp0 (day, beside_day) == 0 ? "%H:%M" : "%F %H:%M");
}

/* One more of a list that commas separate. */
static void
append (GString *list, const char *text)
{
  g_string_append_printf (list, "%s%s", list->len > 0 ? ", " : "", text);
}

static void
print_lists (const ThecalWalkthroughOut *self)
{
  g_autoptr (GString) titles = g_string_new (NULL);

  for (int list = 0; list < THECAL_N_LISTS; list++)
    if ((self->record->lists >> list & 1) != 0 && self->set->lists[list] != NULL)
      append (titles, _ (self->set->lists[list]->title));
  if (titles->len > 0)
    printf (_ ("    asked: %s\n"), titles->str);
}

/* What an item found, in words; its id where the lists no longer have it. */
static const char *
finding_of (const ThecalWalkthroughOut *self, const char *id)
{
  const ThecalChecklistItem *item = thecal_checklist_set_find (self->set, id);

  return item != NULL && item->finding != NULL && *item->finding != '\0' ? _ (item->finding) : id;
}

static char *
join_findings (const ThecalWalkthroughOut *self, const char *const *ids, gsize n)
{
  GString *findings = g_string_new (NULL);

  for (gsize i = 0; i < n; i++)
    append (findings, finding_of (self, ids[i]));

  return g_string_free (findings, FALSE);
}

static void
print_findings (const ThecalWalkthroughOut *self)
{
  const ThecalRecord *record = self->record;
  g_autoptr (GPtrArray) new_ids = get_new (self);
  g_autofree char *decided = join_findings (
      self, (const char *const *) record->decided_by, g_strv_length (record->decided_by));
  g_autofree char *fresh = join_findings (self, (const char *const *) new_ids->pdata, new_ids->len);
  g_autofree char *since = NULL;

  if (*decided != '\0')
    printf (_ ("    because: %s\n"), decided);
  if (self->before == NULL || *fresh == '\0')
    return;
  since = local_time (self->before->started_wall_us / 1000, time_of (self, "started"));
  printf (_ ("    new since %s: %s\n"), since, fresh);
}

void
thecal_walkthrough_print (const ThecalWalkthroughOut *self)
{
  const gint64 started_ms = time_of (self, "started");
  const char *state = words_of_state (text_of (self, "state"));
  g_autofree char *by = g_strdup (text_of (self, "by"));
  g_autofree char *started =
      started_ms != 0 ? local_time (started_ms, G_MININT64 / 2) : g_strdup ("?");

  thecal_command_make_plain (by);
  printf ("%s  %s%s%s%s%s\n",
          started,
          _ (outcomes[outcome_of (self)]),
          state != NULL ? "; " : "",
          state != NULL ? state : "",
          *by != '\0' ? "; " : "",
          by);
  if (self->record == NULL) {
    fputs (_ ("    the record could not be read\n"), stdout);
    return;
  }
  print_lists (self);
  print_findings (self);
  if (self->record->repeat_wall_us != THECAL_UNKNOWN_US) {
    g_autofree char *again = local_time (self->record->repeat_wall_us / 1000, started_ms);

    printf (_ ("    look again: %s\n"), again);
  }
}
