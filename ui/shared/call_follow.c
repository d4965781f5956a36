/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "shared/call_follow.h"

#include "shared/call_words.h"
#include "shared/labels.h"

#define LINE "thecal-call-line"

static void
update (GtkWidget *label, ThecalPlanWatch *plan)
{
  GtkWidget *line = g_object_get_data (G_OBJECT (label), LINE);
  g_autoptr (GArray) lines = NULL;
  g_autofree char *words = NULL;
  g_autofree char *now = NULL;

  if (thecal_plan_watch_get_load (plan) == NULL)
    return; /* in a moment */
  lines = thecal_plan_watch_order (plan);
  words = thecal_call_button_words (lines);
  now = thecal_call_now_line (lines, thecal_plan_watch_get_now_us (plan));
  thecal_label_set (label, words);
  if (line != NULL)
    thecal_label_set (line, now);
}

char *
thecal_call_name_now (ThecalPlanWatch *plan, const char *advice)
{
  g_autoptr (GArray) lines = thecal_plan_watch_order (plan);

  return thecal_call_name_contact (lines, advice);
}

void
thecal_call_follow (ThecalPlanWatch *plan, GtkWidget *label, GtkWidget *line)
{
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  g_object_set_data (G_OBJECT (label), LINE, line);
  g_signal_connect_object (plan, "changed", G_CALLBACK (update), label, G_CONNECT_SWAPPED);
  update (label, plan);
}
