/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "kiosk/alarm_page.h"

#include <glib/gi18n.h>

#include "kiosk/also_rows.h"
#include "kiosk/button.h"
#include "shared/alarm_strip.h"
#include "shared/alarm_words.h"
#include "shared/call_follow.h"
#include "shared/format.h"
#include "shared/labels.h"
#include "shared/priority_look.h"
#include "shared/pump_reading.h"

#define REFRESH_S 1    /* the time left counts down, ages grow */
#define LONG_ADVICE 52 /* characters that need smaller type */
#define LONG_TITLE 26

struct _ThecalAlarmPage {
  GtkBox parent_instance;
  ThecalMonitorClient *client;
  ThecalPlanWatch *plan;
  GtkWidget *back, *strip, *since, *emergency, *title, *advice, *danger, *report, *also, *acts,
      *call, *symptoms, *test, *silences, *acknowledge, *decline, *seen, *pause, *signal, *trouble;
  GPtrArray *alarms;      /* NULL before the first */
  ThecalDbusAlarm *alarm; /* fills the page; nullable */
  guint refresh_id;
};

G_DEFINE_FINAL_TYPE (ThecalAlarmPage, thecal_alarm_page, GTK_TYPE_BOX)

static gboolean
is_of_pump (ThecalAlarmPage *self)
{
  return !thecal_text_is (thecal_dbus_alarm_get_pump_id (self->alarm), "");
}

static void
set_class (GtkWidget *widget, const char *css_class, gboolean on)
{
  if (on)
    gtk_widget_add_css_class (widget, css_class);
  else
    gtk_widget_remove_css_class (widget, css_class);
}

/* What it says. */

/* Of an alarm about this computer: which of its channels failed. */
static char *
test_words (ThecalAlarmPage *self, GDateTime *now)
{
  ThecalDbusManager *manager = thecal_monitor_client_get_manager (self->client);
  GVariant *tests = manager != NULL ? thecal_dbus_manager_get_self_test (manager) : NULL;

  return tests != NULL ? thecal_format_self_test (tests, g_date_time_to_unix (now) * 1000)
                       : g_strdup ("");
}

static char *
report_words (ThecalAlarmPage *self, GDateTime *now)
{
  const char *note = thecal_alarm_note (self->alarm);

  if (thecal_dbus_alarm_get_drill (self->alarm))
    return g_strdup (note);
  if (!is_of_pump (self))
    return test_words (self, now);

  return thecal_alarm_report_words (thecal_monitor_client_find_pump (self->client, self->alarm));
}

/* A screen reader, which GTK 4.8 tells of no alert, reads it with the button that has the focus. */
static void
describe (ThecalAlarmPage *self, const char *title, const char *advice)
{
  const ThecalPriorityLook *look =
      thecal_priority_look_get (thecal_dbus_alarm_get_priority (self->alarm));
  g_autofree char *words = g_strdup_printf ("%s. %s. %s", _ (look->words), title, advice);
  GtkWidget *first[] = { self->call, self->symptoms, self->test, self->acknowledge };

  for (gsize i = 0; i < G_N_ELEMENTS (first); i++)
    gtk_accessible_update_property (
        GTK_ACCESSIBLE (first[i]), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words, -1);
}

