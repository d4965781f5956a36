/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "monitor.h"

/* Reads the care plan file @path and tells the monitor what it says of the pump: the reservoir as a
 * person read it off the printout, and the refill visits. Where something newer is known, the older
 * changes nothing. A file that cannot be taken is a failed self-test of the channel "plan", with
 * file, group and key. To be called when the stored state is back; @monitor is kept until the end.
 */
void thecal_plan_file_load (ThecalMonitor *monitor, const char *path);
