/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "shared/now.h"

#include <time.h>

ThecalTime
thecal_now (void)
{
  struct timespec boot = { 0 };

  clock_gettime (CLOCK_BOOTTIME, &boot);

  return (ThecalTime){ .boot_us = (gint64) boot.tv_sec * THECAL_SECOND_US + boot.tv_nsec / 1000,
                       .wall_us = g_get_real_time () };
}
