/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "signal/wav.h"

#include <string.h>

#include "signal/pattern.h"

#define HEAD 12      /* "RIFF", size, "WAVE" */
#define CHUNK_HEAD 8 /* name, size */
#define FORMAT_SIZE 16
#define FORMAT_PCM 1
#define RATE_LEAST_HZ 8000
#define RATE_MOST_HZ 96000
#define PER_MS (THECAL_SAMPLE_RATE_HZ / 1000)
#define SHORTEST_MS 50   /* own: less is no word */
#define QUIETEST 300     /* own: of 32768; less is silence */
#define FULL_SCALE 30000 /* as the bursts */

typedef struct {
  const guint8 *octets;
  gsize n_octets;
} Part;

typedef struct {
  guint channels, rate_hz;
  Part data;
} Wav;

static guint
read_16 (const guint8 *octets)
{
  return octets[0] | (guint) octets[1] << 8;
}

static guint32
read_32 (const guint8 *octets)
{
  return read_16 (octets) | (guint32) read_16 (octets + 2) << 16;
}

/* The chunk of this name: as much of it as is there. */
static gboolean
find_chunk (const guint8 *octets, gsize n_octets, const char *name, Part *part)
{
  gsize at = HEAD;

  while (n_octets - at >= CHUNK_HEAD) {
    const gsize left = n_octets - at - CHUNK_HEAD;
    const gsize size = read_32 (octets + at + 4);

    if (memcmp (octets + at, name, 4) == 0) {
      part->octets = octets + at + CHUNK_HEAD;
      part->n_octets = MIN (size, left);
      return TRUE;
    }
    if (size + size % 2 > left)
      return FALSE;
    at += CHUNK_HEAD + size + size % 2;
  }

  return FALSE;
}

static const char *
parse (const guint8 *octets, gsize n_octets, Wav *wav)
{
  Part format;

  if (n_octets < HEAD || memcmp (octets, "RIFF", 4) != 0 || memcmp (octets + 8, "WAVE", 4) != 0)
    return "it is no sound";
  if (!find_chunk (octets, n_octets, "fmt ", &format) || format.n_octets < FORMAT_SIZE ||
      !find_chunk (octets, n_octets, "data", &wav->data))
    return "the sound is not complete";
  wav->channels = read_16 (format.octets + 2);
  wav->rate_hz = read_32 (format.octets + 4);
  if (read_16 (format.octets) != FORMAT_PCM || read_16 (format.octets + 14) != 16 ||
      wav->channels < 1 || wav->channels > 2 || wav->rate_hz < RATE_LEAST_HZ ||
      wav->rate_hz > RATE_MOST_HZ)
    return "the sound is of another kind";

  return NULL;
}

static int
frame_at (const Wav *wav, gsize frame)
{
  const guint8 *octets = wav->data.octets + frame * wav->channels * 2;
  int sum = 0;

  for (guint i = 0; i < wav->channels; i++)
    sum += (gint16) read_16 (octets + i * 2);

  return sum / (int) wav->channels;
}

/* Straight lines between the samples: good enough for a voice. */
static GArray *
resample (const Wav *wav, gsize n_frames, guint limit_ms)
{
  const guint64 n =
      MIN ((guint64) n_frames * THECAL_SAMPLE_RATE_HZ / wav->rate_hz, (guint64) limit_ms * PER_MS);
  GArray *samples = g_array_sized_new (FALSE, FALSE, sizeof (gint16), (guint) n);

  for (guint64 i = 0; i < n; i++) {
    const guint64 place = i * wav->rate_hz;
    const gsize frame = place / THECAL_SAMPLE_RATE_HZ;
    const int part = (int) (place % THECAL_SAMPLE_RATE_HZ);
    const int first = frame_at (wav, frame);
    const int second = frame_at (wav, MIN (frame + 1, n_frames - 1));
    const gint16 value =
        (gint16) (first + (gint64) (second - first) * part / THECAL_SAMPLE_RATE_HZ);

    g_array_append_val (samples, value);
  }

  return samples;
}

/* FALSE: there is nothing to be heard. */
static gboolean
make_loud (GArray *samples)
{
  int peak = 0;

  for (guint i = 0; i < samples->len; i++)
    peak = MAX (peak, ABS ((int) g_array_index (samples, gint16, i)));
  if (peak < QUIETEST)
    return FALSE;
  for (guint i = 0; i < samples->len; i++) {
    gint16 *sample = &g_array_index (samples, gint16, i);

    *sample = (gint16) (*sample * FULL_SCALE / peak);
  }

  return TRUE;
}

GArray *
thecal_wav_read (const guint8 *octets, gsize n_octets, guint limit_ms, const char **fault)
{
  g_autoptr (GArray) samples = NULL;
  Wav wav = { .channels = 0 };

  *fault = parse (octets, n_octets, &wav);
  if (*fault != NULL)
    return NULL;
  samples = resample (&wav, wav.data.n_octets / (wav.channels * 2), limit_ms);
  if (samples->len < SHORTEST_MS * PER_MS || !make_loud (samples)) {
    *fault = "there is nothing to be heard in it";
    return NULL;
  }

  return g_steal_pointer (&samples);
}
