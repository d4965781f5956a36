/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <adwaita.h>

#include "shared/plan_watch.h"

/* Emergency card, sheet for a school, travel sheet: seen, printed, saved, scanned; and the papers
 * that were attached. */
#define THECAL_TYPE_PAPERS_VIEW (thecal_papers_view_get_type ())
G_DECLARE_FINAL_TYPE (ThecalPapersView, thecal_papers_view, THECAL, PAPERS_VIEW, AdwBin)

typedef struct {
  ThecalMonitorClient *client;
  ThecalPlanWatch *plan;
  const char *print_to; /* PDF that Print writes without a question; nullable */
  const char *save_to;  /* folder in which files are saved without a question; nullable */
} ThecalPapersStart;

GtkWidget *thecal_papers_view_new (const ThecalPapersStart *start);
/* A window of its own. */
GtkWidget *thecal_papers_screen_new (GtkWindow *parent, const ThecalPapersStart *start);
