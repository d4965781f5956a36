/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <math.h>
#include <string.h>

#include "core/codec/crc.h"
#include "core/codec/hamming.h"
#include "hex.h"

#define OWN THECAL_DIALECT_THECAL
#define IDS THECAL_DIALECT_IDS

static ThecalFrame
must_decode (ThecalDialect dialect, ThecalFrameKind kind, const char *hex)
{
  ThecalFrame frame;

  if (decode_hex (dialect, kind, hex, &frame) != THECAL_DECODE_OK)
    g_error ("%s: does not decode", hex);

  return frame;
}

static void
test_status (void)
{
  ThecalFrame frame = must_decode (OWN, THECAL_FRAME_INFUSION_STATUS, "55 96 B9 F0 01 01 81 45");

  g_assert_true (frame.has_counter);
  g_assert_cmpuint (frame.counter, ==, 1);
  g_assert_cmphex (frame.infusion_status.therapy_code, ==, 0x55);
  g_assert_cmphex (frame.infusion_status.operational_code, ==, 0x96);
  g_assert_cmpfloat (frame.infusion_status.reservoir, ==, 18.5);
  g_assert_true (frame.infusion_status.attached);
  g_assert_false (frame.infusion_status.calculated);

  frame = must_decode (IDS, THECAL_FRAME_INFUSION_STATUS, "55 96 B9 F0 01");
  g_assert_false (frame.has_counter);
  g_assert_cmpfloat (frame.infusion_status.reservoir, ==, 18.5);
  /* the flags of our own dialect mean nothing in the other */
  frame = must_decode (IDS, THECAL_FRAME_INFUSION_STATUS, "55 96 B9 F0 3F");
  g_assert_false (frame.infusion_status.stalled);

  frame = must_decode (OWN, THECAL_FRAME_STATUS_CHANGED, "C9 00 01 3E BE");
  g_assert_cmphex (frame.status_changed.flags, ==, 0x00C9);
}

static void
test_annunciation (void)
{
  ThecalFrame frame = must_decode (OWN, THECAL_FRAME_ANNUNCIATION, "01 04 00 C3 00 33 01 A1 6F");

  g_assert_true (frame.annunciation.present);
  g_assert_cmpuint (frame.annunciation.instance_id, ==, 4);
  g_assert_cmphex (frame.annunciation.type_code, ==, 0x00C3);
  g_assert_cmpint (frame.annunciation.type, ==, THECAL_PUMP_EVENT_BATTERY_LOW);
  g_assert_cmphex (frame.annunciation.status_code, ==, 0x33);
  g_assert_cmpuint (frame.annunciation.n_aux, ==, 0);

  frame = must_decode (IDS, THECAL_FRAME_ANNUNCIATION, "0B 04 00 3C F0 55 01 02 03 04");
  g_assert_cmpint (frame.annunciation.type, ==, THECAL_PUMP_EVENT_MOTOR_STALL);
  g_assert_cmpuint (frame.annunciation.n_aux, ==, 2);
  g_assert_cmphex (frame.annunciation.aux[1], ==, 0x0403);
  /* a code of the set that nobody defined */
  frame = must_decode (IDS, THECAL_FRAME_ANNUNCIATION, "01 04 00 03 F3 33");
  g_assert_cmpint (frame.annunciation.type, ==, THECAL_PUMP_EVENT_UNKNOWN);
  frame = must_decode (IDS, THECAL_FRAME_ANNUNCIATION, "00");
  g_assert_false (frame.annunciation.present);
}

static void
test_settings (void)
{
  const ThecalFrame frame = must_decode (
      OWN, THECAL_FRAME_SETTINGS, "55 01 20 D1 40 02 40 02 D0 07 14 00 14 F0 FF FF 01 01 4B");
  const ThecalFrameSettings *settings = &frame.settings;

  g_assert_cmphex (settings->mode_code, ==, 0x55);
  g_assert_cmpuint (settings->revision, ==, 1);
  g_assert_cmpfloat (settings->flow_ml_per_day, ==, 0.288);
  g_assert_cmpfloat (settings->dose_now_ug_per_day, ==, 576);
  g_assert_cmpfloat (settings->dose_24h_ug_per_day, ==, 576);
  g_assert_cmpfloat (settings->concentration_ug_per_ml, ==, 2000);
  g_assert_cmpfloat (settings->capacity_ml, ==, 20);
  g_assert_cmpfloat (settings->low_threshold_ml, ==, 2);
  g_assert_cmphex (settings->boluses_left, ==, 0xFF);
}

