/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "ctl/plan_option.h"

#include <glib/gi18n.h>
#include <stdio.h>

#include "ctl/options.h"

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(ThecalPlanLoad **) user_data = thecal_plan_files_load_finish (result);
}

ThecalPlanLoad *
thecal_plan_option_load (const char *command, const char *option, int *out_exit)
{
  g_autofree char *path = thecal_plan_files_get_path (option);
  g_autofree char *state_dir = option == NULL ? thecal_plan_files_get_state_dir () : NULL;
  g_autoptr (ThecalPlanLoad) load = NULL;

  thecal_plan_files_load_async (path, state_dir, NULL, on_loaded, &load);
  while (load == NULL)
    g_main_context_iteration (NULL, TRUE);

  *out_exit = THECAL_EXIT_DONE;
  if (load->fault == NULL)
    return g_steal_pointer (&load);

  fprintf (stderr, "%s\n", load->fault);
  if (!load->is_copy) {
    *out_exit = THECAL_EXIT_BAD_INPUT;
    return NULL;
  }
  fprintf (stderr, _ ("thecalctl %s: going by the last plan that could be read\n"), command);
  *out_exit = THECAL_EXIT_PROBLEM;

  return g_steal_pointer (&load);
}
