/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "core/codec/frame.h"

#include <math.h>

#include "core/codec/crc.h"
#include "core/codec/frame_parts.h"
#include "core/names.h"

#define CRC_OCTETS 2
#define E2E_OCTETS 3      /* counter and CRC */
#define FEATURES_OCTETS 8 /* CRC, counter, SFLOAT, 24 bit */

/* How a kind carries its end-to-end protection (IDS 1.0.2, 3.1, 3.15, 3.16). */
typedef enum {
  E2E_NONE,
  E2E_TRAILING, /* counter, CRC at the end */
  E2E_LEADING,  /* CRC, counter first: Features */
  E2E_CRC_ONLY, /* History Data */
} Protection;

static const struct {
  const char *name;
  const char *thecal_uuid; /* own base; NULL: not in the dialect */
  const char *ids_uuid;    /* Bluetooth SIG base */
  Protection protection;
} kinds[THECAL_N_FRAMES] = {
  [THECAL_FRAME_STATUS_CHANGED] = { "status-changed", "0020", "2b20", E2E_TRAILING },
  [THECAL_FRAME_INFUSION_STATUS] = { "infusion-status", "0021", "2b21", E2E_TRAILING },
  [THECAL_FRAME_ANNUNCIATION] = { "annunciation", "0022", "2b22", E2E_TRAILING },
  [THECAL_FRAME_FEATURES] = { "features", "0023", "2b23", E2E_LEADING },
  [THECAL_FRAME_SRCP] = { "srcp", "0024", "2b24", E2E_TRAILING },
  [THECAL_FRAME_SETTINGS] = { "settings", "0030", NULL, E2E_TRAILING },
  [THECAL_FRAME_DATES] = { "dates", "0031", NULL, E2E_TRAILING },
  [THECAL_FRAME_SOURCE] = { "source", "0032", NULL, E2E_TRAILING },
  [THECAL_FRAME_BATTERY_LEVEL] = { "battery-level", NULL, "2a19", E2E_NONE },
  [THECAL_FRAME_BATTERY_STATUS] = { "battery-status", NULL, "2bed", E2E_NONE },
  [THECAL_FRAME_SERVICE_DATE] = { "service-date", NULL, "2bef", E2E_NONE },
  [THECAL_FRAME_RACP] = { "racp", "0027", "2b27", E2E_TRAILING },
  [THECAL_FRAME_HISTORY] = { "history", "0028", "2b28", E2E_CRC_ONLY },
};

#define SIG_BASE "-0000-1000-8000-00805f9b34fb"
#define THECAL_BASE "-e829-4c2c-bad5-69452b1d8bbe"

static const char *const result_names[] = {
  [THECAL_DECODE_OK] = "ok",
  [THECAL_DECODE_LENGTH] = "length",
  [THECAL_DECODE_CRC] = "crc",
  [THECAL_DECODE_COUNTER] = "counter",
  [THECAL_DECODE_PROHIBITED] = "prohibited",
  [THECAL_DECODE_RANGE] = "range",
  [THECAL_DECODE_UUID] = "uuid",
};

const char *
thecal_frame_kind_to_string (ThecalFrameKind kind)
{
  return kind < THECAL_N_FRAMES ? kinds[kind].name : NULL;
}

const char *
thecal_decode_result_to_string (ThecalDecodeResult result)
{
  return thecal_names_get (result_names, G_N_ELEMENTS (result_names), (int) result);
}

static const ThecalFrameBody *
body_of (ThecalFrameKind kind)
{
  if (thecal_frame_infusion_bodies[kind].decode != NULL)
    return &thecal_frame_infusion_bodies[kind];
  if (thecal_frame_battery_bodies[kind].decode != NULL)
    return &thecal_frame_battery_bodies[kind];

  return &thecal_frame_record_bodies[kind];
}

static guint16
get_u16 (const guint8 *data)
{
  return (guint16) (data[0] | data[1] << 8);
}

