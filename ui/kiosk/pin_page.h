/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gtk/gtk.h>

/* Asks for the caregiver's PIN; at the first start it lets one be chosen, twice the same. Each time
 * it is shown it begins anew. The rules are in pin_rules.h.
 * Signals: "opened" (), "left" () without it. */
#define THECAL_TYPE_PIN_PAGE (thecal_pin_page_get_type ())
G_DECLARE_FINAL_TYPE (ThecalPinPage, thecal_pin_page, THECAL, PIN_PAGE, GtkWidget)

GtkWidget *thecal_pin_page_new (void);
/* The next time it is shown it lets a new PIN be chosen: whoever asks for it has opened the lock.
 */
void thecal_pin_page_change (ThecalPinPage *self);
