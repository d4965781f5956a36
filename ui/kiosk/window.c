/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "kiosk/window.h"

#include <glib/gi18n.h>
#include <math.h>

#include "kiosk/alarm_page.h"
#include "kiosk/calm_page.h"
#include "kiosk/drift.h"
#include "kiosk/drift_bin.h"
#include "kiosk/lost_page.h"
#include "kiosk/palette.h"
#include "kiosk/window_parts.h"
#include "shared/now.h"

#define USUAL_DPI 96
#define WINDOWED_WIDTH 800
#define WINDOWED_HEIGHT 480
#define ROOMY_FACTOR 1.5 /* of the screen */
#define GRACE_MS 1500    /* for the first answer of a monitor that runs */
#define MINUTE_MS 60000

G_DEFINE_FINAL_TYPE (ThecalKioskWindow, thecal_kiosk_window, GTK_TYPE_APPLICATION_WINDOW)

static void
set_class (GtkWidget *widget, const char *css_class, gboolean on)
{
  if (on)
    gtk_widget_add_css_class (widget, css_class);
  else
    gtk_widget_remove_css_class (widget, css_class);
}

/* Size. */

/* Large text is a matter of the style sheet on pages that are laid out for one screen. Those that
 * scroll, and the questions where there is room, are enlarged as a whole. */
static double
get_factor (ThecalKioskWindow *self, ThecalKioskPage page, double large)
{
  const gboolean roomy = self->scale.factor >= ROOMY_FACTOR;

  switch (page) {
  case THECAL_KIOSK_PAGE_CALL:
  case THECAL_KIOSK_PAGE_BEEP:
    return self->shared_factor * (roomy || !self->scale.upright ? large : 1.0);
  case THECAL_KIOSK_PAGE_WALK:
    return self->shared_factor * (roomy ? large : 1.0);
  case THECAL_KIOSK_PAGE_CALM:
  case THECAL_KIOSK_PAGE_ALARM:
  case THECAL_KIOSK_PAGE_LOST:
  case THECAL_KIOSK_PAGE_PIN:
  case THECAL_KIOSK_PAGE_SETTINGS:
    break;
  }

  return self->scale.factor;
}

/* Every text of every page is in points: so they all follow the size of the screen. */
static void
apply_scale (ThecalKioskWindow *self)
{
  const gboolean large = thecal_kiosk_settings_get_large_text (self->settings);
  const double factor =
      get_factor (self, thecal_kiosk_flow_get_page (&self->flow), large ? THECAL_LARGE_TEXT : 1.0);
  const int dpi = (int) round (USUAL_DPI * PANGO_SCALE * factor);
  GtkSettings *settings = gtk_widget_get_settings (GTK_WIDGET (self));
  int now = 0;

  g_object_get (settings, "gtk-xft-dpi", &now, NULL);
  if (now != dpi)
    g_object_set (settings, "gtk-xft-dpi", dpi, NULL);
  set_class (GTK_WIDGET (self), "kiosk-upright", self->scale.upright);
  set_class (GTK_WIDGET (self), "kiosk-large", large);
  if (self->pages[THECAL_KIOSK_PAGE_CALM] != NULL)
    thecal_calm_page_set_scale (THECAL_CALM_PAGE (self->pages[THECAL_KIOSK_PAGE_CALM]),
                                &self->scale);
  if (self->pages[THECAL_KIOSK_PAGE_ALARM] != NULL)
    thecal_alarm_page_set_upright (THECAL_ALARM_PAGE (self->pages[THECAL_KIOSK_PAGE_ALARM]),
                                   self->scale.upright);
  if (self->pages[THECAL_KIOSK_PAGE_LOST] != NULL)
    thecal_lost_page_set_upright (THECAL_LOST_PAGE (self->pages[THECAL_KIOSK_PAGE_LOST]),
                                  self->scale.upright);
}

static void
set_size (ThecalKioskWindow *self, int width, int height)
{
  const ThecalKioskScale scale = thecal_kiosk_scale_of (width, height);

  if (fabs (scale.factor - self->scale.factor) < 0.001 && scale.upright == self->scale.upright)
    return;
  self->scale = scale;
  self->shared_factor = thecal_kiosk_scale_shared (width, height);
  apply_scale (self);
}

