/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <adwaita.h>

#include "shared/entry_book.h"
#include "shared/plan_watch.h"

/* One entry as it is made or changed: a day of the diary, a wound, a medicine, a question. What was
 * typed is kept whatever becomes of the monitor. */
#define THECAL_TYPE_ENTRY_VIEW (thecal_entry_view_get_type ())
G_DECLARE_FINAL_TYPE (ThecalEntryView, thecal_entry_view, THECAL, ENTRY_VIEW, AdwBin)

/* Signal "saved" (gboolean waits): it is kept; @waits: beside the monitor, which is away.
 * Signal "taken-back" (): the person took it back; the entry is as it was before. */

/* @entry is copied; @is_new: it was not kept before, and cannot be taken back. */
GtkWidget *thecal_entry_view_new (ThecalEntryBook *book,
                                  ThecalPlanWatch *plan,
                                  const ThecalEntry *entry,
                                  gboolean is_new);
const ThecalEntry *thecal_entry_view_get_entry (ThecalEntryView *self);
GtkWidget *thecal_entry_view_get_save (ThecalEntryView *self);
void thecal_entry_view_focus_first (ThecalEntryView *self);
/* Something was typed that is not kept yet. */
gboolean thecal_entry_view_is_changed (ThecalEntryView *self);
void thecal_entry_view_save (ThecalEntryView *self);
