/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gtk/gtk.h>

/* Tells systemd that the screen is there, once its first frame was drawn, and from then on that it
 * is alive: each time the frame clock has really drawn, or where the compositor shows nothing of
 * the window, has answered. Nothing is told where nobody asks. */
void thecal_heartbeat_follow (GtkWidget *window);
