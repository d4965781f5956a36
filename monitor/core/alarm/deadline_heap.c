/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "core/alarm/deadline_heap.h"

void
thecal_deadline_heap_init (ThecalDeadlineHeap *self)
{
  self->order = g_array_new (FALSE, FALSE, sizeof (guint));
  self->place = g_array_new (FALSE, FALSE, sizeof (guint));
  self->when = g_array_new (FALSE, FALSE, sizeof (gint64));
}

void
thecal_deadline_heap_clear (ThecalDeadlineHeap *self)
{
  g_array_unref (self->order);
  g_array_unref (self->place);
  g_array_unref (self->when);
}

static guint
unit_at (const ThecalDeadlineHeap *self, guint index)
{
  return g_array_index (self->order, guint, index);
}

static gint64
when_at (const ThecalDeadlineHeap *self, guint index)
{
  return g_array_index (self->when, gint64, unit_at (self, index));
}

static void
put (ThecalDeadlineHeap *self, guint index, guint unit)
{
  g_array_index (self->order, guint, index) = unit;
  g_array_index (self->place, guint, unit) = index;
}

static void
swap (ThecalDeadlineHeap *self, guint a, guint b)
{
  const guint unit = unit_at (self, a);

  put (self, a, unit_at (self, b));
  put (self, b, unit);
}

static void
rise (ThecalDeadlineHeap *self, guint index)
{
  while (index > 0 && when_at (self, index) < when_at (self, (index - 1) / 2)) {
    swap (self, index, (index - 1) / 2);
    index = (index - 1) / 2;
  }
}

static void
sink (ThecalDeadlineHeap *self, guint index)
{
  for (;;) {
    const guint left = 2 * index + 1;
    guint least = index;

    if (left < self->order->len && when_at (self, left) < when_at (self, least))
      least = left;
    if (left + 1 < self->order->len && when_at (self, left + 1) < when_at (self, least))
      least = left + 1;
    if (least == index)
      return;
    swap (self, index, least);
    index = least;
  }
}

void
thecal_deadline_heap_add (ThecalDeadlineHeap *self)
{
  const guint unit = self->when->len;
  const guint index = self->order->len;
  const gint64 never_us = THECAL_NEVER_US;

  g_array_append_val (self->when, never_us);
  g_array_append_val (self->order, unit);
  g_array_append_val (self->place, index);
}

void
thecal_deadline_heap_set (ThecalDeadlineHeap *self, guint unit, gint64 when_us)
{
  g_array_index (self->when, gint64, unit) = when_us;
  rise (self, g_array_index (self->place, guint, unit));
  sink (self, g_array_index (self->place, guint, unit));
}

gint64
thecal_deadline_heap_get_earliest (const ThecalDeadlineHeap *self, guint *out_unit)
{
  *out_unit = unit_at (self, 0);

  return when_at (self, 0);
}
