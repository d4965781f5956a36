/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gtk/gtk.h>

#include "shared/plan_watch.h"

/* Whom to call at this hour: one headline, the numbers in calling order, the chosen one large and
 * as a square for a phone, and the emergency number always. What was called and did not answer is
 * kept while the page is there; it changes no alarm. */
#define THECAL_TYPE_CALL_VIEW (thecal_call_view_get_type ())
G_DECLARE_FINAL_TYPE (ThecalCallView, thecal_call_view, THECAL, CALL_VIEW, GtkWidget)

GtkWidget *thecal_call_view_new (ThecalPlanWatch *plan);
/* For larger text: the number below who answers it, also where the window is rather wide. */
void thecal_call_view_set_stacked (ThecalCallView *self);
