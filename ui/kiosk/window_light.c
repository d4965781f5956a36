/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "kiosk/window_parts.h"
#include "shared/now.h"

#define TRY_S 4

static ThecalDimFacts
facts_of (ThecalKioskWindow *self, gint64 now_us)
{
  ThecalDimFacts facts = {
    .night = self->night,
    .calm = thecal_kiosk_flow_get_page (&self->flow) == THECAL_KIOSK_PAGE_CALM && !self->waiting,
    .alarm = self->flow.demanding || self->high,
    .touched_us = self->flow.touched_us,
  };

  if (!facts.calm || facts.alarm)
    self->calm_us = 0;
  else if (self->calm_us == 0)
    self->calm_us = now_us;
  facts.calm_us = self->calm_us;

  return facts;
}

static gboolean
on_dim (gpointer user_data)
{
  ThecalKioskWindow *self = user_data;

  self->dim_id = 0;
  thecal_kiosk_window_update_light (self);

  return G_SOURCE_REMOVE;
}

/* In steps of a second: the boot clock also goes on while the computer sleeps. */
static void
await (ThecalKioskWindow *self, gint64 from_us, gint64 now_us)
{
  g_clear_handle_id (&self->dim_id, g_source_remove);
  if (from_us != THECAL_DIM_NEVER_US && from_us > now_us)
    self->dim_id = g_timeout_add_seconds (1, on_dim, self);
}

void
thecal_kiosk_window_update_light (ThecalKioskWindow *self)
{
  const gint64 now_us = thecal_now ().boot_us;
  const ThecalDimLevels levels = thecal_kiosk_settings_get_levels (self->settings);
  const ThecalDimFacts facts = facts_of (self, now_us);
  const int percent = thecal_dim_get_percent (&facts, &levels, now_us);

  if (self->backlight == NULL)
    return;
  await (self, thecal_dim_get_from_us (&facts), now_us);
  if (percent == self->lit)
    return;
  self->lit = percent;
  thecal_backlight_set (self->backlight, percent);
}

void
thecal_kiosk_window_light_up (ThecalKioskWindow *self)
{
  self->lit = 0;
  thecal_kiosk_window_update_light (self);
}

static gboolean
on_tried (gpointer user_data)
{
  ThecalKioskWindow *self = user_data;

  self->try_id = 0;
  thecal_kiosk_window_light_up (self);

  return G_SOURCE_REMOVE;
}

void
thecal_kiosk_window_try_light (ThecalKioskWindow *self, int percent)
{
  if (self->backlight == NULL)
    return;
  g_clear_handle_id (&self->try_id, g_source_remove);
  thecal_backlight_set (self->backlight, percent);
  self->try_id = g_timeout_add_seconds (TRY_S, on_tried, self);
}

void
thecal_kiosk_window_end_light (ThecalKioskWindow *self)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));

  if (self->backlight != NULL && application != NULL)
    thecal_backlight_end (self->backlight,
                          thecal_kiosk_settings_get_levels (self->settings).day,
                          G_APPLICATION (application));
}
