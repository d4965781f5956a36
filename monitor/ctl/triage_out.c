/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "ctl/triage_out.h"

#include <glib/gi18n.h>
#include <stdio.h>

#include "ctl/command.h"
#include "ctl/contacts_out.h"
#include "ctl/json_out.h"
#include "words/contact_words.h"

static GArray *
order_contacts (const ThecalTriageOutput *self)
{
  return thecal_contact_book_order (
      self->document->contacts, self->result->outcome, self->now_wall_us);
}

static const char *
finding_of (const ThecalTriageOutput *self, const char *id)
{
  const ThecalChecklistItem *item = thecal_checklist_set_find (self->set, id);

  return item != NULL ? _ (item->finding) : id;
}

static void
begin_array (JsonBuilder *builder, const char *name)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
}

static void
add_decided_by (const ThecalTriageOutput *self, JsonBuilder *builder)
{
  const GPtrArray *ids = self->result->decided_by;

  begin_array (builder, "decided_by");
  for (guint i = 0; i < ids->len; i++)
    json_builder_add_string_value (builder, g_ptr_array_index (ids, i));
  json_builder_end_array (builder);
  begin_array (builder, "findings");
  for (guint i = 0; i < ids->len; i++)
    json_builder_add_string_value (builder, finding_of (self, g_ptr_array_index (ids, i)));
  json_builder_end_array (builder);
}

static void
add_bits (const ThecalTriageOutput *self, JsonBuilder *builder)
{
  begin_array (builder, "flags");
  for (guint flag = 0; flag < THECAL_N_TRIAGE_FLAGS; flag++)
    if ((self->result->flags & (1u << flag)) != 0)
      json_builder_add_string_value (builder,
                                     thecal_triage_flag_to_string ((ThecalTriageFlag) flag));
  json_builder_end_array (builder);
  begin_array (builder, "lists");
  for (guint list = 0; list < THECAL_N_LISTS; list++) {
    const char letter[] = { thecal_list_to_letter ((ThecalListId) list), '\0' };

    if ((self->result->lists & (1u << list)) != 0)
      json_builder_add_string_value (builder, letter);
  }
  json_builder_end_array (builder);
}

void
thecal_triage_print_json (const ThecalTriageOutput *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GArray) lines = order_contacts (self);
  const char outcome[] = { 'T', (char) ('0' + self->result->outcome), '\0' };
  const gint64 repeat_us = self->result->repeat_wall_us;
  g_autofree char *repeat_at =
      repeat_us != THECAL_UNKNOWN_US ? thecal_command_time (repeat_us / 1000) : NULL;

  json_builder_begin_object (builder);
  thecal_json_add_text (builder, "outcome", outcome);
  add_decided_by (self, builder);
  add_bits (self, builder);
  thecal_json_add_bool (builder, "show_tablets", self->result->show_tablets);
  thecal_contacts_add_json (builder, lines, self->now_wall_us);
  thecal_json_add_text (builder, "repeat_at", repeat_at);
  json_builder_end_object (builder);
  thecal_json_print (builder);
}

static void
print_advice (const ThecalTriageOutput *self, ThecalAdviceKind kind, const char *title)
{
  const guint lists = self->result->lists | 1u << THECAL_LIST_GATE;
  g_autoptr (GPtrArray) lines =
      thecal_checklist_set_get_advice (self->set, lists, self->result->outcome, kind);

  if (lines->len > 0)
    printf ("\n%s\n", title);
  for (guint i = 0; i < lines->len; i++)
    printf ("  %s\n", _ ((const char *) g_ptr_array_index (lines, i)));
}

static void
print_because (const ThecalTriageOutput *self)
{
  const GPtrArray *ids = self->result->decided_by;

  if (ids->len > 0)
    puts (_ ("Because:"));
  for (guint i = 0; i < ids->len; i++)
    printf ("  %s (%s)\n",
            finding_of (self, g_ptr_array_index (ids, i)),
            (const char *) g_ptr_array_index (ids, i));
}

/* What else there is to know of the result, in words. */
static void
print_flags (const ThecalTriageOutput *self)
{
  static const struct {
    ThecalTriageFlag flag;
    const char *text;
  } rows[] = {
    { THECAL_TRIAGE_TWO_SIGN, N_ ("Signs of withdrawal add up: act even if they seem mild.") },
    { THECAL_TRIAGE_WATCH_72H,
      N_ ("Less than 72 hours since a refill, dose change, alarm or scan.") },
    { THECAL_TRIAGE_PUMP_ALARM, N_ ("The pump gives an alarm.") },
    { THECAL_TRIAGE_COMPUTED_EMPTY, N_ ("By the care plan the pump may be empty.") },
    { THECAL_TRIAGE_REFILL_OVERDUE, N_ ("By the care plan a refill is overdue.") },
    { THECAL_TRIAGE_STOPPED, N_ ("The pump has stopped.") },
    { THECAL_TRIAGE_RAISED, N_ ("More urgent by tablets, alcohol or other medicines.") },
    { THECAL_TRIAGE_UNFINISHED, N_ ("Not finished: questions are not answered yet.") },
    { THECAL_TRIAGE_NO_PLAN, N_ ("No care plan.") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if ((self->result->flags & (1u << rows[i].flag)) != 0)
      puts (_ (rows[i].text));
}

static void
print_repeat (gint64 repeat_us)
{
  g_autoptr (GDateTime) utc = repeat_us != THECAL_UNKNOWN_US
                                  ? g_date_time_new_from_unix_utc (repeat_us / THECAL_SECOND_US)
                                  : NULL;
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_local (utc) : NULL;
  g_autofree char *text = local != NULL ? g_date_time_format (local, "%Y-%m-%d %H:%M") : NULL;

  if (text != NULL)
    printf (_ ("Look again at %s.\n"), text);
}

void
thecal_triage_print_text (const ThecalTriageOutput *self)
{
  g_autoptr (GArray) lines = order_contacts (self);
  const ThecalContactLine *first =
      lines->len > 0 ? &g_array_index (lines, ThecalContactLine, 0) : NULL;
  g_autofree char *headline = thecal_outcome_headline (self->result->outcome, first);

  printf ("T%d  %s\n", self->result->outcome, headline);
  print_because (self);
  print_flags (self);
  print_repeat (self->result->repeat_wall_us);
  printf ("\n%s\n", _ ("Call, in this order:"));
  thecal_contacts_print (lines, self->now_wall_us);
  print_advice (self, THECAL_ADVICE_DO_NOW, _ ("Do now:"));
  print_advice (self, THECAL_ADVICE_DO_NOT, _ ("Do not:"));
  print_advice (self, THECAL_ADVICE_BRING, _ ("Bring:"));
  if (self->result->show_tablets)
    printf ("\n%s\n  %s\n",
            _ ("Rescue tablets, in the team's own words. They do not replace the call:"),
            self->document->patient->tablets_plan);
  printf ("\n%s\n", _ ("Not a medical device. What your clinic has told you comes before this."));
}
