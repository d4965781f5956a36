/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "shared/asker.h"
#include "shared/plan_watch.h"
#include "shared/walk_view.h"

/* Where the questions are asked: a window that watches a plan and a monitor, and has walkthroughs
 * one after the other. All borrowed. */
typedef struct {
  ThecalMonitorClient *client;
  ThecalPlanWatch *plan;
  GCancellable *cancellable; /* of the reading of the plan */
  const char *print_to;      /* Print writes this PDF and asks nothing; nullable */
  gboolean paperless;        /* nothing is printed here */
} ThecalWalkHome;

/* A new walkthrough by its plan, with the faults of the lists above it. @lists: bits of
 * ThecalListId; 0: the person chooses. */
GtkWidget *thecal_walk_home_new_view (const ThecalWalkHome *self, guint lists);
/* Answers the prompt of @pump (nullable: there is none) where @view was gone through. Leaving the
 * questions does not answer it. */
void thecal_walk_home_answer_prompt (const ThecalWalkHome *self,
                                     ThecalWalkView *view,
                                     const char *pump,
                                     const ThecalAsker *asker);
