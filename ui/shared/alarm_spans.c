/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "shared/alarm_spans.h"

#include <string.h>

typedef struct {
  ThecalHistoryAlarm alarm;
  gint64 last_ms;   /* of its newest record */
  bool has_begun;   /* its beginning was read; without it nothing is known of it */
  const char *pump; /* interned */
} Span;

struct _ThecalAlarmSpans {
  GHashTable *by_episode; /* guint → Span (owned) */
  guint64 newest, oldest;
  gint64 oldest_ms;
};

ThecalAlarmSpans *
thecal_alarm_spans_new (void)
{
  ThecalAlarmSpans *self = g_new0 (ThecalAlarmSpans, 1);

  self->by_episode = g_hash_table_new_full (NULL, NULL, NULL, g_free);

  return self;
}

void
thecal_alarm_spans_free (ThecalAlarmSpans *self)
{
  g_hash_table_unref (self->by_episode);
  g_free (self);
}

static Span *
span_of (ThecalAlarmSpans *self, guint episode)
{
  Span *span = g_hash_table_lookup (self->by_episode, GUINT_TO_POINTER (episode));

  if (span == NULL) {
    span = g_new0 (Span, 1);
    span->alarm.episode = episode;
    g_hash_table_insert (self->by_episode, GUINT_TO_POINTER (episode), span);
  }

  return span;
}

static void
take_record (ThecalAlarmSpans *self, GVariant *record, gint64 at_ms)
{
  const char *effect = "", *priority_word = "", *condition = "", *pump = "";
  ThecalPriority priority = THECAL_PRIORITY_NONE;
  guint episode = 0;
  Span *span;

  g_variant_lookup (record, "episode", "u", &episode);
  g_variant_lookup (record, "effect", "&s", &effect);
  g_variant_lookup (record, "priority", "&s", &priority_word);
  g_variant_lookup (record, "condition", "&s", &condition);
  g_variant_lookup (record, "pump", "&s", &pump);
  if (episode == 0)
    return;
  span = span_of (self, episode);
  span->last_ms = MAX (span->last_ms, at_ms);
  if (strcmp (effect, "withdraw") == 0)
    span->alarm.to_ms = MAX (at_ms, 1);
  if (strcmp (effect, "raise") == 0) {
    span->has_begun = true;
    span->alarm.from_ms = at_ms;
    span->alarm.condition = g_intern_string (condition);
    span->pump = g_intern_string (pump);
  }
  if ((strcmp (effect, "raise") == 0 || strcmp (effect, "change") == 0) &&
      thecal_priority_from_string (priority_word, &priority))
    span->alarm.priority = MAX (span->alarm.priority, priority);
}

void
thecal_alarm_spans_take (ThecalAlarmSpans *self, GVariant *records)
{
  GVariantIter iter;
  GVariant *child;

  g_variant_iter_init (&iter, records);
  while ((child = g_variant_iter_next_value (&iter)) != NULL) {
    g_autoptr (GVariant) record = child;
    guint64 seq = 0;
    gint64 at_ms = 0;

    g_variant_lookup (record, "seq", "t", &seq);
    g_variant_lookup (record, "at", "x", &at_ms);
    if (seq == 0)
      continue;
    if (self->oldest == 0 || seq < self->oldest) {
      self->oldest = seq;
      self->oldest_ms = at_ms;
    }
    self->newest = MAX (self->newest, seq);
    take_record (self, record, at_ms);
  }
}

guint64
thecal_alarm_spans_get_newest (const ThecalAlarmSpans *self)
{
  return self->newest;
}

guint64
thecal_alarm_spans_get_oldest (const ThecalAlarmSpans *self)
{
  return self->oldest;
}

gint64
thecal_alarm_spans_get_oldest_ms (const ThecalAlarmSpans *self)
{
  return self->oldest_ms;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const ThecalHistoryAlarm *one = a, *other = b;

  if (one->from_ms != other->from_ms)
    return one->from_ms > other->from_ms ? 1 : -1;

  return (one->episode > other->episode) - (one->episode < other->episode);
}

static bool
is_shown (const Span *span, const char *pump_id)
{
  if (!span->has_begun || span->alarm.priority <= THECAL_PRIORITY_INFO ||
      strcmp (span->alarm.condition, "drill") == 0)
    return false;

  return *pump_id == '\0' || *span->pump == '\0' || strcmp (span->pump, pump_id) == 0;
}

void
thecal_alarm_spans_fill (const ThecalAlarmSpans *self,
                         const char *pump_id,
                         GHashTable *standing,
                         ThecalHistoryData *data)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->by_episode);
  while (g_hash_table_iter_next (&iter, NULL, &value)) {
    const Span *span = value;
    ThecalHistoryAlarm alarm = span->alarm;

    if (alarm.to_ms == 0 && !g_hash_table_contains (standing, GUINT_TO_POINTER (alarm.episode)))
      alarm.to_ms = span->last_ms;
    if (is_shown (span, pump_id) && alarm.from_ms <= data->to_ms &&
        (alarm.to_ms == 0 || alarm.to_ms >= data->from_ms))
      g_array_append_val (data->alarms, alarm);
  }
  g_array_sort (data->alarms, compare);
}
