/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <adwaita.h>

typedef enum {
  THECAL_STATUS_PASSED,
  THECAL_STATUS_FAILED,  /* or too long ago: it needs somebody */
  THECAL_STATUS_UNKNOWN, /* not tried */
} ThecalStatus;

/* A point of "Is Thecal able to alarm?": title, what was found, and a shape that says whether it
 * needs somebody. An AdwActionRow. */
GtkWidget *thecal_status_row_new (const char *title);
void thecal_status_row_set (GtkWidget *row, ThecalStatus status, const char *words);