static void
test_records (void)
{
  ThecalFrame frame = must_decode (OWN, THECAL_FRAME_RACP, "33 55 0F 64 00 00 00 01 1B 39");

  g_assert_cmphex (frame.racp.op, ==, 0x33);
  g_assert_cmphex (frame.racp.operator, ==, 0x55);
  g_assert_cmpuint (frame.racp.operand_len, ==, 5);
  g_assert_cmphex (frame.racp.operand[1], ==, 0x64);

  frame = must_decode (OWN, THECAL_FRAME_HISTORY, "03 03 79 00 00 00 0A 00 55 33 6A 68");
  g_assert_cmphex (frame.history.type, ==, 0x0303);
  g_assert_cmpuint (frame.history.sequence, ==, 121);
  g_assert_cmpuint (frame.history.offset_s, ==, 10);
  g_assert_cmpuint (frame.history.data_len, ==, 2);
  g_assert_cmphex (frame.history.data[0], ==, 0x55);
  g_assert_cmphex (frame.history.data[1], ==, 0x33);
}

static void
test_battery (void)
{
  ThecalFrame frame = must_decode (OWN, THECAL_FRAME_BATTERY_STATUS, "02 41 01 14");

  g_assert_true (frame.battery_status.present);
  g_assert_cmpuint (frame.battery_status.charge_state, ==, 2);
  g_assert_cmpuint (frame.battery_status.level, ==, 2);
  g_assert_true (frame.battery_status.has_percent);
  g_assert_cmpuint (frame.battery_status.percent, ==, 20);
  g_assert_cmpuint (frame.battery_status.service_required, ==, 2);
  frame = must_decode (OWN, THECAL_FRAME_BATTERY_STATUS, "07 00 00 0F 01 63 01");
  g_assert_cmphex (frame.battery_status.identifier, ==, 0x010F);
  g_assert_cmpuint (frame.battery_status.service_required, ==, 1);
  frame = must_decode (OWN, THECAL_FRAME_SERVICE_DATE, "43 57 00");
  g_assert_cmpuint (frame.service_date.day, ==, 22339); /* 2031-03-01 */
  frame = must_decode (OWN, THECAL_FRAME_BATTERY_LEVEL, "64");
  g_assert_cmpuint (frame.battery_level.percent, ==, 100);
}

