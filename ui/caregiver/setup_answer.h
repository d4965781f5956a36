/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <adwaita.h>

/* A question with two large answers side by side, as the pages of sound and test alarm ask it. A
 * GtkBox; hidden until there is something to be asked. */
GtkWidget *thecal_setup_answer_new (const char *question,
                                    const char *yes,
                                    const char *no,
                                    GCallback on_yes,
                                    GCallback on_no,
                                    gpointer user_data);
