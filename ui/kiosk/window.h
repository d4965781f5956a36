/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gtk/gtk.h>

/* The bedside screen: one page at a time fills it, and nothing on it ends it. It is left only by
 * whoever opens its settings, or by SIGTERM. */
#define THECAL_TYPE_KIOSK_WINDOW (thecal_kiosk_window_get_type ())
G_DECLARE_FINAL_TYPE (ThecalKioskWindow,
                      thecal_kiosk_window,
                      THECAL,
                      KIOSK_WINDOW,
                      GtkApplicationWindow)

typedef struct {
  const char *plan; /* of --plan; nullable */
  guint lists;      /* of --list: asked after the first checks; 0: the person chooses */
  gboolean windowed;
} ThecalKioskStart;

/* Data of the application: with what it ends. */
#define THECAL_KIOSK_EXIT_STATUS "thecal-exit-status"

GtkWidget *thecal_kiosk_window_new (GtkApplication *application, const ThecalKioskStart *start);
/* Ends it: what was answered is written before. */
void thecal_kiosk_window_leave (ThecalKioskWindow *self);
/* Opens the questions: of --list. */
void thecal_kiosk_window_ask (ThecalKioskWindow *self);
