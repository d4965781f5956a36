/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "signal/pattern.h"

#include <math.h>

#define HIGH_PULSE_MS 150     /* t_d 75-200 [B] */
#define HIGH_SPACING_MS 100   /* x 50-125 [B] */
#define HIGH_GAP_34_MS 350    /* 2x + t_d [B] */
#define HIGH_GAP_56_MS 600    /* 0.35-1.30 s [B] */
#define HIGH_INTERVAL_MS 5000 /* t_b 2.5-15 s [A] */
#define HIGH_LATER_MS 60000   /* after five minutes: one burst series a minute (own) */
#define HIGH_LATER_AFTER_MS (5 * 60 * 1000)
#define MEDIUM_PULSE_MS 200           /* t_d 125-250 [B] */
#define MEDIUM_SPACING_MS 200         /* y 125-250 [B] */
#define MEDIUM_INTERVAL_MS 20000      /* t_b 2.5-30 s [A] */
#define BURSTS_FOR_MS (2 * 60 * 1000) /* medium: then only at the beat of the condition (own) */
#define LOW_PULSE_MS 200              /* t_d 125-250 [B] */
#define LOW_SPACING_MS 200            /* y [B] */
#define C5_HZ 523.0                   /* drug delivery melody of 2006, Annex F: C5 D4 G4 [C] */
#define D4_HZ 294.0
#define G4_HZ 392.0
#define PUMP_LOW_HZ 700.0 /* own: no source gives the pitch */
#define PUMP_EMPTY_HIGH_HZ 900.0
#define PUMP_EMPTY_LOW_HZ 600.0
#define RAMP_MS 30 /* t_r 10-20 % of t_d [B] */
#define TAIL_MS 200
#define N_HARMONICS 5 /* at least 4 within 15 dB [C] */
#define HARMONIC_STEP_DB 3.0
#define FULL_SCALE 30000.0

static void
add (ThecalPattern *pattern, int gap_ms, int duration_ms, double frequency_hz)
{
  const ThecalPulse pulse = { pattern->length_ms + gap_ms, duration_ms, frequency_hz };

  pattern->pulses[pattern->n_pulses++] = pulse;
  pattern->length_ms = pulse.start_ms + duration_ms;
}

static void
add_high_half (ThecalPattern *pattern, int gap_ms)
{
  add (pattern, gap_ms, HIGH_PULSE_MS, C5_HZ);
  add (pattern, HIGH_SPACING_MS, HIGH_PULSE_MS, D4_HZ);
  add (pattern, HIGH_SPACING_MS, HIGH_PULSE_MS, G4_HZ);
  add (pattern, HIGH_GAP_34_MS, HIGH_PULSE_MS, C5_HZ);
  add (pattern, HIGH_SPACING_MS, HIGH_PULSE_MS, D4_HZ);
}

ThecalPattern
thecal_pattern_get_burst (ThecalPriority priority)
{
  ThecalPattern pattern = { .n_pulses = 0 };

  switch (priority) {
  case THECAL_PRIORITY_HIGH:
    add_high_half (&pattern, 0);
    add_high_half (&pattern, HIGH_GAP_56_MS);
    break;
  case THECAL_PRIORITY_MEDIUM:
    add (&pattern, 0, MEDIUM_PULSE_MS, C5_HZ);
    add (&pattern, MEDIUM_SPACING_MS, MEDIUM_PULSE_MS, D4_HZ);
    add (&pattern, MEDIUM_SPACING_MS, MEDIUM_PULSE_MS, G4_HZ);
    break;
  case THECAL_PRIORITY_LOW:
    add (&pattern, 0, LOW_PULSE_MS, G4_HZ);
    add (&pattern, LOW_SPACING_MS, LOW_PULSE_MS, G4_HZ);
    break;
  case THECAL_PRIORITY_NONE:
  case THECAL_PRIORITY_INFO:
    break;
  }

  return pattern;
}

ThecalPattern
thecal_pattern_get_pump (ThecalConditionId condition)
{
  ThecalPattern pattern = { .n_pulses = 0 };

  if (condition == THECAL_CONDITION_RESERVOIR_LOW)
    add (&pattern, 0, 1000, PUMP_LOW_HZ);
  if (condition == THECAL_CONDITION_RESERVOIR_EMPTY)
    for (int i = 0; i < 3; i++) {
      add (&pattern, 0, 500, PUMP_EMPTY_HIGH_HZ);
      add (&pattern, 0, 500, PUMP_EMPTY_LOW_HZ);
    }
  if (pattern.n_pulses > 0)
    pattern.length_ms += TAIL_MS;

  return pattern;
}

int
thecal_pattern_get_interval_ms (ThecalPriority priority, int sounding_ms)
{
  if (priority == THECAL_PRIORITY_HIGH)
    return sounding_ms < HIGH_LATER_AFTER_MS ? HIGH_INTERVAL_MS : HIGH_LATER_MS;
  if (priority == THECAL_PRIORITY_MEDIUM && sounding_ms < BURSTS_FOR_MS)
    return MEDIUM_INTERVAL_MS;

  return 0;
}

static double
tone (double frequency_hz, double seconds)
{
  double sum = 0.0, whole = 0.0;

  for (int harmonic = 1; harmonic <= N_HARMONICS; harmonic++) {
    const double level = pow (10.0, -HARMONIC_STEP_DB * (harmonic - 1) / 20.0);

    sum += level * sin (2.0 * G_PI * frequency_hz * harmonic * seconds);
    whole += level;
  }

  return sum / whole;
}

static double
envelope (int ms_from_start, int duration_ms)
{
  const int edge_ms = MIN (ms_from_start, duration_ms - ms_from_start);

  return CLAMP (edge_ms / (double) RAMP_MS, 0.0, 1.0);
}

void
thecal_pattern_render (const ThecalPattern *pattern, double loudness, GArray *samples)
{
  const guint first = samples->len;
  const int per_ms = THECAL_SAMPLE_RATE_HZ / 1000;

  g_array_set_size (samples, first + (guint) (pattern->length_ms * per_ms));
  for (guint i = first; i < samples->len; i++)
    g_array_index (samples, gint16, i) = 0;
  for (int p = 0; p < pattern->n_pulses; p++) {
    const ThecalPulse *pulse = &pattern->pulses[p];

    for (int i = 0; i < pulse->duration_ms * per_ms; i++) {
      const double value = tone (pulse->frequency_hz, i / (double) THECAL_SAMPLE_RATE_HZ) *
                           envelope (i / per_ms, pulse->duration_ms) * loudness * FULL_SCALE;

      g_array_index (samples, gint16, first + (guint) (pulse->start_ms * per_ms + i)) =
          (gint16) value;
    }
  }
}
