/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <glib/gi18n.h>
#include <stdio.h>

#include "core/plan/plan_review.h"
#include "ctl/command.h"
#include "ctl/json_out.h"
#include "ctl/plan_command.h"
#include "ctl/plan_option.h"
#include "ctl/plan_out.h"
#include "files/plan_copy.h"
#include "files/plan_store.h"

/* What the plan says, and what it said. */

/* The changes from nothing are all that it says, each key once, in the order of the file. */
static void
print_text (const GPtrArray *values)
{
  const char *group = "";

  for (guint i = 0; i < values->len; i++) {
    const ThecalPlanChange *value = g_ptr_array_index (values, i);
    g_autofree char *text = g_strdup (value->after);

    if (!g_str_equal (value->group, group))
      printf ("%s[%s]\n", i > 0 ? "\n" : "", value->group);
    group = value->group;
    thecal_command_make_plain (text);
    printf ("%s: %s\n", value->key, text);
  }
}

static gboolean
is_first_of_group (const GPtrArray *values, guint index)
{
  const ThecalPlanChange *value = g_ptr_array_index (values, index);

  for (guint i = 0; i < index; i++)
    if (g_str_equal (((const ThecalPlanChange *) g_ptr_array_index (values, i))->group,
                     value->group))
      return FALSE;

  return TRUE;
}

static void
add_group (JsonBuilder *builder, const GPtrArray *values, const char *group)
{
  json_builder_set_member_name (builder, group);
  json_builder_begin_object (builder);
  for (guint i = 0; i < values->len; i++) {
    const ThecalPlanChange *value = g_ptr_array_index (values, i);

    if (g_str_equal (value->group, group))
      thecal_json_add_text (builder, value->key, value->after);
  }
  json_builder_end_object (builder);
}

static void
print_json (const GPtrArray *values)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  for (guint i = 0; i < values->len; i++)
    if (is_first_of_group (values, i))
      add_group (
          builder, values, ((const ThecalPlanChange *) g_ptr_array_index (values, i))->group);
  json_builder_end_object (builder);
  thecal_json_print (builder);
}

/* (transfer full) */
static char *
read_text (const ThecalPlanLoad *load, const char *path)
{
  g_autofree char *state_dir = thecal_plan_files_get_state_dir ();
  g_autoptr (ThecalPlanText) text = NULL;

  if (!load->found)
    return g_strdup ("");
  if (load->is_copy)
    return thecal_plan_copy_read (state_dir, path);

  text = thecal_plan_text_read (path);
  return text != NULL ? g_steal_pointer (&text->text) : NULL;
}

int
thecal_ctl_plan_show (const char *const *arguments, const ThecalPlanOptions *options)
{
  g_autofree char *path = thecal_plan_files_get_path (options->plan);
  g_autoptr (ThecalPlanLoad) load = NULL;
  g_autoptr (GPtrArray) values = NULL;
  g_autofree char *text = NULL;
  int code;

  load = thecal_plan_option_load ("plan show", options->plan, &code);
  if (load == NULL)
    return code;
  text = read_text (load, path);
  if (text == NULL)
    return THECAL_EXIT_BAD_INPUT;
  if (!load->found) {
    fprintf (stderr, "%s\n", _ ("There is no care plan yet."));
    code = THECAL_EXIT_PROBLEM;
  }

  values = thecal_plan_compare (NULL, text);
  if (options->json)
    print_json (values);
  else
    print_text (values);

  return code;
}

int
thecal_ctl_plan_versions (const char *const *arguments, const ThecalPlanOptions *options)
{
  g_autofree char *path = thecal_plan_files_get_path (options->plan);
  g_autofree char *state_dir = thecal_plan_files_get_state_dir ();
  g_auto (GStrv) versions = thecal_plan_store_list_versions (path, state_dir);
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  thecal_json_add_text (builder, "plan", path);
  json_builder_set_member_name (builder, "versions");
  json_builder_begin_array (builder);
  for (gsize i = 0; versions[i] != NULL; i++) {
    json_builder_add_string_value (builder, versions[i]);
    if (!options->json)
      puts (versions[i]);
  }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  if (options->json)
    thecal_json_print (builder);

  return THECAL_EXIT_DONE;
}

int
thecal_ctl_plan_diff (const char *const *arguments, const ThecalPlanOptions *options)
{
  g_autoptr (ThecalPlanText) before = thecal_plan_text_read (arguments[0]);
  g_autoptr (ThecalPlanText) after = thecal_plan_text_read (arguments[1]);
  g_autoptr (GPtrArray) changes = NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (before == NULL || after == NULL || before->document == NULL || after->document == NULL)
    return THECAL_EXIT_BAD_INPUT;
  changes = thecal_plan_compare (before->text, after->text);
  if (!options->json) {
    thecal_plan_changes_print (changes);
    return THECAL_EXIT_DONE;
  }
  json_builder_begin_object (builder);
  thecal_plan_changes_add_json (changes, builder);
  json_builder_end_object (builder);
  thecal_json_print (builder);

  return THECAL_EXIT_DONE;
}
