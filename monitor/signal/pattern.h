/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <stdbool.h>

#include "core/alarm/condition.h"

/* Pulse patterns of IEC 60601-1-8 priorities, synthesised; IEC-style, no compliance is claimed.
 * Every figure with its mark from the alarm reference (A: read in the standard, B: code that quotes
 * it, C: vendor or forum, M: memory, own: our choice inside the window). Pure. */

#define THECAL_SAMPLE_RATE_HZ 48000

typedef struct {
  int start_ms, duration_ms;
  double frequency_hz;
} ThecalPulse;

#define THECAL_PULSES_MAX 16

typedef struct {
  ThecalPulse pulses[THECAL_PULSES_MAX];
  int n_pulses;
  int length_ms; /* with the silence at its end */
} ThecalPattern;

/* One burst: high 10 pulses (5 + gap + 5), medium 3, low 2; nothing for info and none. */
ThecalPattern thecal_pattern_get_burst (ThecalPriority priority);
/* What the pump itself sounds like, before the burst: reservoir-low one second, reservoir-empty
 * three seconds of two tones (clinical.md 3.1 [D1]); empty for other conditions. */
ThecalPattern thecal_pattern_get_pump (ThecalConditionId condition);
/* Milliseconds from the end of one burst to the next, by the time since sounding began; 0: none. */
int thecal_pattern_get_interval_ms (ThecalPriority priority, int sounding_ms);
/* Least volume of the output while it sounds: own choice. No alarm is silenced by a mute or a zero,
 * and the more urgent one is the louder one. */
int thecal_pattern_get_floor_percent (ThecalPriority priority);

/* Adds the pattern as signed 16-bit mono samples. @loudness 0-1. */
void thecal_pattern_render (const ThecalPattern *pattern, double loudness, GArray *samples);
