/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "bluetooth/write_allowlist.h"

typedef struct {
  ThecalFrameKind kind;
  guint16 op;
  guint8 len; /* octets in all: op code, operand, E2E counter, CRC */
} AllowedWrite;

/* Reset Status: op 0x030C, flags, counter, CRC (IDS 1.0.2, 3.6) */
static const AllowedWrite allowed_writes[] = {
  { THECAL_FRAME_SRCP, 0x030C, 7 },
};

bool
thecal_write_is_allowed (ThecalFrameKind kind, const guint8 *data, gsize len)
{
  if (data == NULL || len < 2)
    return false;

  const guint16 op = (guint16) (data[0] | data[1] << 8);
  for (gsize i = 0; i < G_N_ELEMENTS (allowed_writes); i++)
    if (allowed_writes[i].kind == kind && allowed_writes[i].op == op &&
        allowed_writes[i].len == len)
      return true;
  return false;
}
