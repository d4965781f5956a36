/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "shared/history_data.h"

/* When which alarm stood, put together from the pages of the alarm log. Pages may come in any
 * order, and twice. Drills and what is only for information are left out. Pure. */

typedef struct _ThecalAlarmSpans ThecalAlarmSpans;

ThecalAlarmSpans *thecal_alarm_spans_new (void);
void thecal_alarm_spans_free (ThecalAlarmSpans *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ThecalAlarmSpans, thecal_alarm_spans_free)

/* @records: aa{sv} as GetAlarmLog() answers. */
void thecal_alarm_spans_take (ThecalAlarmSpans *self, GVariant *records);
/* Of the records that were taken; 0: none. */
guint64 thecal_alarm_spans_get_newest (const ThecalAlarmSpans *self);
guint64 thecal_alarm_spans_get_oldest (const ThecalAlarmSpans *self);
gint64 thecal_alarm_spans_get_oldest_ms (const ThecalAlarmSpans *self);

/* Into the alarms of @data: those of @pump_id and of this computer that began or stood within its
 * stretch. @standing: set of the episodes that stand now; one whose end was never written ended
 * with its last record. */
void thecal_alarm_spans_fill (const ThecalAlarmSpans *self,
                              const char *pump_id,
                              GHashTable *standing,
                              ThecalHistoryData *data);
