/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "shared/beep_listen.h"

#include <glib/gi18n.h>

#include "shared/now.h"

struct _ThecalBeepListen {
  GtkBox parent_instance;
  ThecalListen *listen;
  GtkWidget *title, *left, *text, *begin, *heard, *stop, *symptoms, *call;
};

enum { SIGNAL_HEARD, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ThecalBeepListen, thecal_beep_listen, GTK_TYPE_BOX)

static const struct {
  const char *title, *text;
} words[] = {
  [THECAL_LISTEN_OFF] = { N_ ("Listen with me"),
                          N_ ("A low pump beeps about once an hour. So we listen a little longer "
                              "than that: 65 minutes.\n\n"
                              "Go to a quiet room. Turn off television, fan and music, and put "
                              "telephones in another room. Sit close to the pump: it is a quiet "
                              "sound, and clothes and blankets make it quieter.") },
  [THECAL_LISTEN_ON] = { N_ ("Listening"),
                         N_ ("Stay close to the pump, in a quiet room. You may look at other "
                             "pages: "
                             "the time goes on.") },
  [THECAL_LISTEN_NOTHING] = { N_ ("Nothing heard in 65 minutes"),
                              N_ ("That does not mean that the pump is silent, or that it has "
                                  "drug. "
                                  "The sound is easily missed, and not every fault makes one.\n\n"
                                  "Go by the alarm date on the printout, and by the person: is "
                                  "anything different? Answer Symptoms. If you heard a beep "
                                  "before, or are in doubt, call the pump team.") },
};

static void
update (ThecalBeepListen *self)
{
  const ThecalListenState state = thecal_listen_get_state (self->listen);
  const gboolean on = state == THECAL_LISTEN_ON;
  const gint64 left_s = thecal_listen_get_left_s (self->listen, thecal_now ().boot_us);
  g_autofree char *left =
      g_strdup_printf ("%" G_GINT64_FORMAT ":%02" G_GINT64_FORMAT, left_s / 60, left_s % 60);
  g_autofree char *minutes = g_strdup_printf (ngettext ("%" G_GINT64_FORMAT " minute left",
                                                        "%" G_GINT64_FORMAT " minutes left",
                                                        (gulong) ((left_s + 59) / 60)),
                                              (left_s + 59) / 60);

  gtk_label_set_text (GTK_LABEL (self->title), _ (words[state].title));
  gtk_label_set_text (GTK_LABEL (self->text), _ (words[state].text));
  gtk_label_set_text (GTK_LABEL (self->left), left);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self->left), GTK_ACCESSIBLE_PROPERTY_LABEL, minutes, -1);
  gtk_widget_set_visible (self->left, on);
  gtk_widget_set_visible (self->heard, on);
  gtk_widget_set_visible (self->stop, on);
  gtk_widget_set_visible (self->begin, !on);
  gtk_button_set_label (GTK_BUTTON (self->begin),
                        state == THECAL_LISTEN_NOTHING ? _ ("Listen again")
                                                       : _ ("Begin to listen"));
  gtk_widget_set_visible (self->symptoms, state == THECAL_LISTEN_NOTHING);
  gtk_widget_set_visible (self->call, state == THECAL_LISTEN_NOTHING);
}

static void
on_begin (ThecalBeepListen *self)
{
  thecal_listen_start (self->listen, thecal_now ().boot_us);
}

static void
on_heard (ThecalBeepListen *self)
{
  thecal_listen_stop (self->listen);
  g_signal_emit (self, signals[SIGNAL_HEARD], 0);
}

static void
on_stop (ThecalBeepListen *self)
{
  thecal_listen_stop (self->listen);
}

static void
thecal_beep_listen_dispose (GObject *object)
{
  g_clear_object (&THECAL_BEEP_LISTEN (object)->listen);
  G_OBJECT_CLASS (thecal_beep_listen_parent_class)->dispose (object);
}

static void
thecal_beep_listen_class_init (ThecalBeepListenClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = thecal_beep_listen_dispose;
  signals[SIGNAL_HEARD] = g_signal_new (
      "heard", THECAL_TYPE_BEEP_LISTEN, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static GtkWidget *
add_label (ThecalBeepListen *self, const char *css_class)
{
  GtkWidget *label = gtk_label_new ("");

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (self), label);

  return label;
}

static GtkWidget *
add_button (ThecalBeepListen *self, const char *label, const char *css_class)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_add_css_class (button, "thecal-large-button");
  if (css_class != NULL)
    gtk_widget_add_css_class (button, css_class);
  gtk_box_append (GTK_BOX (self), button);

  return button;
}

static void
thecal_beep_listen_init (ThecalBeepListen *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 18);
  self->title = add_label (self, "thecal-state");
  self->left = add_label (self, "thecal-countdown");
  self->text = add_label (self, "thecal-detail");
  self->heard = add_button (self, _ ("I heard it"), "suggested-action");
  self->stop = add_button (self, _ ("Stop listening"), NULL);
  self->symptoms = add_button (self, _ ("Symptoms"), "suggested-action");
  self->call = add_button (self, _ ("Call"), NULL);
  self->begin = add_button (self, "", NULL);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->symptoms), "win.symptoms");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->call), "win.call");
  g_signal_connect_object (self->begin, "clicked", G_CALLBACK (on_begin), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->heard, "clicked", G_CALLBACK (on_heard), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->stop, "clicked", G_CALLBACK (on_stop), self, G_CONNECT_SWAPPED);
}

GtkWidget *
thecal_beep_listen_new (ThecalListen *listen)
{
  ThecalBeepListen *self = g_object_new (THECAL_TYPE_BEEP_LISTEN, NULL);

  self->listen = g_object_ref (listen);
  g_signal_connect_object (listen, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);

  return GTK_WIDGET (self);
}
