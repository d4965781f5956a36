/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "caregiver/alarm_screens.h"

#include "caregiver/alarm_window.h"
#include "shared/alarm_words.h"
#include "shared/pump_reading.h"

#define RESULT "triage-open"
#define SCREEN_NAME "caregiver" /* as the alarm log and the report of a drill name it */

struct _ThecalAlarmScreens {
  GtkWindow *parent; /* borrowed: it owns this */
  ThecalMonitorClient *client;
  ThecalPlanWatch *plan;
  gboolean covers_result; /* FALSE: the result itself is on the screen */
  GPtrArray *alarms;      /* the newest; NULL before the first */
  GtkWidget *front;       /* NULL: none */
  GPtrArray *others;      /* windows of the further monitors */
  GPtrArray *monitors; /* those that the windows were made for, the front one's first; empty: only
                          one window */
  GListModel *all_monitors;
  GHashTable *reported; /* set of "EPISODE SCREEN" that the monitor was told of */
  GCancellable *cancellable;
};

/* The monitor is told. */

static void
on_reported (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = g_dbus_proxy_call_finish (G_DBUS_PROXY (source), result, &error);

  if (reply == NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_info ("the monitor was not told what is shown: %s", error->message);
}

static void
on_shown (ThecalAlarmWindow *window, guint id, ThecalAlarmScreens *self)
{
  ThecalDbusManager *manager = thecal_monitor_client_get_manager (self->client);
  guint index = 0;
  g_autofree char *screen = NULL;
  g_autofree char *key = NULL;

  screen = g_ptr_array_find (self->others, window, &index)
               ? g_strdup_printf (SCREEN_NAME " %u", index + 2)
               : g_strdup (SCREEN_NAME);
  key = g_strdup_printf ("%u %s", id, screen);
  if (manager == NULL || !g_hash_table_add (self->reported, g_steal_pointer (&key)))
    return;
  g_dbus_proxy_call (G_DBUS_PROXY (manager),
                     "ReportShown",
                     g_variant_new ("(us)", id, screen),
                     G_DBUS_CALL_FLAGS_NONE,
                     THECAL_ANSWER_LIMIT_MS,
                     self->cancellable,
                     on_reported,
                     NULL);
}

/* The windows. */

static GtkWidget *
window_new (ThecalAlarmScreens *self)
{
  GtkWidget *window = thecal_alarm_window_new (self->parent, self->plan);

  g_signal_connect (window, "shown", G_CALLBACK (on_shown), self);

  return window;
}

static void
window_destroy (gpointer data)
{
  gtk_window_destroy (GTK_WINDOW (data));
}

static void
show (ThecalAlarmScreens *self, GtkWidget *window, ThecalDbusAlarm *alarm, guint n_more)
{
  thecal_alarm_window_set_alarm (THECAL_ALARM_WINDOW (window), alarm, self->client, n_more);
}

static void
hide_all (ThecalAlarmScreens *self)
{
  g_ptr_array_set_size (self->others, 0);
  g_ptr_array_set_size (self->monitors, 0);
  if (self->front != NULL)
    gtk_window_destroy (GTK_WINDOW (g_steal_pointer (&self->front)));
}

/* The monitors, the one that the front window is on first. */
static GPtrArray *
list_monitors (ThecalAlarmScreens *self)
{
  GdkDisplay *display = gtk_widget_get_display (self->front);
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (self->front));
  GdkMonitor *own = surface != NULL ? gdk_display_get_monitor_at_surface (display, surface) : NULL;
  GListModel *all = gdk_display_get_monitors (display);
  GPtrArray *monitors = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (all); i++) {
    GdkMonitor *monitor = g_list_model_get_item (all, i);

    g_ptr_array_insert (monitors, monitor == own ? 0 : -1, monitor);
  }

  return monitors;
}

static gboolean
are_gone (ThecalAlarmScreens *self, GPtrArray *monitors)
{
  if (monitors->len != self->monitors->len)
    return TRUE;
  for (guint i = 0; i < monitors->len; i++)
    if (!g_ptr_array_find (self->monitors, g_ptr_array_index (monitors, i), NULL))
      return TRUE;

  return FALSE;
}

/* One window for every monitor. Those besides the front one are in groups of their own: the front
 * one is modal, and an answer is to be possible on each. */
static void
make_others (ThecalAlarmScreens *self)
{
  g_ptr_array_set_size (self->others, 0);
  if (self->monitors->len > 0)
    gtk_window_fullscreen_on_monitor (GTK_WINDOW (self->front),
                                      g_ptr_array_index (self->monitors, 0));
  for (guint i = 1; i < self->monitors->len; i++) {
    g_autoptr (GtkWindowGroup) group = gtk_window_group_new ();
    GtkWidget *window = window_new (self);

    gtk_window_set_modal (GTK_WINDOW (window), FALSE);
    gtk_window_set_transient_for (GTK_WINDOW (window), NULL);
    gtk_window_group_add_window (group, GTK_WINDOW (window));
    gtk_window_fullscreen_on_monitor (GTK_WINDOW (window), g_ptr_array_index (self->monitors, i));
    g_ptr_array_add (self->others, window);
  }
}

