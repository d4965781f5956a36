/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "signal/sink_list.h"

#define AUTO_NULL "auto_null" /* the server's stand-in where there is no card */

static void
sink_free (gpointer data)
{
  ThecalSink *sink = data;

  g_free (sink->name);
  g_free (sink->monitor);
  g_free (sink);
}

ThecalSinkList *
thecal_sink_list_new (void)
{
  ThecalSinkList *self = g_new0 (ThecalSinkList, 1);

  self->sinks = g_ptr_array_new_with_free_func (sink_free);

  return self;
}

void
thecal_sink_list_free (ThecalSinkList *self)
{
  g_ptr_array_unref (self->sinks);
  g_free (self->default_name);
  g_free (self);
}

void
thecal_sink_list_add (ThecalSinkList *self, const pa_sink_info *info)
{
  ThecalSink *sink = g_new0 (ThecalSink, 1);

  sink->name = g_strdup (info->name);
  sink->monitor = g_strdup (info->monitor_source_name);
  sink->index = info->index;
  sink->volume = info->volume;
  sink->muted = info->mute != 0;
  g_ptr_array_add (self->sinks, sink);
}

static int
rank (const ThecalSinkList *self,
      const ThecalSink *sink,
      const char *pinned,
      const GPtrArray *failed)
{
  int rank = 1;

  if (sink->name == NULL || g_str_equal (sink->name, AUTO_NULL))
    return 0;
  if (g_strcmp0 (sink->name, pinned) == 0)
    rank = 3;
  else if (g_strcmp0 (sink->name, self->default_name) == 0)
    rank = 2;
  for (guint i = 0; failed != NULL && i < failed->len; i++)
    if (g_str_equal (failed->pdata[i], sink->name))
      return rank;

  return rank + 3;
}

const ThecalSink *
thecal_sink_list_choose (const ThecalSinkList *self, const char *pinned, const GPtrArray *failed)
{
  const ThecalSink *best = NULL;
  int best_rank = 0;

  for (guint i = 0; i < self->sinks->len; i++) {
    const int sink_rank = rank (self, self->sinks->pdata[i], pinned, failed);

    if (sink_rank > best_rank) {
      best = self->sinks->pdata[i];
      best_rank = sink_rank;
    }
  }

  return best;
}