static void
update_words (ThecalAlarmPage *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  const char *pump_name = thecal_monitor_client_get_pump_name (self->client, self->alarm);
  g_autofree char *title = thecal_alarm_title_words (self->alarm);
  g_autofree char *since = thecal_alarm_since_words (self->alarm, now);
  /* What it stands for is listed below. */
  g_autofree char *advice =
      thecal_call_name_now (self->plan, _ (thecal_dbus_alarm_get_advice (self->alarm)));
  g_autofree char *signal = thecal_alarm_is_sounding (self->alarm)
                                ? g_strdup ("")
                                : thecal_alarm_signal_words (self->alarm, pump_name, now);
  g_autofree char *report = report_words (self, now);
  g_autofree char *pause = thecal_alarm_pause_words (self->alarm);
  guint n_also;
  const gboolean is_new = g_strcmp0 (advice, gtk_label_get_text (GTK_LABEL (self->advice))) != 0;

  thecal_label_set (self->title, title);
  thecal_label_set (self->since, since);
  thecal_label_set (self->advice, advice);
  thecal_label_set (self->report, report);
  thecal_label_set (self->signal, signal);
  thecal_kiosk_button_set_words (self->pause, pause);
  set_class (self->advice, "kiosk-long", g_utf8_strlen (advice, -1) > LONG_ADVICE);
  set_class (self->title, "kiosk-long", g_utf8_strlen (title, -1) > LONG_TITLE);
  if (is_new)
    describe (self, title, advice);
  n_also = thecal_also_rows_set (self->also, self->alarms, self->alarm, now);
  /* there is room for one of them, or for what was last reported */
  gtk_widget_set_visible (self->report, n_also < 2 && *report != '\0');
}

static void
point (GtkWidget *button, const char *action, ThecalDbusAlarm *alarm, gboolean visible)
{
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "u", thecal_dbus_alarm_get_id (alarm));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_set_visible (button, visible);
}

static void
update_buttons (ThecalAlarmPage *self)
{
  const gboolean symptoms_first = thecal_dbus_alarm_get_symptoms_first (self->alarm);
  const gboolean of_pump = is_of_pump (self), drill = thecal_dbus_alarm_get_drill (self->alarm);
  const gboolean sounds = thecal_alarm_is (self->alarm, "sounding");
  const gboolean asks = sounds || thecal_alarm_is (self->alarm, "paused");

  gtk_box_reorder_child_after (GTK_BOX (self->acts),
                               symptoms_first ? self->call : self->symptoms,
                               symptoms_first ? self->symptoms : self->call);
  point (self->symptoms, "win.symptoms-of", self->alarm, of_pump);
  gtk_widget_set_visible (self->call, of_pump);
  gtk_widget_set_visible (self->emergency, of_pump);
  gtk_widget_set_visible (self->danger, of_pump && !drill);
  gtk_widget_set_visible (self->test, !of_pump && !drill);
  gtk_widget_set_visible (self->acts, of_pump || !drill);
  point (self->acknowledge, "win.acknowledge", self->alarm, asks);
  point (self->decline, "win.decline", self->alarm, thecal_alarm_is (self->alarm, "acknowledged"));
  point (self->seen, "win.seen", self->alarm, thecal_alarm_is (self->alarm, "latched"));
  point (self->pause, "win.pause", self->alarm, thecal_alarm_is_sounding (self->alarm));
}

static gboolean
on_refresh (gpointer user_data)
{
  ThecalAlarmPage *self = user_data;

  if (self->alarm != NULL)
    update_words (self);

  return G_SOURCE_CONTINUE;
}

void
thecal_alarm_page_set (ThecalAlarmPage *self,
                       GPtrArray *alarms,
                       ThecalDbusAlarm *main,
                       gboolean asks)
{
  gtk_widget_set_visible (self->back, !asks);
  if (main == NULL)
    return;
  if (main != self->alarm)
    thecal_alarm_page_set_trouble (self, "");
  g_set_object (&self->alarm, main);
  g_ptr_array_ref (alarms);
  g_clear_pointer (&self->alarms, g_ptr_array_unref);
  self->alarms = alarms;
  thecal_alarm_strip_set (THECAL_ALARM_STRIP (self->strip),
                          thecal_dbus_alarm_get_priority (main),
                          thecal_alarm_is_sounding (main),
                          thecal_dbus_alarm_get_drill (main));
  update_words (self);
  update_buttons (self);
}

ThecalDbusAlarm *
thecal_alarm_page_get_alarm (ThecalAlarmPage *self)
{
  return self->alarm;
}

