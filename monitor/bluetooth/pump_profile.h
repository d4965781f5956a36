/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "bluetooth/object_tree.h"
#include "core/codec/frame.h"

/* Which characteristics make a pump that can be watched, and where the change behind a bit of
 * Status Changed is read (bluetooth.md B2). Sets of kinds are bits. */

#define THECAL_KIND_BIT(kind) (1u << (kind))

#define THECAL_REQUIRED_KINDS                                                                      \
  (THECAL_KIND_BIT (THECAL_FRAME_STATUS_CHANGED) |                                                 \
   THECAL_KIND_BIT (THECAL_FRAME_INFUSION_STATUS) | THECAL_KIND_BIT (THECAL_FRAME_ANNUNCIATION) |  \
   THECAL_KIND_BIT (THECAL_FRAME_FEATURES) | THECAL_KIND_BIT (THECAL_FRAME_SRCP) |                 \
   THECAL_KIND_BIT (THECAL_FRAME_SETTINGS) | THECAL_KIND_BIT (THECAL_FRAME_DATES) |                \
   THECAL_KIND_BIT (THECAL_FRAME_SOURCE))

#define THECAL_OPTIONAL_KINDS                                                                      \
  (THECAL_KIND_BIT (THECAL_FRAME_BATTERY_LEVEL) | THECAL_KIND_BIT (THECAL_FRAME_BATTERY_STATUS) |  \
   THECAL_KIND_BIT (THECAL_FRAME_SERVICE_DATE))

#define THECAL_LIVENESS_KINDS                                                                      \
  (THECAL_KIND_BIT (THECAL_FRAME_STATUS_CHANGED) | THECAL_KIND_BIT (THECAL_FRAME_SOURCE) |         \
   THECAL_KIND_BIT (THECAL_FRAME_INFUSION_STATUS) | THECAL_KIND_BIT (THECAL_FRAME_ANNUNCIATION))

/* Status Changed bits -> kinds to read. Bit 7, history, is not read here and so never reset. */
guint thecal_pump_profile_kinds_for_bits (guint16 bits);
/* The bits whose every source is among @kinds. */
guint16 thecal_pump_profile_bits_for_kinds (guint kinds);

/* Binds by UUID among the objects of this connection (R7, R8) into @paths (owned strings). TRUE
 * when every required one is there. */
gboolean
thecal_pump_profile_bind (ThecalObjectTree *tree, const char *device, char *paths[THECAL_N_FRAMES]);
/* The characteristic can indicate or notify. */
gboolean thecal_pump_profile_notifies (ThecalObjectTree *tree, const char *path);