/* Takes the E2E octets off @reader and checks them. */
static ThecalDecodeResult
open_trailing (ThecalOctetReader *reader, gsize octets, ThecalFrame *frame)
{
  const gsize body = reader->len - octets;

  if (get_u16 (reader->data + reader->len - CRC_OCTETS) !=
      thecal_crc16 (reader->data, reader->len - CRC_OCTETS))
    return THECAL_DECODE_CRC;
  if (octets == E2E_OCTETS) {
    frame->has_counter = true;
    frame->counter = reader->data[body];
    if (frame->counter == 0)
      return THECAL_DECODE_COUNTER;
  }
  reader->len = body;

  return THECAL_DECODE_OK;
}

static ThecalDecodeResult
open_leading (ThecalOctetReader *reader, ThecalDialect dialect, ThecalFrame *frame)
{
  const guint8 *data = reader->data;

  if (reader->len != FEATURES_OCTETS)
    return THECAL_DECODE_LENGTH;
  reader->at = E2E_OCTETS;
  /* "FFFF 00": a server without E2E (IDS 1.0.2, 3.3) */
  if (dialect == THECAL_DIALECT_IDS && get_u16 (data) == 0xFFFF && data[CRC_OCTETS] == 0)
    return THECAL_DECODE_OK;
  if (get_u16 (data) != thecal_crc16 (data + CRC_OCTETS, reader->len - CRC_OCTETS))
    return THECAL_DECODE_CRC;
  if (data[CRC_OCTETS] == 0)
    return THECAL_DECODE_COUNTER;
  frame->has_counter = true;
  frame->counter = data[CRC_OCTETS];

  return THECAL_DECODE_OK;
}

static ThecalDecodeResult
open_protection (ThecalOctetReader *reader, ThecalDialect dialect, ThecalFrame *frame)
{
  const Protection protection = kinds[frame->kind].protection;

  switch (protection) {
  case E2E_LEADING:
    return open_leading (reader, dialect, frame);
  case E2E_CRC_ONLY:
  case E2E_TRAILING: {
    const gsize octets = protection == E2E_TRAILING ? E2E_OCTETS : CRC_OCTETS;

    return reader->len <= octets ? THECAL_DECODE_LENGTH : open_trailing (reader, octets, frame);
  }
  case E2E_NONE:
    break;
  }

  return THECAL_DECODE_OK;
}

/* What is too short or too long is told as such, whatever else was found in it. */
static ThecalDecodeResult
decode_body (ThecalOctetReader *reader, bool may_go_on, ThecalFrame *frame)
{
  const ThecalDecodeResult result = body_of (frame->kind)->decode (reader, frame);

  return reader->failed || (!may_go_on && reader->at != reader->len) ? THECAL_DECODE_LENGTH
                                                                     : result;
}

static ThecalDecodeResult
decode_with (ThecalDialect dialect,
             ThecalOctetReader reader,
             bool protect,
             bool may_go_on,
             ThecalFrame *frame)
{
  ThecalDecodeResult opened = THECAL_DECODE_OK;

  if (protect)
    opened = open_protection (&reader, dialect, frame);
  if (opened == THECAL_DECODE_CRC && kinds[frame->kind].protection == E2E_TRAILING) {
    /* A wrong size is told also where the CRC cannot match for that very reason. */
    ThecalFrame probe = *frame;
    ThecalOctetReader body = reader;

    body.len -= E2E_OCTETS;
    if (decode_body (&body, may_go_on, &probe) == THECAL_DECODE_LENGTH)
      return THECAL_DECODE_LENGTH;
  }

  return opened == THECAL_DECODE_OK ? decode_body (&reader, may_go_on, frame) : opened;
}

