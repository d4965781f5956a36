/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <glib.h>

/* The entry that libFuzzer calls, and replay_main.c for each file of a corpus. */
int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);
