/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gtk/gtk.h>

#include "shared/monitor_client.h"

/* Who asks the monitor to do something, and how the answer is told there. */
typedef struct {
  GtkWidget *owner;          /* kept until the answer; one that has gone is told nothing */
  GCancellable *cancellable; /* nullable; cancelled, nothing is told */
  const char *gone;          /* why it is refused where there is nothing to ask; translated */
  void (*taken) (GtkWidget *owner, GDBusProxy *proxy); /* nullable */
  void (*refused) (GtkWidget *owner, const char *why); /* nullable */
} ThecalAsker;

/* Asks @proxy (nullable: what it was for is gone) for @method. Takes floating @arguments. */
void
thecal_asker_ask (const ThecalAsker *self, gpointer proxy, const char *method, GVariant *arguments);
/* What the action @name is for: "acknowledge", "pause", "seen" or "decline". @alarm nullable, as
 * above. */
void thecal_asker_ask_alarm (const ThecalAsker *self, ThecalDbusAlarm *alarm, const char *name);
