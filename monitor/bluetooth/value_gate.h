/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <stdbool.h>

#include "core/codec/frame.h"

/* Octets of the longest value that is compared with the one before: what a newer layout adds is in.
 */
#define THECAL_GATE_VALUE_MAX 64

/* Which of the values that arrive on one connection count. Pure. Holds the E2E counter of every
 * characteristic (IDS 1.0.2, 1.9: each starts anew with the connection). */
typedef struct {
  guint8 counter[THECAL_N_FRAMES]; /* last one accepted; 0: none */
  bool was_read[THECAL_N_FRAMES];  /* by us, on this connection */
  guint8 last[THECAL_N_FRAMES][THECAL_GATE_VALUE_MAX];
  gsize last_len[THECAL_N_FRAMES];
  guint prohibited_run; /* messages in a row with a value that is no Hamming code */
  guint layout_minor;   /* of the features, as last read */
  guint n_repeated, n_gaps, n_rejected;
} ThecalValueGate;

typedef enum {
  THECAL_GATE_ACCEPT,
  THECAL_GATE_IGNORE,    /* counted where it was a fault */
  THECAL_GATE_UNTRUSTED, /* to be told to the person, with the reason */
} ThecalGateVerdict;

/* A person hears of prohibited values after so many in a row (bluetooth.md B2). */
#define THECAL_GATE_PROHIBITED_LIMIT 3

void thecal_value_gate_reset (ThecalValueGate *self); /* a new connection */

/* @from_read: the answer to our own read; otherwise notified, which counts only after a read of the
 * same characteristic (bluetooth.md R11), except for control points. @out_frame is written on
 * ACCEPT, @out_reason (static) on UNTRUSTED. */
ThecalGateVerdict thecal_value_gate_take (ThecalValueGate *self,
                                          ThecalFrameKind kind,
                                          bool from_read,
                                          GBytes *value,
                                          ThecalFrame *out_frame,
                                          const char **out_reason);
