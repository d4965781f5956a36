/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "core/event.h"

/* Annunciation type codes of IDS 1.0.2 (table 3.8) and of our manufacturer range (bluetooth.md B2).
 */

/* UNKNOWN for a code that the profile does not define, prohibited ones included. */
ThecalPumpEventType thecal_annunciation_from_code (guint16 code);
/* The code that stands for @type; 0 for none. */
guint16 thecal_annunciation_to_code (ThecalPumpEventType type);
