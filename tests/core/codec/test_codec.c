/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <math.h>
#include <string.h>

#include "core/codec/annunciation.h"
#include "core/codec/crc.h"
#include "core/codec/frame.h"
#include "core/codec/frame_report.h"
#include "core/codec/hamming.h"
#include "core/codec/medfloat.h"

#define T THECAL_DIALECT_THECAL
#define I THECAL_DIALECT_IDS

/* Exactly as long as the value: a read past its end is seen by the sanitizer. */
static guint8 *
from_hex (const char *hex, gsize *out_len)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  for (; *hex != '\0'; hex++) {
    guint8 octet;

    if (*hex == ' ')
      continue;
    octet = (guint8) (g_ascii_xdigit_value (hex[0]) << 4 | g_ascii_xdigit_value (hex[1]));
    g_byte_array_append (bytes, &octet, 1);
    hex++;
  }
  *out_len = bytes->len;

  return g_memdup2 (bytes->data, bytes->len);
}

typedef struct {
  const char *name;
  ThecalDialect dialect;
  ThecalFrameKind kind;
  const char *hex;
  ThecalDecodeResult result;
} Vector;

/* bluetooth.md (d); the CRCs of our own dialect follow from the same polynomial */
static const Vector vectors[] = {
  { "status", I, THECAL_FRAME_INFUSION_STATUS, "55 96 B9 F0 01", THECAL_DECODE_OK },
  { "status-e2e", I, THECAL_FRAME_INFUSION_STATUS, "55 96 B9 F0 01 01 81 45", THECAL_DECODE_OK },
  { "status-own", T, THECAL_FRAME_INFUSION_STATUS, "55 96 B9 F0 01 01 81 45", THECAL_DECODE_OK },
  { "status-own-without-e2e",
    T,
    THECAL_FRAME_INFUSION_STATUS,
    "55 96 B9 F0 01",
    THECAL_DECODE_LENGTH },
  { "changed", I, THECAL_FRAME_STATUS_CHANGED, "C9 00 01 3E BE", THECAL_DECODE_OK },
  { "annunciation", I, THECAL_FRAME_ANNUNCIATION, "01 04 00 C3 00 33 01 A1 6F", THECAL_DECODE_OK },
  { "racp", I, THECAL_FRAME_RACP, "33 55 0F 64 00 00 00 01 1B 39", THECAL_DECODE_OK },
  { "history", I, THECAL_FRAME_HISTORY, "03 03 79 00 00 00 0A 00 55 33 6A 68", THECAL_DECODE_OK },
  { "battery-status", T, THECAL_FRAME_BATTERY_STATUS, "02 41 01 14", THECAL_DECODE_OK },
  { "service-date", T, THECAL_FRAME_SERVICE_DATE, "43 57 00", THECAL_DECODE_OK },
  { "settings",
    T,
    THECAL_FRAME_SETTINGS,
    "55 01 20 D1 40 02 40 02 D0 07 14 00 14 F0 FF FF 01 01 4B",
    THECAL_DECODE_OK },
  /* negative set */
  { "therapy-prohibited",
    I,
    THECAL_FRAME_INFUSION_STATUS,
    "12 96 B9 F0 01",
    THECAL_DECODE_PROHIBITED },
  { "therapy-reserved", I, THECAL_FRAME_INFUSION_STATUS, "5A 96 B9 F0 01", THECAL_DECODE_OK },
  { "crc-zeroed", I, THECAL_FRAME_INFUSION_STATUS, "55 96 B9 F0 01 01 00 00", THECAL_DECODE_CRC },
  { "status-4", I, THECAL_FRAME_INFUSION_STATUS, "55 96 B9 F0", THECAL_DECODE_LENGTH },
  { "status-6", I, THECAL_FRAME_INFUSION_STATUS, "55 96 B9 F0 01 01", THECAL_DECODE_LENGTH },
  { "reservoir-nres", I, THECAL_FRAME_INFUSION_STATUS, "55 96 00 08 01", THECAL_DECODE_OK },
  { "reservoir-infinite", I, THECAL_FRAME_INFUSION_STATUS, "55 96 FE 07 01", THECAL_DECODE_OK },
  { "reservoir-negative", I, THECAL_FRAME_INFUSION_STATUS, "55 96 0F F9 01", THECAL_DECODE_OK },
  { "aux-missing", I, THECAL_FRAME_ANNUNCIATION, "03 04 00 C3 00 33", THECAL_DECODE_LENGTH },
  { "aux-without-annunciation", I, THECAL_FRAME_ANNUNCIATION, "02", THECAL_DECODE_LENGTH },
  { "annunciation-none", I, THECAL_FRAME_ANNUNCIATION, "00", THECAL_DECODE_OK },
  { "annunciation-prohibited",
    I,
    THECAL_FRAME_ANNUNCIATION,
    "01 04 00 C4 00 33",
    THECAL_DECODE_PROHIBITED },
  { "trailing-garbage",
    I,
    THECAL_FRAME_INFUSION_STATUS,
    "55 96 B9 F0 01 01 81 45 00",
    THECAL_DECODE_LENGTH },
  { "empty", T, THECAL_FRAME_INFUSION_STATUS, "", THECAL_DECODE_LENGTH },
  { "percent-101", T, THECAL_FRAME_BATTERY_LEVEL, "65", THECAL_DECODE_RANGE },
  { "percent-100", T, THECAL_FRAME_BATTERY_LEVEL, "64", THECAL_DECODE_OK },
  { "percent-long", T, THECAL_FRAME_BATTERY_LEVEL, "64 00", THECAL_DECODE_LENGTH },
  { "battery-missing", T, THECAL_FRAME_BATTERY_STATUS, "02 41 01", THECAL_DECODE_LENGTH },
  { "battery-flag", T, THECAL_FRAME_BATTERY_STATUS, "08 41 01", THECAL_DECODE_RANGE },
  { "features-plain", I, THECAL_FRAME_FEATURES, "FF FF 00 64 00 00 00 00", THECAL_DECODE_OK },
  { "features-crc", I, THECAL_FRAME_FEATURES, "00 00 01 64 00 01 00 00", THECAL_DECODE_CRC },
  { "features-short", I, THECAL_FRAME_FEATURES, "FF FF 00 64 00 00 00", THECAL_DECODE_LENGTH },
};

