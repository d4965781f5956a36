/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gtk/gtk.h>

/* A large way to go: an icon, what it is, and a line under it. Its accessible name is @label. */
GtkWidget *thecal_big_button_new (const char *icon_name, const char *label, const char *subtitle);
void thecal_big_button_set_subtitle (GtkWidget *button, const char *subtitle);
