/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "core/codec/frame.h"

/* Takes what a decoded frame says over into @report (present bits set; other parts untouched).
 * Units of the ids dialect (IU) are no mL and no ug: nothing of it is taken over. Control points
 * and annunciations carry no report. */
void thecal_frame_to_report (const ThecalFrame *frame, ThecalStatusReport *report);

/* A report that holds nothing. */
void thecal_status_report_init (ThecalStatusReport *report);