void
thecal_alarm_page_focus (ThecalAlarmPage *self)
{
  for (GtkWidget *act = gtk_widget_get_first_child (self->acts); act != NULL;
       act = gtk_widget_get_next_sibling (act))
    if (gtk_widget_get_visible (self->acts) && gtk_widget_get_visible (act)) {
      gtk_widget_grab_focus (act);
      return;
    }
  gtk_widget_grab_focus (self->acknowledge); /* a drill has nothing but its answer */
}

void
thecal_alarm_page_set_trouble (ThecalAlarmPage *self, const char *words)
{
  thecal_label_set (self->trouble, words);
}

void
thecal_alarm_page_set_upright (ThecalAlarmPage *self, gboolean upright)
{
  const GtkOrientation orientation =
      upright ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL;

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->acts), orientation);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->silences), orientation);
}

/* Object. */

static void
thecal_alarm_page_map (GtkWidget *widget)
{
  ThecalAlarmPage *self = THECAL_ALARM_PAGE (widget);

  GTK_WIDGET_CLASS (thecal_alarm_page_parent_class)->map (widget);
  on_refresh (self);
  self->refresh_id = g_timeout_add_seconds (REFRESH_S, on_refresh, self);
}

static void
thecal_alarm_page_unmap (GtkWidget *widget)
{
  g_clear_handle_id (&THECAL_ALARM_PAGE (widget)->refresh_id, g_source_remove);
  GTK_WIDGET_CLASS (thecal_alarm_page_parent_class)->unmap (widget);
}

static void
thecal_alarm_page_dispose (GObject *object)
{
  ThecalAlarmPage *self = THECAL_ALARM_PAGE (object);

  g_clear_handle_id (&self->refresh_id, g_source_remove);
  g_clear_pointer (&self->alarms, g_ptr_array_unref);
  g_clear_object (&self->alarm);
  g_clear_object (&self->client);
  g_clear_object (&self->plan);
  G_OBJECT_CLASS (thecal_alarm_page_parent_class)->dispose (object);
}

static void
thecal_alarm_page_class_init (ThecalAlarmPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = thecal_alarm_page_dispose;
  widget_class->map = thecal_alarm_page_map;
  widget_class->unmap = thecal_alarm_page_unmap;
}

static GtkWidget *
label_new (const char *css_class)
{
  GtkWidget *label = gtk_label_new ("");

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (label, css_class);

  return label;
}

static GtkWidget *
button_new (GtkWidget *box, const char *icon_name, const char *name, const char *css_class)
{
  GtkWidget *button = thecal_kiosk_button_new (icon_name, name, css_class);

  gtk_box_append (GTK_BOX (box), button);

  return button;
}

static GtkWidget *
head_new (ThecalAlarmPage *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->back = button_new (head, "thecal-back-symbolic", _ ("Back"), "kiosk-silence");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->back), "win.leave");
  gtk_widget_add_css_class (self->back, "kiosk-corner");
  self->strip = thecal_alarm_strip_new ();
  gtk_widget_set_halign (self->strip, GTK_ALIGN_START);
  self->since = label_new ("kiosk-since");
  gtk_box_append (GTK_BOX (words), self->strip);
  gtk_box_append (GTK_BOX (words), self->since);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (head), words);
  self->emergency =
      button_new (head, "thecal-call-symbolic", _ ("Call emergency number"), "kiosk-emergency");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->emergency), "win.emergency");
  gtk_widget_add_css_class (self->emergency, "kiosk-corner");
  gtk_widget_add_css_class (head, "kiosk-head");

  return head;
}

static GtkWidget *
acts_new (ThecalAlarmPage *self)
{
  self->acts = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_box_set_homogeneous (GTK_BOX (self->acts), TRUE);
  gtk_widget_add_css_class (self->acts, "kiosk-ways");
  self->symptoms = button_new (self->acts, "thecal-symptoms-symbolic", _ ("Symptoms"), "kiosk-act");
  self->call = button_new (self->acts, "thecal-call-symbolic", _ ("Call"), "kiosk-act");
  self->test = button_new (self->acts, "thecal-alarm-test-symbolic", _ ("Test now"), "kiosk-act");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->call), "win.call");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->test), "win.test");

  return self->acts;
}

