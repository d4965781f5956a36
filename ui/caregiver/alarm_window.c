/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "caregiver/alarm_window.h"

#include <glib/gi18n.h>

#include "caregiver/alarm_card.h"
#include "shared/alarm_strip.h"
#include "shared/alarm_words.h"
#include "shared/call_follow.h"
#include "shared/format.h"
#include "shared/labels.h"
#include "shared/pump_reading.h"

#define REFRESH_S 1 /* the ledger counts down, ages grow */
#define NARROW_PX 600
#define FRAMES_SEEN 2 /* the second is asked for when the first was drawn */

/* An alarm comes in the middle of whatever its reader is doing: a click or a key that was meant for
 * that must not call, answer or silence anything. Own choice: longer than it takes to notice that
 * something came and stop the hand, too short to be in the way of somebody who saw it. */
#define DEAF_US (500 * G_TIME_SPAN_MILLISECOND)
#define UNSEEN_US (3 * G_TIME_SPAN_SECOND) /* and no longer, where no frame is ever asked for */

struct _ThecalAlarmWindow {
  GtkWindow parent_instance;
  GtkWidget *strip, *simulated, *drill, *since, *title, *detail, *report, *note, *ways, *call,
      *call_content, *call_place, *call_now, *symptoms, *test, *emergency, *silence, *acknowledge,
      *pause, *pause_content, *signal;
  ThecalDbusAlarm *alarm;      /* NULL before the first */
  ThecalMonitorClient *client; /* NULL before the first */
  ThecalPlanWatch *plan;
  guint n_more;
  gboolean filling, narrow, sounding;
  int wide_px; /* what the wide layout needs */
  guint refresh_id, frame_id;
  guint n_frames;       /* since this alarm is shown */
  gint64 deaf_until_us; /* monotonic */
};

enum { SIGNAL_SHOWN, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ThecalAlarmWindow, thecal_alarm_window, GTK_TYPE_WINDOW)

static gboolean
is_of_pump (ThecalAlarmWindow *self)
{
  return !thecal_text_is (thecal_dbus_alarm_get_pump_id (self->alarm), "");
}

/* Of an alarm about this computer: which of its channels failed. */
static char *
test_words (ThecalAlarmWindow *self, GDateTime *now)
{
  ThecalDbusManager *manager = thecal_monitor_client_get_manager (self->client);
  GVariant *tests = manager != NULL ? thecal_dbus_manager_get_self_test (manager) : NULL;

  return tests != NULL ? thecal_format_self_test (tests, g_date_time_to_unix (now) * 1000)
                       : g_strdup ("");
}

static char *
detail_words (ThecalAlarmWindow *self)
{
  g_autofree char *plain = thecal_alarm_detail_words (self->alarm);
  g_autofree char *advice = thecal_call_name_now (self->plan, plain);

  if (self->n_more == 0)
    return g_steal_pointer (&advice);

  return g_strdup_printf (
      ngettext ("%s %u more alarm stands.", "%s %u more alarms stand.", self->n_more),
      advice,
      self->n_more);
}

/* An alarm about a pump leads to a call, in the order that the monitor asks for; one about this
 * computer to a test. */
static void
update_ways (ThecalAlarmWindow *self)
{
  const gboolean symptoms_first = thecal_dbus_alarm_get_symptoms_first (self->alarm);
  const gboolean of_pump = is_of_pump (self);

  gtk_box_reorder_child_after (GTK_BOX (self->ways),
                               symptoms_first ? self->call : self->symptoms,
                               symptoms_first ? self->symptoms : self->call);
  gtk_actionable_set_action_target (
      GTK_ACTIONABLE (self->symptoms), "u", thecal_dbus_alarm_get_id (self->alarm));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->symptoms), "win.symptoms-of");
  gtk_widget_set_visible (self->call, of_pump);
  gtk_widget_set_visible (self->call_place, of_pump);
  gtk_widget_set_visible (self->symptoms, of_pump);
  gtk_widget_set_visible (self->emergency, of_pump);
  gtk_widget_set_visible (self->test, !of_pump && !thecal_dbus_alarm_get_drill (self->alarm));
}

static GtkWidget *
get_first_way (ThecalAlarmWindow *self)
{
  for (GtkWidget *way = gtk_widget_get_first_child (self->ways); way != NULL;
       way = gtk_widget_get_next_sibling (way))
    if (gtk_widget_get_visible (way))
      return way;

  /* A drill has nothing but its answer. */
  return self->acknowledge;
}

/* What changes with the time alone. */
static void
update_times (ThecalAlarmWindow *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  const char *pump_name = thecal_monitor_client_get_pump_name (self->client, self->alarm);
  g_autofree char *since = thecal_alarm_since_words (self->alarm, now);
  g_autofree char *signal = thecal_alarm_signal_words (self->alarm, pump_name, now);
  g_autofree char *report =
      thecal_dbus_alarm_get_drill (self->alarm) ? g_strdup ("")
      : is_of_pump (self)
          ? thecal_alarm_report_words (thecal_monitor_client_find_pump (self->client, self->alarm))
          : test_words (self, now);
  g_autofree char *detail = detail_words (self);

  thecal_label_set (self->since, since);
  thecal_label_set (self->detail, detail);
  thecal_label_set (self->signal, signal);
  thecal_label_set (self->report, report);
}