ThecalDecodeResult
thecal_frame_decode (ThecalDialect dialect,
                     ThecalFrameKind kind,
                     const guint8 *data,
                     gsize len,
                     ThecalFrame *out)
{
  const ThecalOctetReader reader = { .data = data, .len = len };
  ThecalFrame frame = { .kind = kind, .dialect = dialect };
  ThecalDecodeResult result;

  if (kind >= THECAL_N_FRAMES)
    return THECAL_DECODE_UUID;

  result = decode_with (dialect, reader, true, false, &frame);
  /* IDS makes E2E optional: a value that is exactly as long as one without it is one without it. */
  if (result != THECAL_DECODE_OK && dialect == THECAL_DIALECT_IDS &&
      kinds[kind].protection != E2E_LEADING) {
    ThecalFrame plain = { .kind = kind, .dialect = dialect };
    const ThecalDecodeResult without = decode_with (dialect, reader, false, false, &plain);

    if (without != THECAL_DECODE_LENGTH) {
      result = without;
      frame = plain;
    }
  }
  if (result == THECAL_DECODE_OK)
    *out = frame;

  return result;
}

guint
thecal_frame_features_get_layout_minor (guint32 flags)
{
  return flags >> 16 & 0xF;
}

ThecalDecodeResult
thecal_frame_decode_layout (ThecalFrameKind kind,
                            guint layout_minor,
                            const guint8 *data,
                            gsize len,
                            ThecalFrame *out)
{
  const ThecalOctetReader reader = { .data = data, .len = len };
  ThecalFrame frame = { .kind = kind, .dialect = THECAL_DIALECT_THECAL };
  ThecalDecodeResult result;

  /* Where the CRC leads, or nothing protects the end, a longer value cannot be told from a wrong
   * one. */
  if (layout_minor == 0 || kind >= THECAL_N_FRAMES || kinds[kind].protection != E2E_TRAILING)
    return thecal_frame_decode (THECAL_DIALECT_THECAL, kind, data, len, out);

  result = decode_with (THECAL_DIALECT_THECAL, reader, true, true, &frame);
  if (result == THECAL_DECODE_OK)
    *out = frame;

  return result;
}

static void
seal (ThecalOctetWriter *writer, const ThecalFrame *frame)
{
  if (kinds[frame->kind].protection == E2E_TRAILING && frame->has_counter)
    thecal_octets_put (writer, frame->counter, 1);
  if ((kinds[frame->kind].protection == E2E_TRAILING && frame->has_counter) ||
      (kinds[frame->kind].protection == E2E_CRC_ONLY && frame->dialect == THECAL_DIALECT_THECAL))
    thecal_octets_put (writer, thecal_crc16 (writer->data, writer->at), CRC_OCTETS);
}

gsize
thecal_frame_encode (const ThecalFrame *frame, guint8 *out)
{
  ThecalOctetWriter writer = { .data = out, .capacity = THECAL_FRAME_MAX };

  if (frame->kind >= THECAL_N_FRAMES)
    return 0;

  if (kinds[frame->kind].protection == E2E_LEADING) {
    thecal_octets_put (&writer, 0xFFFF, CRC_OCTETS);
    thecal_octets_put (&writer, frame->has_counter ? frame->counter : 0, 1);
  }
  body_of (frame->kind)->encode (&writer, frame);
  seal (&writer, frame);
  if (!writer.failed && kinds[frame->kind].protection == E2E_LEADING && frame->has_counter) {
    ThecalOctetWriter crc = { .data = out, .capacity = CRC_OCTETS };

    thecal_octets_put (&crc, thecal_crc16 (out + CRC_OCTETS, writer.at - CRC_OCTETS), CRC_OCTETS);
  }

  return writer.failed ? 0 : writer.at;
}

static bool
uuid_matches (const char *uuid, const char *prefix, const char *short_uuid, const char *base)
{
  g_autofree char *middle = NULL, *full = NULL;

  if (short_uuid == NULL)
    return false;
  middle = g_strconcat (prefix, short_uuid, NULL);
  full = g_strconcat (middle, base, NULL);

  return g_ascii_strcasecmp (uuid, full) == 0 || g_ascii_strcasecmp (uuid, middle) == 0 ||
         g_ascii_strcasecmp (uuid, short_uuid) == 0;
}

