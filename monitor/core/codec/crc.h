/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <glib.h>

/* CRC-16/MCRF4XX: x^16+x^12+x^5+1, seed 0xFFFF, least significant bit first (IDS 1.0.2, 3.16). */
guint16 thecal_crc16 (const guint8 *data, gsize len);
