/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gtk/gtk.h>

#include "core/pump/flex.h"

/* A day's programme as a bar of 24 hours: the higher, the more drug; the hour of now is marked. */
#define THECAL_TYPE_PROGRAMME_BAR (thecal_programme_bar_get_type ())
G_DECLARE_FINAL_TYPE (ThecalProgrammeBar, thecal_programme_bar, THECAL, PROGRAMME_BAR, GtkWidget)

GtkWidget *thecal_programme_bar_new (void);
/* @steps are copied; none: nothing is drawn but the hours. @now_minute: of the day, -1 none. */
void thecal_programme_bar_set (ThecalProgrammeBar *self,
                               const ThecalFlexStep *steps,
                               gsize n_steps,
                               int now_minute);
