/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "kiosk/lost_page.h"

#include <glib/gi18n.h>

#include "kiosk/button.h"
#include "shared/alarm_strip.h"
#include "shared/call_follow.h"
#include "shared/format.h"
#include "shared/labels.h"

struct _ThecalLostPage {
  GtkBox parent_instance;
  ThecalPlanWatch *plan;
  GtkWidget *since, *title, *advice, *known, *emergency, *call, *symptoms, *acknowledge, *pause,
      *sound, *acts, *silences;
};

G_DEFINE_FINAL_TYPE (ThecalLostPage, thecal_lost_page, GTK_TYPE_BOX)

void
thecal_lost_page_set (ThecalLostPage *self, gint64 since_us, const char *known, const char *sound)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *clock = g_date_time_format (now, "%H:%M");
  g_autofree char *time = thecal_format_time (now, since_us / 1000);
  g_autofree char *since = g_strdup_printf (_ ("%s, lost since %s"), clock, time);

  thecal_label_set (self->since, since);
  thecal_label_set (self->known, known);
  thecal_label_set (self->sound, sound);
  gtk_widget_set_visible (self->acknowledge, *sound == '\0');
  gtk_widget_set_visible (self->pause, *sound == '\0');
}

void
thecal_lost_page_focus (ThecalLostPage *self)
{
  gtk_widget_grab_focus (self->call);
}

void
thecal_lost_page_set_upright (ThecalLostPage *self, gboolean upright)
{
  const GtkOrientation orientation =
      upright ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL;

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->acts), orientation);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->silences), orientation);
}

/* Object. */

static void
thecal_lost_page_dispose (GObject *object)
{
  g_clear_object (&THECAL_LOST_PAGE (object)->plan);
  G_OBJECT_CLASS (thecal_lost_page_parent_class)->dispose (object);
}

static void
thecal_lost_page_class_init (ThecalLostPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = thecal_lost_page_dispose;
}

static GtkWidget *
label_new (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, css_class);

  return label;
}

static GtkWidget *
button_new (GtkWidget *box, const char *icon_name, const char *name, const char *action)
{
  GtkWidget *button = thecal_kiosk_button_new (icon_name, name, NULL);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_box_append (GTK_BOX (box), button);

  return button;
}

static GtkWidget *
head_new (ThecalLostPage *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *strip = thecal_alarm_strip_new ();

  thecal_alarm_strip_set (THECAL_ALARM_STRIP (strip), "", FALSE, TRUE);
  thecal_alarm_strip_set (THECAL_ALARM_STRIP (strip), "", FALSE, FALSE);
  gtk_widget_set_halign (strip, GTK_ALIGN_START);
  self->since = label_new ("", "kiosk-since");
  gtk_box_append (GTK_BOX (words), strip);
  gtk_box_append (GTK_BOX (words), self->since);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (head), words);
  self->emergency =
      button_new (head, "thecal-call-symbolic", _ ("Call emergency number"), "win.emergency");
  gtk_widget_add_css_class (self->emergency, "kiosk-emergency");
  gtk_widget_add_css_class (self->emergency, "kiosk-corner");
  gtk_widget_add_css_class (head, "kiosk-head");

  return head;
}

static GtkWidget *
acts_new (ThecalLostPage *self)
{
  GtkWidget *acts = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->acts = acts;
  gtk_box_set_homogeneous (GTK_BOX (acts), TRUE);
  gtk_widget_add_css_class (acts, "kiosk-ways");
  self->call = button_new (acts, "thecal-call-symbolic", _ ("Call"), "win.call");
  self->symptoms = button_new (acts, "thecal-symptoms-symbolic", _ ("Symptoms"), "win.symptoms");
  gtk_widget_add_css_class (self->call, "kiosk-act");
  gtk_widget_add_css_class (self->symptoms, "kiosk-act");

  return acts;
}

static GtkWidget *
silences_new (ThecalLostPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->silences = box;
  gtk_box_set_homogeneous (GTK_BOX (box), TRUE);
  gtk_widget_add_css_class (box, "kiosk-ways");
  self->acknowledge =
      button_new (box, "thecal-acknowledge-symbolic", _ ("Acknowledge"), "win.acknowledge-lost");
  self->pause =
      button_new (box, "thecal-pause-sound-symbolic", _ ("Pause sound"), "win.pause-lost");
  thecal_kiosk_button_set_words (self->acknowledge, _ ("Acknowledge: I am on it"));
  thecal_kiosk_button_set_words (self->pause, _ ("Pause sound 2 min"));
  gtk_widget_add_css_class (self->acknowledge, "kiosk-silence");
  gtk_widget_add_css_class (self->pause, "kiosk-silence");
  self->sound = label_new ("", "kiosk-signal");
  gtk_box_append (GTK_BOX (box), self->sound);

  return box;
}

static void
thecal_lost_page_init (ThecalLostPage *self)
{
  GtkWidget *middle = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_widget_add_css_class (GTK_WIDGET (self), "kiosk-page");
  gtk_widget_add_css_class (GTK_WIDGET (self), "kiosk-alarm-page");
  self->title = label_new (_ ("Nothing is being watched."), "kiosk-state");
  self->advice = label_new (_ ("Thecal's monitor is not running. Look in now, and listen for the "
                               "pump. Thecal is trying to start it again."),
                            "kiosk-advice");
  self->known = label_new ("", "kiosk-report");
  gtk_box_append (GTK_BOX (middle), self->title);
  gtk_box_append (GTK_BOX (middle), self->advice);
  gtk_box_append (GTK_BOX (middle), self->known);
  gtk_widget_add_css_class (middle, "kiosk-middle");
  gtk_widget_set_vexpand (middle, TRUE);
  gtk_box_append (GTK_BOX (self), head_new (self));
  gtk_box_append (GTK_BOX (self), middle);
  gtk_box_append (GTK_BOX (self), acts_new (self));
  gtk_box_append (GTK_BOX (self), silences_new (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->title),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  "State",
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  _ ("Thecal's monitor is not running. Nothing is being watched."),
                                  -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->call),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  _ ("Thecal's monitor is not running. Nothing is being watched."),
                                  -1);
}

static void
update_emergency (ThecalLostPage *self)
{
  const char *number = thecal_plan_watch_get_contacts (self->plan)->emergency_number;
  g_autofree char *words = number != NULL ? g_strdup_printf (_ ("Call %s"), number)
                                          : g_strdup (_ ("Call emergency number"));

  thecal_kiosk_button_set_words (self->emergency, words);
}

GtkWidget *
thecal_lost_page_new (ThecalPlanWatch *plan)
{
  ThecalLostPage *self = g_object_new (THECAL_TYPE_LOST_PAGE, NULL);

  self->plan = g_object_ref (plan);
  thecal_call_follow (plan, thecal_kiosk_button_get_label (self->call), NULL);
  g_signal_connect_object (plan, "changed", G_CALLBACK (update_emergency), self, G_CONNECT_SWAPPED);
  update_emergency (self);

  return GTK_WIDGET (self);
}
