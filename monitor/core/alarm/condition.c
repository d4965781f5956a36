/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "core/alarm/condition.h"

#include "core/alarm/catalogue.h"
#include "core/names.h"

/* A stretch of the catalogue, in the order of ThecalConditionId. */
typedef struct {
  ThecalConditionId first;
  const ThecalConditionRow *rows;
} Part;

static const Part parts[] = {
  { THECAL_CONDITION_REFILL_MISMATCH, thecal_catalogue_care },
  { THECAL_CONDITION_DATA_STALE, thecal_catalogue_system },
  { THECAL_CONDITION_RESERVOIR_EMPTY, thecal_catalogue_pump },
};

static const char *const priority_names[] = {
  [THECAL_PRIORITY_NONE] = "none", [THECAL_PRIORITY_INFO] = "info",
  [THECAL_PRIORITY_LOW] = "low",   [THECAL_PRIORITY_MEDIUM] = "medium",
  [THECAL_PRIORITY_HIGH] = "high",
};

const ThecalConditionRow *
thecal_condition_get_row (ThecalConditionId id)
{
  gsize i = 0;

  if (id >= THECAL_N_CONDITIONS)
    return NULL;
  while (id < parts[i].first)
    i++;

  return &parts[i].rows[id - parts[i].first];
}

bool
thecal_condition_from_string (const char *text, ThecalConditionId *out_id)
{
  for (int id = 0; text != NULL && id < THECAL_N_CONDITIONS; id++)
    if (g_str_equal (thecal_condition_get_row ((ThecalConditionId) id)->id, text)) {
      *out_id = (ThecalConditionId) id;
      return true;
    }

  return false;
}

const char *
thecal_resolved_by_to_string (ThecalResolvedBy resolved_by)
{
  static const char *const names[] = { "", "clinic", "person" };

  return thecal_names_get (names, G_N_ELEMENTS (names), (int) resolved_by);
}

const char *
thecal_priority_to_string (ThecalPriority priority)
{
  return thecal_names_get (priority_names, G_N_ELEMENTS (priority_names), (int) priority);
}

bool
thecal_priority_from_string (const char *text, ThecalPriority *out_priority)
{
  int value;

  if (!thecal_names_find (priority_names, G_N_ELEMENTS (priority_names), text, &value))
    return false;

  *out_priority = (ThecalPriority) value;
  return true;
}