/* What must not pass; "+" at the end: counter 1 and the CRC are put on. */
static const struct {
  ThecalDialect dialect;
  ThecalFrameKind kind;
  const char *hex;
  ThecalDecodeResult result;
} negatives[] = {
  { OWN, THECAL_FRAME_INFUSION_STATUS, "12 96 B9 F0 01+", THECAL_DECODE_PROHIBITED },
  { OWN, THECAL_FRAME_INFUSION_STATUS, "55 12 B9 F0 01+", THECAL_DECODE_PROHIBITED },
  { IDS, THECAL_FRAME_INFUSION_STATUS, "12 96 B9 F0 01", THECAL_DECODE_PROHIBITED },
  { OWN, THECAL_FRAME_INFUSION_STATUS, "55 96 B9 F0 01 01 00 00", THECAL_DECODE_CRC },
  { IDS, THECAL_FRAME_INFUSION_STATUS, "55 96 B9 F0 01 01 00 00", THECAL_DECODE_CRC },
  { OWN, THECAL_FRAME_STATUS_CHANGED, "C9 00 01 00 00", THECAL_DECODE_CRC },
  { OWN, THECAL_FRAME_ANNUNCIATION, "01 04 00 C3 00 33 01 00 00", THECAL_DECODE_CRC },
  { OWN, THECAL_FRAME_RACP, "33 55 0F 64 00 00 00 01 00 00", THECAL_DECODE_CRC },
  { IDS, THECAL_FRAME_RACP, "33 55 0F 64 00 00 00 01 00 00", THECAL_DECODE_CRC },
  { IDS, THECAL_FRAME_HISTORY, "03 03 79 00 00 00 0A 00 55 33 00 00", THECAL_DECODE_CRC },
  { OWN, THECAL_FRAME_HISTORY, "03 03 79 00 00 00 0A 00 55 33 00 00", THECAL_DECODE_CRC },
  { OWN, THECAL_FRAME_INFUSION_STATUS, "55 96 B9 F0 01 00 08 54", THECAL_DECODE_COUNTER },
  { OWN, THECAL_FRAME_INFUSION_STATUS, "55 96 B9 F0", THECAL_DECODE_LENGTH },
  { IDS, THECAL_FRAME_INFUSION_STATUS, "55 96 B9 F0", THECAL_DECODE_LENGTH },
  { OWN, THECAL_FRAME_INFUSION_STATUS, "55 96 B9 F0 01 01", THECAL_DECODE_LENGTH },
  { IDS, THECAL_FRAME_INFUSION_STATUS, "55 96 B9 F0 01 01", THECAL_DECODE_LENGTH },
  { OWN, THECAL_FRAME_INFUSION_STATUS, "55 96 B9 F0 01", THECAL_DECODE_LENGTH },
  { OWN, THECAL_FRAME_INFUSION_STATUS, "55 96 B9 F0 01 00+", THECAL_DECODE_LENGTH },
  { OWN, THECAL_FRAME_INFUSION_STATUS, "12 96 B9 F0 01 00+", THECAL_DECODE_LENGTH },
  { OWN, THECAL_FRAME_ANNUNCIATION, "03 04 00 C3 00 33+", THECAL_DECODE_LENGTH },
  { IDS, THECAL_FRAME_ANNUNCIATION, "3F 04 00 C3 00 33 01 02 03 04", THECAL_DECODE_LENGTH },
  { OWN, THECAL_FRAME_ANNUNCIATION, "02+", THECAL_DECODE_LENGTH },
  { OWN, THECAL_FRAME_ANNUNCIATION, "00 00+", THECAL_DECODE_LENGTH },
  { OWN, THECAL_FRAME_ANNUNCIATION, "01 04 00 C4 00 33+", THECAL_DECODE_PROHIBITED },
  { OWN, THECAL_FRAME_ANNUNCIATION, "01 04 00 C3 00 34+", THECAL_DECODE_PROHIBITED },
  { IDS, THECAL_FRAME_ANNUNCIATION, "", THECAL_DECODE_LENGTH },
  { OWN,
    THECAL_FRAME_SETTINGS,
    "54 01 20 D1 40 02 40 02 D0 07 14 00 14 F0 FF FF+",
    THECAL_DECODE_PROHIBITED },
  /* 0.288 x 2000 is not 700 */
  { OWN,
    THECAL_FRAME_SETTINGS,
    "55 01 20 D1 BC 02 40 02 D0 07 14 00 14 F0 FF FF+",
    THECAL_DECODE_RANGE },
  /* flow 60, dose -1, 24 h dose 6000, concentration 0, capacity -1, threshold -1 */
  { OWN,
    THECAL_FRAME_SETTINGS,
    "33 01 3C 00 40 02 40 02 D0 07 14 00 14 F0 FF FF+",
    THECAL_DECODE_RANGE },
  { OWN,
    THECAL_FRAME_SETTINGS,
    "33 01 20 D1 FF 0F 40 02 D0 07 14 00 14 F0 FF FF+",
    THECAL_DECODE_RANGE },
  { OWN,
    THECAL_FRAME_SETTINGS,
    "33 01 20 D1 40 02 06 30 D0 07 14 00 14 F0 FF FF+",
    THECAL_DECODE_RANGE },
  { OWN,
    THECAL_FRAME_SETTINGS,
    "33 01 20 D1 40 02 40 02 00 00 14 00 14 F0 FF FF+",
    THECAL_DECODE_RANGE },
  { OWN,
    THECAL_FRAME_SETTINGS,
    "33 01 20 D1 40 02 40 02 D0 07 FF 0F 14 F0 FF FF+",
    THECAL_DECODE_RANGE },
  { OWN,
    THECAL_FRAME_SETTINGS,
    "33 01 20 D1 40 02 40 02 D0 07 14 00 FF 0F FF FF+",
    THECAL_DECODE_RANGE },
  { OWN,
    THECAL_FRAME_SOURCE,
    "12 22 00 00 00 00 00 00 00 00 05 00 0F 00 50+",
    THECAL_DECODE_PROHIBITED },
  { OWN,
    THECAL_FRAME_SOURCE,
    "33 22 00 00 00 00 00 00 00 00 05 00 0F 00 65+",
    THECAL_DECODE_RANGE },
  { OWN, THECAL_FRAME_BATTERY_LEVEL, "65", THECAL_DECODE_RANGE },
  { OWN, THECAL_FRAME_BATTERY_LEVEL, "14 00", THECAL_DECODE_LENGTH },
  { OWN, THECAL_FRAME_BATTERY_STATUS, "02 41 01 65", THECAL_DECODE_RANGE },
  { OWN, THECAL_FRAME_BATTERY_STATUS, "08 41 01", THECAL_DECODE_RANGE },
  { OWN, THECAL_FRAME_BATTERY_STATUS, "02 41 01", THECAL_DECODE_LENGTH },
  { OWN, THECAL_FRAME_SERVICE_DATE, "43 57 00 00", THECAL_DECODE_LENGTH },
  { OWN, THECAL_FRAME_SRCP, "0C 03 C9+", THECAL_DECODE_LENGTH },
  { OWN, THECAL_FRAME_SRCP, "0D 03 C9 00+", THECAL_DECODE_PROHIBITED },
  { OWN,
    THECAL_FRAME_SRCP,
    "59 03 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00+",
    THECAL_DECODE_LENGTH },
  { OWN, THECAL_FRAME_SRCP, "0C+", THECAL_DECODE_LENGTH },
  { OWN, THECAL_FRAME_RACP, "34 33+", THECAL_DECODE_PROHIBITED },
  { OWN, THECAL_FRAME_RACP, "33 34+", THECAL_DECODE_PROHIBITED },
  { OWN, THECAL_FRAME_RACP, "33 5A 0F 01 00 00 00+", THECAL_DECODE_LENGTH },
  { OWN, THECAL_FRAME_RACP, "33 69 0F 01+", THECAL_DECODE_LENGTH },
  { OWN, THECAL_FRAME_RACP, "0F 0F 33+", THECAL_DECODE_LENGTH },
  { OWN, THECAL_FRAME_RACP, "33+", THECAL_DECODE_LENGTH },
  { OWN, THECAL_FRAME_FEATURES, "FF FF 00 D0 07 01 00 00", THECAL_DECODE_CRC },
  { IDS, THECAL_FRAME_FEATURES, "FF FF 01 D0 07 01 00 00", THECAL_DECODE_CRC },
  { OWN, THECAL_FRAME_FEATURES, "FF FF 00 D0 07 01 00", THECAL_DECODE_LENGTH },
  { OWN, THECAL_FRAME_FEATURES, "FF FF 00 D0 07 01 00 00 00", THECAL_DECODE_LENGTH },
  { OWN, THECAL_N_FRAMES, "00", THECAL_DECODE_UUID },
};

