/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <adwaita.h>

#include "shared/monitor_client.h"
#include "shared/plan_watch.h"

/* A page of the window that is made when it is first looked at: the window is there at once, and
 * nothing is read for pages that nobody opens. */
#define THECAL_TYPE_LATE_PAGE (thecal_late_page_get_type ())
G_DECLARE_FINAL_TYPE (ThecalLatePage, thecal_late_page, THECAL, LATE_PAGE, AdwBin)

typedef struct {
  GtkWidget *(*make) (ThecalMonitorClient *client, ThecalPlanWatch *plan);
  void (*set_narrow) (GtkWidget *page, gboolean narrow);
} ThecalLatePageKind;

/* @kind: static. */
GtkWidget *thecal_late_page_new (const ThecalLatePageKind *kind,
                                 ThecalMonitorClient *client,
                                 ThecalPlanWatch *plan);
/* The page itself, made now at the latest. Borrowed. */
GtkWidget *thecal_late_page_get (ThecalLatePage *self);
void thecal_late_page_set_narrow (ThecalLatePage *self, gboolean narrow);
