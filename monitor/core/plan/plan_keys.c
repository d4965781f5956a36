/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "core/plan/plan_keys.h"

#include <string.h>

#include "core/plan/plan_lines.h"

#define KEYS_MAX 16

typedef enum {
  NAME_ONE,      /* [person] */
  NAME_NUMBERED, /* [drug 1] to [drug 4] */
  NAME_ANY,      /* [contact pump-team], [appointment 1] */
} Naming;

/* A key that is numbered: Step1 to Step13. */
typedef struct {
  const char *stem;
  int from, to;
} Numbered;

typedef struct {
  const char *group;
  Naming naming;
  bool any_key; /* read by a part that is still to come */
  const char *keys[KEYS_MAX];
  Numbered numbered[2];
  int last; /* NAME_NUMBERED: of the groups */
} Known;

static const Known known[] = {
  { .group = "person",
    .keys = { "Name",
              "BirthDate",
              "Weight",
              "Diagnosis",
              "InjuryLevel",
              "Allergies",
              "CanSwallow",
              "Language",
              "Epilepsy",
              "Kidney",
              "Reason",
              "Goals",
              "Flags",
              "Medicines",
              "SpinalFusion" } },
  { .group = "pump",
    .keys = { "Model",
              "Serial",
              "CapacityMl",
              "Side",
              "ImplantDate",
              "CatheterDate",
              "ReplaceBy",
              "Explanted",
              "MakerLine",
              "Site",
              "CatheterTip" } },
  { .group = "drug",
    .naming = NAME_NUMBERED,
    .last = 4,
    .keys = { "Name", "ConcentrationUgPerMl", "DoseUgPerDay", "Opioid", "ChangedOn" } },
  { .group = "flex", .numbered = { { "Step", 1, 13 } } },
  { .group = "reservoir", .keys = { "VolumeMl", "FilledAt", "LowMl", "AlarmDate" } },
  { .group = "thresholds", .keys = { "FeverC", "FeverAnyC", "EmptySoonH", "BreathsLow" } },
  { .group = "emergency", .keys = { "Number", "Confirmed", "TextNumber", "Address" } },
  { .group = "contact",
    .naming = NAME_ANY,
    .keys = { "Role", "Name", "Phone", "Hours", "TimeZone", "Holidays", "Confirmed", "Note" },
    .numbered = { { "Phone", 2, 9 } } },
  { .group = "tablets", .keys = { "Plan", "WrittenBy", "WrittenOn", "Where", "Expires" } },
  { .group = "appointment", .naming = NAME_ANY, .keys = { "Kind", "At" } },
  { .group = "medicine",
    .naming = NAME_NUMBERED,
    .last = 8,
    .keys = { "Name", "Plan", "AsNeeded", "MinGapH" } },
  { .group = "weaning", .numbered = { { "Step", 1, 20 } } },
  { .group = "exercise", .keys = { "Plan", "Days" } },
  { .group = "titration", .keys = { "EveryDays", "Until" } },
  { .group = "operation", .keys = { "Kind", "On", "Discharged", "Closure" } },
  { .group = "post-op",
    .keys = { "VestDay",
              "StripsDay",
              "BathDay",
              "VisitFromDay",
              "VisitToDay",
              "RidingDay",
              "BinderFromDay",
              "BinderToDay",
              "Confirmed" } },
  { .group = "escalation",
    .keys = { "HighRepeat", "MediumRepeat" },
    .numbered = { { "High", 1, 10 }, { "Medium", 1, 10 } } },
  { .group = "quiet", .keys = { "From", "To" } },
  { .group = "sound", .keys = { "Sink" } },
  { .group = "roster", .any_key = true },
};

/* "12" within the range, without blanks and leading zeros. */
static bool
is_number (const char *text, int from, int to)
{
  guint64 number;

  return text[0] != '0' &&
         g_ascii_string_to_unsigned (text, 10, (guint64) from, (guint64) to, &number, NULL);
}

static bool
is_group (const Known *entry, const char *group)
{
  const gsize length = strlen (entry->group);

  if (strncmp (group, entry->group, length) != 0)
    return false;

  switch (entry->naming) {
  case NAME_ONE:
    return group[length] == '\0';
  case NAME_NUMBERED:
    return group[length] == ' ' && is_number (group + length + 1, 1, entry->last);
  case NAME_ANY:
    return group[length] == '\0' || group[length] == ' ';
  }

  return false;
}

static bool
is_key (const Known *entry, const char *key)
{
  if (entry->any_key)
    return true;
  for (gsize i = 0; i < KEYS_MAX && entry->keys[i] != NULL; i++)
    if (g_str_equal (entry->keys[i], key))
      return true;
  for (gsize i = 0; i < G_N_ELEMENTS (entry->numbered); i++) {
    const Numbered *numbered = &entry->numbered[i];

    if (numbered->stem != NULL && g_str_has_prefix (key, numbered->stem) &&
        is_number (key + strlen (numbered->stem), numbered->from, numbered->to))
      return true;
  }

  return false;
}

bool
thecal_plan_keys_is_known (const char *group, const char *key)
{
  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    if (is_group (&known[i], group))
      return key == NULL || is_key (&known[i], key);

  return false;
}

static void
remark_free (gpointer data)
{
  ThecalPlanRemark *remark = data;

  g_free (remark->group);
  g_free (remark->key);
  g_free (remark);
}

static void
add (GPtrArray *remarks, ThecalPlanRemarkKind kind, const ThecalPlanLines *lines)
{
  ThecalPlanRemark *remark = g_new (ThecalPlanRemark, 1);

  *remark = (ThecalPlanRemark){ .kind = kind,
                                .line = lines->number,
                                .group = g_strdup (lines->group),
                                .key = g_strdup (lines->key) };
  g_ptr_array_add (remarks, remark);
}

GPtrArray *
thecal_plan_keys_check (const char *text, gsize size)
{
  g_autoptr (GPtrArray) remarks = g_ptr_array_new_with_free_func (remark_free);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_auto (ThecalPlanLines) lines;

  thecal_plan_lines_init (&lines, text, size);
  while (thecal_plan_lines_next (&lines)) {
    const bool is_head = lines.key == NULL;
    /* no name of a group holds a bracket */
    char *place = g_strconcat (lines.group, "]", lines.key, NULL);
    const bool again = !g_hash_table_add (seen, place);

    if (!thecal_plan_keys_is_known (lines.group, NULL)) {
      if (is_head)
        add (remarks, THECAL_REMARK_UNKNOWN_GROUP, &lines);
    } else if (again)
      add (remarks, is_head ? THECAL_REMARK_GROUP_AGAIN : THECAL_REMARK_KEY_AGAIN, &lines);
    else if (!is_head && !thecal_plan_keys_is_known (lines.group, lines.key))
      add (remarks, THECAL_REMARK_UNKNOWN_KEY, &lines);
  }

  return g_steal_pointer (&remarks);
}
