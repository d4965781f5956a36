/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <glib.h>

/* The newest self-test result of each channel, for people; the core keeps what it needs itself. */
typedef struct {
  const char *channel; /* interned */
  gboolean ok;
  char *detail; /* owned; "" where there is nothing to say */
  gint64 at_wall_us;
} ThecalTestResult;

/* (transfer full) of ThecalTestResult. */
GPtrArray *thecal_test_results_new (void);
/* Takes the place of the one before of this channel. @detail may be NULL. */
void
thecal_test_results_take (GPtrArray *results, const char *channel, gboolean ok, const char *detail);
