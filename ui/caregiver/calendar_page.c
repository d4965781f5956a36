/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "caregiver/calendar_page.h"

#include <glib/gi18n.h>

struct _ThecalCalendarPage {
  AdwBin parent_instance;
  ThecalMonitorClient *client;
  ThecalPlanWatch *plan;
};

G_DEFINE_FINAL_TYPE (ThecalCalendarPage, thecal_calendar_page, ADW_TYPE_BIN)

void
thecal_calendar_page_set_narrow (ThecalCalendarPage *self, gboolean narrow)
{
}

static void
thecal_calendar_page_dispose (GObject *object)
{
  ThecalCalendarPage *self = THECAL_CALENDAR_PAGE (object);

  g_clear_object (&self->client);
  g_clear_object (&self->plan);

  G_OBJECT_CLASS (thecal_calendar_page_parent_class)->dispose (object);
}

static void
thecal_calendar_page_class_init (ThecalCalendarPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = thecal_calendar_page_dispose;
}

static void
thecal_calendar_page_init (ThecalCalendarPage *self)
{
  adw_bin_set_child (ADW_BIN (self),
                     g_object_new (ADW_TYPE_STATUS_PAGE,
                                   "icon-name",
                                   "thecal-log-symbolic",
                                   "title",
                                   _ ("Nothing ahead"),
                                   "description",
                                   _ ("Enter the printout, and the dates appear here."),
                                   NULL));
}

GtkWidget *
thecal_calendar_page_new (ThecalMonitorClient *client, ThecalPlanWatch *plan)
{
  ThecalCalendarPage *self = g_object_new (THECAL_TYPE_CALENDAR_PAGE, NULL);

  self->client = g_object_ref (client);
  self->plan = g_object_ref (plan);

  return GTK_WIDGET (self);
}
