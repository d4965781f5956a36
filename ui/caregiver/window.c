/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "caregiver/window.h"

#include <glib/gi18n.h>

#include "caregiver/alarm_window.h"
#include "caregiver/alarms_page.h"
#include "caregiver/dialogs.h"
#include "caregiver/overview_page.h"
#include "caregiver/person.h"
#include "caregiver/printout_dialog.h"
#include "config.h"
#include "shared/pump_reading.h"

/* Below this, or where the texts are too large for it, all stands in one column. */
#define NARROW_PX 720

struct _ThecalCaregiverWindow {
  AdwApplicationWindow parent_instance;
  ThecalMonitorClient *client;
  GtkWidget *simulated, *stack, *switcher;
  GtkWidget *overview, *alarms;
  AdwViewStackPage *alarms_place;
  GtkWidget *alarm_window; /* of the high alarm that sounds; NULL: none */
  gboolean narrow;
  int wide_px; /* what the wide layout needs; learnt while it is shown */
};

G_DEFINE_FINAL_TYPE (ThecalCaregiverWindow, thecal_caregiver_window, ADW_TYPE_APPLICATION_WINDOW)

/* What the monitor says. */

static ThecalDbusAlarm *
find_sounding_high (GPtrArray *alarms)
{
  for (guint i = 0; i < alarms->len; i++) {
    ThecalDbusAlarm *alarm = g_ptr_array_index (alarms, i);

    if (thecal_text_is (thecal_dbus_alarm_get_priority (alarm), "high") &&
        thecal_text_is (thecal_dbus_alarm_get_signal_state (alarm), "sounding"))
      return alarm;
  }

  return NULL;
}

/* A high alarm takes the focus until somebody answers (GTK 4.8 tells a screen reader of a modal
 * window, and of nothing less). */
static void
update_alarm_window (ThecalCaregiverWindow *self, GPtrArray *alarms)
{
  ThecalDbusAlarm *high =
      thecal_monitor_client_is_connected (self->client) ? find_sounding_high (alarms) : NULL;

  if (high == NULL && self->alarm_window != NULL)
    gtk_window_destroy (GTK_WINDOW (g_steal_pointer (&self->alarm_window)));
  if (high == NULL)
    return;
  if (self->alarm_window == NULL)
    self->alarm_window = thecal_alarm_window_new (GTK_WINDOW (self));
  thecal_alarm_window_set_alarm (THECAL_ALARM_WINDOW (self->alarm_window),
                                 high,
                                 thecal_monitor_client_get_pump (self->client),
                                 thecal_monitor_client_get_manager (self->client),
                                 alarms->len - 1);
}

static void
on_changed (ThecalCaregiverWindow *self)
{
  g_autoptr (GPtrArray) alarms = thecal_monitor_client_get_alarms (self->client);
  ThecalDbusManager *manager = thecal_monitor_client_get_manager (self->client);
  const gboolean simulated = manager != NULL && thecal_dbus_manager_get_simulated (manager);

  gtk_widget_set_visible (self->simulated, simulated);
  gtk_window_set_title (GTK_WINDOW (self), simulated ? _ ("Thecal · SIMULATED") : "Thecal");
  adw_view_stack_page_set_badge_number (self->alarms_place, alarms->len);
  adw_view_stack_page_set_needs_attention (self->alarms_place, alarms->len > 0);
  update_alarm_window (self, alarms);
  thecal_overview_page_set_answered_elsewhere (THECAL_OVERVIEW_PAGE (self->overview),
                                               self->alarm_window != NULL);
}

/* Actions. */

static void
on_answered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ThecalCaregiverWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = g_dbus_proxy_call_finish (G_DBUS_PROXY (source), result, &error);

  if (reply != NULL || !gtk_widget_get_realized (GTK_WIDGET (self)))
    return;
  g_dbus_error_strip_remote_error (error);
  thecal_dialog_show (GTK_WIDGET (self), _ ("The monitor did not take that"), error->message);
}

static void
ask (ThecalCaregiverWindow *self, gpointer proxy, const char *method, GVariant *arguments)
{
  if (proxy != NULL)
    g_dbus_proxy_call (G_DBUS_PROXY (proxy),
                       method,
                       arguments,
                       G_DBUS_CALL_FLAGS_NONE,
                       THECAL_ANSWER_LIMIT_MS,
                       NULL,
                       on_answered,
                       g_object_ref (self));
  else {
    g_variant_unref (g_variant_ref_sink (arguments));
    thecal_dialog_show (GTK_WIDGET (self),
                        _ ("The monitor did not take that"),
                        _ ("Thecal's monitor is not running, or the alarm has ended."));
  }
}

static void
ask_alarm (GtkWidget *widget, const char *method, GVariant *arguments, GVariant *id)
{
  ThecalCaregiverWindow *self = THECAL_CAREGIVER_WINDOW (widget);
  g_autoptr (ThecalDbusAlarm) alarm =
      thecal_monitor_client_find_alarm (self->client, g_variant_get_uint32 (id));

  ask (self, alarm, method, arguments);
}

static void
on_acknowledge (GSimpleAction *action, GVariant *id, gpointer widget)
{
  g_autofree char *name = thecal_person_get_name ();

  ask_alarm (widget, "Acknowledge", g_variant_new ("(s)", name), id);
}

static void
on_pause (GSimpleAction *action, GVariant *id, gpointer widget)
{
  ask_alarm (widget, "Pause", g_variant_new ("(u)", 0), id);
}

static void
on_seen (GSimpleAction *action, GVariant *id, gpointer widget)
{
  ask_alarm (widget, "Reset", g_variant_new ("()"), id);
}