/* Puts counter 1 and the CRC behind @body. */
static guint8 *
seal (const char *body, gsize *out_len)
{
  g_autofree guint8 *data = hex_to_octets (body, out_len);
  guint8 *sealed = g_malloc0 (*out_len + 3);
  guint16 crc;

  if (*out_len > 0)
    memcpy (sealed, data, *out_len);
  sealed[*out_len] = 1;
  crc = thecal_crc16 (sealed, *out_len + 1);
  sealed[*out_len + 1] = (guint8) crc;
  sealed[*out_len + 2] = (guint8) (crc >> 8);
  *out_len += 3;

  return sealed;
}

static ThecalDecodeResult
decode_row (ThecalDialect dialect, ThecalFrameKind kind, const char *hex, ThecalFrame *out)
{
  g_autofree char *body = NULL;
  g_autofree guint8 *data = NULL;
  gsize len;

  if (!g_str_has_suffix (hex, "+"))
    return decode_hex (dialect, kind, hex, out);
  body = g_strndup (hex, strlen (hex) - 1);
  data = seal (body, &len);

  return decode_exact (dialect, kind, data, len, out);
}

static void
test_negative (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (negatives); i++) {
    ThecalFrame frame;
    const ThecalDecodeResult result =
        decode_row (negatives[i].dialect, negatives[i].kind, negatives[i].hex, &frame);

    if (result != negatives[i].result)
      g_error ("%s %s: %s, expected %s",
               thecal_frame_kind_to_string (negatives[i].kind),
               negatives[i].hex,
               thecal_decode_result_to_string (result),
               thecal_decode_result_to_string (negatives[i].result));
  }
}