static void
on_layout (GdkSurface *surface, int width, int height, ThecalKioskWindow *self)
{
  set_size (self, width, height);
}

/* Before the first frame it is known what it will fill, and without a window manager nobody makes
 * it as large. */
static void
take_screen (ThecalKioskWindow *self)
{
  GListModel *monitors = gdk_display_get_monitors (gtk_widget_get_display (GTK_WIDGET (self)));
  g_autoptr (GdkMonitor) monitor = g_list_model_get_item (monitors, 0);
  GdkRectangle area = { 0, 0, WINDOWED_WIDTH, WINDOWED_HEIGHT };

  if (!self->windowed && monitor != NULL)
    gdk_monitor_get_geometry (monitor, &area);
  gtk_window_set_default_size (GTK_WINDOW (self), area.width, area.height);
  set_size (self, area.width, area.height);
  if (!self->windowed)
    gtk_window_fullscreen (GTK_WINDOW (self));
}

static void
thecal_kiosk_window_realize (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (thecal_kiosk_window_parent_class)->realize (widget);
  g_signal_connect_object (
      gtk_native_get_surface (GTK_NATIVE (widget)), "layout", G_CALLBACK (on_layout), widget, 0);
}

/* Colours. */

static void
update_night (ThecalKioskWindow *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  const ThecalNightHours hours = thecal_kiosk_settings_get_night (self->settings);
  const int minute = g_date_time_get_hour (now) * 60 + g_date_time_get_minute (now);
  const gboolean contrast = thecal_kiosk_settings_get_high_contrast (self->settings);
  const gboolean night =
      thecal_night_is (&hours, minute, thecal_light_get_lux (self->light), self->night);

  if (!self->coloured || night != self->night || contrast != self->contrast)
    thecal_palette_set (GTK_WIDGET (self), night, contrast);
  self->coloured = TRUE;
  self->night = night;
  self->contrast = contrast;
  thecal_kiosk_window_update_light (self);
}

/* Time. */

static void
update_minute (ThecalKioskWindow *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  int x, y;

  update_night (self);
  thecal_drift_at (g_date_time_to_unix (now) / 60, &x, &y);
  thecal_drift_bin_set_place (THECAL_DRIFT_BIN (self->bin), x, y);
  thecal_calm_page_update (THECAL_CALM_PAGE (self->pages[THECAL_KIOSK_PAGE_CALM]));
  thecal_kiosk_window_update_lost (self);
}

static void start_minute (ThecalKioskWindow *self);

static gboolean
on_minute (gpointer user_data)
{
  ThecalKioskWindow *self = user_data;

  self->minute_id = 0;
  update_minute (self);
  start_minute (self);

  return G_SOURCE_REMOVE;
}

/* With the clock on the wall, so that it is redrawn once a minute and shows the right one. */
static void
start_minute (ThecalKioskWindow *self)
{
  const gint64 now_ms = g_get_real_time () / 1000;

  self->minute_id = g_timeout_add ((guint) (MINUTE_MS - now_ms % MINUTE_MS), on_minute, self);
}

static gboolean
on_alone (gpointer user_data)
{
  ThecalKioskWindow *self = user_data;

  const ThecalKioskPage before = self->flow.wanted;
  gboolean left;

  thecal_kiosk_flow_tick (&self->flow, thecal_now ().boot_us);
  left = self->flow.wanted != before;
  /* Still in the list of sources: showing a page must not begin it again. */
  if (left)
    thecal_kiosk_window_show_page (self);
  if (left && before == THECAL_KIOSK_PAGE_WALK)
    thecal_kiosk_window_leave_walk (self);
  if (thecal_kiosk_flow_get_deadline_us (&self->flow) != THECAL_KIOSK_NEVER_US)
    return G_SOURCE_CONTINUE;
  self->alone_id = 0;

  return G_SOURCE_REMOVE;
}

/* Pages. */

/* What a page needs that has just come to the front. */
static void
enter_page (ThecalKioskWindow *self, ThecalKioskPage page)
{
  if (page == THECAL_KIOSK_PAGE_LOST) {
    thecal_awake_wake (self->awake);
    thecal_kiosk_window_light_up (self);
    thecal_kiosk_window_update_lost (self);
    thecal_lost_page_focus (THECAL_LOST_PAGE (self->pages[page]));
  }
}

