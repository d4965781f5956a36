/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "test_results.h"

static void
result_free (ThecalTestResult *result)
{
  g_free (result->detail);
  g_free (result);
}

GPtrArray *
thecal_test_results_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) result_free);
}

static ThecalTestResult *
find (GPtrArray *results, const char *channel)
{
  for (guint i = 0; i < results->len; i++) {
    ThecalTestResult *result = g_ptr_array_index (results, i);

    if (g_str_equal (result->channel, channel))
      return result;
  }

  return NULL;
}

void
thecal_test_results_take (GPtrArray *results, const char *channel, gboolean ok, const char *detail)
{
  ThecalTestResult *result = find (results, channel);

  if (result == NULL) {
    result = g_new0 (ThecalTestResult, 1);
    result->channel = g_intern_string (channel);
    g_ptr_array_add (results, result);
  }
  result->ok = ok;
  g_free (result->detail);
  result->detail = g_strdup (detail != NULL ? detail : "");
  result->at_wall_us = g_get_real_time ();
}
