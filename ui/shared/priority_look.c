/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "shared/priority_look.h"

#include <glib/gi18n.h>

static const ThecalPriorityLook looks[] = {
  { "high", N_ ("High alarm"), "thecal-high-symbolic", "thecal-high", 250 },
  { "medium", N_ ("Alarm"), "thecal-medium-symbolic", "thecal-medium", 833 },
  { "low", N_ ("Notice"), "thecal-low-symbolic", "thecal-low", 0 },
  { "info", N_ ("Information"), "thecal-low-symbolic", "thecal-low", 0 },
  { NULL, N_ ("Not known"), "thecal-unknown-symbolic", "thecal-unknown", 0 },
};

const ThecalPriorityLook *
thecal_priority_look_get (const char *priority)
{
  const ThecalPriorityLook *look = looks;

  while (look->priority != NULL && g_strcmp0 (look->priority, priority) != 0)
    look++;

  return look;
}

gboolean
thecal_priority_look_is_dimmed (const ThecalPriorityLook *look,
                                guint n_half_periods,
                                gboolean animations)
{
  return animations && look->half_period_ms > 0 && n_half_periods % 2 == 1;
}
