/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "core/instant.h"

/* Binary heap of one deadline per unit: the earliest in O(1), a change in O(log n). */
typedef struct {
  GArray *order; /* of guint: units, earliest deadline first */
  GArray *place; /* of guint: unit -> index in order */
  GArray *when;  /* of gint64: unit -> boot instant */
} ThecalDeadlineHeap;

void thecal_deadline_heap_init (ThecalDeadlineHeap *self);
void thecal_deadline_heap_clear (ThecalDeadlineHeap *self);
/* Units are numbered 0, 1 … in the order of their adding; the deadline begins at NEVER. */
void thecal_deadline_heap_add (ThecalDeadlineHeap *self);
void thecal_deadline_heap_set (ThecalDeadlineHeap *self, guint unit, gint64 when_us);
gint64 thecal_deadline_heap_get_earliest (const ThecalDeadlineHeap *self, guint *out_unit);
