/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "shared/walk_view.h"

/* What the files of the walkthrough's view share. */
struct _ThecalWalkView {
  GtkWidget parent_instance;
  ThecalWalkSession *session;
  GtkWidget *frame, *strips, *pages, *head, *ask, *steps, *footer;
  GtkWidget *question, *choose, *unfinished, *outcome, *emergency;
  guint tick_id, close_id;
  gint64 minute;   /* of the wall clock that the outcome shows */
  gint64 awake_us; /* boot; no question is overdue before it */
  gboolean small, narrow, closing;
};

ThecalWalkthrough *thecal_walk_view_get_walk (ThecalWalkView *self);
/* A page, or a part of one, is to be seen. */
gboolean thecal_walk_view_is_on (GtkWidget *page);

/* What it shows (walk_view_show.c). */
void thecal_walk_view_show_strips (ThecalWalkView *self);
void thecal_walk_view_show_footer (ThecalWalkView *self);
void thecal_walk_view_show_page (ThecalWalkView *self, GtkWidget *page);
/* A step of the page of questions. */
void thecal_walk_view_show_ask (ThecalWalkView *self, GtkWidget *step);
/* How long it has been going on. */
void thecal_walk_view_show_time (ThecalWalkView *self);
/* The plan may be read only after the first question was shown. */
void thecal_walk_view_show_child (ThecalWalkView *self);
/* The question, the choice of lists or the result that comes now. */
void thecal_walk_view_show_step (ThecalWalkView *self);
