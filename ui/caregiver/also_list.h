/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gtk/gtk.h>

/* Fills the boxed list with the alarms besides the first of @alarms: a row for each, and of more
 * than five in all a row for each high one and one for each lower priority that names the rest. */
void thecal_also_list_update (GtkWidget *list, GPtrArray *alarms, GDateTime *now);
