/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <adwaita.h>

#include "caregiver/setup.h"

/* From nothing to protected, a page at a time: what Thecal is, whose pump, the printout, contacts,
 * tablets, sound, a test alarm. What is typed is kept at once, each page is taken into the care
 * plan as a whole when it is left, and whoever closes the window comes back to the same place. */
#define THECAL_TYPE_FIRST_START (thecal_first_start_get_type ())
G_DECLARE_FINAL_TYPE (ThecalFirstStart, thecal_first_start, THECAL, FIRST_START, AdwWindow)

/* Why it is shown. */
typedef enum {
  THECAL_FIRST_START_WHOLE,
  THECAL_FIRST_START_UPGRADED, /* only what Thecal is: this version is another than was understood
                                */
} ThecalFirstStartReason;

/* @setup: with a draft. */
GtkWidget *
thecal_first_start_new (GtkWindow *parent, ThecalSetup *setup, ThecalFirstStartReason reason);
