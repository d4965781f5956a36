/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "caregiver/people.h"

/* Actions of the window about the pump and whose it is: "win.plan", "win.refill", "win.record"
 * with the kind of an entry, "win.add-person", and "win.pump" of @people. They hold no reference on
 * @window, which owns them. */
void thecal_pump_actions_add (GtkApplicationWindow *window,
                              ThecalMonitorClient *client,
                              ThecalPlanWatch *plan,
                              ThecalPeople *people);
