/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "caregiver/entry_view.h"

typedef void (*ThecalEntryTaken) (const ThecalEntry *entry, gpointer user_data);

/* @entry in a window of its own beside @parent; leaving it with something typed asks first.
 * @taken_back (nullable) is called where the person took it back, as long as @owner lives. */
void thecal_entry_screen_open (GtkWindow *parent,
                               GtkWidget *view,
                               const char *title,
                               ThecalEntryTaken taken_back,
                               GObject *owner);
