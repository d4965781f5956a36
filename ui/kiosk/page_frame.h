/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gtk/gtk.h>

/* A page below a bar with the way back, what it is, and the clock. */
#define THECAL_TYPE_PAGE_FRAME (thecal_page_frame_get_type ())
G_DECLARE_FINAL_TYPE (ThecalPageFrame, thecal_page_frame, THECAL, PAGE_FRAME, GtkBox)

/* Signal "back" (): its button, or Escape. */

GtkWidget *thecal_page_frame_new (const char *title, GtkWidget *content);
GtkWidget *thecal_page_frame_get_content (ThecalPageFrame *self); /* borrowed */
