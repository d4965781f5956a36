/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "bluetooth/bus_link.h"
#include "event_sink.h"

/* One bonded pump: connect, wait for the whole set of characteristics, subscribe, read everything,
 * tell it, and, once it is stored, Reset Status; then listen. Whatever goes wrong ends in a
 * disconnection and another attempt after a back-off.
 *
 *   waiting -> connecting -> resolving -> subscribing -> reading <-> live
 *      ^----------- disconnecting <-------- any failure ---------------' */
typedef struct _ThecalDeviceSession ThecalDeviceSession;

typedef enum {
  THECAL_SESSION_WAITING,
  THECAL_SESSION_CONNECTING,
  THECAL_SESSION_RESOLVING,
  THECAL_SESSION_SUBSCRIBING,
  THECAL_SESSION_READING,
  THECAL_SESSION_LIVE,
  THECAL_SESSION_DISCONNECTING,
} ThecalSessionState;

typedef struct {
  /* The session wants to connect: call thecal_device_session_connect() when discovery rests. */
  void (*connect_wanted) (ThecalDeviceSession *session, gpointer user_data);
  /* Discovery may go on. Comes once for each connect_wanted. */
  void (*connect_ended) (ThecalDeviceSession *session, gpointer user_data);
  void (*state_changed) (ThecalDeviceSession *session, gpointer user_data);
} ThecalSessionHost;

/* @link, @sink and @host stay the caller's and must outlive the session. @unit: of the pump. */
ThecalDeviceSession *thecal_device_session_new (ThecalBusLink *link,
                                                ThecalEventSink *sink,
                                                guint unit,
                                                const ThecalSessionHost *host,
                                                gpointer user_data);
/* Ends everything under way without a word to the host; tells the sink that the link is down. */
void thecal_device_session_free (ThecalDeviceSession *self);

/* org.bluez has the device at @path; begins with the first attempt. */
void thecal_device_session_start (ThecalDeviceSession *self, const char *path);
/* The device object, the adapter or org.bluez is gone; counters and the pump stay known. */
void thecal_device_session_stop (ThecalDeviceSession *self);
void thecal_device_session_connect (ThecalDeviceSession *self);

/* Something at or below the device's path changed. @changed: a{sv}, nullable. */
void thecal_device_session_handle_change (ThecalDeviceSession *self,
                                          const char *path,
                                          const char *interface,
                                          GVariant *changed);

ThecalSessionState thecal_device_session_get_state (const ThecalDeviceSession *self);
/* NULL while stopped. */
const char *thecal_device_session_get_path (const ThecalDeviceSession *self);
