/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "core/codec/frame_parts.h"

/* Battery Service 1.1: 2A19, 2BED, 2BEF (GSS). */

#define PERCENT_MAX 100
#define STATUS_IDENTIFIER 0x01
#define STATUS_LEVEL 0x02
#define STATUS_ADDITIONAL 0x04
#define STATUS_KNOWN 0x07

static ThecalDecodeResult
decode_level (ThecalOctetReader *reader, ThecalFrame *frame)
{
  frame->battery_level.percent = (guint8) thecal_octets_get (reader, 1);
  if (reader->failed)
    return THECAL_DECODE_LENGTH;

  return frame->battery_level.percent <= PERCENT_MAX ? THECAL_DECODE_OK : THECAL_DECODE_RANGE;
}

static void
encode_level (ThecalOctetWriter *writer, const ThecalFrame *frame)
{
  thecal_octets_put (writer, frame->battery_level.percent, 1);
}

static ThecalDecodeResult
decode_status (ThecalOctetReader *reader, ThecalFrame *frame)
{
  ThecalFrameBatteryStatus *status = &frame->battery_status;
  const guint32 flags = thecal_octets_get (reader, 1);
  const guint32 power = thecal_octets_get (reader, 2);

  status->present = (power & 0x01) != 0;
  status->charge_state = (power >> 5) & 0x03;
  status->level = (power >> 7) & 0x03;
  status->has_identifier = (flags & STATUS_IDENTIFIER) != 0;
  status->has_percent = (flags & STATUS_LEVEL) != 0;
  status->has_additional = (flags & STATUS_ADDITIONAL) != 0;
  if (status->has_identifier)
    status->identifier = (guint16) thecal_octets_get (reader, 2);
  if (status->has_percent)
    status->percent = (guint8) thecal_octets_get (reader, 1);
  status->service_required = status->has_additional ? thecal_octets_get (reader, 1) & 0x03 : 2;
  if (reader->failed)
    return THECAL_DECODE_LENGTH;

  return (flags & ~(guint32) STATUS_KNOWN) == 0 && status->percent <= PERCENT_MAX
             ? THECAL_DECODE_OK
             : THECAL_DECODE_RANGE;
}

static void
encode_status (ThecalOctetWriter *writer, const ThecalFrame *frame)
{
  const ThecalFrameBatteryStatus *status = &frame->battery_status;

  thecal_octets_put (writer,
                     (status->has_identifier ? STATUS_IDENTIFIER : 0u) |
                         (status->has_percent ? STATUS_LEVEL : 0u) |
                         (status->has_additional ? STATUS_ADDITIONAL : 0u),
                     1);
  thecal_octets_put (writer,
                     (status->present ? 1u : 0u) | (guint32) (status->charge_state & 3) << 5 |
                         (guint32) (status->level & 3) << 7,
                     2);
  if (status->has_identifier)
    thecal_octets_put (writer, status->identifier, 2);
  if (status->has_percent)
    thecal_octets_put (writer, status->percent, 1);
  if (status->has_additional)
    thecal_octets_put (writer, status->service_required, 1);
}

static ThecalDecodeResult
decode_date (ThecalOctetReader *reader, ThecalFrame *frame)
{
  frame->service_date.day = thecal_octets_get (reader, 3);

  return reader->failed ? THECAL_DECODE_LENGTH : THECAL_DECODE_OK;
}

static void
encode_date (ThecalOctetWriter *writer, const ThecalFrame *frame)
{
  thecal_octets_put (writer, frame->service_date.day, 3);
}

const ThecalFrameBody thecal_frame_battery_bodies[THECAL_N_FRAMES] = {
  [THECAL_FRAME_BATTERY_LEVEL] = { decode_level, encode_level },
  [THECAL_FRAME_BATTERY_STATUS] = { decode_status, encode_status },
  [THECAL_FRAME_SERVICE_DATE] = { decode_date, encode_date },
};
