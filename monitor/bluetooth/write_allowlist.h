/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <stdbool.h>

#include "core/codec/frame.h"

/* The only values that Thecal ever writes to a pump: Reset Status at the Status Reader Control
 * Point. Nothing here can touch a therapy, and nothing can be added at run time. (Subscriptions are
 * written by bluetoothd, on StartNotify.) */

/* Whether @data may be written to a characteristic of @kind. */
bool thecal_write_is_allowed (ThecalFrameKind kind, const guint8 *data, gsize len);
