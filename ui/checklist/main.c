/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <glib-unix.h>
#include <glib/gi18n.h>
#include <stdlib.h>

#include "checklist/window.h"
#include "config.h"
#include "files/checklist_files.h"
#include "shared/person.h"
#include "thecal-ui-resources.h"

#define EXIT_USAGE 2
#define SIGHT_LIMIT_S 4 /* a window that does not come to its end is not waited for */

typedef struct {
  char *plan, *list, *state_dir, *checklists, *print_to;
  gboolean fullscreen;
  guint lists;
  gint64 started_us; /* monotonic */
  gulong painted_id;
} Options;

static Options options;

/* "WO": the bits of its letters. FALSE: another letter. */
static gboolean
read_lists (const char *text, guint *out_lists)
{
  for (; *text != '\0'; text++) {
    const char letter[] = { *text, '\0' };
    ThecalListId list;

    if (!thecal_list_from_letter (letter, &list) || list == THECAL_LIST_GATE)
      return FALSE;
    *out_lists |= 1u << list;
  }

  return TRUE;
}

static int
on_options (GApplication *application, GVariantDict *dict)
{
  if (options.list == NULL || read_lists (options.list, &options.lists))
    return -1;
  g_printerr (_ ("--list: %s: expected W, O, I, P or S, or several of them\n"), options.list);

  return EXIT_USAGE;
}

/* How long a frightened person waits. */
static void
on_painted (GdkFrameClock *clock, gpointer data)
{
  g_clear_signal_handler (&options.painted_id, clock);
  g_printerr ("first frame after %d ms\n",
              (int) ((g_get_monotonic_time () - options.started_us) / 1000));
}

static void
on_mapped (GtkWidget *window)
{
  if (g_getenv ("THECAL_TIMING") != NULL)
    options.painted_id = g_signal_connect (
        gtk_widget_get_frame_clock (window), "after-paint", G_CALLBACK (on_painted), NULL);
}

static void
on_activate (GApplication *application)
{
  g_autoptr (ThecalMonitorClient) client = thecal_monitor_client_new ();
  g_autofree char *plan_path = thecal_plan_files_get_path (options.plan);
  g_autofree char *state_dir =
      options.state_dir != NULL ? g_strdup (options.state_dir) : thecal_plan_files_get_state_dir ();
  g_autoptr (GPtrArray) faults = NULL;
  g_autofree char *name = thecal_person_get_name ();
  const ThecalWalkStart start = {
    .set = thecal_checklist_files_load (options.checklists, &faults),
    .client = client,
    .plan_path = plan_path,
    .state_dir = state_dir,
    .print_to = options.print_to,
    .by = name,
    .lists = options.lists,
  };
  GtkWidget *window = thecal_checklist_window_new (ADW_APPLICATION (application), &start, faults);

  g_signal_connect (window, "map", G_CALLBACK (on_mapped), NULL);
  if (options.fullscreen)
    gtk_window_fullscreen (GTK_WINDOW (window));
  gtk_window_present (GTK_WINDOW (window));
}

static gboolean
on_limit (gpointer application)
{
  g_application_quit (application);

  return G_SOURCE_REMOVE;
}

static gboolean
on_terminate (gpointer application)
{
  GtkWindow *window = gtk_application_get_active_window (application);

  if (window != NULL && THECAL_IS_CHECKLIST_WINDOW (window)) {
    thecal_checklist_window_leave (THECAL_CHECKLIST_WINDOW (window));
    g_timeout_add_seconds (SIGHT_LIMIT_S, on_limit, application);
  } else {
    g_application_quit (application);
  }

  return G_SOURCE_CONTINUE;
}

static const GOptionEntry entries[] = {
  { "plan", 0, 0, G_OPTION_ARG_FILENAME, &options.plan, N_ ("Care plan file"), "FILE" },
  { "list",
    0,
    0,
    G_OPTION_ARG_STRING,
    &options.list,
    N_ ("Lists to ask after the first checks: W, O, I, P, S"),
    "LETTERS" },
  { "state-dir",
    0,
    0,
    G_OPTION_ARG_FILENAME,
    &options.state_dir,
    N_ ("Folder in which what was answered is kept"),
    "DIR" },
  { "checklists",
    0,
    0,
    G_OPTION_ARG_FILENAME,
    &options.checklists,
    N_ ("Folder with the clinic's own lists"),
    "DIR" },
  { "print-to",
    0,
    0,
    G_OPTION_ARG_FILENAME,
    &options.print_to,
    N_ ("PDF file that Print writes instead of asking for a printer"),
    "FILE" },
  { "fullscreen", 0, 0, G_OPTION_ARG_NONE, &options.fullscreen, N_ ("Fill the screen"), NULL },
  G_OPTION_ENTRY_NULL,
};

int
main (int argc, char **argv)
{
  g_autoptr (AdwApplication) application = NULL;

  options.started_us = g_get_monotonic_time ();
  bindtextdomain (GETTEXT_PACKAGE, THECAL_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_resources_register (thecal_ui_get_resource ());
  /* without a session bus, and beside another of its kind, it works all the same */
  application = adw_application_new ("org.thecal.Checklist", G_APPLICATION_NON_UNIQUE);
  g_application_set_resource_base_path (G_APPLICATION (application), "/org/thecal/Thecal");
  g_application_add_main_option_entries (G_APPLICATION (application), entries);
  g_signal_connect (application, "handle-local-options", G_CALLBACK (on_options), NULL);
  g_signal_connect (application, "activate", G_CALLBACK (on_activate), NULL);
  g_unix_signal_add (SIGTERM, on_terminate, application);

  return g_application_run (G_APPLICATION (application), argc, argv);
}
