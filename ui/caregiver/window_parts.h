/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "caregiver/alarm_screens.h"
#include "caregiver/beep_screen.h"
#include "caregiver/call_screen.h"
#include "caregiver/first_start_opener.h"
#include "caregiver/walk_screen.h"
#include "caregiver/window.h"

/* The window's own parts, for the files that make it. */
struct _ThecalCaregiverWindow {
  AdwApplicationWindow parent_instance;
  ThecalMonitorClient *client;
  GtkWidget *simulated, *latched, *people, *stack, *switcher;
  GtkWidget *overview, *alarms, *history, *diary, *calendar, *pump;
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
  gboolean narrow, drill_runs;
  int wide_px; /* what the wide layout needs; learnt while it is shown */
};

/* A dialog belongs to the window that is in front. */
GtkWidget *thecal_caregiver_window_get_front (GtkWidget *window);
/* The actions of window.h. */
void thecal_caregiver_window_add_actions (ThecalCaregiverWindow *self);
