/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <glib.h>

/* The entry that libFuzzer calls, and replay_main.c for each file of a corpus. */
int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* The input as a text that ends; an empty input has no address. (transfer full) */
static inline char *
fuzz_text (const guint8 *data, gsize size)
{
  return size == 0 ? g_strdup ("") : g_strndup ((const char *) data, size);
}

/* The input as the words of a command line, one a line, after @command. (transfer full) */
static inline char **
fuzz_words (const char *command, const guint8 *data, gsize size)
{
  g_autofree char *text = fuzz_text (data, size);
  g_autofree char *line = g_strconcat (command, *text != '\0' ? "\n" : "", text, NULL);

  return g_strsplit (line, "\n", 0);
}