static void
test_reserved_and_unknown (void)
{
  /* NRes, NaN, +inf, -inf, reserved, negative, beyond 1000 mL */
  static const char *const levels[] = { "00 08", "FF 07", "FE 07", "02 08",
                                        "01 08", "FF 0F", "E9 03" };
  ThecalFrame frame;

  for (gsize i = 0; i < G_N_ELEMENTS (levels); i++) {
    g_autofree char *hex = g_strdup_printf ("55 96 %s 01+", levels[i]);

    g_assert_cmpint (
        decode_row (OWN, THECAL_FRAME_INFUSION_STATUS, hex, &frame), ==, THECAL_DECODE_OK);
    g_assert_true (isnan (frame.infusion_status.reservoir));
  }
  g_assert_cmpint (decode_row (OWN, THECAL_FRAME_INFUSION_STATUS, "5A 96 B9 F0 01+", &frame),
                   ==,
                   THECAL_DECODE_OK);
  g_assert_cmphex (frame.infusion_status.therapy_code, ==, 0x5A);
  /* flex flows otherwise at other hours, and what is not known cannot contradict */
  g_assert_cmpint (
      decode_row (
          OWN, THECAL_FRAME_SETTINGS, "5A 01 20 D1 BC 02 40 02 D0 07 14 00 14 F0 FF FF+", &frame),
      ==,
      THECAL_DECODE_OK);
  g_assert_cmpint (
      decode_row (
          OWN, THECAL_FRAME_SETTINGS, "55 01 FF 07 BC 02 40 02 D0 07 14 00 14 F0 FF FF+", &frame),
      ==,
      THECAL_DECODE_OK);
  g_assert_cmpint (
      decode_row (
          OWN, THECAL_FRAME_SETTINGS, "55 01 20 D1 FF 07 40 02 D0 07 14 00 14 F0 FF FF+", &frame),
      ==,
      THECAL_DECODE_OK);
}

static void
test_therapy_octets (void)
{
  for (guint code = 0; code < 256; code++) {
    g_autofree char *hex = g_strdup_printf ("%02X 96 B9 F0 01+", code);
    ThecalFrame frame;

    g_assert_cmpint (decode_row (OWN, THECAL_FRAME_INFUSION_STATUS, hex, &frame),
                     ==,
                     thecal_hamming8_is_code ((guint8) code) ? THECAL_DECODE_OK
                                                             : THECAL_DECODE_PROHIBITED);
  }
}

