/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gtk/gtk.h>

#include "shared/walk_frame.h"

/* "What worries you?" after the first checks: several may be chosen, and nothing chosen is not
 * clear. */
#define THECAL_TYPE_WALK_CHOOSE (thecal_walk_choose_get_type ())
G_DECLARE_FINAL_TYPE (ThecalWalkChoose, thecal_walk_choose, THECAL, WALK_CHOOSE, GtkBox)

/* Signal "chosen" (guint worries): ThecalWorry bits. */
GtkWidget *thecal_walk_choose_new (void);
void thecal_walk_choose_set_size (ThecalWalkChoose *self, ThecalWalkSize size);
void thecal_walk_choose_focus (ThecalWalkChoose *self);
/* 1 to 6 choose. FALSE: no key of it. */
gboolean thecal_walk_choose_take_key (ThecalWalkChoose *self, guint keyval);
