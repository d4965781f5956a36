/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <adwaita.h>

/* Entries of one kind below each other, and a way to add one. */
#define THECAL_TYPE_ENTRY_LIST (thecal_entry_list_get_type ())
G_DECLARE_FINAL_TYPE (ThecalEntryList, thecal_entry_list, THECAL, ENTRY_LIST, AdwBin)

typedef struct {
  const char *id, *title, *subtitle;
  const char *picture; /* path; NULL none */
  double scale;        /* 0-10 as a bar; NAN none */
  gboolean is_done;
} ThecalEntryItem;

/* Signal "open" (const char *id). */

/* @control: at the end of the heading; @empty: what stands there without an entry. */
GtkWidget *thecal_entry_list_new (const char *title, const char *empty, GtkWidget *control);
/* All of it anew: begin, add each, end. Where nothing has changed the rows stay, and the focus. */
void thecal_entry_list_begin (ThecalEntryList *self);
void thecal_entry_list_add (ThecalEntryList *self, const ThecalEntryItem *item);
void thecal_entry_list_end (ThecalEntryList *self);
