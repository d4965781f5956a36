/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gtk/gtk.h>

#include "shared/plan_watch.h"

/* Whether the first start is shown by itself. */
typedef enum {
  THECAL_OPEN_WHERE_NEEDED, /* no plan, one begun and not ended, or another version than understood
                             */
  THECAL_OPEN_ALWAYS,
  THECAL_OPEN_NEVER,
} ThecalOpenFirstStart;

/* The first start of a window: by itself, and on demand. */
typedef struct _ThecalFirstStartOpener ThecalFirstStartOpener;

ThecalFirstStartOpener *thecal_first_start_opener_new (GtkWindow *parent,
                                                       ThecalMonitorClient *client,
                                                       ThecalPlanWatch *plan,
                                                       ThecalOpenFirstStart when);
void thecal_first_start_opener_free (ThecalFirstStartOpener *self);
void thecal_first_start_opener_show (ThecalFirstStartOpener *self);
/* It is open and tells of a drill itself. */
gboolean thecal_first_start_opener_is_open (ThecalFirstStartOpener *self);
