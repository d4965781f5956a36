/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "event_sink.h"

G_DEFINE_INTERFACE (ThecalEventSink, thecal_event_sink, G_TYPE_OBJECT)

static void
thecal_event_sink_default_init (ThecalEventSinkInterface *iface)
{
}

guint
thecal_event_sink_ensure_pump (ThecalEventSink *self,
                               const char *id,
                               const char *name,
                               gboolean bluetooth)
{
  return THECAL_EVENT_SINK_GET_IFACE (self)->ensure_pump (self, id, name, bluetooth);
}

void
thecal_event_sink_post (ThecalEventSink *self, const ThecalEvent *event)
{
  THECAL_EVENT_SINK_GET_IFACE (self)->post (self, event);
}

void
thecal_event_sink_when_stored (ThecalEventSink *self,
                               void (*done) (gboolean stored, gpointer user_data),
                               gpointer user_data)
{
  THECAL_EVENT_SINK_GET_IFACE (self)->when_stored (self, done, user_data);
}
