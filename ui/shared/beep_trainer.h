/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gtk/gtk.h>

/* The two sounds of a pump, to be played and compared [004-11]. */
#define THECAL_TYPE_BEEP_TRAINER (thecal_beep_trainer_get_type ())
G_DECLARE_FINAL_TYPE (ThecalBeepTrainer, thecal_beep_trainer, THECAL, BEEP_TRAINER, GtkBox)

GtkWidget *thecal_beep_trainer_new (void);
