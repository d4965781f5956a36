/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "shared/chart_canvas.h"

/* The two lanes of a chart: levels with their forecast, and below them the diary. */

/* Draws into the canvas's cairo context. */
void thecal_chart_lanes_draw (ThecalChartCanvas *canvas);
