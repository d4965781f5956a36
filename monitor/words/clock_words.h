/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "core/plan/clock_change.h"

/* A time that the clocks leave out or show twice, and how to tell which is meant. */

/* "On that night 02:30 comes twice. ..."; "" where it is once. (transfer full) */
char *thecal_clock_time_words (const ThecalClockTime *self);

/* The same for a line of a command, with times as a command takes them. (transfer full) */
char *thecal_clock_time_line (const ThecalClockTime *self);
