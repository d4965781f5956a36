/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <glib.h>

/* Which page the bedside screen shows: where an alarm or a person took it, and how it comes back by
 * itself. Pure; times are of the boot clock. */
typedef enum {
  THECAL_KIOSK_PAGE_CALM,
  THECAL_KIOSK_PAGE_ALARM,
  THECAL_KIOSK_PAGE_LOST, /* the monitor does not answer */
  THECAL_KIOSK_PAGE_WALK,
  THECAL_KIOSK_PAGE_CALL,
  THECAL_KIOSK_PAGE_BEEP,
  THECAL_KIOSK_PAGE_PIN,
  THECAL_KIOSK_PAGE_SETTINGS,
} ThecalKioskPage;

typedef enum {
  THECAL_KIOSK_WALK_NONE,
  THECAL_KIOSK_WALK_NEW,        /* no question was answered yet */
  THECAL_KIOSK_WALK_UNFINISHED, /* some were */
  THECAL_KIOSK_WALK_RESULT,     /* T3 to T5 */
  THECAL_KIOSK_WALK_URGENT,     /* T1 or T2, or the emergency page */
} ThecalKioskWalk;

/* Left alone for as long it goes back by itself. */
#define THECAL_KIOSK_ALONE_US (2 * G_TIME_SPAN_MINUTE)
#define THECAL_KIOSK_NEVER_US G_MAXINT64

typedef struct {
  ThecalKioskPage wanted;
  ThecalKioskWalk walk;
  gboolean lost;
  gboolean demanding; /* an alarm sounds, or is only paused */
  gboolean by_alarm;  /* it, and no person, brought the page of the alarms */
  gint64 touched_us;
} ThecalKioskFlow;

/* Zeroed is the begin: calm, nothing known. */

ThecalKioskPage thecal_kiosk_flow_get_page (const ThecalKioskFlow *self);
/* A hand or a key. */
void thecal_kiosk_flow_touch (ThecalKioskFlow *self, gint64 now_us);
/* A person went to @page. */
void thecal_kiosk_flow_go (ThecalKioskFlow *self, ThecalKioskPage page, gint64 now_us);
/* A person is done with the page that is shown. */
void thecal_kiosk_flow_leave (ThecalKioskFlow *self, gint64 now_us);
/* An alarm began to sound, or sounds again. One that is not @urgent, a notice, waits while somebody
 * answers questions or calls. */
void thecal_kiosk_flow_alarm (ThecalKioskFlow *self, gboolean urgent);
void thecal_kiosk_flow_set_demanding (ThecalKioskFlow *self, gboolean demanding);
void thecal_kiosk_flow_set_walk (ThecalKioskFlow *self, ThecalKioskWalk walk);
void thecal_kiosk_flow_set_lost (ThecalKioskFlow *self, gboolean lost);
/* When it goes back by itself; THECAL_KIOSK_NEVER_US. */
gint64 thecal_kiosk_flow_get_deadline_us (const ThecalKioskFlow *self);
/* Goes back where the deadline has come. */
void thecal_kiosk_flow_tick (ThecalKioskFlow *self, gint64 now_us);
