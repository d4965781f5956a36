/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "core/plan/plan_lines.h"

#include <string.h>

#include "core/names.h"

#include "core/plan/care_plan.h"

void
thecal_plan_lines_init (ThecalPlanLines *self, const char *text, gsize size)
{
  *self = (ThecalPlanLines){ .rest = text, .rest_size = size, .group = g_strdup ("") };
}

void
thecal_plan_lines_clear (ThecalPlanLines *self)
{
  g_clear_pointer (&self->group, g_free);
  g_clear_pointer (&self->key, g_free);
}

/* (transfer full); NULL at the end */
static char *
take_line (ThecalPlanLines *self)
{
  const char *end;
  gsize length;
  char *line;

  if (self->rest_size == 0)
    return NULL;

  end = memchr (self->rest, '\n', self->rest_size);
  length = end != NULL ? (gsize) (end - self->rest) : self->rest_size;
  line = g_strndup (self->rest, length);
  length += end != NULL ? 1 : 0;
  self->rest += length;
  self->rest_size -= length;
  self->number++;

  return line;
}

bool
thecal_plan_lines_next (ThecalPlanLines *self)
{
  g_clear_pointer (&self->key, g_free);
  for (;;) {
    g_autofree char *line = take_line (self);
    char *end;

    if (line == NULL)
      return false;
    g_strstrip (line);
    if (line[0] == '[' && (end = strchr (line, ']')) != NULL) {
      *end = '\0';
      g_free (self->group);
      self->group = g_strdup (line + 1);
      return true;
    }
    if (line[0] != '#' && (end = strchr (line, '=')) != NULL) {
      *end = '\0';
      self->key = g_strdup (g_strchomp (line));
      return true;
    }
  }
}

/* @wanted may have been cut. */
static bool
is_named (const char *name, const char *wanted)
{
  char kept[sizeof ((ThecalPlanError *) NULL)->group];

  thecal_name_keep (kept, sizeof kept, name);
  return g_str_equal (kept, wanted);
}

guint
thecal_plan_lines_find (const char *text, gsize size, const char *group, const char *key)
{
  g_auto (ThecalPlanLines) lines;
  guint of_group = 0, of_key = 0;

  thecal_plan_lines_init (&lines, text, size);
  while (thecal_plan_lines_next (&lines)) {
    if (!is_named (lines.group, group))
      continue;
    if (lines.key == NULL && of_group == 0)
      of_group = lines.number;
    else if (lines.key != NULL && is_named (lines.key, key))
      of_key = lines.number;
  }

  return of_key != 0 ? of_key : of_group;
}
