/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <math.h>
#include <string.h>

#include "signal/pattern.h"
#include "signal/speech.h"
#include "signal/wav.h"

#define TONE_HZ 400

static void
add_16 (GByteArray *octets, guint value)
{
  const guint8 both[] = { value & 0xff, value >> 8 & 0xff };

  g_byte_array_append (octets, both, 2);
}

static void
add_32 (GByteArray *octets, guint32 value)
{
  add_16 (octets, value & 0xffff);
  add_16 (octets, value >> 16);
}

static void
add_name (GByteArray *octets, const char *name)
{
  g_byte_array_append (octets, (const guint8 *) name, 4);
}

/* A tone, with a chunk of an odd length before it. */
static GByteArray *
make_wav (guint rate_hz, guint channels, guint n_frames, guint32 said_octets)
{
  GByteArray *octets = g_byte_array_new ();

  add_name (octets, "RIFF");
  add_32 (octets, 0x7ffff024);
  add_name (octets, "WAVE");
  add_name (octets, "fmt ");
  add_32 (octets, 16);
  add_16 (octets, 1);
  add_16 (octets, channels);
  add_32 (octets, rate_hz);
  add_32 (octets, rate_hz * channels * 2);
  add_16 (octets, channels * 2);
  add_16 (octets, 16);
  add_name (octets, "note");
  add_32 (octets, 3);
  add_32 (octets, 0x00434241);
  add_name (octets, "data");
  add_32 (octets, said_octets);
  for (guint i = 0; i < n_frames; i++)
    for (guint channel = 0; channel < channels; channel++)
      add_16 (octets, (guint16) (gint16) (5000 * sin (2 * G_PI * TONE_HZ * i / rate_hz)));

  return octets;
}

static double
power_at (const GArray *samples, double hz)
{
  double re = 0, im = 0;

  for (guint i = 0; i < samples->len; i++) {
    const double phase = 2 * G_PI * hz * i / THECAL_SAMPLE_RATE_HZ;

    re += g_array_index (samples, gint16, i) * cos (phase);
    im += g_array_index (samples, gint16, i) * sin (phase);
  }

  return re * re + im * im;
}

static void
test_rates (void)
{
  static const guint rates[] = { 8000, 16000, 22050, 44100, 48000, 96000 };

  for (guint i = 0; i < G_N_ELEMENTS (rates); i++)
    for (guint channels = 1; channels <= 2; channels++) {
      /* half a second; the length in the head is that of a stream, as espeak-ng writes it */
      g_autoptr (GByteArray) octets = make_wav (rates[i], channels, rates[i] / 2, 0x7ffff000);
      const char *fault;
      g_autoptr (GArray) samples = thecal_wav_read (octets->data, octets->len, 8000, &fault);
      int peak = 0;

      g_assert_null (fault);
      g_assert_cmpint (ABS ((int) samples->len - THECAL_SAMPLE_RATE_HZ / 2), <=, 6);
      g_assert_cmpfloat (power_at (samples, TONE_HZ), >, 100 * power_at (samples, TONE_HZ * 1.5));
      for (guint j = 0; j < samples->len; j++)
        peak = MAX (peak, ABS ((int) g_array_index (samples, gint16, j)));
      g_assert_cmpint (peak, >, 29000);
      g_assert_cmpint (peak, <=, 30000);
    }
}

static void
test_cut (void)
{
  g_autoptr (GByteArray) octets = make_wav (16000, 1, 16000 * 10, 16000 * 10 * 2);
  const char *fault;
  g_autoptr (GArray) samples = thecal_wav_read (octets->data, octets->len, 8000, &fault);

  g_assert_cmpuint (samples->len, ==, 8 * THECAL_SAMPLE_RATE_HZ);
}

static void
assert_refused (const guint8 *octets, gsize n_octets, const char *expected)
{
  const char *fault = NULL;

  g_assert_null (thecal_wav_read (octets, n_octets, 8000, &fault));
  g_assert_cmpstr (fault, ==, expected);
}

static void
test_refused (void)
{
  g_autoptr (GByteArray) octets = make_wav (16000, 1, 8000, 16000);
  g_autoptr (GByteArray) changed = g_byte_array_new ();
  static const struct {
    guint at;
    guint8 value;
  } kinds[] = { { 20, 3 }, { 22, 0 }, { 22, 3 }, { 25, 0 }, { 26, 9 }, { 34, 8 } };

  assert_refused (NULL, 0, "it is no sound");
  assert_refused ((const guint8 *) "<html>what is this</html>", 25, "it is no sound");
  assert_refused (octets->data, 12, "the sound is not complete");
  assert_refused (octets->data, 40, "the sound is not complete");
  /* the head alone, and a word too short to be one */
  assert_refused (octets->data, 56, "there is nothing to be heard in it");
  assert_refused (octets->data, 80, "there is nothing to be heard in it");
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++) {
    g_byte_array_set_size (changed, 0);
    g_byte_array_append (changed, octets->data, octets->len);
    changed->data[kinds[i].at] = kinds[i].value;
    if (kinds[i].at == 25)
      changed->data[24] = 1;
    assert_refused (changed->data, changed->len, "the sound is of another kind");
  }
  memset (octets->data + 56, 0, octets->len - 56);
  assert_refused (octets->data, octets->len, "there is nothing to be heard in it");
}

/* Every length, and every octet of the head at its bounds: an answer, and no reading beyond. */
static void
test_broken (void)
{
  static const guint8 values[] = { 0x00, 0x01, 0x7f, 0x80, 0xff };
  g_autoptr (GByteArray) octets = make_wav (16000, 2, 4000, 16000);

  for (gsize n = 0; n < octets->len; n += n < 80 ? 1 : 997) {
    g_autofree guint8 *part = g_memdup2 (octets->data, n);
    const char *fault;
    g_autoptr (GArray) samples = thecal_wav_read (part, n, 100, &fault);

    g_assert_true ((samples == NULL) == (fault != NULL));
  }
  for (guint at = 0; at < 60; at++)
    for (guint i = 0; i < G_N_ELEMENTS (values); i++) {
      g_autofree guint8 *part = g_memdup2 (octets->data, octets->len);
      const char *fault;
      g_autoptr (GArray) samples = NULL;

      part[at] = values[i];
      samples = thecal_wav_read (part, octets->len, 100, &fault);
      g_assert_true ((samples == NULL) == (fault != NULL));
    }
}

static void
test_voice (void)
{
  static const struct {
    const char *header, *voice;
  } rows[] = {
    { "", "en" },
    { NULL, "en" },
    { "Project-Id-Version: thecal\nLanguage: de\nMIME-Version: 1.0\n", "de" },
    { "Project-Id-Version: thecal\nLanguage: pt_BR\n", "pt" },
    { "Project-Id-Version: thecal\nLanguage:  ast\n", "ast" },
    { "Project-Id-Version: thecal\nLanguage: \n", "en" },
    { "Project-Id-Version: thecal\nLanguage: ../../x\n", "en" },
    { "Project-Id-Version: thecal\nLanguage: klingon\n", "en" },
    { "Project-Id-Version: thecal\nLanguage-Team: nl\n", "en" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *voice = thecal_speech_choose_voice (rows[i].header);

    g_assert_cmpstr (voice, ==, rows[i].voice);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/signal/wav/rates", test_rates);
  g_test_add_func ("/signal/wav/cut", test_cut);
  g_test_add_func ("/signal/wav/refused", test_refused);
  g_test_add_func ("/signal/wav/broken", test_broken);
  g_test_add_func ("/signal/speech/voice", test_voice);

  return g_test_run ();
}
