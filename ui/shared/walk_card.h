/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gtk/gtk.h>

/* A screen full of large words for somebody who is fetched, by a person who cannot telephone: what
 * to dial and what to say. Any key or touch takes it away. @number "": the emergency number. */
void thecal_walk_card_show (GtkWidget *parent, const char *number, const char *script);
