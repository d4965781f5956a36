/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gtk/gtk.h>

/* One number to call: large, as a square for a phone, and what can be done with it. */
#define THECAL_TYPE_CONTACT_CARD (thecal_contact_card_get_type ())
G_DECLARE_FINAL_TYPE (ThecalContactCard, thecal_contact_card, THECAL, CONTACT_CARD, GtkBox)

/* Signals: "call" (), "called" (), "no-answer" (). Nothing is dialled here. */

GtkWidget *thecal_contact_card_new (void);
/* @number "": none entered. @said: what came of it, or how to dial; "": the usual. */
void thecal_contact_card_set (ThecalContactCard *self,
                              const char *title,
                              const char *number,
                              const char *said);
/* Less room for the square where the window is low. */
void thecal_contact_card_set_small (ThecalContactCard *self, gboolean small);
void thecal_contact_card_focus (ThecalContactCard *self);
