/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gtk/gtk.h>

#include "shared/plan_watch.h"

/* thecal_call_name_contact() at this hour. (transfer full) */
char *thecal_call_name_now (ThecalPlanWatch *plan, const char *advice);
/* Keeps the label in a Call button, and a line of text, those of whoever is to be called at this
 * hour: both name the same contact. @line nullable; it lives as long as @label. */
void thecal_call_follow (ThecalPlanWatch *plan, GtkWidget *label, GtkWidget *line);
