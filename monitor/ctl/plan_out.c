/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "ctl/plan_out.h"

#include <glib/gi18n.h>
#include <stdio.h>

#include "core/plan/plan_keys.h"
#include "core/plan/plan_review.h"
#include "ctl/command.h"
#include "ctl/json_out.h"
#include "words/contact_words.h"

ThecalPlanFindings *
thecal_plan_findings_new (const ThecalPlanText *text, gint64 wall_us)
{
  ThecalPlanFindings *self = g_new0 (ThecalPlanFindings, 1);
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();

  self->remarks = thecal_plan_keys_check (text->text, text->size);
  self->doubts = thecal_plan_review_at (text->document, text->text, text->size, wall_us, zone);
  self->warnings = thecal_contact_book_get_warnings (text->document->contacts);

  return self;
}

void
thecal_plan_findings_free (ThecalPlanFindings *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->remarks);
  g_ptr_array_unref (self->doubts);
  g_ptr_array_unref (self->warnings);
  g_free (self);
}

guint
thecal_plan_findings_count (const ThecalPlanFindings *self)
{
  return self->remarks->len + self->doubts->len + self->warnings->len;
}

static gboolean
is_same_remark (gconstpointer a, gconstpointer b)
{
  const ThecalPlanRemark *first = a, *second = b;

  return first->kind == second->kind && g_str_equal (first->group, second->group) &&
         g_strcmp0 (first->key, second->key) == 0;
}

static gboolean
is_same_doubt (gconstpointer a, gconstpointer b)
{
  const ThecalPlanDoubt *first = a, *second = b;

  return g_str_equal (first->group, second->group) && g_str_equal (first->key, second->key) &&
         g_str_equal (first->question, second->question) &&
         g_strcmp0 (first->value, second->value) == 0;
}

static void
drop (GPtrArray *found, GPtrArray *known, GEqualFunc equal)
{
  for (guint i = found->len; i > 0; i--)
    if (g_ptr_array_find_with_equal_func (known, g_ptr_array_index (found, i - 1), equal, NULL))
      g_ptr_array_remove_index (found, i - 1);
}

void
thecal_plan_findings_drop_known (ThecalPlanFindings *self, const ThecalPlanFindings *before)
{
  if (before == NULL)
    return;

  drop (self->remarks, before->remarks, is_same_remark);
  drop (self->doubts, before->doubts, is_same_doubt);
  drop (self->warnings, before->warnings, g_str_equal);
}

static const char *
describe_remark (ThecalPlanRemarkKind kind)
{
  switch (kind) {
  case THECAL_REMARK_UNKNOWN_GROUP:
    return _ ("this group is not known, nothing in it is used");
  case THECAL_REMARK_UNKNOWN_KEY:
    return _ ("this key is not known, it is not used");
  case THECAL_REMARK_GROUP_AGAIN:
    return _ ("this group stood before, both are taken for one");
  case THECAL_REMARK_KEY_AGAIN:
    return _ ("this key stood before, the last one counts");
  }

  return "";
}

static void
print_remarks (const GPtrArray *remarks, const char *path)
{
  for (guint i = 0; i < remarks->len; i++) {
    const ThecalPlanRemark *remark = g_ptr_array_index (remarks, i);

    printf ("%s:%u: [%s]%s%s: %s\n",
            path,
            remark->line,
            remark->group,
            remark->key != NULL ? " " : "",
            remark->key != NULL ? remark->key : "",
            describe_remark (remark->kind));
  }
}

static void
print_doubts (const GPtrArray *doubts, const char *path)
{
  for (guint i = 0; i < doubts->len; i++) {
    const ThecalPlanDoubt *doubt = g_ptr_array_index (doubts, i);
    g_autofree char *line = doubt->line > 0 ? g_strdup_printf (":%u", doubt->line) : g_strdup ("");

    printf ("%s%s: [%s] %s%s%s: %s\n",
            path,
            line,
            doubt->group,
            doubt->key,
            doubt->value != NULL ? "=" : "",
            doubt->value != NULL ? doubt->value : "",
            _ (doubt->question));
  }
}

void
thecal_plan_findings_print (const ThecalPlanFindings *self, const char *path)
{
  print_remarks (self->remarks, path);
  print_doubts (self->doubts, path);
  for (guint i = 0; i < self->warnings->len; i++)
    printf ("%s: %s\n", path, (const char *) g_ptr_array_index (self->warnings, i));
}

static void
begin_array (JsonBuilder *builder, const char *name)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
}

void
thecal_plan_findings_add_json (const ThecalPlanFindings *self, JsonBuilder *builder)
{
  begin_array (builder, "remarks");
  for (guint i = 0; i < self->remarks->len; i++) {
    const ThecalPlanRemark *remark = g_ptr_array_index (self->remarks, i);

    json_builder_begin_object (builder);
    thecal_json_add_whole (builder, "line", remark->line);
    thecal_json_add_text (builder, "group", remark->group);
    thecal_json_add_text (builder, "key", remark->key);
    thecal_json_add_text (builder, "remark", describe_remark (remark->kind));
    json_builder_end_object (builder);
  }
  json_builder_end_array (builder);
  begin_array (builder, "doubts");
  for (guint i = 0; i < self->doubts->len; i++) {
    const ThecalPlanDoubt *doubt = g_ptr_array_index (self->doubts, i);

    json_builder_begin_object (builder);
    thecal_json_add_whole (builder, "line", doubt->line);
    thecal_json_add_text (builder, "group", doubt->group);
    thecal_json_add_text (builder, "key", doubt->key);
    thecal_json_add_text (builder, "value", doubt->value);
    thecal_json_add_text (builder, "question", _ (doubt->question));
    json_builder_end_object (builder);
  }
  json_builder_end_array (builder);
  begin_array (builder, "warnings");
  for (guint i = 0; i < self->warnings->len; i++)
    json_builder_add_string_value (builder, g_ptr_array_index (self->warnings, i));
  json_builder_end_array (builder);
}

/* On one line whatever it holds; "(nothing)". (transfer full) */
static char *
to_line (const char *value)
{
  char *text = g_strdup (value != NULL ? value : _ ("(nothing)"));

  thecal_command_make_plain (text);
  return text;
}

void
thecal_plan_changes_print (const GPtrArray *changes)
{
  for (guint i = 0; i < changes->len; i++) {
    const ThecalPlanChange *change = g_ptr_array_index (changes, i);
    g_autofree char *before = to_line (change->before);
    g_autofree char *after = to_line (change->after);

    printf ("%s[%s] %s: %s → %s\n",
            change->is_grave ? "! " : "  ",
            change->group,
            change->key,
            before,
            after);
  }
}

void
thecal_plan_changes_add_json (const GPtrArray *changes, JsonBuilder *builder)
{
  begin_array (builder, "changes");
  for (guint i = 0; i < changes->len; i++) {
    const ThecalPlanChange *change = g_ptr_array_index (changes, i);

    json_builder_begin_object (builder);
    thecal_json_add_text (builder, "group", change->group);
    thecal_json_add_text (builder, "key", change->key);
    thecal_json_add_text (builder, "before", change->before);
    thecal_json_add_text (builder, "after", change->after);
    thecal_json_add_bool (builder, "grave", change->is_grave);
    json_builder_end_object (builder);
  }
  json_builder_end_array (builder);
}
