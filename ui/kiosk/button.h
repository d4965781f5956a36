/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gtk/gtk.h>

/* A large button of the bedside screen: an icon and words that may take two lines. */

/* An icon that comes after the first frame. */
GtkWidget *thecal_kiosk_icon_new (const char *icon_name);
/* @name: accessible name, and the words where nothing else is set. @css_class nullable. */
GtkWidget *thecal_kiosk_button_new (const char *icon_name, const char *name, const char *css_class);
void thecal_kiosk_button_set_words (GtkWidget *button, const char *words);
/* The label with the words. Borrowed. */
GtkWidget *thecal_kiosk_button_get_label (GtkWidget *button);
/* The icon above the words, for a narrow button. */
void thecal_kiosk_button_set_stacked (GtkWidget *button, gboolean stacked);
