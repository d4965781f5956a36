/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "core/diary/medicine_gap.h"

#include <math.h>

#include "core/instant.h"

static char *
fold (const char *text)
{
  g_autofree char *bare = g_strstrip (g_strdup (text));

  return g_utf8_casefold (bare, -1);
}

double
thecal_medicine_gap_find_h (const ThecalRegimen *regimen, const char *medicine)
{
  g_autofree char *folded = fold (medicine);

  for (guint i = 0; i < regimen->n_medicines; i++) {
    const ThecalMedicine *ordered = &regimen->medicines[i];
    g_autofree char *name = fold (ordered->name);

    if (g_str_equal (name, folded) && !isnan (ordered->min_gap_h))
      return ordered->min_gap_h;
  }

  return THECAL_MEDICINE_GAP_H;
}

static bool
is_same (const ThecalEntry *entry, const char *folded)
{
  const char *medicine = thecal_entry_get_text (entry, "medicine");
  g_autofree char *other = NULL;

  if (thecal_entry_get_kind (entry) != THECAL_ENTRY_MEDICINE || medicine == NULL ||
      thecal_entry_get_truth (entry, "as_needed") != 1)
    return false;
  other = fold (medicine);

  return g_str_equal (other, folded);
}

gint64
thecal_medicine_gap_get_end_us (const GPtrArray *entries, const char *medicine, double gap_h)
{
  g_autofree char *folded = fold (medicine);
  gint64 newest_us = THECAL_UNKNOWN_US;

  for (guint i = 0; i < entries->len; i++) {
    const ThecalEntry *entry = g_ptr_array_index (entries, i);

    if (is_same (entry, folded))
      newest_us = MAX (newest_us, thecal_entry_get_at_us (entry));
  }
  if (newest_us == THECAL_UNKNOWN_US)
    return THECAL_UNKNOWN_US;

  return newest_us + (gint64) (gap_h * (double) THECAL_HOUR_US);
}