static void
test_vector (gconstpointer data)
{
  const Vector *vector = data;
  gsize len;
  g_autofree guint8 *bytes = from_hex (vector->hex, &len);
  ThecalFrame frame;
  const ThecalDecodeResult result =
      thecal_frame_decode (vector->dialect, vector->kind, bytes, len, &frame);

  g_assert_cmpstr (
      thecal_decode_result_to_string (result), ==, thecal_decode_result_to_string (vector->result));
  if (result == THECAL_DECODE_OK && strstr (vector->name, "reservoir") != NULL)
    g_assert_true (isnan (frame.infusion_status.reservoir));
}

/* What decodes, encodes to the same octets. */
static void
test_round_trip (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (vectors); i++) {
    gsize len;
    g_autofree guint8 *bytes = from_hex (vectors[i].hex, &len);
    guint8 again[THECAL_FRAME_MAX];
    gsize again_len;
    ThecalFrame frame;

    /* "not known" has several spellings, and 2.0 is written as 2 */
    if (strstr (vectors[i].name, "reservoir") != NULL || vectors[i].kind == THECAL_FRAME_SETTINGS ||
        thecal_frame_decode (vectors[i].dialect, vectors[i].kind, bytes, len, &frame) !=
            THECAL_DECODE_OK)
      continue;
    /* the history record of the ids dialect has its CRC only when asked for */
    if (vectors[i].kind == THECAL_FRAME_HISTORY)
      frame.dialect = THECAL_DIALECT_THECAL;
    again_len = thecal_frame_encode (&frame, again);
    if (again_len != len || memcmp (again, bytes, len) != 0)
      g_error ("%s does not come back as it was", vectors[i].name);
  }
}

