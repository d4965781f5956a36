/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <adwaita.h>

#include "core/diary/entry.h"

/* A form for one kind of entry, made from its table of fields: a row for each value, with the
 * refusals of the entry itself. Nothing typed is lost by one. */
#define THECAL_TYPE_ENTRY_FORM (thecal_entry_form_get_type ())
G_DECLARE_FINAL_TYPE (ThecalEntryForm, thecal_entry_form, THECAL, ENTRY_FORM, GtkBox)

/* Signal "changed" (): a person has changed a value. */

/* @without: names that have no row here, NULL at the end; nullable. */
GtkWidget *thecal_entry_form_new (ThecalEntryKind kind, const char *const *without);
/* The rows of these names, NULL at the end, from here on stand in a group of their own below
 * @title. */
AdwPreferencesGroup *
thecal_entry_form_add_group (ThecalEntryForm *self, const char *title, const char *const *names);
/* As it stands in the row; "" where nothing does, or there is no such row. (transfer full) */
char *thecal_entry_form_get (ThecalEntryForm *self, const char *name);
void thecal_entry_form_set (ThecalEntryForm *self, const char *name, const char *text);
/* NAN where it is no number yet. */
double thecal_entry_form_get_number (ThecalEntryForm *self, const char *name);
/* All values into @entry. FALSE: one was refused, which is told at its row. */
gboolean thecal_entry_form_fill (ThecalEntryForm *self, ThecalEntry *entry);
/* @name "": of no single row. */
void thecal_entry_form_show_fault (ThecalEntryForm *self, const char *name, const char *words);
void thecal_entry_form_clear_fault (ThecalEntryForm *self);
GtkWidget *thecal_entry_form_get_row (ThecalEntryForm *self, const char *name); /* borrowed */
void thecal_entry_form_focus (ThecalEntryForm *self);
/* An AdwEntryRow under its name for a screen reader, which comes to the text inside it. */
void thecal_entry_row_name (GtkWidget *row, const char *label);
