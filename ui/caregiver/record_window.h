/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <adwaita.h>

#include "caregiver/pump_record.h"

/* What the windows for a record have in common: Cancel and Save, doubts that are asked again, what
 * was told to whom, and what follows. */
#define THECAL_TYPE_RECORD_WINDOW (thecal_record_window_get_type ())
G_DECLARE_FINAL_TYPE (ThecalRecordWindow, thecal_record_window, THECAL, RECORD_WINDOW, AdwWindow)

typedef struct {
  /* What is typed as a record; NULL: something is wrong, and was told. (transfer full) */
  ThecalPumpRecord *(*read) (gpointer form);
  /* Why the monitor or the plan refused it; FALSE: no value of the form is at fault. */
  gboolean (*show_fault) (gpointer form, const char *name, const char *words);
  /* Further words for the end of it, (transfer full); NULL: none. */
  char *(*end_words) (gpointer form);
} ThecalRecordForm;

/* @form: a widget that is shown in it, and the first argument of @calls. */
GtkWidget *thecal_record_window_new (GtkWidget *parent,
                                     const char *title,
                                     GtkWidget *form,
                                     const ThecalRecordForm *calls);
void thecal_record_window_set_up (ThecalRecordWindow *self,
                                  ThecalMonitorClient *client,
                                  ThecalPlanWatch *plan);
