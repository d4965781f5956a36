/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <glib-unix.h>
#include <glib/gi18n.h>
#include <gtk/gtk.h>

#include "config.h"
#include "core/checklist/checklist.h"
#include "kiosk/heartbeat.h"
#include "kiosk/look.h"
#include "kiosk/pin_command.h"
#include "kiosk/window.h"
#include "thecal-kiosk-resources.h"
#include "thecal-ui-resources.h"

#define EXIT_USAGE 2
#define END_LIMIT_S 4 /* a window that does not come to its end is not waited for */

static struct {
  char *plan, *list;
  gboolean windowed, fullscreen, set_pin;
  guint lists;
} options;

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
  if (options.set_pin)
    return thecal_pin_command_run ();
  if (options.list == NULL || read_lists (options.list, &options.lists))
    return -1;
  g_printerr (_ ("--list: %s: expected W, O, I, P or S, or several of them\n"), options.list);

  return EXIT_USAGE;
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
on_limit (gpointer application)
{
  g_application_quit (application);

  return G_SOURCE_REMOVE;
}

/* The last window ends the program. */
static gboolean
on_terminate (gpointer application)
{
  GtkWindow *window = gtk_application_get_active_window (application);

  if (window != NULL && THECAL_IS_KIOSK_WINDOW (window)) {
    thecal_kiosk_window_leave (THECAL_KIOSK_WINDOW (window));
    g_timeout_add_seconds (END_LIMIT_S, on_limit, application);
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
  g_unix_signal_add (SIGTERM, on_terminate, application);

  status = g_application_run (G_APPLICATION (application), argc, argv);

  return status != 0 ? status
                     : GPOINTER_TO_INT (
                           g_object_get_data (G_OBJECT (application), THECAL_KIOSK_EXIT_STATUS));
}
