/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "signal/pattern.h"

#include <math.h>

/* Marks as in the head of the header. Times are milliseconds. */

#define HIGH_PULSE_MS 150                                    /* t_d 75-200 [B] */
#define HIGH_SPACING_MS 100                                  /* x 50-125 [B] */
#define HIGH_GAP_34_MS (2 * HIGH_SPACING_MS + HIGH_PULSE_MS) /* 2x + t_d: rhythm 3 + 2 [B] */
#define HIGH_GAP_56_MS 600                                   /* 350-1300 [B] */
#define HIGH_INTERVAL_MS 5000                                /* t_b 2500-15000 [A] */
#define HIGH_LATER_MS 60000                                  /* own: a burst a minute … */
#define HIGH_LATER_AFTER_MS (5 * 60 * 1000)                  /* own: … after five minutes */
#define MEDIUM_PULSE_MS 200                                  /* t_d 125-250 [B] */
#define MEDIUM_SPACING_MS 200                                /* y 125-250 [B] */
#define MEDIUM_INTERVAL_MS 20000                             /* t_b 2500-30000 [A] */
#define MEDIUM_BURSTS_FOR_MS (2 * 60 * 1000) /* own: then the condition's beat only */
#define LOW_PULSE_MS 200                     /* t_d 125-250 [B] */
#define LOW_SPACING_MS 200                   /* y 125-250 [M] */
#define LOW_PULSES 2                         /* 1 or 2 [A]; own: a lone pulse is missed */
#define LOW_INTERVAL_MS 0                    /* over 15 s or no repeat [A]; own: none */
/* The drug delivery melody of 2006, annex F: C5 D4 G4 - C5 D4 [C]. 150-1000 Hz [B]; all below the
 * 1 kHz that carries far, two below the 500 Hz that pass walls (annex D.2 [A]). */
#define C5_HZ 523.0
#define D4_HZ 294.0
#define G4_HZ 392.0
#define PUMP_LOW_MS 1000       /* one second, hourly: clinical.md 3.1 [D1] */
#define PUMP_EMPTY_TONE_MS 500 /* own; three seconds of two tones [D1] */
#define PUMP_EMPTY_TURNS 3
#define PUMP_LOW_HZ 700.0        /* own: no source gives the pitch */
#define PUMP_EMPTY_HIGH_HZ 900.0 /* own */
#define PUMP_EMPTY_LOW_HZ 600.0  /* own */
#define FLOOR_HIGH_PERCENT 80    /* own */
#define FLOOR_MEDIUM_PERCENT 50  /* own */
#define FLOOR_LOW_PERCENT 40     /* own */
#define RAMP_MS 30               /* t_r 10-20 % of t_d; t_f at most spacing - t_r [B] */
#define TAIL_MS 200              /* own: silence between the pump's sequence and the burst */
#define N_HARMONICS 5            /* at least 4 within 15 dB in 300-4000 Hz [C] */
#define HARMONIC_STEP_DB 3.0     /* own: 0, -3, -6, -9, -12 dB */
#define FULL_SCALE 30000.0       /* own: all pulses alike, so within 10 dB of one another [A] */

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
    for (int i = 0; i < LOW_PULSES; i++)
      add (&pattern, i > 0 ? LOW_SPACING_MS : 0, LOW_PULSE_MS, G4_HZ);
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
    add (&pattern, 0, PUMP_LOW_MS, PUMP_LOW_HZ);
  if (condition == THECAL_CONDITION_RESERVOIR_EMPTY)
    for (int i = 0; i < PUMP_EMPTY_TURNS; i++) {
      add (&pattern, 0, PUMP_EMPTY_TONE_MS, PUMP_EMPTY_HIGH_HZ);
      add (&pattern, 0, PUMP_EMPTY_TONE_MS, PUMP_EMPTY_LOW_HZ);
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
  if (priority == THECAL_PRIORITY_MEDIUM && sounding_ms < MEDIUM_BURSTS_FOR_MS)
    return MEDIUM_INTERVAL_MS;

  return LOW_INTERVAL_MS;
}

int
thecal_pattern_get_floor_percent (ThecalPriority priority)
{
  if (priority == THECAL_PRIORITY_HIGH)
    return FLOOR_HIGH_PERCENT;

  return priority == THECAL_PRIORITY_MEDIUM ? FLOOR_MEDIUM_PERCENT : FLOOR_LOW_PERCENT;
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
