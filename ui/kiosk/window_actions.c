/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <glib/gi18n.h>

#include "kiosk/alarm_page.h"
#include "kiosk/window_parts.h"
#include "shared/now.h"
#include "shared/person.h"

static void
go (gpointer window, ThecalKioskPage page)
{
  ThecalKioskWindow *self = THECAL_KIOSK_WINDOW (window);

  thecal_kiosk_flow_go (&self->flow, page, thecal_now ().boot_us);
  thecal_kiosk_window_show_page (self);
}

static void
on_symptoms (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  const ThecalKioskOpening opening = { .lists = 0 };

  thecal_kiosk_window_open_walk (THECAL_KIOSK_WINDOW (window), &opening);
}

static void
on_symptoms_of (GSimpleAction *action, GVariant *id, gpointer window)
{
  ThecalKioskWindow *self = THECAL_KIOSK_WINDOW (window);
  g_autoptr (ThecalDbusAlarm) alarm =
      thecal_monitor_client_find_alarm (self->client, g_variant_get_uint32 (id));

  if (alarm != NULL)
    thecal_kiosk_window_open_walk_of (self, alarm);
  else
    on_symptoms (action, NULL, window);
}

static void
on_emergency (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  const ThecalKioskOpening opening = { .emergency = TRUE };

  thecal_kiosk_window_open_walk (THECAL_KIOSK_WINDOW (window), &opening);
}

static void
on_call (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  go (window, THECAL_KIOSK_PAGE_CALL);
}

static void
on_beep (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  go (window, THECAL_KIOSK_PAGE_BEEP);
}

static void
on_alarms (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  go (window, THECAL_KIOSK_PAGE_ALARM);
}

static void
on_settings (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  go (window, THECAL_KIOSK_PAGE_PIN);
}

static void
on_leave (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  ThecalKioskWindow *self = THECAL_KIOSK_WINDOW (window);

  thecal_kiosk_flow_leave (&self->flow, thecal_now ().boot_us);
  thecal_kiosk_window_show_page (self);
}

/* Asked of the monitor. */

/* A page of its own would cover the alarm: it is said on it. */
static void
tell_trouble (ThecalKioskWindow *self, const char *why)
{
  g_autofree char *words = g_strdup_printf (_ ("The monitor did not take that: %s"), why);
  GtkWidget *page = self->pages[THECAL_KIOSK_PAGE_ALARM];

  if (page != NULL)
    thecal_alarm_page_set_trouble (THECAL_ALARM_PAGE (page), words);
}

static void
on_answered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ThecalKioskWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = g_dbus_proxy_call_finish (G_DBUS_PROXY (source), result, &error);

  if (reply != NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_dbus_error_strip_remote_error (error);
  tell_trouble (self, error->message);
}

/* @proxy NULL: it has ended. */
static void
ask (ThecalKioskWindow *self, gpointer proxy, const char *method, GVariant *arguments)
{
  g_autoptr (GVariant) owned = g_variant_ref_sink (arguments);

  if (proxy == NULL) {
    tell_trouble (self, _ ("the alarm has ended"));
    return;
  }
  g_dbus_proxy_call (G_DBUS_PROXY (proxy),
                     method,
                     owned,
                     G_DBUS_CALL_FLAGS_NONE,
                     THECAL_ANSWER_LIMIT_MS,
                     self->cancellable,
                     on_answered,
                     g_object_ref (self));
}

static void
ask_alarm (gpointer window, const char *method, GVariant *arguments, GVariant *id)
{
  ThecalKioskWindow *self = THECAL_KIOSK_WINDOW (window);
  g_autoptr (ThecalDbusAlarm) alarm =
      thecal_monitor_client_find_alarm (self->client, g_variant_get_uint32 (id));

  ask (self, alarm, method, arguments);
}

static void
on_acknowledge (GSimpleAction *action, GVariant *id, gpointer window)
{
  g_autofree char *name = thecal_person_get_name ();

  ask_alarm (window, "Acknowledge", g_variant_new ("(s)", name), id);
}

static void
on_pause (GSimpleAction *action, GVariant *id, gpointer window)
{
  ask_alarm (window, "Pause", g_variant_new ("(u)", 0), id);
}

static void
on_decline (GSimpleAction *action, GVariant *id, gpointer window)
{
  ask_alarm (window, "Decline", g_variant_new ("()"), id);
}

static void
on_seen (GSimpleAction *action, GVariant *id, gpointer window)
{
  ask_alarm (window, "Reset", g_variant_new ("()"), id);
}

static void
on_test (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  ThecalKioskWindow *self = THECAL_KIOSK_WINDOW (window);

  ask (self, thecal_monitor_client_get_manager (self->client), "RunSelfTest", g_variant_new ("()"));
}

static void
on_acknowledge_lost (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  thecal_lost_watch_acknowledge (THECAL_KIOSK_WINDOW (window)->lost);
}

static void
on_pause_lost (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  thecal_lost_watch_pause (THECAL_KIOSK_WINDOW (window)->lost);
}

void
thecal_kiosk_window_add_actions (ThecalKioskWindow *self)
{
  static const GActionEntry entries[] = {
    { .name = "symptoms", .activate = on_symptoms },
    { .name = "call", .activate = on_call },
    { .name = "beep", .activate = on_beep },
    { .name = "alarms", .activate = on_alarms },
    { .name = "settings", .activate = on_settings },
    { .name = "leave", .activate = on_leave },
    { .name = "symptoms-of", .parameter_type = "u", .activate = on_symptoms_of },
    { .name = "emergency", .activate = on_emergency },
    { .name = "test", .activate = on_test },
    { .name = "acknowledge", .parameter_type = "u", .activate = on_acknowledge },
    { .name = "pause", .parameter_type = "u", .activate = on_pause },
    { .name = "decline", .parameter_type = "u", .activate = on_decline },
    { .name = "seen", .parameter_type = "u", .activate = on_seen },
    { .name = "acknowledge-lost", .activate = on_acknowledge_lost },
    { .name = "pause-lost", .activate = on_pause_lost },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
