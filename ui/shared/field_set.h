/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "core/diary/entry.h"
#include "shared/form_field.h"

/* The fields of one form, and the entry that they are made from. */
typedef struct _ThecalFieldSet ThecalFieldSet;

ThecalFieldSet *thecal_field_set_new (void);
void thecal_field_set_free (ThecalFieldSet *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ThecalFieldSet, thecal_field_set_free)

/* In the order in which they are read: a unit before what is measured in it. @field lives as long.
 */
void thecal_field_set_add (ThecalFieldSet *self, ThecalFormField *field);
/* NULL: none of this name. */
ThecalFormField *thecal_field_set_find (ThecalFieldSet *self, const char *name);
void thecal_field_set_focus_first (ThecalFieldSet *self);
/* @changed (@object) at each "changed" of a field, as long as @object lives. */
void thecal_field_set_watch (ThecalFieldSet *self, GCallback changed, gpointer object);
void thecal_field_set_load (ThecalFieldSet *self, const ThecalEntry *entry);
/* Every value that can be read, into @entry; nothing is told. */
void thecal_field_set_read (ThecalFieldSet *self, ThecalEntry *entry);
/* As thecal_field_set_read(), but what is not as expected is told at its field, and the first one
 * gets the focus. FALSE: then; *out_words where it is about no field, else NULL. (transfer full) */
gboolean thecal_field_set_store (ThecalFieldSet *self, ThecalEntry *entry, char **out_words);
/* "name: expected …", as the monitor says it, at the field of that name; FALSE: it is about none.
 */
gboolean thecal_field_set_show_refusal (ThecalFieldSet *self, const char *message);
