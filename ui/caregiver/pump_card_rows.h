/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gtk/gtk.h>

#include "caregiver/pump_facts.h"

/* The facts of the pump's own card: model, serial, side, size, drugs, what a scan does to it. Made
 * anew only when they differ. */
GtkWidget *thecal_pump_card_rows_new (void);
void thecal_pump_card_rows_set (GtkWidget *rows, const ThecalPumpFacts *facts);
