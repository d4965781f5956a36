/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gtk/gtk.h>

/* Asks @proxy (nullable: what it was for is gone) for @method; what it does not take is told in a
 * dialog before the window of @parent. Takes floating @arguments. */
void thecal_ask (GtkWidget *parent, gpointer proxy, const char *method, GVariant *arguments);

typedef void (*ThecalTaken) (GtkWidget *parent, GDBusProxy *proxy);

/* As thecal_ask(); @taken is called once the monitor has taken it and the window is still there. */
void thecal_ask_then (GtkWidget *parent,
                      gpointer proxy,
                      const char *method,
                      GVariant *arguments,
                      ThecalTaken taken);