static void
on_page (GSimpleAction *action, GVariant *name, gpointer widget)
{
  adw_view_stack_set_visible_child_name (ADW_VIEW_STACK (THECAL_CAREGIVER_WINDOW (widget)->stack),
                                         g_variant_get_string (name, NULL));
}

/* A dialog belongs to the window that is in front. */
static GtkWidget *
front_of (GtkWidget *widget)
{
  ThecalCaregiverWindow *self = THECAL_CAREGIVER_WINDOW (widget);

  return self->alarm_window != NULL ? self->alarm_window : widget;
}

static void
on_symptoms (GSimpleAction *action, GVariant *none, gpointer widget)
{
  thecal_dialog_symptoms (front_of (widget));
}

static void
on_call (GSimpleAction *action, GVariant *none, gpointer widget)
{
  thecal_dialog_call (front_of (widget));
}

static void
on_beep (GSimpleAction *action, GVariant *none, gpointer widget)
{
  thecal_dialog_beep (widget, THECAL_CAREGIVER_WINDOW (widget)->client);
}

static void
on_enter_printout (GSimpleAction *action, GVariant *none, gpointer widget)
{
  thecal_printout_dialog_show (widget, THECAL_CAREGIVER_WINDOW (widget)->client);
}

static void
on_test_alarm (GSimpleAction *action, GVariant *none, gpointer widget)
{
  thecal_dialog_test_alarm (widget, THECAL_CAREGIVER_WINDOW (widget)->client);
}

static void
on_name (GSimpleAction *action, GVariant *none, gpointer widget)
{
  thecal_dialog_name (widget);
}

static void
on_about (GSimpleAction *action, GVariant *none, gpointer widget)
{
  adw_show_about_window (
      GTK_WINDOW (widget),
      "application-name",
      "Thecal",
      "application-icon",
      "org.thecal.Thecal",
      "version",
      THECAL_VERSION,
      "license-type",
      GTK_LICENSE_GPL_3_0,
      "comments",
      _ ("Alarms of an implanted intrathecal baclofen pump, at home. Not a medical device: it does "
         "not replace the alarms of the pump, the clinic or the emergency service."),
      NULL);
}

static const GActionEntry actions[] = {
  { .name = "page", .parameter_type = "s", .activate = on_page },
  { .name = "acknowledge", .parameter_type = "u", .activate = on_acknowledge },
  { .name = "pause", .parameter_type = "u", .activate = on_pause },
  { .name = "seen", .parameter_type = "u", .activate = on_seen },
  { .name = "symptoms", .activate = on_symptoms },
  { .name = "call", .activate = on_call },
  { .name = "beep", .activate = on_beep },
  { .name = "enter-printout", .activate = on_enter_printout },
  { .name = "test-alarm", .activate = on_test_alarm },
  { .name = "name", .activate = on_name },
  { .name = "about", .activate = on_about },
};

/* Layout. */

static void
set_narrow (ThecalCaregiverWindow *self, gboolean narrow)
{
  if (self->narrow == narrow)
    return;
  self->narrow = narrow;
  if (narrow)
    gtk_widget_add_css_class (GTK_WIDGET (self), "thecal-narrow");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "thecal-narrow");
  thecal_overview_page_set_narrow (THECAL_OVERVIEW_PAGE (self->overview), narrow);
}

static void
on_layout (GdkSurface *surface, int width, int height, ThecalCaregiverWindow *self)
{
  if (!self->narrow)
    self->wide_px = thecal_overview_page_get_width (THECAL_OVERVIEW_PAGE (self->overview));
  set_narrow (self, width < MAX (NARROW_PX, self->wide_px));
}

static void
thecal_caregiver_window_realize (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (thecal_caregiver_window_parent_class)->realize (widget);
  g_signal_connect_object (
      gtk_native_get_surface (GTK_NATIVE (widget)), "layout", G_CALLBACK (on_layout), widget, 0);
}

static void
thecal_caregiver_window_dispose (GObject *object)
{
  ThecalCaregiverWindow *self = THECAL_CAREGIVER_WINDOW (object);

  if (self->alarm_window != NULL)
    gtk_window_destroy (GTK_WINDOW (g_steal_pointer (&self->alarm_window)));
  g_clear_object (&self->client);

  G_OBJECT_CLASS (thecal_caregiver_window_parent_class)->dispose (object);
}

static void
thecal_caregiver_window_class_init (ThecalCaregiverWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = thecal_caregiver_window_dispose;
  widget_class->realize = thecal_caregiver_window_realize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/thecal/Thecal/caregiver/window.ui");
  gtk_widget_class_bind_template_child (widget_class, ThecalCaregiverWindow, simulated);
  gtk_widget_class_bind_template_child (widget_class, ThecalCaregiverWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, ThecalCaregiverWindow, switcher);
}

static AdwViewStackPage *
add_page (ThecalCaregiverWindow *self,
          GtkWidget *page,
          const char *name,
          const char *title,
          const char *icon_name)
{
  AdwViewStackPage *place =
      adw_view_stack_add_titled (ADW_VIEW_STACK (self->stack), page, name, title);

  adw_view_stack_page_set_icon_name (place, icon_name);

  return place;
}

static void
thecal_caregiver_window_init (ThecalCaregiverWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  self->client = thecal_monitor_client_new ();
  self->overview = thecal_overview_page_new (self->client);
  self->alarms = thecal_alarms_page_new (self->client);
  add_page (self, self->overview, "overview", _ ("Overview"), "thecal-overview-symbolic");
  self->alarms_place =
      add_page (self, self->alarms, "alarms", _ ("Alarms"), "thecal-alarms-symbolic");
  g_signal_connect_object (
      self->client, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  on_changed (self);
}

GtkWidget *
thecal_caregiver_window_new (AdwApplication *application)
{
  return g_object_new (THECAL_TYPE_CAREGIVER_WINDOW, "application", application, NULL);
}
