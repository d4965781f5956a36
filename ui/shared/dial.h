/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gtk/gtk.h>

/* Dialling from this computer: a tel: link for whatever program takes it. Many desktops have none;
 * then the square for a phone is the result, and the page says so. */

/* "tel:+12025550142" of "+1 202 555 0142"; NULL: there is nothing to dial in it. (transfer full) */
char *thecal_dial_uri (const char *number);

/* @dialled: a program took the number. FALSE: none is there, or it failed. */
typedef void (*ThecalDialled) (gboolean dialled, gpointer user_data);

/* @callback comes once, unless @cancellable is cancelled before. */
void thecal_dial (GtkWidget *parent,
                  const char *number,
                  GCancellable *cancellable,
                  ThecalDialled callback,
                  gpointer user_data);