static void
test_counter (void)
{
  for (guint last = 0; last < 256; last++)
    for (guint current = 0; current < 256; current++) {
      const ThecalCounterCheck check = thecal_counter_check ((guint8) last, (guint8) current);
      const guint next = last == 255 ? 1 : last + 1;

      if (current == 0)
        g_assert_cmpint (check, ==, THECAL_COUNTER_INVALID);
      else if (last == 0 || current == next)
        g_assert_cmpint (check, ==, THECAL_COUNTER_NEXT);
      else
        g_assert_cmpint (check, ==, current == last ? THECAL_COUNTER_REPEATED : THECAL_COUNTER_GAP);
    }
  g_assert_cmpint (thecal_counter_check (255, 1), ==, THECAL_COUNTER_NEXT);
  g_assert_cmpint (thecal_counter_check (255, 0), ==, THECAL_COUNTER_INVALID);
  g_assert_cmpint (thecal_counter_check (7, 7), ==, THECAL_COUNTER_REPEATED);
  g_assert_cmpint (thecal_counter_check (7, 9), ==, THECAL_COUNTER_GAP);
}

static void
test_cut_and_extended (void)
{
  for (gsize i = 0; i < n_vectors; i++) {
    const Vector *vector = &vectors[i];
    gsize len;
    g_autofree guint8 *data = hex_to_octets (vector->hex, &len);
    g_autofree guint8 *longer = g_malloc0 (len + 24);
    const gsize e2e = vector->kind == THECAL_FRAME_HISTORY ? 2 : 3;
    ThecalFrame frame;

    memcpy (longer, data, len);
    for (gsize cut = 0; cut < len; cut++) {
      const ThecalDecodeResult result =
          decode_exact (vector->dialect, vector->kind, data, cut, &frame);

      /* without its E2E octets it is a whole value of the other dialect */
      if (vector->dialect == IDS && cut + e2e == len && result == THECAL_DECODE_OK)
        continue;
      if (result == THECAL_DECODE_OK)
        g_error ("%s: passes with %zu octets", vector->hex, cut);
    }
    for (gsize more = 1; more <= 24; more++)
      for (int fill = 0; fill < 2; fill++) {
        memset (longer + len, fill ? 0xFF : 0x00, more);
        if (decode_exact (vector->dialect, vector->kind, longer, len + more, &frame) ==
            THECAL_DECODE_OK)
          g_error ("%s: passes with %zu octets more", vector->hex, more);
      }
  }
}

/* One flipped bit of a protected value is never taken. */
static void
test_flipped (void)
{
  for (gsize i = 0; i < n_vectors; i++) {
    gsize len;
    g_autofree guint8 *data = hex_to_octets (vectors[i].hex, &len);
    ThecalFrame frame;

    if (must_decode (vectors[i].dialect, vectors[i].kind, vectors[i].hex).has_counter == false)
      continue;
    for (gsize bit = 0; bit < len * 8; bit++) {
      data[bit / 8] ^= (guint8) (1 << bit % 8);
      if (decode_exact (vectors[i].dialect, vectors[i].kind, data, len, &frame) == THECAL_DECODE_OK)
        g_error ("%s: passes with bit %zu flipped", vectors[i].hex, bit);
      data[bit / 8] ^= (guint8) (1 << bit % 8);
    }
  }
}

/* A number that no pump can be set to is refused, whichever it is; its limits themselves pass. */
static void
test_setting_limits (void)
{
  static const gsize offsets[] = {
    G_STRUCT_OFFSET (ThecalFrameSettings, flow_ml_per_day),
    G_STRUCT_OFFSET (ThecalFrameSettings, dose_now_ug_per_day),
    G_STRUCT_OFFSET (ThecalFrameSettings, dose_24h_ug_per_day),
    G_STRUCT_OFFSET (ThecalFrameSettings, concentration_ug_per_ml),
    G_STRUCT_OFFSET (ThecalFrameSettings, capacity_ml),
    G_STRUCT_OFFSET (ThecalFrameSettings, low_threshold_ml),
  };
  static const double beyond[] = { -1, 2e6 };

  for (gsize i = 0; i < G_N_ELEMENTS (offsets); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (beyond); j++) {
      ThecalFrame frame = { .kind = THECAL_FRAME_SETTINGS,
                            .has_counter = true,
                            .counter = 1,
                            .settings = { .mode_code = 0x55,
                                          .flow_ml_per_day = NAN,
                                          .dose_now_ug_per_day = NAN,
                                          .dose_24h_ug_per_day = NAN,
                                          .concentration_ug_per_ml = NAN,
                                          .capacity_ml = NAN,
                                          .low_threshold_ml = NAN } };
      guint8 octets[THECAL_FRAME_MAX];
      gsize len = thecal_frame_encode (&frame, octets);

      g_assert_cmpint (thecal_frame_decode (OWN, THECAL_FRAME_SETTINGS, octets, len, &frame),
                       ==,
                       THECAL_DECODE_OK);
      *(double *) (void *) ((char *) &frame.settings + offsets[i]) = beyond[j];
      len = thecal_frame_encode (&frame, octets);
      g_assert_cmpint (thecal_frame_decode (OWN, THECAL_FRAME_SETTINGS, octets, len, &frame),
                       ==,
                       THECAL_DECODE_RANGE);
    }
}

