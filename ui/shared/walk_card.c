/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "shared/walk_card.h"

#include <glib/gi18n.h>

#include "shared/dial.h"
#include "shared/qr_code.h"
#include "shared/walk_words.h"

#define QR_PX 220
#define QR_SMALL_PX 160
#define MARGIN_PX 48
#define MARGIN_SMALL_PX 24
#define GAP_PX 36
#define NUMBER_MOST_PX 88
#define NUMBER_LEAST_PX 24
#define WIDE_PX 1000 /* below it, and below this height, smaller letters */
#define HIGH_PX 620
#define NARROW_PX 600 /* below it the square stands under the number */

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

/* Whole in one line: half a number is none. */
static void
add_number (GtkWidget *box, const char *number, int width)
{
  GtkWidget *label = add_label (box, number, "thecal-card-number");
  PangoAttrList *attributes = pango_attr_list_new ();
  const int size = thecal_walk_fit_px (number, width, NUMBER_LEAST_PX, NUMBER_MOST_PX);

  pango_attr_list_insert (attributes, pango_attr_size_new_absolute (size * PANGO_SCALE));
  gtk_label_set_attributes (GTK_LABEL (label), attributes);
  gtk_label_set_wrap (GTK_LABEL (label), FALSE);
  pango_attr_list_unref (attributes);
}

static GtkWidget *
new_words (const char *number, const char *script, int width, gboolean small)
{
  const gboolean narrow = width < NARROW_PX;
  const int square = small ? QR_SMALL_PX : QR_PX;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  GtkWidget *row = gtk_box_new (narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL,
                                narrow ? 12 : GAP_PX);
  GtkWidget *left = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  g_autofree char *uri = thecal_dial_uri (number);

  gtk_widget_set_hexpand (left, TRUE);
  add_label (left, _ ("Please help us. Call this number now:"), "thecal-card-headline");
  if (uri != NULL)
    add_number (left,
                number,
                width - 2 * (small ? MARGIN_SMALL_PX : MARGIN_PX) - (narrow ? 0 : square + GAP_PX));
  else
    add_label (left, _ ("the emergency number"), "thecal-card-headline");
  gtk_box_append (GTK_BOX (row), left);
  if (uri != NULL) {
    GtkWidget *qr = thecal_qr_code_new ();

    thecal_qr_code_set_size (THECAL_QR_CODE (qr), square);
    thecal_qr_code_set_text (THECAL_QR_CODE (qr), uri);
    gtk_widget_set_valign (qr, GTK_ALIGN_START);
    gtk_widget_set_halign (qr, GTK_ALIGN_START);
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
  const int width = gtk_widget_get_width (GTK_WIDGET (gtk_widget_get_root (parent)));
  const int height = gtk_widget_get_height (GTK_WIDGET (gtk_widget_get_root (parent)));
  const gboolean small = width < WIDE_PX || height < HIGH_PX;
  GtkWidget *close = gtk_button_new_with_label (_ ("Close this card"));
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_window_set_title (GTK_WINDOW (window), _ ("Please help"));
  gtk_window_set_transient_for (GTK_WINDOW (window), GTK_WINDOW (gtk_widget_get_root (parent)));
  gtk_window_set_modal (GTK_WINDOW (window), TRUE);
  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  gtk_widget_add_css_class (window, "thecal-card-window");
  gtk_scrolled_window_set_policy (
      GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll),
                                 new_words (number, script, width, small));
  gtk_widget_set_vexpand (scroll, TRUE);
  gtk_widget_add_css_class (close, "thecal-walk-button");
  gtk_widget_add_css_class (close, "thecal-card-close");
  g_signal_connect_swapped (close, "clicked", G_CALLBACK (gtk_window_destroy), window);
  gtk_box_append (GTK_BOX (box), scroll);
  gtk_box_append (GTK_BOX (box), close);
  gtk_window_set_child (GTK_WINDOW (window), box);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), window);
  gtk_widget_add_controller (window, keys);
  if (small)
    gtk_widget_add_css_class (window, "thecal-card-small");
  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  gtk_window_fullscreen (GTK_WINDOW (window));
  gtk_window_present (GTK_WINDOW (window));
}
