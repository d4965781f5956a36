/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <math.h>

#include "signal/pattern.h"

/* Windows of IEC 60601-1-8, tables 3 and 4, as the alarm reference quotes them. */

static void
assert_between (double value, double least, double most)
{
  g_assert_cmpfloat (value, >=, least);
  g_assert_cmpfloat (value, <=, most);
}

static int
gap_after (const ThecalPattern *pattern, int i)
{
  return pattern->pulses[i + 1].start_ms - pattern->pulses[i].start_ms -
         pattern->pulses[i].duration_ms;
}

static void
test_high (void)
{
  const ThecalPattern burst = thecal_pattern_get_burst (THECAL_PRIORITY_HIGH);

  g_assert_cmpint (burst.n_pulses, ==, 10);
  for (int i = 0; i < 10; i++)
    assert_between (burst.pulses[i].duration_ms, 75, 200);
  for (int half = 0; half < 10; half += 5) {
    assert_between (gap_after (&burst, half), 50, 125);
    assert_between (gap_after (&burst, half + 1), 50, 125);
    g_assert_cmpint (gap_after (&burst, half + 2),
                     ==,
                     2 * gap_after (&burst, half) + burst.pulses[half].duration_ms);
    assert_between (gap_after (&burst, half + 3), 50, 125);
  }
  assert_between (gap_after (&burst, 4), 350, 1300);
  assert_between (thecal_pattern_get_interval_ms (THECAL_PRIORITY_HIGH, 0), 2500, 15000);
  g_assert_cmpint (
      thecal_pattern_get_interval_ms (THECAL_PRIORITY_HIGH, 10 * 60 * 1000), ==, 60000);
}

static void
test_medium_and_low (void)
{
  const ThecalPattern medium = thecal_pattern_get_burst (THECAL_PRIORITY_MEDIUM);
  const ThecalPattern low = thecal_pattern_get_burst (THECAL_PRIORITY_LOW);

  g_assert_cmpint (medium.n_pulses, ==, 3);
  /* told apart by the pitch too: three falling and rising against one that stays */
  g_assert_cmpfloat (medium.pulses[0].frequency_hz, !=, medium.pulses[1].frequency_hz);
  g_assert_cmpfloat (low.pulses[0].frequency_hz, ==, low.pulses[1].frequency_hz);
  g_assert_cmpint (low.n_pulses, ==, 2);
  assert_between (medium.pulses[0].duration_ms, 125, 250);
  assert_between (low.pulses[0].duration_ms, 125, 250);
  assert_between (gap_after (&medium, 0), 125, 250);
  assert_between (gap_after (&medium, 1), 125, 250);
  assert_between (gap_after (&low, 0), 125, 250);
  assert_between (thecal_pattern_get_interval_ms (THECAL_PRIORITY_MEDIUM, 0), 2500, 30000);
  g_assert_cmpint (thecal_pattern_get_interval_ms (THECAL_PRIORITY_MEDIUM, 3 * 60 * 1000), ==, 0);
  g_assert_cmpint (thecal_pattern_get_interval_ms (THECAL_PRIORITY_LOW, 0), ==, 0);
  /* t_b (high) <= t_b (medium) */
  g_assert_cmpint (thecal_pattern_get_interval_ms (THECAL_PRIORITY_HIGH, 0),
                   <=,
                   thecal_pattern_get_interval_ms (THECAL_PRIORITY_MEDIUM, 0));
  g_assert_cmpint (thecal_pattern_get_burst (THECAL_PRIORITY_INFO).n_pulses, ==, 0);
  g_assert_cmpint (thecal_pattern_get_burst (THECAL_PRIORITY_NONE).n_pulses, ==, 0);
}

static void
test_pump (void)
{
  g_assert_cmpint (
      thecal_pattern_get_pump (THECAL_CONDITION_RESERVOIR_LOW).pulses[0].duration_ms, ==, 1000);
  assert_between (thecal_pattern_get_pump (THECAL_CONDITION_RESERVOIR_EMPTY).length_ms, 3000, 3500);
  g_assert_cmpint (thecal_pattern_get_pump (THECAL_CONDITION_CLOCK).n_pulses, ==, 0);
}

static double
power_at (const gint16 *samples, int n, double frequency_hz)
{
  double re = 0, im = 0;

  for (int i = 0; i < n; i++) {
    const double phase = 2 * G_PI * frequency_hz * i / THECAL_SAMPLE_RATE_HZ;

    re += samples[i] * cos (phase);
    im += samples[i] * sin (phase);
  }

  return 10 * log10 (re * re + im * im + 1e-9);
}

/* At least four components within 15 dB of the fundamental, which lies in 150-1000 Hz; slow edges.
 */
static void
test_spectrum (void)
{
  const ThecalPattern burst = thecal_pattern_get_burst (THECAL_PRIORITY_MEDIUM);
  g_autoptr (GArray) samples = g_array_new (FALSE, FALSE, sizeof (gint16));
  const double f0 = burst.pulses[0].frequency_hz;
  const gint16 *pulse;
  double fundamental;
  int n_near = 0;

  thecal_pattern_render (&burst, 1.0, samples);
  g_assert_cmpuint (samples->len, ==, (guint) burst.length_ms * 48);
  assert_between (f0, 150, 1000);
  pulse = (const gint16 *) (void *) samples->data + 40 * 48;
  fundamental = power_at (pulse, 100 * 48, f0);
  for (int harmonic = 1; harmonic <= 5; harmonic++)
    n_near += fundamental - power_at (pulse, 100 * 48, f0 * harmonic) <= 15;
  g_assert_cmpint (n_near, >=, 4);
  g_assert_cmpint (ABS (g_array_index (samples, gint16, 10)), <, 1500);
  for (int i = 210 * 48; i < 390 * 48; i++)
    g_assert_cmpint (g_array_index (samples, gint16, i), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/signal/pattern/high", test_high);
  g_test_add_func ("/signal/pattern/medium-and-low", test_medium_and_low);
  g_test_add_func ("/signal/pattern/pump", test_pump);
  g_test_add_func ("/signal/pattern/spectrum", test_spectrum);

  return g_test_run ();
}
