/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "ctl/decode.h"
#include "ctl/options.h"
#include "fuzz.h"

/* "thecalctl decode": options, UUID and hexadecimal digits as a person pastes them. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_auto (GStrv) words = fuzz_words ("decode", data, size);
  const int exit_status = thecal_ctl_decode ((int) g_strv_length (words), words);

  if (exit_status < THECAL_EXIT_DONE || exit_status > THECAL_EXIT_BAD_INPUT)
    g_error ("exit status %d", exit_status);

  return 0;
}
