/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "bluetooth/value_gate.h"

#include <string.h>

void
thecal_value_gate_reset (ThecalValueGate *self)
{
  *self = (ThecalValueGate){ 0 };
}

static bool
is_same_as_last (const ThecalValueGate *self, ThecalFrameKind kind, const guint8 *data, gsize len)
{
  return self->last_len[kind] == len && memcmp (self->last[kind], data, len) == 0;
}

static ThecalGateVerdict
reject (ThecalValueGate *self, ThecalDecodeResult result, const char **out_reason)
{
  self->n_rejected++;
  /* IDS 1.3.3: such a message "shall be ignored". */
  if (result == THECAL_DECODE_PROHIBITED && ++self->prohibited_run < THECAL_GATE_PROHIBITED_LIMIT)
    return THECAL_GATE_IGNORE;
  *out_reason = thecal_decode_result_to_string (result);
  return THECAL_GATE_UNTRUSTED;
}

static ThecalGateVerdict
check_counter (ThecalValueGate *self,
               const ThecalFrame *frame,
               bool from_read,
               bool is_same,
               const char **out_reason)
{
  switch (thecal_counter_check (self->counter[frame->kind], frame->counter)) {
  case THECAL_COUNTER_NEXT:
    return THECAL_GATE_ACCEPT;
  case THECAL_COUNTER_GAP:
    self->n_gaps++;
    return THECAL_GATE_ACCEPT;
  case THECAL_COUNTER_REPEATED:
    /* bluetoothd also signals what we read; the answer then repeats the signalled octets. */
    if (is_same && from_read)
      return THECAL_GATE_ACCEPT;
    self->n_repeated++;
    if (is_same)
      return THECAL_GATE_IGNORE;
    *out_reason = "replay";
    return THECAL_GATE_UNTRUSTED;
  case THECAL_COUNTER_INVALID:
    break;
  }
  *out_reason = thecal_decode_result_to_string (THECAL_DECODE_COUNTER);
  return THECAL_GATE_UNTRUSTED;
}

ThecalGateVerdict
thecal_value_gate_take (ThecalValueGate *self,
                        ThecalFrameKind kind,
                        bool from_read,
                        GBytes *value,
                        ThecalFrame *out_frame,
                        const char **out_reason)
{
  if (!from_read && !self->was_read[kind] && kind != THECAL_FRAME_SRCP)
    return THECAL_GATE_IGNORE;

  gsize len = 0;
  const guint8 *data = g_bytes_get_data (value, &len);
  ThecalFrame frame;
  const ThecalDecodeResult result =
      thecal_frame_decode_layout (kind, self->layout_minor, data, len, &frame);
  if (result != THECAL_DECODE_OK)
    return reject (self, result, out_reason);

  self->prohibited_run = 0;
  if (frame.has_counter) {
    const bool is_same = is_same_as_last (self, kind, data, len);
    const ThecalGateVerdict verdict = check_counter (self, &frame, from_read, is_same, out_reason);
    if (verdict != THECAL_GATE_ACCEPT)
      return verdict;
    self->counter[kind] = frame.counter;
  }
  if (len <= THECAL_GATE_VALUE_MAX && len > 0) {
    memcpy (self->last[kind], data, len);
    self->last_len[kind] = len;
  }
  if (from_read)
    self->was_read[kind] = true;
  if (kind == THECAL_FRAME_FEATURES)
    self->layout_minor = thecal_frame_features_get_layout_minor (frame.features.flags);
  *out_frame = frame;
  return THECAL_GATE_ACCEPT;
}
