/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <string.h>

#include "core/codec/crc.h"
#include "hex.h"

/* What does not fit: into a frame, into a value, into the newer layout. */

/* A frame that says it holds more than it can is not cut to what fits. */
static void
test_not_to_be_expressed (void)
{
  const ThecalFrame frames[] = {
    { .kind = THECAL_FRAME_SRCP, .srcp = { .op = 0x030C, .operand_len = 16 } },
    { .kind = THECAL_FRAME_RACP, .racp = { .op = 0x33, .operator= 0x33, .operand_len = 10 } },
    { .kind = THECAL_FRAME_HISTORY, .history = { .type = 0x0303, .data_len = 11 } },
    { .kind = THECAL_FRAME_ANNUNCIATION, .annunciation = { .present = true, .n_aux = 6 } },
    { .kind = THECAL_N_FRAMES },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (frames); i++) {
    guint8 octets[THECAL_FRAME_MAX];

    g_test_message ("row %d", (int) i);
    g_assert_cmpuint (thecal_frame_encode (&frames[i], octets), ==, 0);
  }
}

/* The longest of each is expressed, and is the same when it comes back. */
static void
test_longest (void)
{
  ThecalFrame srcp = { .kind = THECAL_FRAME_SRCP, .dialect = THECAL_DIALECT_IDS };
  ThecalFrame back;
  guint8 octets[THECAL_FRAME_MAX];
  gsize len;

  srcp.srcp.op = 0x033F; /* its operand is as long as there are boluses */
  srcp.srcp.operand_len = sizeof srcp.srcp.operand;
  memset (srcp.srcp.operand, 0x11, sizeof srcp.srcp.operand);
  len = thecal_frame_encode (&srcp, octets);
  g_assert_cmpuint (len, ==, 17);
  g_assert_cmpint (decode_exact (THECAL_DIALECT_IDS, THECAL_FRAME_SRCP, octets, len, &back),
                   ==,
                   THECAL_DECODE_OK);
  g_assert_cmpmem (back.srcp.operand, back.srcp.operand_len, srcp.srcp.operand, 15);
}

/* Octets that a newer layout does not have are missing in it too. */
static void
test_newer_layout_too_short (void)
{
  for (gsize i = 0; i < n_vectors; i++) {
    gsize len;
    g_autofree guint8 *data = hex_to_octets (vectors[i].hex, &len);
    ThecalFrame frame;
    guint16 crc;

    if (vectors[i].dialect != THECAL_DIALECT_THECAL ||
        (vectors[i].kind != THECAL_FRAME_INFUSION_STATUS &&
         vectors[i].kind != THECAL_FRAME_SETTINGS && vectors[i].kind != THECAL_FRAME_DATES &&
         vectors[i].kind != THECAL_FRAME_SOURCE))
      continue;
    memmove (data + len - 4, data + len - 3, 1);
    crc = thecal_crc16 (data, len - 3);
    data[len - 3] = (guint8) crc;
    data[len - 2] = (guint8) (crc >> 8);
    g_test_message ("%s", vectors[i].hex);
    g_assert_cmpint (thecal_frame_decode_layout (vectors[i].kind, 1, data, len - 1, &frame),
                     ==,
                     THECAL_DECODE_LENGTH);
  }
}

/* Elapsed Time begins in the year 2000; a time before it is not known. */
static void
test_time_before_the_epoch (void)
{
  ThecalFrame source = { .kind = THECAL_FRAME_SOURCE, .has_counter = true, .counter = 1 };
  ThecalFrame back;
  guint8 octets[THECAL_FRAME_MAX];
  gsize len;

  source.source = (ThecalFrameSource){ 0x33, 0, 1, 15, 100 };
  len = thecal_frame_encode (&source, octets);
  g_assert_cmpint (decode_exact (THECAL_DIALECT_THECAL, THECAL_FRAME_SOURCE, octets, len, &back),
                   ==,
                   THECAL_DECODE_OK);
  g_assert_cmpint (back.source.telemetry_time_us, ==, THECAL_UNKNOWN_US);
}

/* 16, 32 or 128 bit, with or without 0x, in any case. */
static void
test_uuid_forms (void)
{
  static const struct {
    const char *text;
    ThecalDialect dialect;
    ThecalFrameKind kind;
  } rows[] = {
    { "0021", THECAL_DIALECT_THECAL, THECAL_FRAME_INFUSION_STATUS },
    { "0x0F000021", THECAL_DIALECT_THECAL, THECAL_FRAME_INFUSION_STATUS },
    { "0F000021-E829-4C2C-BAD5-69452B1D8BBE", THECAL_DIALECT_THECAL, THECAL_FRAME_INFUSION_STATUS },
    { "0X2B21", THECAL_DIALECT_IDS, THECAL_FRAME_INFUSION_STATUS },
    { "00002b21", THECAL_DIALECT_IDS, THECAL_FRAME_INFUSION_STATUS },
    { "00002B21-0000-1000-8000-00805F9B34FB", THECAL_DIALECT_IDS, THECAL_FRAME_INFUSION_STATUS },
  };
  static const char *const others[] = {
    "", "0x", "21", "0f0000210", "00002b21-e829-4c2c-bad5-69452b1d8bbe"
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    ThecalDialect dialect;
    ThecalFrameKind kind;

    g_test_message ("%s", rows[i].text);
    g_assert_true (thecal_frame_kind_from_uuid (rows[i].text, &dialect, &kind));
    g_assert_cmpint (dialect, ==, rows[i].dialect);
    g_assert_cmpint (kind, ==, rows[i].kind);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++) {
    ThecalDialect dialect;
    ThecalFrameKind kind;

    g_assert_false (thecal_frame_kind_from_uuid (others[i], &dialect, &kind));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/codec/limits/not-to-be-expressed", test_not_to_be_expressed);
  g_test_add_func ("/core/codec/limits/longest", test_longest);
  g_test_add_func ("/core/codec/limits/newer-layout-too-short", test_newer_layout_too_short);
  g_test_add_func ("/core/codec/limits/time-before-the-epoch", test_time_before_the_epoch);
  g_test_add_func ("/core/codec/limits/uuid-forms", test_uuid_forms);

  return g_test_run ();
}
