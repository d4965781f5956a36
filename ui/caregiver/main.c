/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <adwaita.h>
#include <glib-unix.h>
#include <glib/gi18n.h>

#include "caregiver/alarms_page.h"
#include "caregiver/overview_page.h"
#include "config.h"
#include "thecal-ui-resources.h"

typedef struct {
  ThecalMonitorClient *client;
  GtkWidget *window, *banner;
  AdwViewStackPage *alarms_page;
  GtkWidget *high; /* modal window of a high alarm; NULL: none is shown */
  guint high_episode;
} App;

/* A high alarm takes the focus until somebody answers (GTK 4.8 tells a screen reader of a modal
 * window, and of nothing less). Escape never closes it. */
static void
show_high (App *app, ThecalDbusAlarm *alarm)
{
  GtkWidget *strip = gtk_label_new (_ ("!!! High alarm")),
            *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *card = thecal_alarm_card_new (alarm);

  app->high_episode = thecal_dbus_alarm_get_id (alarm);
  app->high = gtk_window_new ();
  gtk_window_set_title (GTK_WINDOW (app->high), _ (thecal_dbus_alarm_get_title (alarm)));
  gtk_widget_add_css_class (strip, "thecal-high");
  gtk_widget_add_css_class (strip, "thecal-alarm-title");
  gtk_box_append (GTK_BOX (box), strip);
  if (thecal_dbus_alarm_get_simulated (alarm)) {
    GtkWidget *simulated = gtk_label_new (_ ("SIMULATED"));

    gtk_widget_add_css_class (simulated, "thecal-simulated");
    gtk_box_append (GTK_BOX (box), simulated);
  }
  gtk_box_append (GTK_BOX (box), card);
  gtk_window_set_child (GTK_WINDOW (app->high), box);
  gtk_window_set_default_size (GTK_WINDOW (app->high), 640, -1);
  gtk_window_set_modal (GTK_WINDOW (app->high), TRUE);
  gtk_window_set_deletable (GTK_WINDOW (app->high), FALSE);
  gtk_window_set_transient_for (GTK_WINDOW (app->high), GTK_WINDOW (app->window));
  gtk_window_present (GTK_WINDOW (app->high));
  gtk_widget_child_focus (app->high, GTK_DIR_TAB_FORWARD);
}

static void
hide_high (App *app)
{
  if (app->high != NULL)
    gtk_window_destroy (GTK_WINDOW (app->high));
  app->high = NULL;
  app->high_episode = 0;
}

static ThecalDbusAlarm *
find_sounding_high (GPtrArray *alarms)
{
  for (guint i = 0; i < alarms->len; i++) {
    ThecalDbusAlarm *alarm = g_ptr_array_index (alarms, i);

    if (g_strcmp0 (thecal_dbus_alarm_get_priority (alarm), "high") == 0 &&
        g_strcmp0 (thecal_dbus_alarm_get_signal_state (alarm), "sounding") == 0)
      return alarm;
  }

  return NULL;
}

static void
on_changed (App *app)
{
  g_autoptr (GPtrArray) alarms = thecal_monitor_client_get_alarms (app->client);
  ThecalDbusManager *manager = thecal_monitor_client_get_manager (app->client);
  ThecalDbusAlarm *high = find_sounding_high (alarms);

  gtk_widget_set_visible (app->banner,
                          manager != NULL && thecal_dbus_manager_get_simulated (manager));
  adw_view_stack_page_set_badge_number (app->alarms_page, alarms->len);
  adw_view_stack_page_set_needs_attention (app->alarms_page, alarms->len > 0);
  if (high == NULL || thecal_dbus_alarm_get_id (high) != app->high_episode)
    hide_high (app);
  if (high != NULL && app->high == NULL && thecal_monitor_client_is_connected (app->client))
    show_high (app, high);
}

static void
load_style (void)
{
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (provider, "/org/thecal/Thecal/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

static GtkWidget *
make_content (App *app)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *header = adw_header_bar_new ();
  GtkWidget *stack = adw_view_stack_new (), *title = adw_view_switcher_title_new (),
            *bar = adw_view_switcher_bar_new ();

  adw_view_stack_add_titled (
      ADW_VIEW_STACK (stack), thecal_overview_page_new (app->client), "overview", _ ("Overview"));
  app->alarms_page = adw_view_stack_add_titled (
      ADW_VIEW_STACK (stack), thecal_alarms_page_new (app->client), "alarms", _ ("Alarms"));
  adw_view_switcher_title_set_stack (ADW_VIEW_SWITCHER_TITLE (title), ADW_VIEW_STACK (stack));
  adw_view_switcher_title_set_title (ADW_VIEW_SWITCHER_TITLE (title), "Thecal");
  adw_view_switcher_bar_set_stack (ADW_VIEW_SWITCHER_BAR (bar), ADW_VIEW_STACK (stack));
  g_object_bind_property (title, "title-visible", bar, "reveal", G_BINDING_SYNC_CREATE);
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), title);
  app->banner = gtk_label_new (_ ("SIMULATED · This is no real pump."));
  gtk_widget_add_css_class (app->banner, "thecal-simulated");
  gtk_widget_set_vexpand (stack, TRUE);
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), app->banner);
  gtk_box_append (GTK_BOX (box), stack);
  gtk_box_append (GTK_BOX (box), bar);

  return box;
}

static void
on_activate (AdwApplication *application, App *app)
{
  if (app->window != NULL) {
    gtk_window_present (GTK_WINDOW (app->window));
    return;
  }
  load_style ();
  app->client = thecal_monitor_client_new ();
  app->window = adw_application_window_new (GTK_APPLICATION (application));
  gtk_window_set_title (GTK_WINDOW (app->window), "Thecal");
  gtk_window_set_default_size (GTK_WINDOW (app->window), 1280, 800);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (app->window), make_content (app));
  g_signal_connect_swapped (app->client, "changed", G_CALLBACK (on_changed), app);
  on_changed (app);
  gtk_window_present (GTK_WINDOW (app->window));
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
  g_autoptr (AdwApplication) application = NULL;
  App app = { 0 };
  int status;

  bindtextdomain (GETTEXT_PACKAGE, THECAL_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_resources_register (thecal_ui_get_resource ());
  application = adw_application_new ("org.thecal.Thecal", G_APPLICATION_DEFAULT_FLAGS);
  g_application_add_main_option (G_APPLICATION (application),
                                 "plan",
                                 0,
                                 0,
                                 G_OPTION_ARG_FILENAME,
                                 _ ("Care plan file"),
                                 "FILE");
  g_signal_connect (application, "activate", G_CALLBACK (on_activate), &app);
  g_unix_signal_add (SIGTERM, on_terminate, application);
  status = g_application_run (G_APPLICATION (application), argc, argv);
  g_clear_object (&app.client);

  return status;
}