static void
test_own_kinds (void)
{
  ThecalFrame dates = { .kind = THECAL_FRAME_DATES, .has_counter = true, .counter = 7 };
  ThecalFrame source = { .kind = THECAL_FRAME_SOURCE, .has_counter = true, .counter = 255 };
  ThecalFrame features = { .kind = THECAL_FRAME_FEATURES, .has_counter = true, .counter = 1 };
  ThecalFrame srcp = { .kind = THECAL_FRAME_SRCP, .has_counter = true, .counter = 1 };
  ThecalFrame back;
  guint8 octets[THECAL_FRAME_MAX];
  gsize len;

  dates.dates = (ThecalFrameDates){ 20000, 20001, 20002, 20003, 20004, true, false, true, false };
  len = thecal_frame_encode (&dates, octets);
  g_assert_cmpuint (len, ==, 19);
  g_assert_cmpint (
      thecal_frame_decode (T, THECAL_FRAME_DATES, octets, len, &back), ==, THECAL_DECODE_OK);
  g_assert_cmpuint (back.dates.eos_day, ==, 20003);
  g_assert_true (back.dates.eri_reached && !back.dates.low_reached && back.dates.eos_reached);
  octets[0] ^= 1;
  g_assert_cmpint (
      thecal_frame_decode (T, THECAL_FRAME_DATES, octets, len, &back), ==, THECAL_DECODE_CRC);

  source.source = (ThecalFrameSource){ 0x66, 1800000000 * THECAL_SECOND_US, 4, 15, 80 };
  len = thecal_frame_encode (&source, octets);
  g_assert_cmpuint (len, ==, 18);
  g_assert_cmpint (
      thecal_frame_decode (T, THECAL_FRAME_SOURCE, octets, len, &back), ==, THECAL_DECODE_OK);
  g_assert_cmpint (back.source.telemetry_time_us, ==, 1800000000 * THECAL_SECOND_US);
  g_assert_cmpuint (back.source.interval_min, ==, 15);
  source.source.telemetry_time_us = THECAL_UNKNOWN_US;
  len = thecal_frame_encode (&source, octets);
  g_assert_cmpint (
      thecal_frame_decode (T, THECAL_FRAME_SOURCE, octets, len, &back), ==, THECAL_DECODE_OK);
  g_assert_cmpint (back.source.telemetry_time_us, ==, THECAL_UNKNOWN_US);
  source.source.signal_percent = 101;
  len = thecal_frame_encode (&source, octets);
  g_assert_cmpint (
      thecal_frame_decode (T, THECAL_FRAME_SOURCE, octets, len, &back), ==, THECAL_DECODE_RANGE);
  source.source.source_code = 0x67;
  len = thecal_frame_encode (&source, octets);
  g_assert_cmpint (thecal_frame_decode (T, THECAL_FRAME_SOURCE, octets, len, &back),
                   ==,
                   THECAL_DECODE_PROHIBITED);

  features.features.concentration = 2000;
  features.features.flags = 0x1003;
  len = thecal_frame_encode (&features, octets);
  g_assert_cmpint (
      thecal_frame_decode (T, THECAL_FRAME_FEATURES, octets, len, &back), ==, THECAL_DECODE_OK);
  g_assert_cmpfloat (back.features.concentration, ==, 2000);
  g_assert_true (back.features.e2e);
  octets[2] = 0;
  g_assert_cmpint (
      thecal_frame_decode (T, THECAL_FRAME_FEATURES, octets, len, &back), ==, THECAL_DECODE_CRC);

  srcp.srcp.op = 0x030C;
  srcp.srcp.operand_len = 2;
  len = thecal_frame_encode (&srcp, octets);
  g_assert_cmpint (
      thecal_frame_decode (T, THECAL_FRAME_SRCP, octets, len, &back), ==, THECAL_DECODE_OK);
  srcp.srcp.op = 0x030D;
  len = thecal_frame_encode (&srcp, octets);
  g_assert_cmpint (
      thecal_frame_decode (T, THECAL_FRAME_SRCP, octets, len, &back), ==, THECAL_DECODE_PROHIBITED);
}

