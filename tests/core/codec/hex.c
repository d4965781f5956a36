/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "hex.h"

#include <string.h>

guint8 *
hex_to_octets (const char *hex, gsize *out_len)
{
  g_autoptr (GByteArray) octets = g_byte_array_new ();

  for (const char *at = hex; *at != '\0';) {
    const guint8 octet =
        (guint8) (g_ascii_xdigit_value (at[0]) << 4 | g_ascii_xdigit_value (at[1]));

    g_byte_array_append (octets, &octet, 1);
    at += at[2] == ' ' ? 3 : 2;
  }
  *out_len = octets->len;

  return g_memdup2 (octets->data, octets->len);
}

ThecalDecodeResult
decode_exact (ThecalDialect dialect,
              ThecalFrameKind kind,
              const guint8 *data,
              gsize len,
              ThecalFrame *out)
{
  g_autofree guint8 *exact = g_memdup2 (data, len);
  ThecalFrame before;
  ThecalDecodeResult result;

  memset (out, 0xA5, sizeof *out);
  memcpy (&before, out, sizeof before);
  result = thecal_frame_decode (dialect, kind, exact, len, out);
  if (result != THECAL_DECODE_OK)
    g_assert_cmpmem (out, sizeof *out, &before, sizeof before);

  return result;
}

ThecalDecodeResult
decode_hex (ThecalDialect dialect, ThecalFrameKind kind, const char *hex, ThecalFrame *out)
{
  gsize len;
  g_autofree guint8 *data = hex_to_octets (hex, &len);

  return decode_exact (dialect, kind, data, len, out);
}

#define OWN THECAL_DIALECT_THECAL
#define IDS THECAL_DIALECT_IDS

/* bluetooth.md (d); the layouts without a vector there are made by its B2 with their own CRC. */
const Vector vectors[] = {
  { IDS, THECAL_FRAME_INFUSION_STATUS, "55 96 B9 F0 01" },
  { IDS, THECAL_FRAME_INFUSION_STATUS, "55 96 B9 F0 01 01 81 45" },
  { OWN, THECAL_FRAME_INFUSION_STATUS, "55 96 B9 F0 01 01 81 45" },
  { IDS, THECAL_FRAME_STATUS_CHANGED, "C9 00 01 3E BE" },
  { OWN, THECAL_FRAME_STATUS_CHANGED, "C9 00 01 3E BE" },
  { IDS, THECAL_FRAME_ANNUNCIATION, "01 04 00 C3 00 33 01 A1 6F" },
  { OWN, THECAL_FRAME_ANNUNCIATION, "01 04 00 C3 00 33 01 A1 6F" },
  { IDS, THECAL_FRAME_RACP, "33 55 0F 64 00 00 00 01 1B 39" },
  { OWN, THECAL_FRAME_RACP, "33 55 0F 64 00 00 00 01 1B 39" },
  { IDS, THECAL_FRAME_HISTORY, "03 03 79 00 00 00 0A 00 55 33 6A 68" },
  { OWN, THECAL_FRAME_HISTORY, "03 03 79 00 00 00 0A 00 55 33 6A 68" },
  { OWN, THECAL_FRAME_BATTERY_STATUS, "02 41 01 14" },
  { OWN, THECAL_FRAME_SERVICE_DATE, "43 57 00" },
  { OWN, THECAL_FRAME_BATTERY_LEVEL, "14" },
  { OWN, THECAL_FRAME_SETTINGS, "55 01 20 D1 40 02 40 02 D0 07 14 00 14 F0 FF FF 01 01 4B" },
};
const gsize n_vectors = G_N_ELEMENTS (vectors);
