/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "core/codec/frame.h"
#include "core/codec/frame_report.h"
#include "fuzz.h"

#define IDS_BIT 0x80

/* First octet: kind, and the top bit for the ids dialect; the rest is the value. What decodes must
 * be expressible again, and a report made of it. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  ThecalStatusReport report;
  ThecalFrame frame;
  guint8 again[THECAL_FRAME_MAX];
  ThecalDialect dialect;
  ThecalFrameKind kind;

  if (size == 0)
    return 0;
  dialect = (data[0] & IDS_BIT) != 0 ? THECAL_DIALECT_IDS : THECAL_DIALECT_THECAL;
  kind = (ThecalFrameKind) ((data[0] & ~IDS_BIT) % (THECAL_N_FRAMES + 1));

  if (thecal_frame_decode (dialect, kind, data + 1, size - 1, &frame) != THECAL_DECODE_OK)
    return 0;
  if (thecal_frame_encode (&frame, again) == 0)
    g_error ("decoded, but not to be encoded");
  thecal_status_report_init (&report);
  thecal_frame_to_report (&frame, &report);
  if (dialect == THECAL_DIALECT_IDS && report.present != 0)
    g_error ("units of the ids dialect in a report");

  return 0;
}
