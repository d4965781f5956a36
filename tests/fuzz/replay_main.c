/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <stdio.h>

#include "fuzz.h"

/* Runs a harness over every file of the folders given. Each input stands in a block of exactly its
 * size, so that the address sanitizer sees a read past the end. */
static int
replay_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  int n_inputs = 0;

  if (dir == NULL)
    return -1;
  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);
    g_autofree char *text = NULL;
    g_autofree guint8 *exact = NULL;
    gsize size;

    if (!g_file_get_contents (path, &text, &size, NULL))
      return -1;
    exact = g_memdup2 (text, size);
    LLVMFuzzerTestOneInput (exact, size);
    n_inputs++;
  }

  return n_inputs;
}

int
main (int argc, char **argv)
{
  int n_inputs = 0;

  for (int i = 1; i < argc; i++) {
    const int n = replay_folder (argv[i]);

    if (n < 0) {
      fprintf (stderr, "%s: cannot be read\n", argv[i]);
      return 1;
    }
    n_inputs += n;
  }
  printf ("%d inputs\n", n_inputs);

  return n_inputs > 0 ? 0 : 1;
}
