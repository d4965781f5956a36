/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "shared/program.h"

#include <glib-unix.h>
#include <glib/gi18n.h>

#include "shared/walk_opening.h"

#define EXIT_USAGE 2
#define END_LIMIT_S 4 /* a window that does not come to its end is not waited for */

int
thecal_program_take_lists (const char *letters, guint *out_lists)
{
  if (thecal_walk_opening_read_lists (letters, out_lists))
    return -1;
  g_printerr (_ ("--list: %s: expected W, O, I, P or S, or several of them\n"), letters);

  return EXIT_USAGE;
}

/* Of the one application of the process. */
typedef struct {
  GtkApplication *application; /* borrowed */
  ThecalProgramLeave leave;
} End;

static gboolean
on_limit (gpointer application)
{
  g_application_quit (application);

  return G_SOURCE_REMOVE;
}

/* The last window ends the program. */
static gboolean
on_terminate (gpointer user_data)
{
  const End *end = user_data;

  if (end->leave (gtk_application_get_active_window (end->application)))
    g_timeout_add_seconds (END_LIMIT_S, on_limit, end->application);
  else
    g_application_quit (G_APPLICATION (end->application));

  return G_SOURCE_CONTINUE;
}

void
thecal_program_end_on_terminate (GtkApplication *application, ThecalProgramLeave leave)
{
  End *end = g_new (End, 1);

  *end = (End){ application, leave };
  g_unix_signal_add_full (G_PRIORITY_DEFAULT, SIGTERM, on_terminate, end, g_free);
}
