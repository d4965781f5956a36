/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <adwaita.h>

#include "shared/plan_watch.h"

/* Whose pump the pages are about, where there is more than one person or pump: a button with the
 * name at the left of the header bar. Its menu: all of them, those that were taken out under
 * "Archived", and "Add another person…" ("win.pump" with the Id, "win.add-person"). */
#define THECAL_TYPE_PEOPLE (thecal_people_get_type ())
G_DECLARE_FINAL_TYPE (ThecalPeople, thecal_people, THECAL, PEOPLE, AdwBin)

/* From then on it follows @client, keeps @plan to the chosen pump's own, and @actions has
 * "win.pump". */
void thecal_people_set_up (ThecalPeople *self,
                           ThecalMonitorClient *client,
                           ThecalPlanWatch *plan,
                           GActionMap *actions);
/* The icon alone. */
void thecal_people_set_narrow (ThecalPeople *self, gboolean narrow);
/* Asks for the name, makes a plan of their own, and goes on with "win.first-start". */
void thecal_people_add_person (ThecalPeople *self);
