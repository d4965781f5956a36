/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gtk/gtk.h>

/* The last days of a number from 0 to 10: a dot a day, and the mean of three days as a line. A day
 * without an entry has no dot, and the line is not drawn over it. */
#define THECAL_TYPE_SPARKLINE (thecal_sparkline_get_type ())
G_DECLARE_FINAL_TYPE (ThecalSparkline, thecal_sparkline, THECAL, SPARKLINE, GtkWidget)

#define THECAL_SPARKLINE_DAYS 14

typedef struct {
  double value[THECAL_SPARKLINE_DAYS]; /* oldest first; NAN: no entry */
  double mean[THECAL_SPARKLINE_DAYS];  /* NAN: none */
  char day[THECAL_SPARKLINE_DAYS][12]; /* what stands under it, UTF-8; "" nothing */
} ThecalSparklineData;

GtkWidget *thecal_sparkline_new (void);
/* @words: the same for who cannot see it. */
void
thecal_sparkline_set (ThecalSparkline *self, const ThecalSparklineData *data, const char *words);
