/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <glib.h>

/* How bright the screen is lit: less at night, while it is calm and nobody is at it. Whatever is
 * not known makes it bright. Pure; times are of the boot clock. */

/* Percent. Text of the night's colours is read at 3 m with a fifth of the light, which a dark room
 * takes. Below a twentieth many screens are black, so that systemd-backlight(8) too restores no
 * less: and one that is black looks as if the computer were off. Own choice. */
#define THECAL_DIM_LEAST 5
#define THECAL_DIM_NIGHT 20
#define THECAL_DIM_DAY_LEAST 30
#define THECAL_DIM_DAY 100
/* Left alone for as long it is dimmed. */
#define THECAL_DIM_AFTER_US (20 * G_TIME_SPAN_SECOND)
#define THECAL_DIM_NEVER_US G_MAXINT64

typedef struct {
  int day, night; /* percent */
} ThecalDimLevels;

typedef struct {
  gboolean night;
  gboolean calm;     /* the calm page is in front, and the monitor answers */
  gboolean alarm;    /* one asks for somebody, or a high one stands */
  gint64 calm_us;    /* since when it is calm without an alarm */
  gint64 touched_us; /* the last hand or key */
} ThecalDimFacts;

/* From when on it is dimmed, as things are; THECAL_DIM_NEVER_US. */
gint64 thecal_dim_get_from_us (const ThecalDimFacts *self);
/* The night is never brighter than the day. */
int
thecal_dim_get_percent (const ThecalDimFacts *self, const ThecalDimLevels *levels, gint64 now_us);
/* In the steps of a screen that has @max of them, from 1 on: a twentieth at least, and never 0. */
guint thecal_dim_get_raw (int percent, guint max);
/* "20" in percent, from @least to 100. FALSE: no such number. */
gboolean thecal_dim_read_percent (const char *text, int least, int *out_percent);
/* The next brighter one that the settings offer, or the next darker one. */
int thecal_dim_step (int percent, gboolean brighter);
