/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "core/diary/penn.h"

#include <math.h>

#define HOURS_A_DAY 24.0

int
thecal_penn_suggest_frequency (double spasms, const char *per)
{
  double an_hour;

  if (isnan (spasms) || per == NULL)
    return -1;
  an_hour = g_str_equal (per, "hour") ? spasms : spasms / HOURS_A_DAY;
  if (an_hour <= 0.0)
    return 0;
  if (an_hour < 1.0)
    return 2;

  return an_hour <= 10.0 ? 3 : 4;
}
