/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "core/codec/frame_parts.h"

#include "core/codec/code_words.h"

/* Control points and history: op codes and raw operands (IDS 1.0.2, 3.5-3.8). */

static bool
take_rest (ThecalOctetReader *reader, guint8 *out, gsize max, guint8 *out_len)
{
  const gsize rest = reader->failed ? 0 : reader->len - reader->at;

  if (rest > max) {
    reader->failed = true;
    return false;
  }
  for (gsize i = 0; i < rest; i++)
    out[i] = (guint8) thecal_octets_get (reader, 1);
  *out_len = (guint8) rest;

  return !reader->failed;
}

static void
put_rest (ThecalOctetWriter *writer, const guint8 *data, gsize len, gsize max)
{
  writer->failed |= len > max;
  for (gsize i = 0; i < MIN (len, max); i++)
    thecal_octets_put (writer, data[i], 1);
}

/* How long an operand is, where the code fixes it. It tells a value without E2E from one whose CRC
 * does not match: the one is never as long as the other (tables 3.12, 3.22, 4.2). */
typedef struct {
  guint16 code;
  guint8 octets;
} FixedLength;

static const FixedLength srcp_lengths[] = {
  { 0x0303, 3 },                                              /* response code */
  { 0x030C, 2 },                                              /* reset status */
  { 0x0330, 0 }, { 0x0365, 0 }, { 0x0395, 0 }, { 0x039A, 6 }, /* daily total: three SFLOAT */
  { 0x03A6, 2 }, { 0x03A9, 6 }, /* counter: type, selection, minutes */
  { 0x03C0, 0 }, { 0x03CF, 8 }, { 0x03F3, 0 },
};
static const FixedLength racp_op_lengths[] = {
  { 0x0F, 2 }, /* response: request, value */
  { 0x55, 0 }, /* abort */
  { 0x66, 4 }, /* number of records */
};
static const FixedLength history_lengths[] = {
  { 0x0303, 2 }, /* therapy state: old, new */
  { 0x030C, 2 }, /* operational state: old, new */
  { 0x0330, 2 }, /* reservoir, SFLOAT */
};

static bool
fits (const FixedLength *lengths, gsize n_lengths, guint16 code, guint8 octets)
{
  for (gsize i = 0; i < n_lengths; i++)
    if (lengths[i].code == code)
      return lengths[i].octets == octets;

  return true;
}

/* Filter and sequence numbers by operator. A lone filter octet after all, first or last is not in
 * the standard, but clients in the field send it. */
static bool
racp_fits (const ThecalFrameRacp *racp)
{
  switch (racp->op == 0x33 || racp->op == 0x3C || racp->op == 0x5A ? racp->operator: 0) {
  case 0x33:
  case 0x66:
  case 0x69:
    return racp->operand_len <= 1;
  case 0x3C:
  case 0x55:
    return racp->operand_len == 5;
  case 0x5A:
    return racp->operand_len == 9;
  default:
    return fits (racp_op_lengths, G_N_ELEMENTS (racp_op_lengths), racp->op, racp->operand_len);
  }
}

static ThecalDecodeResult
decode_srcp (ThecalOctetReader *reader, ThecalFrame *frame)
{
  frame->srcp.op = (guint16) thecal_octets_get (reader, 2);
  if (!take_rest (
          reader, frame->srcp.operand, sizeof frame->srcp.operand, &frame->srcp.operand_len) ||
      !fits (srcp_lengths, G_N_ELEMENTS (srcp_lengths), frame->srcp.op, frame->srcp.operand_len))
    return THECAL_DECODE_LENGTH;

  return thecal_code_classify (THECAL_CODES_SRCP, frame->srcp.op) != THECAL_CODE_PROHIBITED
             ? THECAL_DECODE_OK
             : THECAL_DECODE_PROHIBITED;
}

static void
encode_srcp (ThecalOctetWriter *writer, const ThecalFrame *frame)
{
  thecal_octets_put (writer, frame->srcp.op, 2);
  put_rest (writer, frame->srcp.operand, frame->srcp.operand_len, sizeof frame->srcp.operand);
}

static ThecalDecodeResult
decode_racp (ThecalOctetReader *reader, ThecalFrame *frame)
{
  ThecalFrameRacp *racp = &frame->racp;

  racp->op = (guint8) thecal_octets_get (reader, 1);
  racp->operator= (guint8) thecal_octets_get (reader, 1);
  if (!take_rest (reader, racp->operand, sizeof racp->operand, &racp->operand_len) ||
      !racp_fits (racp))
    return THECAL_DECODE_LENGTH;

  return thecal_code_classify (THECAL_CODES_RACP, racp->op) != THECAL_CODE_PROHIBITED &&
                 thecal_code_classify (THECAL_CODES_OPERATOR, racp->operator) !=
                     THECAL_CODE_PROHIBITED
             ? THECAL_DECODE_OK
             : THECAL_DECODE_PROHIBITED;
}

static void
encode_racp (ThecalOctetWriter *writer, const ThecalFrame *frame)
{
  thecal_octets_put (writer, frame->racp.op, 1);
  thecal_octets_put (writer, frame->racp.operator, 1);
  put_rest (writer, frame->racp.operand, frame->racp.operand_len, sizeof frame->racp.operand);
}

static ThecalDecodeResult
decode_history (ThecalOctetReader *reader, ThecalFrame *frame)
{
  ThecalFrameHistory *history = &frame->history;

  history->type = (guint16) thecal_octets_get (reader, 2);
  history->sequence = thecal_octets_get (reader, 4);
  history->offset_s = (guint16) thecal_octets_get (reader, 2);
  if (!take_rest (reader, history->data, sizeof history->data, &history->data_len) ||
      !fits (history_lengths, G_N_ELEMENTS (history_lengths), history->type, history->data_len))
    return THECAL_DECODE_LENGTH;

  return thecal_code_classify (THECAL_CODES_HISTORY, history->type) != THECAL_CODE_PROHIBITED
             ? THECAL_DECODE_OK
             : THECAL_DECODE_PROHIBITED;
}

static void
encode_history (ThecalOctetWriter *writer, const ThecalFrame *frame)
{
  thecal_octets_put (writer, frame->history.type, 2);
  thecal_octets_put (writer, frame->history.sequence, 4);
  thecal_octets_put (writer, frame->history.offset_s, 2);
  put_rest (writer, frame->history.data, frame->history.data_len, sizeof frame->history.data);
}

const ThecalFrameBody thecal_frame_record_bodies[THECAL_N_FRAMES] = {
  [THECAL_FRAME_SRCP] = { decode_srcp, encode_srcp },
  [THECAL_FRAME_RACP] = { decode_racp, encode_racp },
  [THECAL_FRAME_HISTORY] = { decode_history, encode_history },
};
