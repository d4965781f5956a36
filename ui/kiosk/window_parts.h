/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "kiosk/flow.h"
#include "kiosk/scale.h"
#include "kiosk/settings.h"
#include "kiosk/window.h"
#include "shared/plan_watch.h"

#define THECAL_N_KIOSK_PAGES (THECAL_KIOSK_PAGE_SETTINGS + 1)

/* The window's own parts, for the files that make it. */
struct _ThecalKioskWindow {
  GtkApplicationWindow parent_instance;
  ThecalMonitorClient *client;
  ThecalPlanWatch *plan;
  ThecalKioskSettings *settings;
  ThecalKioskFlow flow;
  ThecalKioskScale scale;
  GtkWidget *bin, *simulated, *stack;
  GtkWidget *pages[THECAL_N_KIOSK_PAGES]; /* NULL: not made yet */
  guint minute_id, alone_id, grace_id;
  gboolean waiting; /* the monitor has had no time to answer yet */
  gboolean windowed, night;
  guint lists;
};

/* Shows the page that the flow has, made now if it was not yet. */
void thecal_kiosk_window_show_page (ThecalKioskWindow *self);
/* Makes the page @page, which is then in the stack. */
void thecal_kiosk_window_make_page (ThecalKioskWindow *self, ThecalKioskPage page);
/* The actions that its pages name. */
void thecal_kiosk_window_add_actions (ThecalKioskWindow *self);
