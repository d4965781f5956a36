/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "kiosk/window_parts.h"
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
  go (window, THECAL_KIOSK_PAGE_WALK);
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

void
thecal_kiosk_window_add_actions (ThecalKioskWindow *self)
{
  static const GActionEntry entries[] = {
    { .name = "symptoms", .activate = on_symptoms }, { .name = "call", .activate = on_call },
    { .name = "beep", .activate = on_beep },         { .name = "alarms", .activate = on_alarms },
    { .name = "settings", .activate = on_settings }, { .name = "leave", .activate = on_leave },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
