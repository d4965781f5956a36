/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "kiosk/scale.h"

#define LONG_PX 800.0
#define SHORT_PX 480.0
#define SHARED_LONG_PX 1280.0
#define SHARED_SHORT_PX 800.0
#define LEAST 0.75
#define MOST 4.0

ThecalKioskScale
thecal_kiosk_scale_of (int width, int height)
{
  const gboolean upright = height > width;
  const double across = width / (upright ? SHORT_PX : LONG_PX);
  const double down = height / (upright ? LONG_PX : SHORT_PX);

  return (ThecalKioskScale){ .factor = CLAMP (MIN (across, down), LEAST, MOST),
                             .upright = upright };
}

double
thecal_kiosk_scale_shared (int width, int height)
{
  const gboolean upright = height > width;
  const double across = width / (upright ? SHARED_SHORT_PX : SHARED_LONG_PX);
  const double down = height / (upright ? SHARED_LONG_PX : SHARED_SHORT_PX);

  return CLAMP (MIN (across, down), 1.0, MOST);
}
