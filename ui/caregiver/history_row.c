/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "caregiver/history_row.h"

#include "shared/chart_words.h"
#include "shared/history_words.h"

struct _ThecalHistoryRow {
  GObject parent_instance;
  gint64 at_ms;
  char *cells[THECAL_N_HISTORY_CELLS]; /* owned */
};

G_DEFINE_FINAL_TYPE (ThecalHistoryRow, thecal_history_row, G_TYPE_OBJECT)

static void
thecal_history_row_finalize (GObject *object)
{
  ThecalHistoryRow *self = THECAL_HISTORY_ROW (object);

  for (int cell = 0; cell < THECAL_N_HISTORY_CELLS; cell++)
    g_free (self->cells[cell]);

  G_OBJECT_CLASS (thecal_history_row_parent_class)->finalize (object);
}

static void
thecal_history_row_class_init (ThecalHistoryRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = thecal_history_row_finalize;
}

static void
thecal_history_row_init (ThecalHistoryRow *self)
{
}

/* The dose is said by the refill too: once is enough in one cell. */
static char *
join (ThecalHistoryRow *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (int cell = THECAL_HISTORY_CELL_LEVEL; cell < THECAL_HISTORY_CELL_ALL; cell++) {
    if (*self->cells[cell] == '\0')
      continue;
    if (text->len > 0)
      g_string_append_c (text, '\n');
    g_string_append (text, self->cells[cell]);
  }

  return g_strdup (text->str);
}

ThecalHistoryRow *
thecal_history_row_new (const ThecalHistoryData *data,
                        const ThecalChartSeries *series,
                        const ThecalHistoryDay *day,
                        GTimeZone *zone)
{
  ThecalHistoryRow *self = g_object_new (THECAL_TYPE_HISTORY_ROW, NULL);

  self->at_ms = day->at_ms;
  self->cells[THECAL_HISTORY_CELL_DAY] = thecal_history_day_words (day->at_ms, zone);
  self->cells[THECAL_HISTORY_CELL_LEVEL] = thecal_history_day_level (data, series, day, zone);
  self->cells[THECAL_HISTORY_CELL_MARKS] = thecal_history_day_marks (data, day);
  self->cells[THECAL_HISTORY_CELL_DOSE] = thecal_history_day_doses (data, day);
  self->cells[THECAL_HISTORY_CELL_ALARMS] = thecal_history_day_alarms (data, day, zone);
  self->cells[THECAL_HISTORY_CELL_DIARY] = thecal_history_day_diary (data, day);
  self->cells[THECAL_HISTORY_CELL_ALL] = join (self);

  return self;
}

gint64
thecal_history_row_get_at_ms (ThecalHistoryRow *self)
{
  return self->at_ms;
}

const char *
thecal_history_row_get_cell (ThecalHistoryRow *self, ThecalHistoryCell cell)
{
  return self->cells[cell];
}

gboolean
thecal_history_row_equals (ThecalHistoryRow *self, ThecalHistoryRow *other)
{
  for (int cell = 0; cell < THECAL_N_HISTORY_CELLS; cell++)
    if (g_strcmp0 (self->cells[cell], other->cells[cell]) != 0)
      return FALSE;

  return self->at_ms == other->at_ms;
}
