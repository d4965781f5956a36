/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "caregiver/pump_page.h"

#include <glib/gi18n.h>

struct _ThecalPumpPage {
  AdwBin parent_instance;
  ThecalMonitorClient *client;
  ThecalPlanWatch *plan;
};

G_DEFINE_FINAL_TYPE (ThecalPumpPage, thecal_pump_page, ADW_TYPE_BIN)

void
thecal_pump_page_set_narrow (ThecalPumpPage *self, gboolean narrow)
{
}

static void
thecal_pump_page_dispose (GObject *object)
{
  ThecalPumpPage *self = THECAL_PUMP_PAGE (object);

  g_clear_object (&self->client);
  g_clear_object (&self->plan);

  G_OBJECT_CLASS (thecal_pump_page_parent_class)->dispose (object);
}

static void
thecal_pump_page_class_init (ThecalPumpPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = thecal_pump_page_dispose;
}

static void
thecal_pump_page_init (ThecalPumpPage *self)
{
  adw_bin_set_child (ADW_BIN (self),
                     g_object_new (ADW_TYPE_STATUS_PAGE,
                                   "icon-name",
                                   "thecal-log-symbolic",
                                   "title",
                                   _ ("No pump set up yet"),
                                   "description",
                                   _ ("Enter the printout."),
                                   NULL));
}

GtkWidget *
thecal_pump_page_new (ThecalMonitorClient *client, ThecalPlanWatch *plan)
{
  ThecalPumpPage *self = g_object_new (THECAL_TYPE_PUMP_PAGE, NULL);

  self->client = g_object_ref (client);
  self->plan = g_object_ref (plan);

  return GTK_WIDGET (self);
}
