/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "pump_list.h"

static void
pump_free (gpointer data)
{
  ThecalListedPump *pump = data;

  g_free (pump->id);
  g_free (pump->name);
  g_free (pump->plan_path);
  g_free (pump->person);
  g_free (pump);
}

GPtrArray *
thecal_pump_list_new (void)
{
  return g_ptr_array_new_with_free_func (pump_free);
}

guint
thecal_pump_list_add (GPtrArray *self, const char *id, const char *name)
{
  ThecalListedPump *pump = g_new0 (ThecalListedPump, 1);

  pump->id = g_strdup (id);
  pump->name = g_strdup (name);
  pump->plan_path = g_strdup ("");
  pump->person = g_strdup ("");
  g_ptr_array_add (self, pump);

  return self->len;
}

const ThecalListedPump *
thecal_pump_list_get (GPtrArray *self, guint unit)
{
  return unit > 0 && unit <= self->len ? g_ptr_array_index (self, unit - 1) : NULL;
}

guint
thecal_pump_list_find (GPtrArray *self, const char *id)
{
  for (guint unit = 1; unit <= self->len; unit++)
    if (g_strcmp0 (thecal_pump_list_get (self, unit)->id, id) == 0)
      return unit;

  return 0;
}

gboolean
thecal_pump_list_set_plan (GPtrArray *self, guint unit, const char *path, const char *person)
{
  ThecalListedPump *pump;

  if (thecal_pump_list_get (self, unit) == NULL)
    return FALSE;
  pump = g_ptr_array_index (self, unit - 1);
  if (person == NULL)
    person = "";
  if (g_str_equal (pump->plan_path, path) && g_str_equal (pump->person, person))
    return FALSE;

  g_free (pump->plan_path);
  pump->plan_path = g_strdup (path);
  g_free (pump->person);
  pump->person = g_strdup (person);

  return TRUE;
}
