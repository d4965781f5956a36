/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "kiosk/pin_page.h"
#include "kiosk/settings_page.h"
#include "kiosk/window_parts.h"
#include "shared/now.h"

/* The caregiver's lock, and what is behind it. */

#define EXIT_LEFT 10 /* as data/kiosk has it: the kiosk does not come back */

static void
go (ThecalKioskWindow *self, ThecalKioskPage page)
{
  thecal_kiosk_flow_go (&self->flow, page, thecal_now ().boot_us);
  thecal_kiosk_window_show_page (self);
}

static void
on_opened (ThecalKioskWindow *self)
{
  go (self, THECAL_KIOSK_PAGE_SETTINGS);
}

static void
on_change_pin (ThecalKioskWindow *self)
{
  thecal_pin_page_change (THECAL_PIN_PAGE (self->pages[THECAL_KIOSK_PAGE_PIN]));
  go (self, THECAL_KIOSK_PAGE_PIN);
}

static void
on_left (ThecalKioskWindow *self)
{
  g_action_group_activate_action (G_ACTION_GROUP (self), "leave", NULL);
}

static void
on_ended (ThecalKioskWindow *self, gboolean leave)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));

  g_object_set_data (
      G_OBJECT (application), THECAL_KIOSK_EXIT_STATUS, GINT_TO_POINTER (leave ? EXIT_LEFT : 0));
  thecal_kiosk_window_end_light (self);
  gtk_window_destroy (GTK_WINDOW (self)); /* the last one ends the program */
}

GtkWidget *
thecal_kiosk_window_new_pin_page (ThecalKioskWindow *self)
{
  GtkWidget *page = thecal_pin_page_new ();

  g_signal_connect_object (page, "opened", G_CALLBACK (on_opened), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "left", G_CALLBACK (on_left), self, G_CONNECT_SWAPPED);

  return page;
}

GtkWidget *
thecal_kiosk_window_new_settings_page (ThecalKioskWindow *self)
{
  GtkWidget *page = thecal_settings_page_new (self->settings, self->client, self->backlight);

  g_signal_connect_object (page, "closed", G_CALLBACK (on_left), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "change-pin", G_CALLBACK (on_change_pin), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "ended", G_CALLBACK (on_ended), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
      page, "try-light", G_CALLBACK (thecal_kiosk_window_try_light), self, G_CONNECT_SWAPPED);

  return page;
}
