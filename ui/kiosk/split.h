/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gtk/gtk.h>

/* Two halves of a page: side by side where it is wide, one above the other where it is upright. */
GtkWidget *thecal_split_new (GtkWidget *first, GtkWidget *second);
