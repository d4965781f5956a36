/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "shared/contact_card.h"

#include <glib/gi18n.h>

#include "shared/dial.h"
#include "shared/labels.h"
#include "shared/qr_code.h"

#define SQUARE_PX 216
#define SMALL_PX 100 /* a phone has to find it on a 7-inch screen */

struct _ThecalContactCard {
  GtkBox parent_instance;
  GtkWidget *title, *number, *square, *said, *call, *called, *no_answer;
  gboolean small, says_usual;
};

enum { SIGNAL_CALL, SIGNAL_CALLED, SIGNAL_NO_ANSWER, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ThecalContactCard, thecal_contact_card, GTK_TYPE_BOX)

void
thecal_contact_card_set (ThecalContactCard *self,
                         const char *title,
                         const char *number,
                         const char *said)
{
  const gboolean known = *number != '\0';
  g_autofree char *uri = known ? thecal_dial_uri (number) : NULL;

  thecal_label_set (self->title, title);
  thecal_label_set (self->number, known ? number : _ ("no number"));
  self->says_usual = known && *said == '\0';
  thecal_label_set (self->said,
                    *said != '\0' ? said
                    : known       ? _ ("Point a phone's camera here to dial")
                                  : _ ("The care plan has no number here. Ask the clinic for it."));
  gtk_widget_set_visible (self->said, !self->small || !self->says_usual);
  thecal_qr_code_set_text (THECAL_QR_CODE (self->square), uri);
  gtk_widget_set_visible (self->square, uri != NULL);
  gtk_widget_set_sensitive (self->call, known);
  gtk_widget_set_sensitive (self->called, known);
}

void
thecal_contact_card_set_small (ThecalContactCard *self, gboolean small)
{
  self->small = small;
  gtk_box_set_spacing (GTK_BOX (self), small ? 6 : 12);
  gtk_label_set_lines (GTK_LABEL (self->title), small ? 1 : -1);
  gtk_label_set_ellipsize (GTK_LABEL (self->title),
                           small ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE);
  thecal_qr_code_set_size (THECAL_QR_CODE (self->square), small ? SMALL_PX : SQUARE_PX);
  gtk_widget_set_visible (self->said, !small || !self->says_usual);
}

void
thecal_contact_card_focus (ThecalContactCard *self)
{
  gtk_widget_grab_focus (self->call);
}

static void
on_call (ThecalContactCard *self)
{
  g_signal_emit (self, signals[SIGNAL_CALL], 0);
}

static void
on_called (ThecalContactCard *self)
{
  g_signal_emit (self, signals[SIGNAL_CALLED], 0);
}

static void
on_no_answer (ThecalContactCard *self)
{
  g_signal_emit (self, signals[SIGNAL_NO_ANSWER], 0);
}

static void
thecal_contact_card_class_init (ThecalContactCardClass *klass)
{
  static const char *const names[N_SIGNALS] = { "call", "called", "no-answer" };

  for (int i = 0; i < N_SIGNALS; i++)
    signals[i] = g_signal_new (
        names[i], THECAL_TYPE_CONTACT_CARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static GtkWidget *
add_label (ThecalContactCard *self, const char *css_class)
{
  GtkWidget *label = gtk_label_new ("");

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (self), label);

  return label;
}

static GtkWidget *
button_new (ThecalContactCard *self, const char *label, GCallback callback)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_add_css_class (button, "thecal-large-button");
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);

  return button;
}

static GtkWidget *
call_button_new (ThecalContactCard *self)
{
  GtkWidget *button = gtk_button_new (), *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);

  gtk_box_append (GTK_BOX (content), gtk_image_new_from_icon_name ("thecal-call-symbolic"));
  gtk_box_append (GTK_BOX (content), gtk_label_new (_ ("Call")));
  gtk_widget_set_halign (content, GTK_ALIGN_CENTER);
  gtk_button_set_child (GTK_BUTTON (button), content);
  gtk_widget_add_css_class (button, "thecal-large-button");
  gtk_widget_add_css_class (button, "suggested-action");
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Call"), -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_call), self, G_CONNECT_SWAPPED);

  return button;
}

static void
thecal_contact_card_init (ThecalContactCard *self)
{
  GtkWidget *came = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 12);
  gtk_widget_add_css_class (GTK_WIDGET (self), "card");
  gtk_widget_add_css_class (GTK_WIDGET (self), "thecal-card");
  self->title = add_label (self, "thecal-big-title");
  self->number = add_label (self, "thecal-contact-number");
  self->square = thecal_qr_code_new ();
  gtk_widget_set_halign (self->square, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (self), self->square);
  self->said = add_label (self, "thecal-age");
  gtk_widget_set_vexpand (self->said, TRUE);
  gtk_widget_set_valign (self->said, GTK_ALIGN_START);
  self->call = call_button_new (self);
  self->called = button_new (self, _ ("Called"), G_CALLBACK (on_called));
  self->no_answer = button_new (self, _ ("No answer"), G_CALLBACK (on_no_answer));
  gtk_box_append (GTK_BOX (self), self->call);
  gtk_box_set_homogeneous (GTK_BOX (came), TRUE);
  gtk_box_append (GTK_BOX (came), self->called);
  gtk_box_append (GTK_BOX (came), self->no_answer);
  gtk_box_append (GTK_BOX (self), came);
  thecal_contact_card_set_small (self, FALSE);
}

GtkWidget *
thecal_contact_card_new (void)
{
  return g_object_new (THECAL_TYPE_CONTACT_CARD, NULL);
}
