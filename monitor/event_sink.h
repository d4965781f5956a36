/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <glib-object.h>

#include "core/event.h"

/* Where the sources of events (Bluetooth, manual entry, self-test) deliver. The monitor is the real
 * one; tests bring their own. */
#define THECAL_TYPE_EVENT_SINK (thecal_event_sink_get_type ())
G_DECLARE_INTERFACE (ThecalEventSink, thecal_event_sink, THECAL, EVENT_SINK, GObject)

struct _ThecalEventSinkInterface {
  GTypeInterface parent_iface;

  /* The pump with this stable id, watched from now on where it is new. Returns its unit. */
  guint (*ensure_pump) (ThecalEventSink *self,
                        const char *id,
                        const char *name,
                        gboolean bluetooth);
  /* Steps the core at once; when it returns, the event is judged and its alarms are raised. */
  void (*post) (ThecalEventSink *self, const ThecalEvent *event);
  /* Calls @done (from the main loop, once) when everything posted before is durably stored, or
   * with @stored FALSE when the store failed. A bluetooth source sends Reset Status only then. */
  void (*when_stored) (ThecalEventSink *self,
                       void (*done) (gboolean stored, gpointer user_data),
                       gpointer user_data);
};

guint thecal_event_sink_ensure_pump (ThecalEventSink *self,
                                     const char *id,
                                     const char *name,
                                     gboolean bluetooth);
void thecal_event_sink_post (ThecalEventSink *self, const ThecalEvent *event);
void thecal_event_sink_when_stored (ThecalEventSink *self,
                                    void (*done) (gboolean stored, gpointer user_data),
                                    gpointer user_data);