static void
update (ThecalAlarmWindow *self)
{
  const gboolean simulated = thecal_dbus_alarm_get_simulated (self->alarm);
  const gboolean drill = thecal_dbus_alarm_get_drill (self->alarm);
  g_autofree char *title = thecal_alarm_title_words (self->alarm);
  g_autofree char *pause = thecal_alarm_pause_words (self->alarm);
  g_autofree char *window_title =
      simulated ? g_strdup_printf (_ ("SIMULATED · %s"), title) : g_strdup (title);

  gtk_window_set_title (GTK_WINDOW (self), window_title);
  gtk_widget_set_visible (self->simulated, simulated);
  gtk_widget_set_visible (self->drill, drill);
  thecal_alarm_strip_set (THECAL_ALARM_STRIP (self->strip),
                          thecal_dbus_alarm_get_priority (self->alarm),
                          thecal_alarm_is_sounding (self->alarm),
                          drill);
  thecal_label_set (self->title, title);
  thecal_label_set (self->note, thecal_alarm_note (self->alarm));
  gtk_label_set_text (GTK_LABEL (self->pause_content), pause);
  update_ways (self);
  update_times (self);
  thecal_alarm_buttons_set (self->acknowledge, self->pause, NULL, self->alarm);
}

static gboolean
on_refresh (gpointer user_data)
{
  ThecalAlarmWindow *self = user_data;

  if (self->alarm != NULL)
    update_times (self);

  return G_SOURCE_CONTINUE;
}

static void
become_deaf (ThecalAlarmWindow *self, gint64 for_us)
{
  self->deaf_until_us = g_get_monotonic_time () + for_us;
}

/* Whatever a hand does, before any widget or key binding gets it. */
static gboolean
on_event (GtkEventControllerLegacy *controller, GdkEvent *event, ThecalAlarmWindow *self)
{
  switch ((int) gdk_event_get_event_type (event)) {
  case GDK_BUTTON_PRESS:
  case GDK_TOUCH_BEGIN:
  case GDK_KEY_PRESS:
    return g_get_monotonic_time () < self->deaf_until_us;
  default:
    return GDK_EVENT_PROPAGATE;
  }
}

/* A window that no screen draws, as behind a locked one, is asked for no frames. */
static gboolean
on_frame (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  ThecalAlarmWindow *self = THECAL_ALARM_WINDOW (widget);

  if (++self->n_frames < FRAMES_SEEN)
    return G_SOURCE_CONTINUE;
  self->frame_id = 0;
  become_deaf (self, DEAF_US);
  g_signal_emit (self, signals[SIGNAL_SHOWN], 0, thecal_dbus_alarm_get_id (self->alarm));

  return G_SOURCE_REMOVE;
}

void
thecal_alarm_window_set_alarm (ThecalAlarmWindow *self,
                               ThecalDbusAlarm *alarm,
                               ThecalMonitorClient *client,
                               guint n_more)
{
  const gboolean sounding = thecal_alarm_is_sounding (alarm);
  const gboolean another = self->alarm != alarm, again = sounding && !self->sounding;

  g_set_object (&self->alarm, alarm);
  g_set_object (&self->client, client);
  self->n_more = n_more;
  self->sounding = sounding;
  update (self);
  if (!another && !again)
    return;
  /* On a slow machine it is not yet seen after half a second. */
  become_deaf (self, UNSEEN_US);
  gtk_window_present (GTK_WINDOW (self));
  /* What acts, never what silences, has the focus of somebody who presses Enter half asleep. */
  gtk_widget_grab_focus (get_first_way (self));
  self->n_frames = 0;
  if (self->frame_id == 0)
    self->frame_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), on_frame, NULL, NULL);
}

void
thecal_alarm_window_set_filling (ThecalAlarmWindow *self, gboolean filling)
{
  if (self->filling == filling)
    return;
  self->filling = filling;
  if (!filling) {
    gtk_window_unfullscreen (GTK_WINDOW (self));
    return;
  }
  gtk_window_fullscreen (GTK_WINDOW (self));
  if (gtk_widget_get_visible (GTK_WIDGET (self)))
    gtk_window_present (GTK_WINDOW (self));
}

/* Layout. */

static void
set_narrow (ThecalAlarmWindow *self, gboolean narrow)
{
  const GtkOrientation orientation = narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL;

  if (narrow == self->narrow)
    return;
  self->narrow = narrow;
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->ways), orientation);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->silence), orientation);
  gtk_label_set_xalign (GTK_LABEL (self->signal), narrow ? 0 : 1);
  if (narrow)
    gtk_widget_add_css_class (GTK_WIDGET (self), "thecal-narrow");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "thecal-narrow");
}

/* A window that needs more than there is would never be made narrower than that: what counts is the
 * space there is, not the size it got. */