static GtkWidget *
silences_new (ThecalAlarmPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->silences = box;
  gtk_box_set_homogeneous (GTK_BOX (box), TRUE);
  gtk_widget_add_css_class (box, "kiosk-ways");
  self->acknowledge =
      button_new (box, "thecal-acknowledge-symbolic", _ ("Acknowledge"), "kiosk-silence");
  thecal_kiosk_button_set_words (self->acknowledge, _ ("Acknowledge: I am on it"));
  self->decline =
      button_new (box, "thecal-cross-symbolic", _ ("Not on it after all"), "kiosk-silence");
  self->seen = button_new (box, "thecal-check-symbolic", _ ("Seen"), "kiosk-silence");
  self->pause = button_new (box, "thecal-pause-sound-symbolic", _ ("Pause sound"), "kiosk-silence");
  self->signal = label_new ("kiosk-signal");
  gtk_box_append (GTK_BOX (box), self->signal);

  return box;
}

static void
thecal_alarm_page_init (ThecalAlarmPage *self)
{
  GtkWidget *middle = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_widget_add_css_class (GTK_WIDGET (self), "kiosk-page");
  gtk_widget_add_css_class (GTK_WIDGET (self), "kiosk-alarm-page");
  self->title = label_new ("kiosk-state");
  self->advice = label_new ("kiosk-advice");
  self->danger = label_new ("kiosk-danger");
  self->report = label_new ("kiosk-report");
  self->trouble = label_new ("kiosk-trouble");
  gtk_widget_set_visible (self->trouble, FALSE);
  self->also = thecal_also_rows_new ();
  gtk_box_append (GTK_BOX (middle), self->title);
  gtk_box_append (GTK_BOX (middle), self->advice);
  gtk_box_append (GTK_BOX (middle), self->danger);
  gtk_box_append (GTK_BOX (middle), self->report);
  gtk_box_append (GTK_BOX (middle), self->trouble);
  gtk_widget_add_css_class (middle, "kiosk-middle");
  gtk_widget_set_vexpand (middle, TRUE);
  gtk_box_append (GTK_BOX (self), head_new (self));
  gtk_box_append (GTK_BOX (self), middle);
  gtk_box_append (GTK_BOX (self), self->also);
  gtk_box_append (GTK_BOX (self), acts_new (self));
  gtk_box_append (GTK_BOX (self), silences_new (self));
}

/* The number where it is known, else how it is called. */
static void
update_emergency (ThecalAlarmPage *self)
{
  const char *number = thecal_plan_watch_get_contacts (self->plan)->emergency_number;
  g_autofree char *words = number != NULL ? g_strdup_printf (_ ("Call %s"), number)
                                          : g_strdup (_ ("Call emergency number"));
  g_autofree char *danger =
      number != NULL
          ? g_strdup_printf (_ ("Hard to wake, slow breath, a fit, blue lips: call %s first."),
                             number)
          : g_strdup (_ ("Hard to wake, slow breath, a fit, blue lips: call your emergency number "
                         "first."));

  thecal_kiosk_button_set_words (self->emergency, words);
  thecal_label_set (self->danger, danger);
}

GtkWidget *
thecal_alarm_page_new (ThecalMonitorClient *client, ThecalPlanWatch *plan)
{
  ThecalAlarmPage *self = g_object_new (THECAL_TYPE_ALARM_PAGE, NULL);

  self->client = g_object_ref (client);
  self->plan = g_object_ref (plan);
  thecal_call_follow (plan, thecal_kiosk_button_get_label (self->call), NULL);
  g_signal_connect_object (plan, "changed", G_CALLBACK (update_emergency), self, G_CONNECT_SWAPPED);
  update_emergency (self);

  return GTK_WIDGET (self);
}
