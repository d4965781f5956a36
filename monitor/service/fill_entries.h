/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "monitor.h"

/* Posts @event, a status report that a person typed in or a care plan tells, and where it is of a
 * fill that was taken for one, writes the refill down: once, however often it is told. What an
 * entry without an author lacks is added to it; a person's, and one that was taken back, stay. */
void thecal_fill_entries_post (ThecalMonitor *monitor, const ThecalEvent *event);
