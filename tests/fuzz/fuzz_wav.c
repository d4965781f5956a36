/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "signal/pattern.h"
#include "signal/wav.h"

#include "fuzz.h"

#define LIMIT_MS 100

/* What a speech program writes: samples within the limit, or a reason. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  const char *fault = NULL;
  g_autoptr (GArray) samples = thecal_wav_read (data, size, LIMIT_MS, &fault);

  if (samples == NULL && fault == NULL)
    g_error ("refused without a reason");
  if (samples != NULL && samples->len > LIMIT_MS * THECAL_SAMPLE_RATE_HZ / 1000)
    g_error ("longer than the limit");

  return 0;
}