static void
fit (ThecalAlarmWindow *self, int available_px)
{
  if (!self->narrow)
    gtk_widget_measure (gtk_window_get_child (GTK_WINDOW (self)),
                        GTK_ORIENTATION_HORIZONTAL,
                        -1,
                        &self->wide_px,
                        NULL,
                        NULL,
                        NULL);
  set_narrow (self, available_px < MAX (NARROW_PX, self->wide_px));
}

static int
width_of (GdkMonitor *monitor)
{
  GdkRectangle area;

  gdk_monitor_get_geometry (monitor, &area);
  return area.width;
}

static void
on_layout (GdkSurface *surface, int width, int height, ThecalAlarmWindow *self)
{
  GdkMonitor *monitor =
      gdk_display_get_monitor_at_surface (gdk_surface_get_display (surface), surface);
  const int monitor_px = monitor != NULL ? width_of (monitor) : width;

  fit (self, MIN (width, monitor_px));
}

/* Before it is placed it fits on every monitor. */
static void
fit_smallest (ThecalAlarmWindow *self)
{
  GListModel *monitors = gdk_display_get_monitors (gtk_widget_get_display (GTK_WIDGET (self)));
  int least_px = G_MAXINT;

  for (guint i = 0; i < g_list_model_get_n_items (monitors); i++) {
    g_autoptr (GdkMonitor) monitor = g_list_model_get_item (monitors, i);
    const int width = width_of (monitor);

    least_px = MIN (least_px, width);
  }
  fit (self, least_px);
}

static void
thecal_alarm_window_realize (GtkWidget *widget)
{
  fit_smallest (THECAL_ALARM_WINDOW (widget));
  GTK_WIDGET_CLASS (thecal_alarm_window_parent_class)->realize (widget);
  g_signal_connect_object (
      gtk_native_get_surface (GTK_NATIVE (widget)), "layout", G_CALLBACK (on_layout), widget, 0);
}

/* Neither Alt+F4 nor a button of the window manager answers an alarm. */
static gboolean
thecal_alarm_window_close_request (GtkWindow *window)
{
  return GDK_EVENT_STOP;
}

static void
thecal_alarm_window_dispose (GObject *object)
{
  ThecalAlarmWindow *self = THECAL_ALARM_WINDOW (object);

  g_clear_handle_id (&self->refresh_id, g_source_remove);
  g_clear_object (&self->alarm);
  g_clear_object (&self->client);
  g_clear_object (&self->plan);

  G_OBJECT_CLASS (thecal_alarm_window_parent_class)->dispose (object);
}

#define BIND(child) gtk_widget_class_bind_template_child (widget_class, ThecalAlarmWindow, child)

static void
thecal_alarm_window_class_init (ThecalAlarmWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (THECAL_TYPE_ALARM_STRIP);
  G_OBJECT_CLASS (klass)->dispose = thecal_alarm_window_dispose;
  widget_class->realize = thecal_alarm_window_realize;
  GTK_WINDOW_CLASS (klass)->close_request = thecal_alarm_window_close_request;
  signals[SIGNAL_SHOWN] = g_signal_new ("shown",
                                        THECAL_TYPE_ALARM_WINDOW,
                                        G_SIGNAL_RUN_LAST,
                                        0,
                                        NULL,
                                        NULL,
                                        NULL,
                                        G_TYPE_NONE,
                                        1,
                                        G_TYPE_UINT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/thecal/Thecal/caregiver/alarm_window.ui");
  BIND (strip);
  BIND (simulated);
  BIND (drill);
  BIND (note);
  BIND (silence);
  BIND (since);
  BIND (title);
  BIND (detail);
  BIND (report);
  BIND (ways);
  BIND (call);
  BIND (call_content);
  BIND (call_place);
  BIND (call_now);
  BIND (symptoms);
  BIND (test);
  BIND (emergency);
  BIND (acknowledge);
  BIND (pause);
  BIND (pause_content);
  BIND (signal);
}

static void
thecal_alarm_window_init (ThecalAlarmWindow *self)
{
  GtkEventController *hands = gtk_event_controller_legacy_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_event_controller_set_propagation_phase (hands, GTK_PHASE_CAPTURE);
  g_signal_connect (hands, "event", G_CALLBACK (on_event), self);
  gtk_widget_add_controller (GTK_WIDGET (self), hands);
  self->refresh_id = g_timeout_add_seconds (REFRESH_S, on_refresh, self);
}

GtkWidget *
thecal_alarm_window_new (GtkWindow *parent, ThecalPlanWatch *plan)
{
  GtkWidget *self = g_object_new (THECAL_TYPE_ALARM_WINDOW, "transient-for", parent, NULL);

  gtk_widget_insert_action_group (self, "win", G_ACTION_GROUP (parent));
  THECAL_ALARM_WINDOW (self)->plan = g_object_ref (plan);
  thecal_call_follow (
      plan, THECAL_ALARM_WINDOW (self)->call_content, THECAL_ALARM_WINDOW (self)->call_now);

  return self;
}