static void
test_settings_contradiction (void)
{
  ThecalFrame frame = { .kind = THECAL_FRAME_SETTINGS, .has_counter = true, .counter = 1 };
  guint8 octets[THECAL_FRAME_MAX];
  gsize len;

  frame.settings = (ThecalFrameSettings){ 0x55, 1, 0.15, 400, 400, 2000, 20, 2, 0xFF, 0xFF };
  len = thecal_frame_encode (&frame, octets);
  g_assert_cmpint (
      thecal_frame_decode (T, THECAL_FRAME_SETTINGS, octets, len, &frame), ==, THECAL_DECODE_RANGE);
  frame.settings.mode_code = 0x5A; /* time of day: the dose now is not the flow's share */
  len = thecal_frame_encode (&frame, octets);
  g_assert_cmpint (
      thecal_frame_decode (T, THECAL_FRAME_SETTINGS, octets, len, &frame), ==, THECAL_DECODE_OK);
}

/* A greedy lexicode of distance 4, made here, is the same set. */
static void
test_hamming (void)
{
  g_autofree guint8 *in_code = g_new0 (guint8, 0x10000);
  GArray *words = g_array_new (FALSE, FALSE, sizeof (guint16));
  guint n8 = 0, n16 = 0;

  for (guint value = 0; value <= 0xFFFF; value++) {
    gboolean far = TRUE;

    for (guint i = 0; far && i < words->len; i++)
      far = __builtin_popcount (value ^ g_array_index (words, guint16, i)) >= 4;
    if (far) {
      const guint16 word = (guint16) value;

      g_array_append_val (words, word);
      in_code[value] = 1;
    }
  }
  in_code[0] = 0;
  for (guint value = 0; value <= 0xFFFF; value++) {
    g_assert_cmpint (thecal_hamming16_is_code ((guint16) value), ==, in_code[value]);
    n16 += in_code[value];
  }
  for (guint value = 0; value <= 0xFF; value++)
    n8 += thecal_hamming8_is_code ((guint8) value);
  g_assert_cmpuint (n16, ==, 2047);
  g_assert_cmpuint (n8, ==, 15);
  g_array_unref (words);
}

static void
test_sfloat (void)
{
  static const struct {
    guint16 raw;
    double value;
  } rows[] = { { 0x0064, 100 },  { 0xF0B9, 18.5 }, { 0xD120, 0.288 }, { 0x015E, 350 },
               { 0x07D0, 2000 }, { 0x1190, 4000 }, { 0xF90F, -177.7 } };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpfloat_with_epsilon (thecal_sfloat_decode (rows[i].raw), rows[i].value, 1e-12);
  for (guint raw = 0; raw <= 0xFFFF; raw++) {
    const double value = thecal_sfloat_decode ((guint16) raw);
    double again;

    if (isnan (value)) {
      g_assert_true ((raw >= 0x07FE && raw <= 0x0802));
      continue;
    }
    again = thecal_sfloat_decode (thecal_sfloat_encode (value));
    if (fabs (value) <= 2045e7)
      g_assert_cmpfloat_with_epsilon (again, value, fabs (value) * 3e-3 + 1e-12);
  }
  g_assert_cmpuint (thecal_sfloat_encode (NAN), ==, 0x07FF);
  g_assert_cmpuint (thecal_sfloat_encode (INFINITY), ==, 0x07FF);
  g_assert_cmpuint (thecal_sfloat_encode (1e12), ==, 0x07FF);
  g_assert_cmpuint (thecal_sfloat_encode (18.5), ==, 0xF0B9);
  g_assert_cmpuint (thecal_sfloat_encode (4000), ==, 0x1190);
}

static void
test_crc (void)
{
  const guint8 sample[] = { 0x3E, 1, 2, 3, 4, 5, 6, 7, 8, 9 };

  g_assert_cmpuint (thecal_crc16 (sample, sizeof sample), ==, 0x2F01);
}

