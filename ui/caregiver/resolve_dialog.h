/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "shared/monitor_client.h"

#include <gtk/gtk.h>

/* Somebody says that what raised @alarm is dealt with; whether it takes that, the monitor decides.
 * Of the clinic it asks who, and to confirm. */
void thecal_resolve (GtkWidget *parent, ThecalDbusAlarm *alarm);
