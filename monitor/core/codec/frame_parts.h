/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "core/codec/frame.h"
#include "core/codec/octets.h"

/* The body of each kind, between the E2E octets: one decoder and one encoder a kind. A decoder
 * reads to the end of its own fields; frame.c checks that nothing is left. */

typedef ThecalDecodeResult (*ThecalBodyDecoder) (ThecalOctetReader *reader, ThecalFrame *frame);
typedef void (*ThecalBodyEncoder) (ThecalOctetWriter *writer, const ThecalFrame *frame);

typedef struct {
  ThecalBodyDecoder decode;
  ThecalBodyEncoder encode;
} ThecalFrameBody;

extern const ThecalFrameBody thecal_frame_infusion_bodies[THECAL_N_FRAMES];
extern const ThecalFrameBody thecal_frame_battery_bodies[THECAL_N_FRAMES];
extern const ThecalFrameBody thecal_frame_record_bodies[THECAL_N_FRAMES];