static void
test_counter (void)
{
  static const struct {
    guint8 last, current;
    ThecalCounterCheck check;
  } rows[] = {
    { 0, 1, THECAL_COUNTER_NEXT },      { 0, 200, THECAL_COUNTER_NEXT },
    { 1, 2, THECAL_COUNTER_NEXT },      { 255, 1, THECAL_COUNTER_NEXT },
    { 255, 0, THECAL_COUNTER_INVALID }, { 7, 7, THECAL_COUNTER_REPEATED },
    { 7, 9, THECAL_COUNTER_GAP },       { 7, 6, THECAL_COUNTER_GAP },
    { 254, 255, THECAL_COUNTER_NEXT },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpint (thecal_counter_check (rows[i].last, rows[i].current), ==, rows[i].check);
}

/* Every truncation, every extension, every flipped bit, and noise: never past the end, never a
 * crash. */
static void
test_any_input (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (vectors); i++) {
    gsize len;
    g_autofree guint8 *bytes = from_hex (vectors[i].hex, &len);

    for (gsize cut = 0; cut <= len; cut++)
      for (int kind = 0; kind < THECAL_N_FRAMES; kind++) {
        g_autofree guint8 *exact = g_memdup2 (bytes, cut);
        ThecalFrame frame;

        thecal_frame_decode (T, (ThecalFrameKind) kind, exact, cut, &frame);
        thecal_frame_decode (I, (ThecalFrameKind) kind, exact, cut, &frame);
      }
  }
  for (int i = 0; i < 200000; i++) {
    const gsize len = (gsize) g_test_rand_int_range (0, 24);
    g_autofree guint8 *noise = len > 0 ? g_malloc (len) : NULL;
    guint8 again[THECAL_FRAME_MAX];
    ThecalFrame frame;

    for (gsize j = 0; j < len; j++)
      noise[j] = (guint8) g_test_rand_int_range (0, 256);
    if (thecal_frame_decode (i & 1 ? T : I,
                             (ThecalFrameKind) g_test_rand_int_range (0, THECAL_N_FRAMES),
                             noise,
                             len,
                             &frame) == THECAL_DECODE_OK)
      thecal_frame_encode (&frame, again);
  }
}

/* A single flipped bit never passes the CRC. */
static void
test_flipped_bits (void)
{
  gsize len;
  g_autofree guint8 *bytes = from_hex (vectors[10].hex, &len);

  for (gsize bit = 0; bit < len * 8; bit++) {
    ThecalFrame frame;

    bytes[bit / 8] ^= (guint8) (1u << (bit % 8));
    g_assert_cmpint (
        thecal_frame_decode (T, THECAL_FRAME_SETTINGS, bytes, len, &frame), !=, THECAL_DECODE_OK);
    bytes[bit / 8] ^= (guint8) (1u << (bit % 8));
  }
}

static void
test_uuids (void)
{
  ThecalDialect dialect;
  ThecalFrameKind kind;

  for (int k = 0; k < THECAL_N_FRAMES; k++) {
    const char *uuid = thecal_frame_kind_to_uuid (T, (ThecalFrameKind) k);

    g_assert_true (thecal_frame_kind_from_uuid (uuid, &dialect, &kind));
    g_assert_cmpint (kind, ==, k);
    g_assert_cmpint (dialect, ==, T);
    g_assert_nonnull (thecal_frame_kind_to_string ((ThecalFrameKind) k));
  }
  g_assert_true (thecal_frame_kind_from_uuid ("0x2B21", &dialect, &kind));
  g_assert_cmpint (dialect, ==, I);
  g_assert_true (
      thecal_frame_kind_from_uuid ("00002B21-0000-1000-8000-00805F9B34FB", &dialect, &kind));
  g_assert_false (
      thecal_frame_kind_from_uuid ("2b25", &dialect, &kind)); /* Command Control Point: never */
  g_assert_false (thecal_frame_kind_from_uuid ("", &dialect, &kind));
  g_assert_null (thecal_frame_kind_to_uuid (I, THECAL_FRAME_SETTINGS));
  g_assert_null (thecal_frame_kind_to_uuid (I, THECAL_N_FRAMES));
  g_assert_null (thecal_frame_kind_to_string (THECAL_N_FRAMES));
}