static void
fill_all (ThecalAlarmScreens *self, ThecalDbusAlarm *alarm, guint n_more)
{
  g_autoptr (GPtrArray) monitors = list_monitors (self);

  if (are_gone (self, monitors)) {
    g_ptr_array_unref (self->monitors);
    self->monitors = g_steal_pointer (&monitors);
    make_others (self);
  }
  for (guint i = 0; i < self->others->len; i++)
    show (self, g_ptr_array_index (self->others, i), alarm, n_more);
}

static void
fill_one (ThecalAlarmScreens *self)
{
  g_ptr_array_set_size (self->others, 0);
  g_ptr_array_set_size (self->monitors, 0);
}

/* What sounds comes first; what is paused stays in sight. One that a graver alarm covers comes with
 * that one, which somebody may have answered already. */
static ThecalDbusAlarm *
find_alarm (ThecalAlarmScreens *self, const char *signal_state)
{
  for (guint i = 0; i < self->alarms->len; i++) {
    ThecalDbusAlarm *alarm = g_ptr_array_index (self->alarms, i);

    /* The result of a walkthrough that is being answered is not covered by the alarm of it. */
    if (!self->covers_result && thecal_text_is (thecal_dbus_alarm_get_condition (alarm), RESULT))
      continue;
    if ((thecal_text_is (thecal_dbus_alarm_get_priority (alarm), "high") ||
         thecal_dbus_alarm_get_drill (alarm)) &&
        !thecal_alarm_is_covered (alarm) && thecal_alarm_is (alarm, signal_state))
      return alarm;
  }

  return NULL;
}

/* Those that stand besides the one that is shown: what has ended unseen does not. */
static guint
count_more (GPtrArray *alarms)
{
  guint n_standing = 0;

  for (guint i = 0; i < alarms->len; i++)
    n_standing += thecal_alarm_is (g_ptr_array_index (alarms, i), "latched") ? 0 : 1;

  return n_standing - 1;
}

static void
update (ThecalAlarmScreens *self)
{
  ThecalDbusAlarm *sounding = find_alarm (self, "sounding");
  ThecalDbusAlarm *alarm = sounding != NULL ? sounding : find_alarm (self, "paused");
  const gboolean everywhere = sounding != NULL && thecal_alarm_has_action (alarm, "all-screens");
  const gboolean filling =
      everywhere || (sounding != NULL && thecal_alarm_has_action (alarm, "full-screen"));

  if (alarm == NULL) {
    hide_all (self);
    return;
  }
  if (self->front == NULL)
    self->front = window_new (self);
  /* GTK 4.8 tells a screen reader of a modal window, and of nothing less. */
  gtk_window_set_modal (GTK_WINDOW (self->front), sounding != NULL);
  thecal_alarm_window_set_filling (THECAL_ALARM_WINDOW (self->front), filling);
  show (self, self->front, alarm, count_more (self->alarms));
  if (everywhere)
    fill_all (self, alarm, count_more (self->alarms));
  else
    fill_one (self);
}

void
thecal_alarm_screens_set (ThecalAlarmScreens *self, GPtrArray *alarms)
{
  g_ptr_array_ref (alarms);
  g_clear_pointer (&self->alarms, g_ptr_array_unref);
  self->alarms = alarms;
  update (self);
}

void
thecal_alarm_screens_set_result_shown (ThecalAlarmScreens *self, gboolean shown)
{
  if (self->covers_result == !shown)
    return;
  self->covers_result = !shown;
  if (self->alarms != NULL)
    update (self);
}

static void
on_monitors_changed (GListModel *monitors,
                     guint position,
                     guint n_removed,
                     guint n_added,
                     ThecalAlarmScreens *self)
{
  if (self->alarms != NULL)
    update (self);
}

GtkWidget *
thecal_alarm_screens_get_front (ThecalAlarmScreens *self)
{
  return self->front;
}

void
thecal_alarm_screens_free (ThecalAlarmScreens *self)
{
  g_signal_handlers_disconnect_by_data (self->all_monitors, self);
  g_cancellable_cancel (self->cancellable);
  hide_all (self);
  g_object_unref (self->all_monitors);
  g_clear_pointer (&self->alarms, g_ptr_array_unref);
  g_ptr_array_unref (self->monitors);
  g_ptr_array_unref (self->others);
  g_hash_table_unref (self->reported);
  g_object_unref (self->cancellable);
  g_object_unref (self->plan);
  g_object_unref (self->client);
  g_free (self);
}

ThecalAlarmScreens *
thecal_alarm_screens_new (GtkWindow *parent, ThecalMonitorClient *client, ThecalPlanWatch *plan)
{
  ThecalAlarmScreens *self = g_new0 (ThecalAlarmScreens, 1);

  self->parent = parent;
  self->client = g_object_ref (client);
  self->plan = g_object_ref (plan);
  self->covers_result = TRUE;
  self->others = g_ptr_array_new_with_free_func (window_destroy);
  self->monitors = g_ptr_array_new_with_free_func (g_object_unref);
  self->all_monitors =
      g_object_ref (gdk_display_get_monitors (gtk_widget_get_display (GTK_WIDGET (parent))));
  g_signal_connect (self->all_monitors, "items-changed", G_CALLBACK (on_monitors_changed), self);
  self->reported = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->cancellable = g_cancellable_new ();

  return self;
}
