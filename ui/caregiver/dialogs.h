/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <adwaita.h>

#include "shared/monitor_client.h"

/* Small windows before the one that @parent is in. Nothing here changes an alarm but what the
 * person chooses in it. */

void thecal_dialog_show (GtkWidget *parent, const char *heading, const char *body);
/* Runs the self-test with its tone and says what came of it. */
void thecal_dialog_test_alarm (GtkWidget *parent, ThecalMonitorClient *client);
/* Asks for the name that acknowledgements carry (person.h). */
void thecal_dialog_name (GtkWidget *parent);