bool
thecal_frame_kind_from_uuid (const char *uuid,
                             ThecalDialect *out_dialect,
                             ThecalFrameKind *out_kind)
{
  if (g_ascii_strncasecmp (uuid, "0x", 2) == 0)
    uuid += 2;

  for (int kind = 0; kind < THECAL_N_FRAMES; kind++) {
    const bool own = uuid_matches (uuid, "0f00", kinds[kind].thecal_uuid, THECAL_BASE);

    if (own || uuid_matches (uuid, "0000", kinds[kind].ids_uuid, SIG_BASE)) {
      /* The battery characteristics are the same in both dialects. */
      *out_dialect =
          own || kinds[kind].thecal_uuid == NULL ? THECAL_DIALECT_THECAL : THECAL_DIALECT_IDS;
      *out_kind = (ThecalFrameKind) kind;
      return true;
    }
  }

  return false;
}

static const char *const thecal_uuids[THECAL_N_FRAMES] = {
  [THECAL_FRAME_STATUS_CHANGED] = "0f000020" THECAL_BASE,
  [THECAL_FRAME_INFUSION_STATUS] = "0f000021" THECAL_BASE,
  [THECAL_FRAME_ANNUNCIATION] = "0f000022" THECAL_BASE,
  [THECAL_FRAME_FEATURES] = "0f000023" THECAL_BASE,
  [THECAL_FRAME_SRCP] = "0f000024" THECAL_BASE,
  [THECAL_FRAME_SETTINGS] = "0f000030" THECAL_BASE,
  [THECAL_FRAME_DATES] = "0f000031" THECAL_BASE,
  [THECAL_FRAME_SOURCE] = "0f000032" THECAL_BASE,
  [THECAL_FRAME_BATTERY_LEVEL] = "00002a19" SIG_BASE,
  [THECAL_FRAME_BATTERY_STATUS] = "00002bed" SIG_BASE,
  [THECAL_FRAME_SERVICE_DATE] = "00002bef" SIG_BASE,
  [THECAL_FRAME_RACP] = "0f000027" THECAL_BASE,
  [THECAL_FRAME_HISTORY] = "0f000028" THECAL_BASE,
};

static const char *const ids_uuids[THECAL_N_FRAMES] = {
  [THECAL_FRAME_STATUS_CHANGED] = "00002b20" SIG_BASE,
  [THECAL_FRAME_INFUSION_STATUS] = "00002b21" SIG_BASE,
  [THECAL_FRAME_ANNUNCIATION] = "00002b22" SIG_BASE,
  [THECAL_FRAME_FEATURES] = "00002b23" SIG_BASE,
  [THECAL_FRAME_SRCP] = "00002b24" SIG_BASE,
  [THECAL_FRAME_BATTERY_LEVEL] = "00002a19" SIG_BASE,
  [THECAL_FRAME_BATTERY_STATUS] = "00002bed" SIG_BASE,
  [THECAL_FRAME_SERVICE_DATE] = "00002bef" SIG_BASE,
  [THECAL_FRAME_RACP] = "00002b27" SIG_BASE,
  [THECAL_FRAME_HISTORY] = "00002b28" SIG_BASE,
};

const char *
thecal_frame_kind_to_uuid (ThecalDialect dialect, ThecalFrameKind kind)
{
  if (kind >= THECAL_N_FRAMES)
    return NULL;

  return dialect == THECAL_DIALECT_THECAL ? thecal_uuids[kind] : ids_uuids[kind];
}

ThecalCounterCheck
thecal_counter_check (guint8 last, guint8 current)
{
  if (current == 0)
    return THECAL_COUNTER_INVALID;
  if (last == 0 || current - (last % 255) == 1)
    return THECAL_COUNTER_NEXT;

  return current == last ? THECAL_COUNTER_REPEATED : THECAL_COUNTER_GAP;
}
