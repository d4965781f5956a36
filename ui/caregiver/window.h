/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <adwaita.h>

#include "caregiver/first_start_opener.h"

/* The window of the caregiver app. Its actions, for every widget in it and for the alarm window:
 *   win.page(s)              shows a page, "overview", "alarms", "log" or "status"
 *   win.symptoms, win.call, win.beep, win.checks, win.enter-printout
 *   win.symptoms-lists(s)    the lists of these letters, "WO"
 *   win.diary-today          the diary entry of today
 *   win.symptoms-of(u)       the lists that the alarm with this id leads to
 *   win.acknowledge(u), win.pause(u), win.seen(u), win.decline(u), win.resolve(u),
 *   win.answer-watch(u), win.log-of(u)   of the alarm with this id
 *   win.papers, win.report
 *   win.move-refill, win.add-appointment, win.export-calendar
 *   win.test-alarm, win.drill, win.first-start, win.name, win.about
 * What they ask of the monitor and what does not reach it is told in a dialog. */
#define THECAL_TYPE_CAREGIVER_WINDOW (thecal_caregiver_window_get_type ())
G_DECLARE_FINAL_TYPE (ThecalCaregiverWindow,
                      thecal_caregiver_window,
                      THECAL,
                      CAREGIVER_WINDOW,
                      AdwApplicationWindow)

/* @plan: file of the care plan, nullable: the usual place. @print_to: PDF that Print writes without
 * a question, nullable. */
GtkWidget *thecal_caregiver_window_new (AdwApplication *application,
                                        const char *plan,
                                        const char *print_to,
                                        ThecalOpenFirstStart first_start);
/* Folder in which files are saved without a question; NULL: each time it is asked for. */
void thecal_caregiver_window_set_save_to (ThecalCaregiverWindow *self, const char *folder);
