/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gtk/gtk.h>

#include "shared/check_history.h"

/* What was asked and answered in the symptom checklists, newest first: when, by whom, what came of
 * it, what was found, and what was new since the time before. To be printed for the team. */
#define THECAL_TYPE_CHECKS_VIEW (thecal_checks_view_get_type ())
G_DECLARE_FINAL_TYPE (ThecalChecksView, thecal_checks_view, THECAL, CHECKS_VIEW, GtkWidget)

/* @set is taken over. @print_to: PDF that Print writes, without a question; nullable. */
GtkWidget *
thecal_checks_view_new (ThecalCheckHistory *history, ThecalChecklistSet *set, const char *print_to);
