/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gtk/gtk.h>

#include "core/plan/plan_document.h"

/* The line at the foot of every page: whose pump, what is in it, and that this is no medical
 * device. A label. */
GtkWidget *thecal_walk_footer_new (void);
/* @small: in one paragraph, since there is little room. @brief: the script on the page says the
 * rest. */
void thecal_walk_footer_set (GtkWidget *footer,
                             const ThecalPlanDocument *document,
                             gboolean small,
                             gboolean brief);
