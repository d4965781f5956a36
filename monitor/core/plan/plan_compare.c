/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <string.h>

#include "core/plan/plan_lines.h"
#include "core/plan/plan_review.h"

#define BYTE_ORDER_MARK "\xef\xbb\xbf"
#define KEYS_MAX 9

/* What forecast, alarms, drug, dose, the questions or a number to call hang on. */
static const struct {
  const char *group;          /* and those of which it is the first word */
  const char *keys[KEYS_MAX]; /* or what they begin with; none: all */
} grave[] = {
  /* another person, or other questions */
  { "person", { "Name", "BirthDate", "Diagnosis", "InjuryLevel", "Allergies", "CanSwallow" } },
  { "pump",
    { "Model",
      "Serial",
      "CapacityMl",
      "ImplantDate",
      "CatheterDate",
      "ReplaceBy",
      "Explanted",
      "MakerLine" } },
  { "drug", { NULL } },
  { "flex", { NULL } },
  { "reservoir", { NULL } },
  { "thresholds", { NULL } },
  { "escalation", { NULL } },
  { "quiet", { NULL } },
  { "sound", { NULL } },
  { "emergency", { NULL } },
  { "contact", { "Role", "Phone", "Hours", "TimeZone", "Holidays" } },
  { "tablets", { "Plan", "Expires" } },
  { "medicine", { NULL } },
  { "weaning", { NULL } },
  { "appointment", { NULL } },
  { "operation", { "Kind", "On" } },
};

static bool
is_of_group (const char *group, const char *first)
{
  const gsize length = strlen (first);

  return strncmp (group, first, length) == 0 && (group[length] == '\0' || group[length] == ' ');
}

static bool
is_grave (const char *group, const char *key)
{
  for (gsize i = 0; i < G_N_ELEMENTS (grave); i++) {
    if (!is_of_group (group, grave[i].group))
      continue;
    for (gsize k = 0; k < KEYS_MAX && grave[i].keys[k] != NULL; k++)
      if (g_str_has_prefix (key, grave[i].keys[k]))
        return true;
    return grave[i].keys[0] == NULL;
  }

  return false;
}

static void
change_free (gpointer data)
{
  ThecalPlanChange *change = data;

  g_free (change->group);
  g_free (change->key);
  g_free (change->before);
  g_free (change->after);
  g_free (change);
}

/* One side. */
typedef struct {
  const char *text; /* borrowed, without its mark */
  GKeyFile *file;
} Side;

static void
side_clear (Side *self)
{
  g_key_file_unref (self->file);
}

/* What is no key file says nothing. */
static void
side_init (Side *self, const char *text)
{
  self->file = g_key_file_new ();
  self->text = text != NULL ? text : "";
  if (g_str_has_prefix (self->text, BYTE_ORDER_MARK))
    self->text += strlen (BYTE_ORDER_MARK);
  if (!g_utf8_validate (self->text, -1, NULL) ||
      !g_key_file_load_from_data (
          self->file, self->text, strlen (self->text), G_KEY_FILE_NONE, NULL))
    self->text = "";
}

/* As a person reads it; NULL: not there, or empty. (transfer full) */
static char *
get_value (const Side *side, const char *group, const char *key)
{
  g_autofree char *text = g_key_file_get_string (side->file, group, key, NULL);

  if (text == NULL)
    text = g_key_file_get_value (side->file, group, key, NULL);
  if (text == NULL || *g_strstrip (text) == '\0')
    return NULL;

  return g_steal_pointer (&text);
}

/* The keys of @side that @seen does not have. */
static void
add_changes (GPtrArray *changes, GHashTable *seen, const Side *side, const Side sides[2])
{
  g_auto (ThecalPlanLines) lines;

  thecal_plan_lines_init (&lines, side->text, strlen (side->text));
  while (thecal_plan_lines_next (&lines)) {
    g_autofree char *before = NULL;
    g_autofree char *after = NULL;
    ThecalPlanChange *change;

    if (lines.key == NULL ||
        !g_hash_table_add (seen, g_strconcat (lines.group, "]", lines.key, NULL)))
      continue;
    before = get_value (&sides[0], lines.group, lines.key);
    after = get_value (&sides[1], lines.group, lines.key);
    if (g_strcmp0 (before, after) == 0)
      continue;
    change = g_new (ThecalPlanChange, 1);
    *change = (ThecalPlanChange){ .group = g_strdup (lines.group),
                                  .key = g_strdup (lines.key),
                                  .before = g_steal_pointer (&before),
                                  .after = g_steal_pointer (&after),
                                  .is_grave = is_grave (lines.group, lines.key) };
    g_ptr_array_add (changes, change);
  }
}

GPtrArray *
thecal_plan_compare (const char *before, const char *after)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func (change_free);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Side sides[2];

  side_init (&sides[0], before);
  side_init (&sides[1], after);
  add_changes (changes, seen, &sides[1], sides);
  add_changes (changes, seen, &sides[0], sides);
  side_clear (&sides[0]);
  side_clear (&sides[1]);

  return g_steal_pointer (&changes);
}
