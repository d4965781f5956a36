/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "core/event.h"
#include "shared/beep_view.h"
#include "shared/monitor_client.h"

/* What a person hears is told to the monitor, and what came of it to the person. */
#define THECAL_TYPE_BEEP_TELL (thecal_beep_tell_get_type ())
G_DECLARE_FINAL_TYPE (ThecalBeepTell, thecal_beep_tell, THECAL, BEEP_TELL, GObject)

/* Signal "untold" (ThecalBeep kind, const char *why): nobody took it but the person who heard it.
 */

/* It tells what is heard in @view, for as long as that is there. */
ThecalBeepTell *thecal_beep_tell_new (ThecalBeepView *view, ThecalMonitorClient *client);
