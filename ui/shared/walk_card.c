/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "shared/walk_card.h"

#include <glib/gi18n.h>

#include "shared/dial.h"
#include "shared/qr_code.h"

#define QR_PX 220

static gboolean
on_key (GtkEventControllerKey *controller,
        guint keyval,
        guint keycode,
        GdkModifierType state,
        GtkWindow *window)
{
  gtk_window_destroy (window);

  return TRUE;
}

static GtkWidget *
add_label (GtkWidget *box, const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);

  return label;
}

static GtkWidget *
new_words (const char *number, const char *script)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 36);
  GtkWidget *left = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  g_autofree char *uri = thecal_dial_uri (number);

  gtk_widget_set_hexpand (left, TRUE);
  add_label (left, _ ("Please help us. Call this number now:"), "thecal-card-headline");
  add_label (left,
             uri != NULL ? number : _ ("the emergency number"),
             uri != NULL ? "thecal-card-number" : "thecal-card-headline");
  gtk_box_append (GTK_BOX (row), left);
  if (uri != NULL) {
    GtkWidget *qr = thecal_qr_code_new ();

    thecal_qr_code_set_size (THECAL_QR_CODE (qr), QR_PX);
    thecal_qr_code_set_text (THECAL_QR_CODE (qr), uri);
    gtk_widget_set_valign (qr, GTK_ALIGN_START);
    gtk_box_append (GTK_BOX (row), qr);
  }
  gtk_box_append (GTK_BOX (box), row);
  add_label (box, _ ("Read this to them:"), "thecal-card-say");
  add_label (box, script, "thecal-card-script");
  gtk_widget_add_css_class (box, "thecal-card-page");

  return box;
}

void
thecal_walk_card_show (GtkWidget *parent, const char *number, const char *script)
{
  GtkWidget *window = gtk_window_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scroll = gtk_scrolled_window_new ();
  GtkWidget *close = gtk_button_new_with_label (_ ("Close this card"));
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_window_set_title (GTK_WINDOW (window), _ ("Please help"));
  gtk_window_set_transient_for (GTK_WINDOW (window), GTK_WINDOW (gtk_widget_get_root (parent)));
  gtk_window_set_modal (GTK_WINDOW (window), TRUE);
  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  gtk_widget_add_css_class (window, "thecal-card-window");
  gtk_scrolled_window_set_policy (
      GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), new_words (number, script));
  gtk_widget_set_vexpand (scroll, TRUE);
  gtk_widget_add_css_class (close, "thecal-walk-button");
  gtk_widget_add_css_class (close, "thecal-card-close");
  g_signal_connect_swapped (close, "clicked", G_CALLBACK (gtk_window_destroy), window);
  gtk_box_append (GTK_BOX (box), scroll);
  gtk_box_append (GTK_BOX (box), close);
  gtk_window_set_child (GTK_WINDOW (window), box);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), window);
  gtk_widget_add_controller (window, keys);
  gtk_window_set_default_size (GTK_WINDOW (window),
                               gtk_widget_get_width (GTK_WIDGET (gtk_widget_get_root (parent))),
                               gtk_widget_get_height (GTK_WIDGET (gtk_widget_get_root (parent))));
  gtk_window_fullscreen (GTK_WINDOW (window));
  gtk_window_present (GTK_WINDOW (window));
}
