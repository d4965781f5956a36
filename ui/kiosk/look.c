/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "kiosk/look.h"

#include <adwaita.h>

#define BASE "/org/thecal/Thecal/"
#define REST_MS 500 /* the news of the monitor comes first */

static struct {
  gboolean complete, dark;
  GtkStyleProvider *dark_style; /* owned; NULL: not shown */
} look;

static GtkStyleProvider *
add_style (const char *path, guint above)
{
  GtkCssProvider *provider = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (provider, path);
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION + above);

  return GTK_STYLE_PROVIDER (provider);
}

/* Each above the sheets that it changes, whenever they are added. */
void
thecal_look_begin (void)
{
  g_object_unref (add_style (BASE "base.css", 0));
  g_object_unref (add_style (BASE "kiosk/kiosk.css", 1));
}

static void
apply_dark (void)
{
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      look.dark ? ADW_COLOR_SCHEME_FORCE_DARK
                                                : ADW_COLOR_SCHEME_FORCE_LIGHT);
}

void
thecal_look_complete (void)
{
  if (look.complete)
    return;
  look.complete = TRUE;
  g_object_unref (add_style (BASE "style.css", 0));
  adw_init ();
  apply_dark ();
}

static gboolean
on_rested (gpointer data)
{
  thecal_look_complete ();

  return G_SOURCE_REMOVE;
}

static void
on_painted (GdkFrameClock *clock, gpointer data)
{
  g_signal_handlers_disconnect_by_data (clock, data);
  g_timeout_add_full (G_PRIORITY_LOW, REST_MS, on_rested, NULL, NULL);
}

void
thecal_look_complete_after_frame (GtkWidget *window)
{
  g_signal_connect (
      gtk_widget_get_frame_clock (window), "after-paint", G_CALLBACK (on_painted), &look);
}

void
thecal_look_set_dark (gboolean dark)
{
  if (look.dark == dark)
    return;
  look.dark = dark;
  if (dark) {
    look.dark_style = add_style (BASE "style-dark.css", 1);
  } else {
    gtk_style_context_remove_provider_for_display (gdk_display_get_default (), look.dark_style);
    g_clear_object (&look.dark_style);
  }
  if (look.complete)
    apply_dark ();
}
