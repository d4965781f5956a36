/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <glib/gi18n.h>

#include "kiosk/alarm_page.h"
#include "kiosk/window_parts.h"
#include "shared/asker.h"
#include "shared/now.h"

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
  const ThecalWalkOpening opening = { .lists = 0 };

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
  thecal_kiosk_window_open_emergency (THECAL_KIOSK_WINDOW (window));
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
tell_refused (GtkWidget *window, const char *why)
{
  g_autofree char *words = g_strdup_printf (_ ("The monitor did not take that: %s"), why);
  GtkWidget *page = THECAL_KIOSK_WINDOW (window)->pages[THECAL_KIOSK_PAGE_ALARM];

  if (page != NULL)
    thecal_alarm_page_set_trouble (THECAL_ALARM_PAGE (page), words);
}

static ThecalAsker
asker_of (ThecalKioskWindow *self)
{
  return (ThecalAsker){
    .owner = GTK_WIDGET (self),
    .cancellable = self->cancellable,
    .gone = _ ("the alarm has ended"),
    .refused = tell_refused,
  };
}

/* "acknowledge", "pause", "seen", "decline". */
static void
on_ask_alarm (GSimpleAction *action, GVariant *id, gpointer window)
{
  ThecalKioskWindow *self = THECAL_KIOSK_WINDOW (window);
  const ThecalAsker asker = asker_of (self);
  g_autoptr (ThecalDbusAlarm) alarm =
      thecal_monitor_client_find_alarm (self->client, g_variant_get_uint32 (id));

  thecal_asker_ask_alarm (&asker, alarm, g_action_get_name (G_ACTION (action)));
}

static void
on_test (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  ThecalKioskWindow *self = THECAL_KIOSK_WINDOW (window);
  const ThecalAsker asker = asker_of (self);

  thecal_asker_ask (&asker,
                    thecal_monitor_client_get_manager (self->client),
                    "RunSelfTest",
                    g_variant_new ("()"));
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
    { .name = "acknowledge", .parameter_type = "u", .activate = on_ask_alarm },
    { .name = "pause", .parameter_type = "u", .activate = on_ask_alarm },
    { .name = "decline", .parameter_type = "u", .activate = on_ask_alarm },
    { .name = "seen", .parameter_type = "u", .activate = on_ask_alarm },
    { .name = "acknowledge-lost", .activate = on_acknowledge_lost },
    { .name = "pause-lost", .activate = on_pause_lost },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
