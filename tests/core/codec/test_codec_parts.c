/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <math.h>
#include <stdlib.h>

#include "core/codec/code_words.h"
#include "core/codec/crc.h"
#include "core/codec/hamming.h"
#include "core/codec/medfloat.h"
#include "core/codec/octets.h"

static void
test_crc (void)
{
  /* IDS 1.0.2, 3.16: sent as 01 2F */
  const guint8 sample[] = { 0x3E, 1, 2, 3, 4, 5, 6, 7, 8, 9 };

  g_assert_cmphex (thecal_crc16 (sample, sizeof sample), ==, 0x2F01);
  g_assert_cmphex (thecal_crc16 ((const guint8 *) "123456789", 9), ==, 0x6F91);
  g_assert_cmphex (thecal_crc16 (NULL, 0), ==, 0xFFFF);
}

static guint
distance (guint16 a, guint16 b)
{
  return (guint) __builtin_popcount (a ^ b);
}

/* The greedy lexicographic code of distance 4, made without the basis that the codec reduces by. */
static guint
make_lexicode (guint limit, bool *is_code)
{
  g_autofree guint16 *words = g_new0 (guint16, 2049);
  guint n_words = 1;

  for (guint value = 1; value < limit; value++) {
    bool fits = true;

    for (guint i = 0; fits && i < n_words; i++)
      fits = distance ((guint16) value, words[i]) >= 4;
    is_code[value] = fits;
    if (fits) {
      g_assert_cmpuint (n_words, <=, 2048);
      words[n_words++] = (guint16) value;
    }
  }

  return n_words - 1;
}

static void
test_hamming (void)
{
  static const guint8 octets[] = { 0x0F, 0x33, 0x3C, 0x55, 0x5A, 0x66, 0x69, 0x96,
                                   0x99, 0xA5, 0xAA, 0xC3, 0xCC, 0xF0, 0xFF };
  g_autofree bool *is_code = g_new0 (bool, 65536);
  guint n_octets = 0;

  g_assert_cmpuint (make_lexicode (65536, is_code), ==, 2047);
  for (guint value = 0; value < 65536; value++)
    if (thecal_hamming16_is_code ((guint16) value) != is_code[value])
      g_error ("0x%04X: expected %d", value, is_code[value]);
  for (guint value = 0; value < 256; value++) {
    g_assert_true (thecal_hamming8_is_code ((guint8) value) == is_code[value]);
    if (is_code[value])
      g_assert_cmphex (octets[n_octets++], ==, value);
  }
  g_assert_cmpuint (n_octets, ==, G_N_ELEMENTS (octets));
}

static double
sfloat_expected (guint raw)
{
  int mantissa = (int) (raw & 0xFFF), exponent = (int) (raw >> 12);
  g_autofree char *text = NULL;

  if (raw == 0x07FF || raw == 0x0800 || raw == 0x07FE || raw == 0x0802 || raw == 0x0801)
    return NAN;
  mantissa -= mantissa > 0x7FF ? 0x1000 : 0;
  exponent -= exponent > 7 ? 16 : 0;
  text = g_strdup_printf ("%de%d", mantissa, exponent);

  return g_ascii_strtod (text, NULL);
}

static void
test_sfloat_exhaustive (void)
{
  for (guint raw = 0; raw < 65536; raw++) {
    const double expected = sfloat_expected (raw);
    const double value = thecal_sfloat_decode ((guint16) raw);
    const int mantissa = (int) (raw & 0xFFF) - ((raw & 0x800) ? 0x1000 : 0);

    if (isnan (expected)) {
      g_assert_true (isnan (value));
      g_assert_cmphex (thecal_sfloat_encode (value), ==, 0x07FF);
      continue;
    }
    if (value != expected)
      g_error ("0x%04X: %.17g, expected %.17g", raw, value, expected);
    /* Every value whose digits fit below the special ones comes back as it was. */
    if (abs (mantissa) <= 2045 && thecal_sfloat_decode (thecal_sfloat_encode (value)) != value)
      g_error ("0x%04X: %.17g is lost by 0x%04X", raw, value, thecal_sfloat_encode (value));
  }
}

