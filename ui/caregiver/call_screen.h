/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "shared/plan_watch.h"

#include <gtk/gtk.h>

/* Whom to call, as a window of its own. */
typedef struct _ThecalCallScreen ThecalCallScreen;

/* @parent owns it. */
ThecalCallScreen *
thecal_call_screen_new (GtkWindow *parent, ThecalMonitorClient *client, ThecalPlanWatch *plan);
void thecal_call_screen_free (ThecalCallScreen *self);
void thecal_call_screen_show (ThecalCallScreen *self);
