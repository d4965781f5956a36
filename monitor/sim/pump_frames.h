/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "sim/pump_model.h"

/* The pump's values as frames, with the E2E counters of one connection, and the faults that a
 * scenario asks for. Pure. */

typedef enum {
  THECAL_FAULT_NONE,
  THECAL_FAULT_CRC,        /* last octet wrong */
  THECAL_FAULT_LENGTH,     /* an octet short */
  THECAL_FAULT_PROHIBITED, /* therapy code that is no Hamming code, CRC right */
  THECAL_FAULT_RESERVED,   /* therapy code that is reserved, CRC right */
  THECAL_FAULT_REPLAY,     /* the frame before, once more */
} ThecalFault;

typedef struct {
  guint8 counters[THECAL_N_FRAMES]; /* last one sent; 0: none on this connection */
  guint8 last_request;              /* E2E counter of the client's newest request; 0: none */
  guint8 last_status[THECAL_FRAME_MAX];
  gsize last_status_len;
} ThecalPumpLink;

/* A new connection: every counter begins again (IDS 1.9). An old status stays for a replay. */
void thecal_pump_link_reset (ThecalPumpLink *self);

/* Encodes @kind (not the control point) at @wall_us (UTC); returns the length, 0 where the pump has
 * no such value. Takes the next E2E counter. */
gsize thecal_pump_link_encode (ThecalPumpLink *self,
                               const ThecalPumpModel *model,
                               ThecalFrameKind kind,
                               gint64 wall_us,
                               guint8 *out);

/* Infusion Status with @fault. */
gsize thecal_pump_link_encode_fault (ThecalPumpLink *self,
                                     const ThecalPumpModel *model,
                                     ThecalFault fault,
                                     gint64 wall_us,
                                     guint8 *out);

/* Result of a write to the Status Reader Control Point. */
typedef enum {
  THECAL_SRCP_DONE,            /* @out holds the response to indicate */
  THECAL_SRCP_INVALID_CRC,     /* ATT error 0x81 */
  THECAL_SRCP_INVALID_COUNTER, /* ATT error 0x82 */
  THECAL_SRCP_INVALID_LENGTH,  /* ATT error 0x0D */
} ThecalSrcpResult;

/* Carries out a request and writes the response to @out (THECAL_FRAME_MAX octets). A first request
 * of a connection may bear any valid counter. */
ThecalSrcpResult thecal_pump_link_handle_srcp (ThecalPumpLink *self,
                                               ThecalPumpModel *model,
                                               const guint8 *data,
                                               gsize len,
                                               guint8 *out,
                                               gsize *out_len);