static void
test_sfloat_vectors (void)
{
  static const struct {
    double value;
    guint16 raw;
  } vectors[] = {
    { 100, 0x0064 },      { 18.5, 0xF0B9 },      { 0.288, 0xD120 },
    { 350, 0x015E },      { 2000, 0x07D0 },      { 4000, 0x1190 },
    { -177.7, 0xF90F },   { NAN, 0x07FF },       { 0, 0 },
    { 1e-12, 0 },         { 2045e7, 0x77FD },    { 2.1e10, 0x07FF },
    { INFINITY, 0x07FF }, { -INFINITY, 0x07FF },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (vectors); i++) {
    g_assert_cmphex (thecal_sfloat_encode (vectors[i].value), ==, vectors[i].raw);
    if (fabs (vectors[i].value) > 1e-9 && fabs (vectors[i].value) < 2.1e10)
      g_assert_cmpfloat (thecal_sfloat_decode (vectors[i].raw), ==, vectors[i].value);
  }
}

static void
test_octets (void)
{
  const guint8 bytes[] = { 1, 2, 3, 4, 5 };
  guint8 space[3];
  ThecalOctetReader reader = { .data = bytes, .len = sizeof bytes };
  ThecalOctetWriter writer = { .data = space, .capacity = sizeof space };

  g_assert_cmphex (thecal_octets_get (&reader, 4), ==, 0x04030201);
  g_assert_cmphex (thecal_octets_get (&reader, 2), ==, 0);
  g_assert_true (reader.failed);
  g_assert_cmphex (thecal_octets_get (&reader, 1), ==, 0);

  thecal_octets_put (&writer, 0x0201, 2);
  thecal_octets_put (&writer, 0x0403, 2);
  g_assert_true (writer.failed);
  thecal_octets_put (&writer, 5, 1);
  g_assert_cmpuint (writer.at, ==, 2);
}

/* Defined, reserved or prohibited, for every value there is. */
static void
test_code_words (void)
{
  static const struct {
    ThecalCodes codes;
    guint n_defined, n_reserved;
  } rows[] = {
    { THECAL_CODES_THERAPY, 4, 11 },      { THECAL_CODES_OPERATIONAL, 7, 8 },
    { THECAL_CODES_ANNUNCIATION, 4, 11 }, { THECAL_CODES_MODE, 8, 7 },
    { THECAL_CODES_SOURCE, 6, 9 },        { THECAL_CODES_RACP, 6, 9 },
    { THECAL_CODES_OPERATOR, 7, 8 },      { THECAL_CODES_SRCP, 16, 2031 },
    { THECAL_CODES_HISTORY, 10, 2037 },
  };

  G_STATIC_ASSERT (G_N_ELEMENTS (rows) == THECAL_N_CODES);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    guint counts[THECAL_CODE_PROHIBITED + 1] = { 0 };

    for (guint code = 0; code <= G_MAXUINT16; code++) {
      const ThecalCodeClass class = thecal_code_classify (rows[i].codes, (guint16) code);

      counts[class]++;
      g_assert_true ((thecal_code_get_word (rows[i].codes, (guint16) code) != NULL) ==
                     (class == THECAL_CODE_DEFINED));
    }
    g_test_message ("list %d", rows[i].codes);
    g_assert_cmpuint (counts[THECAL_CODE_DEFINED], ==, rows[i].n_defined);
    g_assert_cmpuint (counts[THECAL_CODE_RESERVED], ==, rows[i].n_reserved);
  }
  /* bluetooth.md (d), negative set */
  g_assert_cmpint (thecal_code_classify (THECAL_CODES_THERAPY, 0x12), ==, THECAL_CODE_PROHIBITED);
  g_assert_cmpint (thecal_code_classify (THECAL_CODES_THERAPY, 0x5A), ==, THECAL_CODE_RESERVED);
  g_assert_cmpstr (thecal_code_get_word (THECAL_CODES_THERAPY, 0x55), ==, "run");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/codec/crc", test_crc);
  g_test_add_func ("/core/codec/hamming/exhaustive", test_hamming);
  g_test_add_func ("/core/codec/code-words", test_code_words);
  g_test_add_func ("/core/codec/medfloat/exhaustive", test_sfloat_exhaustive);
  g_test_add_func ("/core/codec/medfloat/vectors", test_sfloat_vectors);
  g_test_add_func ("/core/codec/octets", test_octets);

  return g_test_run ();
}