/* Each flag of a status by itself goes there and back. */
static void
test_status_flags (void)
{
  for (guint flag = 0; flag < 6; flag++) {
    const ThecalFrame frame = { .kind = THECAL_FRAME_INFUSION_STATUS,
                                .has_counter = true,
                                .counter = 1,
                                .infusion_status = { .therapy_code = 0x55,
                                                     .operational_code = 0x96,
                                                     .reservoir = 1,
                                                     .attached = flag == 0,
                                                     .calculated = flag == 1,
                                                     .minimum_rate = flag == 2,
                                                     .stalled = flag == 3,
                                                     .recovering = flag == 4,
                                                     .source_stale = flag == 5 } };
    guint8 octets[THECAL_FRAME_MAX];
    const gsize len = thecal_frame_encode (&frame, octets);
    ThecalFrame back;

    g_assert_cmpint (thecal_frame_decode (OWN, THECAL_FRAME_INFUSION_STATUS, octets, len, &back),
                     ==,
                     THECAL_DECODE_OK);
    g_assert_true (back.infusion_status.attached == (flag == 0));
    g_assert_true (back.infusion_status.calculated == (flag == 1));
    g_assert_true (back.infusion_status.minimum_rate == (flag == 2));
    g_assert_true (back.infusion_status.stalled == (flag == 3));
    g_assert_true (back.infusion_status.recovering == (flag == 4));
    g_assert_true (back.infusion_status.source_stale == (flag == 5));
  }
}

/* bluetooth.md B2: what a newer layout adds before counter and CRC is passed over, where the
 * features say that there is a newer layout. */
