/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "kiosk/drift.h"

#define SIDE (THECAL_DRIFT_PX + 1)
#define PLACES (SIDE * SIDE)

void
thecal_drift_at (gint64 minute, int *out_x, int *out_y)
{
  const int round = (int) (((minute % (2 * PLACES)) + 2 * PLACES) % (2 * PLACES));
  /* row by row like a plough, and the same way back */
  const int place = round < PLACES ? round : 2 * PLACES - 1 - round;
  const int row = place / SIDE, column = place % SIDE;

  *out_y = row;
  *out_x = row % 2 == 0 ? column : SIDE - 1 - column;
}
