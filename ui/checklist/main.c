/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <glib/gi18n.h>
#include <stdlib.h>

#include "checklist/window.h"
#include "config.h"
#include "files/checklist_files.h"
#include "shared/person.h"
#include "shared/program.h"
#include "thecal-ui-resources.h"

typedef struct {
  char *plan, *list, *state_dir, *checklists, *print_to;
  gboolean fullscreen;
  guint lists;
  gint64 started_us; /* monotonic */
  gulong painted_id;
} Options;

static Options options;

static int
on_options (GApplication *application, GVariantDict *dict)
{
  return thecal_program_take_lists (options.list, &options.lists);
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
leave (GtkWindow *window)
{
  if (!THECAL_IS_CHECKLIST_WINDOW (window))
    return FALSE;
  thecal_checklist_window_leave (THECAL_CHECKLIST_WINDOW (window));

  return TRUE;
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
  thecal_program_end_on_terminate (GTK_APPLICATION (application), leave);

  return g_application_run (G_APPLICATION (application), argc, argv);
}