void
thecal_kiosk_window_show_page (ThecalKioskWindow *self)
{
  const ThecalKioskPage page = thecal_kiosk_flow_get_page (&self->flow);

  if (self->pages[page] == NULL)
    thecal_kiosk_window_make_page (self, page);
  if (self->shown != self->pages[page]) {
    self->shown = self->pages[page];
    gtk_stack_set_visible_child (GTK_STACK (self->stack), self->pages[page]);
    thecal_kiosk_window_name_page (self, page);
    enter_page (self, page);
    apply_scale (self);
  }
  thecal_kiosk_window_colour (self, page);
  thecal_kiosk_window_meet_alarm (self);
  thecal_kiosk_window_update_light (self);
  if (self->alone_id == 0 &&
      thecal_kiosk_flow_get_deadline_us (&self->flow) != THECAL_KIOSK_NEVER_US)
    self->alone_id = g_timeout_add_seconds (1, on_alone, self);
}

static gboolean
on_event (GtkEventControllerLegacy *controller, GdkEvent *event, ThecalKioskWindow *self)
{
  const gboolean deaf = g_get_monotonic_time () < self->deaf_until_us;

  switch ((int) gdk_event_get_event_type (event)) {
  case GDK_BUTTON_PRESS:
  case GDK_TOUCH_BEGIN:
  case GDK_KEY_PRESS:
  case GDK_SCROLL:
    thecal_kiosk_flow_touch (&self->flow, thecal_now ().boot_us);
    thecal_kiosk_window_update_light (self);
    return deaf;
  default:
    break;
  }

  return GDK_EVENT_PROPAGATE;
}

/* What the monitor says. */

static void
on_changed (ThecalKioskWindow *self)
{
  const gboolean connected = thecal_monitor_client_is_connected (self->client);
  ThecalDbusManager *manager = thecal_monitor_client_get_manager (self->client);

  g_autoptr (GPtrArray) alarms = thecal_monitor_client_get_alarms (self->client);

  if (connected) {
    self->waiting = FALSE;
    thecal_kiosk_window_keep_known (self);
    thecal_kiosk_window_take_alarms (self, alarms);
  }
  thecal_kiosk_flow_set_lost (&self->flow, !connected && !self->waiting);
  thecal_lost_watch_set_lost (self->lost, self->flow.lost);
  thecal_kiosk_window_update_lost (self);
  thecal_awake_set (self->awake, self->high || self->flow.lost);
  gtk_widget_set_visible (self->simulated,
                          manager != NULL && thecal_dbus_manager_get_simulated (manager));
  thecal_calm_page_set_waiting (THECAL_CALM_PAGE (self->pages[THECAL_KIOSK_PAGE_CALM]),
                                self->waiting);
  thecal_calm_page_update (THECAL_CALM_PAGE (self->pages[THECAL_KIOSK_PAGE_CALM]));
  thecal_kiosk_window_show_page (self);
}

static gboolean
on_grace (gpointer user_data)
{
  ThecalKioskWindow *self = user_data;

  self->grace_id = 0;
  self->waiting = FALSE;
  on_changed (self);

  return G_SOURCE_REMOVE;
}

void
thecal_kiosk_window_ask (ThecalKioskWindow *self)
{
  const ThecalWalkOpening opening = { .lists = self->lists };

  thecal_kiosk_window_open_walk (self, &opening);
}

/* Object. */

/* Nobody closes it by a key or a gesture of the compositor. */
static gboolean
thecal_kiosk_window_close_request (GtkWindow *window)
{
  return GDK_EVENT_STOP;
}

static void
thecal_kiosk_window_dispose (GObject *object)
{
  ThecalKioskWindow *self = THECAL_KIOSK_WINDOW (object);

  g_clear_handle_id (&self->minute_id, g_source_remove);
  g_clear_handle_id (&self->alone_id, g_source_remove);
  g_clear_handle_id (&self->grace_id, g_source_remove);
  g_clear_handle_id (&self->dim_id, g_source_remove);
  g_clear_handle_id (&self->try_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->settings);
  g_clear_object (&self->lost);
  g_clear_object (&self->light);
  g_clear_object (&self->awake);
  g_clear_object (&self->backlight);
  g_clear_object (&self->beep_tell);
  g_clear_pointer (&self->answer_pump, g_free);
  g_clear_object (&self->plan);
  g_clear_object (&self->client);
  G_OBJECT_CLASS (thecal_kiosk_window_parent_class)->dispose (object);
}

