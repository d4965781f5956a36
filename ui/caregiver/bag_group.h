/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <adwaita.h>

#include "shared/plan_watch.h"

/* What belongs in the bag that goes along everywhere: tablets with their expiry, the card, the
 * printout (clinical.md 6.1). */
GtkWidget *thecal_bag_group_new (void);
void thecal_bag_group_set (GtkWidget *group, ThecalPlanWatch *plan);
