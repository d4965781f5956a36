/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gtk/gtk.h>

#include "core/plan/contacts.h"

/* All numbers in calling order: who, hours or note, the number, open or closed. One is chosen. */
#define THECAL_TYPE_CONTACT_LIST (thecal_contact_list_get_type ())
G_DECLARE_FINAL_TYPE (ThecalContactList, thecal_contact_list, THECAL, CONTACT_LIST, GtkWidget)

/* Signal "chosen" (guint index): a person did; of the lines. */

GtkWidget *thecal_contact_list_new (void);
/* @lines of ThecalContactLine; all is copied. @marks: number → what came of a call to it; nullable.
 * @now_wall_us THECAL_UNKNOWN_US: the clock is not to be trusted. */
void thecal_contact_list_set (ThecalContactList *self,
                              const GArray *lines,
                              GHashTable *marks,
                              guint chosen,
                              gint64 now_wall_us);
/* The number below who answers it. */
void thecal_contact_list_set_narrow (ThecalContactList *self, gboolean narrow);