static void
thecal_kiosk_window_finalize (GObject *object)
{
  ThecalKioskWindow *self = THECAL_KIOSK_WINDOW (object);

  g_hash_table_unref (self->sounding);
  g_hash_table_unref (self->reported);
  g_object_unref (self->cancellable);
  G_OBJECT_CLASS (thecal_kiosk_window_parent_class)->finalize (object);
}

static void
thecal_kiosk_window_class_init (ThecalKioskWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = thecal_kiosk_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = thecal_kiosk_window_finalize;
  GTK_WIDGET_CLASS (klass)->realize = thecal_kiosk_window_realize;
  GTK_WINDOW_CLASS (klass)->close_request = thecal_kiosk_window_close_request;
}

static void
thecal_kiosk_window_init (ThecalKioskWindow *self)
{
  GtkWidget *all = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkEventController *events = gtk_event_controller_legacy_new ();

  self->cancellable = g_cancellable_new ();
  self->sounding = g_hash_table_new (NULL, NULL);
  self->reported = g_hash_table_new (NULL, NULL);
  self->lost = thecal_lost_watch_new ();
  self->light = thecal_light_new ();
  self->awake = thecal_awake_new (GTK_WINDOW (self));
  self->stack = gtk_stack_new ();
  self->simulated = gtk_label_new (_ ("SIMULATED · This is no real pump."));
  gtk_widget_add_css_class (self->simulated, "thecal-simulated");
  gtk_widget_add_css_class (self->simulated, "kiosk-simulated");
  gtk_widget_set_visible (self->simulated, FALSE);
  gtk_stack_set_hhomogeneous (GTK_STACK (self->stack), FALSE);
  gtk_stack_set_vhomogeneous (GTK_STACK (self->stack), FALSE);
  gtk_widget_set_vexpand (self->stack, TRUE);
  gtk_box_append (GTK_BOX (all), self->simulated);
  gtk_box_append (GTK_BOX (all), self->stack);
  self->bin = thecal_drift_bin_new (all);
  gtk_window_set_child (GTK_WINDOW (self), self->bin);
  gtk_window_set_decorated (GTK_WINDOW (self), FALSE);
  gtk_window_set_title (GTK_WINDOW (self), "Thecal");
  gtk_widget_add_css_class (GTK_WIDGET (self), "kiosk");
  gtk_event_controller_set_propagation_phase (events, GTK_PHASE_CAPTURE);
  g_signal_connect (events, "event", G_CALLBACK (on_event), self);
  gtk_widget_add_controller (GTK_WIDGET (self), events);
}

GtkWidget *
thecal_kiosk_window_new (GtkApplication *application, const ThecalKioskStart *start)
{
  ThecalKioskWindow *self =
      g_object_new (THECAL_TYPE_KIOSK_WINDOW, "application", application, NULL);

  self->windowed = start->windowed;
  self->lists = start->lists;
  self->backlight = start->windowed ? NULL : thecal_backlight_new ();
  self->waiting = TRUE;
  self->settings = thecal_kiosk_settings_new ();
  self->client = thecal_monitor_client_new ();
  self->plan = thecal_plan_watch_new (start->plan, self->client);
  thecal_kiosk_window_add_actions (self);
  take_screen (self);
  thecal_kiosk_window_show_page (self);
  thecal_calm_page_set_waiting (THECAL_CALM_PAGE (self->pages[THECAL_KIOSK_PAGE_CALM]), TRUE);
  apply_scale (self);
  update_minute (self);
  start_minute (self);
  self->grace_id = g_timeout_add (GRACE_MS, on_grace, self);
  g_signal_connect_object (
      self->client, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
      self->lost, "changed", G_CALLBACK (thecal_kiosk_window_update_lost), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->plan, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
      self->settings, "changed", G_CALLBACK (apply_scale), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
      self->settings, "changed", G_CALLBACK (update_night), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
      self->light, "changed", G_CALLBACK (update_night), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}