static void
test_report (void)
{
  ThecalStatusReport report;
  ThecalFrame frame = { .kind = THECAL_FRAME_INFUSION_STATUS };

  thecal_status_report_init (&report);
  frame.infusion_status =
      (ThecalFrameInfusionStatus){ 0x33, 0x96, 12.5, true, true, false, true, false, false };
  thecal_frame_to_report (&frame, &report);
  g_assert_cmpfloat (report.values[THECAL_FIELD_RESERVOIR_ML], ==, 12.5);
  g_assert_cmpint (report.reservoir_quality, ==, THECAL_QUALITY_CALCULATED);
  g_assert_cmpint (report.therapy, ==, THECAL_THERAPY_STOP);
  g_assert_true (report.stalled);
  frame.infusion_status.attached = false;
  frame.infusion_status.minimum_rate = true;
  frame.infusion_status.therapy_code = 0x5A;
  thecal_frame_to_report (&frame, &report);
  g_assert_true (isnan (report.values[THECAL_FIELD_RESERVOIR_ML]));
  g_assert_cmpint (report.mode, ==, THECAL_MODE_MINIMUM_RATE);
  g_assert_cmpint (report.therapy, ==, THECAL_THERAPY_UNKNOWN);

  /* international units are no millilitres */
  thecal_status_report_init (&report);
  frame.dialect = I;
  thecal_frame_to_report (&frame, &report);
  g_assert_cmpuint (report.present, ==, 0);

  frame = (ThecalFrame){ .kind = THECAL_FRAME_SOURCE };
  frame.source = (ThecalFrameSource){ 0x66, THECAL_UNKNOWN_US, 4, 15, 80 };
  thecal_frame_to_report (&frame, &report);
  g_assert_cmpint (report.source, ==, THECAL_SOURCE_SIMULATOR);
  g_assert_cmpint (report.age_us, ==, 4 * THECAL_MINUTE_US);
  g_assert_cmpint (report.interval_us, ==, 15 * THECAL_MINUTE_US);
}

static void
test_annunciations (void)
{
  for (int type = 1; type < THECAL_N_PUMP_EVENTS; type++) {
    const guint16 code = thecal_annunciation_to_code ((ThecalPumpEventType) type);
    ThecalPumpEventType back;

    g_assert_true (thecal_pump_event_from_string (
        thecal_pump_event_to_string ((ThecalPumpEventType) type), &back));
    g_assert_cmpint (back, ==, type);
    if (code != 0) {
      g_assert_true (thecal_hamming16_is_code (code));
      g_assert_cmpint (thecal_annunciation_from_code (code), ==, type);
    }
  }
  g_assert_cmpint (thecal_annunciation_from_code (0xF0FF), ==, THECAL_PUMP_EVENT_UNKNOWN);
  g_assert_cmpint (thecal_annunciation_from_code (0x1234), ==, THECAL_PUMP_EVENT_UNKNOWN);
  g_assert_false (thecal_pump_event_from_string ("no-such", NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (vectors); i++) {
    g_autofree char *path = g_strconcat ("/core/codec/vector/", vectors[i].name, NULL);

    g_test_add_data_func (path, &vectors[i], test_vector);
  }
  g_test_add_func ("/core/codec/round-trip", test_round_trip);
  g_test_add_func ("/core/codec/own-kinds", test_own_kinds);
  g_test_add_func ("/core/codec/settings-contradiction", test_settings_contradiction);
  g_test_add_func ("/core/codec/hamming", test_hamming);
  g_test_add_func ("/core/codec/sfloat", test_sfloat);
  g_test_add_func ("/core/codec/crc", test_crc);
  g_test_add_func ("/core/codec/counter", test_counter);
  g_test_add_func ("/core/codec/any-input", test_any_input);
  g_test_add_func ("/core/codec/flipped-bits", test_flipped_bits);
  g_test_add_func ("/core/codec/uuids", test_uuids);
  g_test_add_func ("/core/codec/report", test_report);
  g_test_add_func ("/core/codec/annunciations", test_annunciations);

  return g_test_run ();
}
