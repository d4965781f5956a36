/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "caregiver/alarm_screens.h"
#include "caregiver/beep_screen.h"
#include "caregiver/call_screen.h"
#include "caregiver/first_start_opener.h"
#include "caregiver/walk_screen.h"
#include "caregiver/window.h"

/* Pages that nobody sees at first. */
typedef enum {
  THECAL_LATE_ALARMS,
  THECAL_LATE_HISTORY,
  THECAL_LATE_DIARY,
  THECAL_LATE_CALENDAR,
  THECAL_LATE_PUMP,
  THECAL_N_LATE_PAGES,
} ThecalLatePage;

/* The window's own parts, for the files that make it. */
struct _ThecalCaregiverWindow {
  AdwApplicationWindow parent_instance;
  ThecalMonitorClient *client;
  GtkWidget *simulated, *latched, *people, *stack, *switcher;
  GtkWidget *bar; /* of the pages, below; it has none until the first frame was seen */
  GtkWidget *overview;
  GtkWidget *late[THECAL_N_LATE_PAGES]; /* NULL: not made yet */
  GtkWidget *late_places[THECAL_N_LATE_PAGES];
  gulong first_frame_id;
  guint late_id; /* 0: all are made, or none yet */
  AdwViewStackPage *alarms_place;
  ThecalAlarmScreens *screens;
  ThecalPlanWatch *plan;
  GtkWidget *checks, *status, *papers; /* weak; NULL: not shown */
  char *print_to;                      /* nullable; as thecal_caregiver_window_new() was given it */
  char *save_to;                       /* folder; nullable: each time it is asked for */
  ThecalBeepScreen *beep;
  ThecalCallScreen *call;
  ThecalWalkScreen *walk;
  ThecalFirstStartOpener *first_start;
  gboolean narrow, drill_runs, has_today;
  int wide_px; /* what the wide layout needs; learnt while it is shown */
};

/* A dialog belongs to the window that is in front. */
GtkWidget *thecal_caregiver_window_get_front (GtkWidget *window);
/* The actions of window.h. */
void thecal_caregiver_window_add_actions (ThecalCaregiverWindow *self);

/* Adds the pages; those that are late as empty places. */
void thecal_caregiver_window_add_pages (ThecalCaregiverWindow *self);
/* The page @which, made now if it was not yet. Owned by the window. */
GtkWidget *thecal_caregiver_window_get_late_page (ThecalCaregiverWindow *self,
                                                  ThecalLatePage which);
/* After the first frame, so that it does not wait for them, the late pages are made in idle
 * moments; to be called once the window is realized. */
void thecal_caregiver_window_make_late_pages (ThecalCaregiverWindow *self);
/* Tells the pages whether the window is narrow. */
void thecal_caregiver_window_set_pages_narrow (ThecalCaregiverWindow *self);
