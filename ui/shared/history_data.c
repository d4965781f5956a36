/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "shared/history_data.h"

#include <math.h>

#define DAY_MS (24.0 * 3600.0 * 1000.0)
#define FAR_DAYS 3660.0 /* a forecast beyond ten years is none */

ThecalHistoryData *
thecal_history_data_new (void)
{
  ThecalHistoryData *self = g_rc_box_new0 (ThecalHistoryData);

  self->levels = g_array_new (FALSE, FALSE, sizeof (ThecalHistoryLevel));
  self->marks = g_array_new (FALSE, FALSE, sizeof (ThecalHistoryMark));
  self->alarms = g_array_new (FALSE, FALSE, sizeof (ThecalHistoryAlarm));
  self->diary = g_array_new (FALSE, FALSE, sizeof (ThecalHistoryDiary));
  self->present = (ThecalHistoryPresent){
    .early_ml = NAN,
    .nominal_ml = NAN,
    .late_ml = NAN,
    .low_ml = NAN,
    .capacity_ml = NAN,
    .low_early_days = NAN,
    .low_late_days = NAN,
    .empty_early_days = NAN,
    .empty_late_days = NAN,
  };

  return self;
}

ThecalHistoryData *
thecal_history_data_ref (ThecalHistoryData *self)
{
  return g_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  ThecalHistoryData *self = data;

  g_array_unref (self->levels);
  g_array_unref (self->marks);
  g_array_unref (self->alarms);
  g_array_unref (self->diary);
}

void
thecal_history_data_unref (ThecalHistoryData *self)
{
  g_rc_box_release_full (self, clear);
}

bool
thecal_history_data_is_empty (const ThecalHistoryData *self)
{
  return thecal_history_data_get_first_ms (self) == 0 && isnan (self->present.nominal_ml);
}

static void
take_earlier (gint64 *first_ms, gint64 at_ms)
{
  if (at_ms != 0 && (*first_ms == 0 || at_ms < *first_ms))
    *first_ms = at_ms;
}

gint64
thecal_history_data_get_first_ms (const ThecalHistoryData *self)
{
  gint64 first_ms = 0;

  if (self->levels->len > 0)
    take_earlier (&first_ms, g_array_index (self->levels, ThecalHistoryLevel, 0).at_ms);
  if (self->diary->len > 0)
    take_earlier (&first_ms, g_array_index (self->diary, ThecalHistoryDiary, 0).at_ms);
  if (self->alarms->len > 0)
    take_earlier (&first_ms, g_array_index (self->alarms, ThecalHistoryAlarm, 0).from_ms);
  for (guint i = 0; i < self->marks->len; i++) {
    const ThecalHistoryMark *mark = &g_array_index (self->marks, ThecalHistoryMark, i);

    if (!mark->is_planned)
      take_earlier (&first_ms, mark->at_ms);
  }

  return first_ms;
}

gint64
thecal_history_data_get_last_ms (const ThecalHistoryData *self)
{
  const ThecalHistoryPresent *present = &self->present;

  if (!(present->empty_late_days > 0.0) || present->empty_late_days > FAR_DAYS)
    return present->now_ms;

  return present->now_ms + (gint64) (present->empty_late_days * DAY_MS);
}

/* Reading. */

void
thecal_history_data_take_levels (ThecalHistoryData *self, GVariant *levels)
{
  GVariantIter iter;
  ThecalHistoryLevel level;
  gint64 before_ms = G_MININT64;

  g_variant_iter_init (&iter, levels);
  while (g_variant_iter_next (&iter, "(xdd)", &level.at_ms, &level.lowest_ml, &level.highest_ml)) {
    if (level.at_ms <= before_ms || !isfinite (level.lowest_ml) || !isfinite (level.highest_ml))
      continue;
    g_array_append_val (self->levels, level);
    before_ms = level.at_ms;
  }
}
