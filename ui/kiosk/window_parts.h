/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <math.h>

#include "kiosk/awake.h"
#include "kiosk/backlight.h"
#include "kiosk/dim.h"
#include "kiosk/flow.h"
#include "kiosk/light.h"
#include "kiosk/lost_watch.h"
#include "kiosk/scale.h"
#include "kiosk/settings.h"
#include "kiosk/window.h"
#include "shared/plan_watch.h"
#include "shared/walk_opening.h"

#define THECAL_N_KIOSK_PAGES (THECAL_KIOSK_PAGE_SETTINGS + 1)

/* The window's own parts, for the files that make it. */
struct _ThecalKioskWindow {
  GtkApplicationWindow parent_instance;
  ThecalMonitorClient *client;
  ThecalPlanWatch *plan;
  ThecalKioskSettings *settings;
  ThecalLostWatch *lost;
  ThecalLight *light;
  ThecalAwake *awake;
  ThecalBacklight *backlight; /* NULL: in a window that only tries it */
  GCancellable *cancellable;
  ThecalKioskFlow flow;
  ThecalKioskScale scale;
  double shared_factor; /* of the pages that the caregiver's window has too */
  GtkWidget *bin, *simulated, *stack;
  GtkWidget *pages[THECAL_N_KIOSK_PAGES]; /* NULL: not made yet */
  GtkWidget *shown; /* the page in front; NULL before the first. Borrowed, may be gone */
  guint minute_id, alone_id, grace_id, frame_id, dim_id, try_id;
  GHashTable *sounding; /* set of the ids of the alarms that sounded when last looked at */
  GHashTable *reported; /* set of the ids that the monitor was told of */
  const char *look;     /* class of the window's colours; NULL: none */
  gboolean high;        /* a high alarm stands */
  gboolean fresh;       /* an alarm took the page and was not met yet */
  guint n_frames;       /* since it is shown */
  gint64 deaf_until_us; /* monotonic */
  char *answer_pump;    /* the prompt of this pump ends with the questions; NULL: none */
  GObject *beep_tell;   /* of the page; nullable */
  double known_ml;      /* what was last known, for when nothing is */
  gint64 known_ms, known_refill_us; /* wall clock; 0: nothing */
  gint64 calm_us;                   /* boot clock, since when nothing asks; 0: something does */
  int lit;                          /* percent that were decided on last; 0: none yet */
  gboolean waiting;                 /* the monitor has had no time to answer yet */
  gboolean windowed, night, contrast, coloured;
  guint lists;
};

/* Shows the page that the flow has, made now if it was not yet. */
void thecal_kiosk_window_show_page (ThecalKioskWindow *self);
/* Makes the page @page, which is then in the stack. */
void thecal_kiosk_window_make_page (ThecalKioskWindow *self, ThecalKioskPage page);
/* @widget is it from now on. */
void
thecal_kiosk_window_add_page (ThecalKioskWindow *self, ThecalKioskPage page, GtkWidget *widget);
/* The window is called by the page that it shows. */
void thecal_kiosk_window_name_page (ThecalKioskWindow *self, ThecalKioskPage page);
/* What the alarms that stand ask of it. @alarms by urgency. */
void thecal_kiosk_window_take_alarms (ThecalKioskWindow *self, GPtrArray *alarms);
void thecal_kiosk_window_colour (ThecalKioskWindow *self, ThecalKioskPage page);
/* An alarm that has just taken the screen gets the focus, and no touch for a moment. */
void thecal_kiosk_window_meet_alarm (ThecalKioskWindow *self);
void thecal_kiosk_window_keep_known (ThecalKioskWindow *self);
void thecal_kiosk_window_update_lost (ThecalKioskWindow *self);
/* Opens the questions, or those that are open already. */
void thecal_kiosk_window_open_walk (ThecalKioskWindow *self, const ThecalWalkOpening *opening);
void thecal_kiosk_window_open_walk_of (ThecalKioskWindow *self, ThecalDbusAlarm *alarm);
/* The same, on the page of the emergency number. */
void thecal_kiosk_window_open_emergency (ThecalKioskWindow *self);
/* Ends those that nobody is at any more; never what was begun, nor an emergency. */
void thecal_kiosk_window_leave_walk (ThecalKioskWindow *self);
/* The actions that its pages name. */
void thecal_kiosk_window_add_actions (ThecalKioskWindow *self);
/* Lights the screen as things are now. */
void thecal_kiosk_window_update_light (ThecalKioskWindow *self);
/* Something has just taken the screen: bright, whoever made it dark. */
void thecal_kiosk_window_light_up (ThecalKioskWindow *self);
/* Shows for a moment how dark a night of so many percent is. */
void thecal_kiosk_window_try_light (ThecalKioskWindow *self, int percent);
/* Before the window goes: bright, for whoever comes after it. */
void thecal_kiosk_window_end_light (ThecalKioskWindow *self);
/* The caregiver's lock, and the settings behind it. */
GtkWidget *thecal_kiosk_window_new_pin_page (ThecalKioskWindow *self);
GtkWidget *thecal_kiosk_window_new_settings_page (ThecalKioskWindow *self);
