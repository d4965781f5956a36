/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "kiosk/palette.h"

#include "kiosk/look.h"

#define FOLDER "/org/thecal/Thecal/kiosk/"
#define KEY "thecal-palette"

static const char *
find_style (gboolean night, gboolean contrast)
{
  if (night)
    return contrast ? FOLDER "kiosk-night-contrast.css" : FOLDER "kiosk-night.css";

  return contrast ? FOLDER "kiosk-contrast.css" : NULL;
}

static void
set_class (GtkWidget *widget, const char *css_class, gboolean on)
{
  if (on)
    gtk_widget_add_css_class (widget, css_class);
  else
    gtk_widget_remove_css_class (widget, css_class);
}

static void
remove_provider (gpointer provider)
{
  GdkDisplay *display = gdk_display_get_default ();

  if (display != NULL)
    gtk_style_context_remove_provider_for_display (display, GTK_STYLE_PROVIDER (provider));
  g_object_unref (provider);
}

void
thecal_palette_set (GtkWidget *window, gboolean night, gboolean contrast)
{
  const char *style = find_style (night, contrast);
  GtkCssProvider *provider = NULL;

  thecal_look_set_dark (night);
  set_class (window, "kiosk-night", night);
  set_class (window, "kiosk-contrast", contrast);
  if (style != NULL) {
    provider = gtk_css_provider_new ();
    gtk_css_provider_load_from_resource (provider, style);
    gtk_style_context_add_provider_for_display (gtk_widget_get_display (window),
                                                GTK_STYLE_PROVIDER (provider),
                                                GTK_STYLE_PROVIDER_PRIORITY_APPLICATION + 2);
  }
  /* the one before goes */
  g_object_set_data_full (
      G_OBJECT (window), KEY, provider, provider != NULL ? remove_provider : NULL);
}
