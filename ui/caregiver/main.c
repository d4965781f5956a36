/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <adwaita.h>
#include <glib-unix.h>
#include <glib/gi18n.h>

#include "caregiver/window.h"
#include "config.h"
#include "thecal-caregiver-resources.h"
#include "thecal-ui-resources.h"

static const struct {
  const char *action;
  const char *keys[2];
} keys[] = {
  { "win.page('overview')", { "<Control>1" } },
  { "win.page('alarms')", { "<Control>2" } },
  { "win.page('history')", { "<Control>3" } },
  { "win.page('diary')", { "<Control>4" } },
  { "win.page('calendar')", { "<Control>5" } },
  { "win.page('pump')", { "<Control>6" } },
  { "win.status", { "<Control>comma" } },
  { "win.page('log')", { "<Control>l" } },
  { "win.call", { "F1" } },
  { "win.symptoms", { "F2" } },
  { "win.papers", { "<Control>p" } },
  { "win.enter-printout", { "<Control>e" } },
  { "win.checks", { "<Control>k" } },
  { "win.show-help-overlay", { "<Control>question" } },
  { "app.quit", { "<Control>q" } },
};

static char *plan_path; /* of --plan; NULL: the usual place */
static char *save_to;   /* of --save-to; NULL: where is asked for */
static char *print_to;  /* of --print-to; NULL: a printer is asked for */
static gboolean first_start, no_first_start;

static void
on_activate (GtkApplication *application)
{
  GtkWindow *window = gtk_application_get_active_window (application);

  if (window == NULL) {
    window = GTK_WINDOW (thecal_caregiver_window_new (ADW_APPLICATION (application),
                                                      plan_path,
                                                      print_to,
                                                      first_start      ? THECAL_OPEN_ALWAYS
                                                      : no_first_start ? THECAL_OPEN_NEVER
                                                                       : THECAL_OPEN_WHERE_NEEDED));
    thecal_caregiver_window_set_save_to (THECAL_CAREGIVER_WINDOW (window), save_to);
  }
  gtk_window_present (window);
}

static void
on_quit (GSimpleAction *action, GVariant *parameter, gpointer application)
{
  g_application_quit (application);
}

static gboolean
on_terminate (gpointer application)
{
  g_application_quit (application);
  return G_SOURCE_REMOVE;
}

int
main (int argc, char **argv)
{
  static const GActionEntry actions[] = { { .name = "quit", .activate = on_quit } };
  static const GOptionEntry options[] = {
    { "plan", 0, 0, G_OPTION_ARG_FILENAME, &plan_path, N_ ("Care plan file"), "FILE" },
    { "print-to",
      0,
      0,
      G_OPTION_ARG_FILENAME,
      &print_to,
      N_ ("PDF file that Print writes instead of asking for a printer"),
      "FILE" },
    { "save-to",
      0,
      0,
      G_OPTION_ARG_FILENAME,
      &save_to,
      N_ ("Folder in which files are saved without a question"),
      "DIR" },
    { "first-start", 0, 0, G_OPTION_ARG_NONE, &first_start, N_ ("Show the setup"), NULL },
    { "no-first-start",
      0,
      0,
      G_OPTION_ARG_NONE,
      &no_first_start,
      N_ ("Do not show the setup by itself"),
      NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (AdwApplication) application = NULL;

  bindtextdomain (GETTEXT_PACKAGE, THECAL_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_resources_register (thecal_ui_get_resource ());
  g_resources_register (thecal_caregiver_get_resource ());
  application = adw_application_new ("org.thecal.Thecal", G_APPLICATION_DEFAULT_FLAGS);
  g_action_map_add_action_entries (
      G_ACTION_MAP (application), actions, G_N_ELEMENTS (actions), application);
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_application_set_accels_for_action (
        GTK_APPLICATION (application), keys[i].action, keys[i].keys);
  g_application_add_main_option_entries (G_APPLICATION (application), options);
  g_signal_connect (application, "activate", G_CALLBACK (on_activate), NULL);
  g_unix_signal_add (SIGTERM, on_terminate, application);

  return g_application_run (G_APPLICATION (application), argc, argv);
}