static void
test_newer_layout (void)
{
  for (gsize i = 0; i < n_vectors; i++) {
    gsize len;
    g_autofree guint8 *data = hex_to_octets (vectors[i].hex, &len);
    const ThecalFrame known = must_decode (vectors[i].dialect, vectors[i].kind, vectors[i].hex);
    guint8 longer[64];
    ThecalFrame frame;
    guint16 crc;

    if (vectors[i].dialect != OWN || !known.has_counter ||
        vectors[i].kind == THECAL_FRAME_FEATURES || vectors[i].kind == THECAL_FRAME_HISTORY ||
        vectors[i].kind == THECAL_FRAME_RACP || vectors[i].kind == THECAL_FRAME_SRCP)
      continue; /* those whose length is their operand's own */
    memcpy (longer, data, len - 3);
    memcpy (longer + len - 3, "\x11\x22\x33", 3);
    longer[len] = known.counter;
    crc = thecal_crc16 (longer, len + 1);
    longer[len + 1] = (guint8) crc;
    longer[len + 2] = (guint8) (crc >> 8);

    g_test_message ("%s", vectors[i].hex);
    g_assert_cmpint (thecal_frame_decode_layout (vectors[i].kind, 0, longer, len + 3, &frame),
                     !=,
                     THECAL_DECODE_OK);
    g_assert_cmpint (thecal_frame_decode_layout (vectors[i].kind, 1, longer, len + 3, &frame),
                     ==,
                     THECAL_DECODE_OK);
    g_assert_cmpuint (frame.counter, ==, known.counter);
    if (vectors[i].kind == THECAL_FRAME_SETTINGS)
      g_assert_cmpmem (
          &frame.settings, sizeof frame.settings, &known.settings, sizeof known.settings);
    g_assert_cmpint (
        thecal_frame_decode_layout (vectors[i].kind, 1, data, len, &frame), ==, THECAL_DECODE_OK);
    /* a spoilt octet is seen as before */
    longer[len - 2] ^= 1;
    g_assert_cmpint (thecal_frame_decode_layout (vectors[i].kind, 1, longer, len + 3, &frame),
                     ==,
                     THECAL_DECODE_CRC);
  }
  g_assert_cmpuint (thecal_frame_features_get_layout_minor (0x2A0001), ==, 0xA);
  {
    /* nothing protects the end of a battery level, and of a kind that is none there is nothing */
    const guint8 level[] = { 0x50, 0x00 };
    ThecalFrame frame = { .kind = THECAL_N_FRAMES };
    guint8 octets[THECAL_FRAME_MAX];

    g_assert_cmpint (thecal_frame_decode_layout (THECAL_FRAME_BATTERY_LEVEL, 1, level, 2, &frame),
                     ==,
                     THECAL_DECODE_LENGTH);
    g_assert_cmpint (
        thecal_frame_decode_layout (THECAL_N_FRAMES, 1, level, 1, &frame), ==, THECAL_DECODE_UUID);
    frame.kind = THECAL_N_FRAMES;
    g_assert_cmpuint (thecal_frame_encode (&frame, octets), ==, 0);
  }
}

static void
test_random (void)
{
  for (int i = 0; i < 200000; i++) {
    const ThecalFrameKind kind = (ThecalFrameKind) g_test_rand_int_range (0, THECAL_N_FRAMES);
    const ThecalDialect dialect = g_test_rand_bit () ? OWN : IDS;
    gsize len = (gsize) g_test_rand_int_range (0, 40);
    guint8 data[40], again[THECAL_FRAME_MAX];
    ThecalFrame frame;

    for (gsize at = 0; at < len; at++)
      data[at] = (guint8) g_test_rand_int_range (0, 256);
    if (len > 2 && g_test_rand_bit ()) {
      const bool leads = kind == THECAL_FRAME_FEATURES;
      const guint16 crc = leads ? thecal_crc16 (data + 2, len - 2) : thecal_crc16 (data, len - 2);
      const gsize at = leads ? 0 : len - 2;

      data[at] = (guint8) crc;
      data[at + 1] = (guint8) (crc >> 8);
    }
    if (decode_exact (dialect, kind, data, len, &frame) == THECAL_DECODE_OK)
      g_assert_cmpuint (thecal_frame_encode (&frame, again), >, 0);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/codec/frame/status", test_status);
  g_test_add_func ("/core/codec/frame/annunciation", test_annunciation);
  g_test_add_func ("/core/codec/frame/settings", test_settings);
  g_test_add_func ("/core/codec/frame/records", test_records);
  g_test_add_func ("/core/codec/frame/battery", test_battery);
  g_test_add_func ("/core/codec/frame/negative", test_negative);
  g_test_add_func ("/core/codec/frame/reserved-and-unknown", test_reserved_and_unknown);
  g_test_add_func ("/core/codec/frame/therapy-octets", test_therapy_octets);
  g_test_add_func ("/core/codec/frame/counter", test_counter);
  g_test_add_func ("/core/codec/frame/cut-and-extended", test_cut_and_extended);
  g_test_add_func ("/core/codec/frame/flipped", test_flipped);
  g_test_add_func ("/core/codec/frame/setting-limits", test_setting_limits);
  g_test_add_func ("/core/codec/frame/status-flags", test_status_flags);
  g_test_add_func ("/core/codec/frame/newer-layout", test_newer_layout);
  g_test_add_func ("/core/codec/frame/random", test_random);

  return g_test_run ();
}
