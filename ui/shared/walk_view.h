/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gtk/gtk.h>

#include "shared/walk_session.h"

/* The symptom checklist, one question a page, to the right number for this hour. It needs no
 * monitor, no bus and no network: what it finds is a file that the monitor picks up. Fills a
 * window, or a page of one. */
#define THECAL_TYPE_WALK_VIEW (thecal_walk_view_get_type ())
G_DECLARE_FINAL_TYPE (ThecalWalkView, thecal_walk_view, THECAL, WALK_VIEW, GtkWidget)

/* The first question is shown at once, before the plan is read. */
GtkWidget *thecal_walk_view_new (const ThecalWalkStart *start);
/* Reads the plan of @start: numbers, names and limits from then on. Answers stay. */
void thecal_walk_view_load_plan (ThecalWalkView *self,
                                 const ThecalWalkStart *start,
                                 GCancellable *cancellable);
/* Lines that are shown above every page: faults of files. */
void thecal_walk_view_add_fault (ThecalWalkView *self, const char *line);
/* What is known already, for the person to confirm. */
void thecal_walk_view_prefill (ThecalWalkView *self, const char *id, const ThecalAnswer *answer);
/* From this computer's program to the emergency page, as its button and F1 do. */
void thecal_walk_view_show_emergency (ThecalWalkView *self);
/* A T1 or T2 result stands and nobody said that the call was made. */
gboolean thecal_walk_view_is_open (ThecalWalkView *self);
/* A result was shown. */
gboolean thecal_walk_view_is_finished (ThecalWalkView *self);
/* A question was answered. */
gboolean thecal_walk_view_is_begun (ThecalWalkView *self);
/* It shows a T1 or T2 result, or the emergency page. */
gboolean thecal_walk_view_is_urgent (ThecalWalkView *self);
/* Writes the record, then "closed", without asking: the program is told to end. */
void thecal_walk_view_leave (ThecalWalkView *self);
/* Asks where thecal_walk_view_is_open(), else ends at once: writes the record, then "closed". */
void thecal_walk_view_close (ThecalWalkView *self);

/* Signals: "closed" (): the person is done with it and its record is written.
 *          "back" (): from its first page; it stays until it is told to leave.
 *          "state" (): the page, the result or thecal_walk_view_is_open() changed. */
