/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <glib/gi18n.h>
#include <gtk/gtk.h>

#include "config.h"
#include "kiosk/heartbeat.h"
#include "kiosk/look.h"
#include "kiosk/pin_command.h"
#include "kiosk/window.h"
#include "shared/program.h"
#include "thecal-kiosk-resources.h"
#include "thecal-ui-resources.h"

static struct {
  char *plan, *list;
  gboolean windowed, fullscreen, set_pin;
  guint lists;
} options;

static int
on_options (GApplication *application, GVariantDict *dict)
{
  if (options.set_pin)
    return thecal_pin_command_run ();

  return thecal_program_take_lists (options.list, &options.lists);
}

static void
on_activate (GtkApplication *application)
{
  const ThecalKioskStart start = {
    .plan = options.plan,
    .lists = options.lists,
    .windowed = options.windowed && !options.fullscreen,
  };
  GtkWidget *window;

  thecal_look_begin ();
  window = thecal_kiosk_window_new (application, &start);
  thecal_heartbeat_follow (window);
  if (options.lists != 0)
    thecal_kiosk_window_ask (THECAL_KIOSK_WINDOW (window));
  gtk_window_present (GTK_WINDOW (window));
  thecal_look_complete_after_frame (window);
}

static gboolean
leave (GtkWindow *window)
{
  if (!THECAL_IS_KIOSK_WINDOW (window))
    return FALSE;
  thecal_kiosk_window_leave (THECAL_KIOSK_WINDOW (window));

  return TRUE;
}

static const GOptionEntry entries[] = {
  { "plan", 0, 0, G_OPTION_ARG_FILENAME, &options.plan, N_ ("Care plan file"), "FILE" },
  { "list",
    0,
    0,
    G_OPTION_ARG_STRING,
    &options.list,
    N_ ("Begin with the questions of these lists: W, O, I, P, S"),
    "LETTERS" },
  { "fullscreen", 0, 0, G_OPTION_ARG_NONE, &options.fullscreen, N_ ("Fill the screen"), NULL },
  { "windowed",
    0,
    0,
    G_OPTION_ARG_NONE,
    &options.windowed,
    N_ ("In a window of 800×480, to try it"),
    NULL },
  { "set-pin",
    0,
    0,
    G_OPTION_ARG_NONE,
    &options.set_pin,
    N_ ("Read a new caregiver's PIN from standard input, and end"),
    NULL },
  G_OPTION_ENTRY_NULL,
};

int
main (int argc, char **argv)
{
  g_autoptr (GtkApplication) application = NULL;
  int status;

  bindtextdomain (GETTEXT_PACKAGE, THECAL_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_resources_register (thecal_ui_get_resource ());
  g_resources_register (thecal_kiosk_get_resource ());
  /* one that hangs keeps no new one away */
  application = gtk_application_new ("org.thecal.Kiosk", G_APPLICATION_NON_UNIQUE);
  g_application_set_resource_base_path (G_APPLICATION (application), "/org/thecal/Thecal");
  g_application_add_main_option_entries (G_APPLICATION (application), entries);
  g_signal_connect (application, "handle-local-options", G_CALLBACK (on_options), NULL);
  g_signal_connect (application, "activate", G_CALLBACK (on_activate), NULL);
  thecal_program_end_on_terminate (GTK_APPLICATION (application), leave);

  status = g_application_run (G_APPLICATION (application), argc, argv);

  return status != 0 ? status
                     : GPOINTER_TO_INT (
                           g_object_get_data (G_OBJECT (application), THECAL_KIOSK_EXIT_STATUS));
}
