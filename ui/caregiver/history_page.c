/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "caregiver/history_page.h"

#include <glib/gi18n.h>

struct _ThecalHistoryPage {
  AdwBin parent_instance;
  ThecalMonitorClient *client;
  ThecalPlanWatch *plan;
};

G_DEFINE_FINAL_TYPE (ThecalHistoryPage, thecal_history_page, ADW_TYPE_BIN)

void
thecal_history_page_set_narrow (ThecalHistoryPage *self, gboolean narrow)
{
}

static void
thecal_history_page_dispose (GObject *object)
{
  ThecalHistoryPage *self = THECAL_HISTORY_PAGE (object);

  g_clear_object (&self->client);
  g_clear_object (&self->plan);

  G_OBJECT_CLASS (thecal_history_page_parent_class)->dispose (object);
}

static void
thecal_history_page_class_init (ThecalHistoryPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = thecal_history_page_dispose;
}

static void
thecal_history_page_init (ThecalHistoryPage *self)
{
  adw_bin_set_child (ADW_BIN (self),
                     g_object_new (ADW_TYPE_STATUS_PAGE,
                                   "icon-name",
                                   "thecal-log-symbolic",
                                   "title",
                                   _ ("Nothing recorded yet"),
                                   "description",
                                   _ ("The first level will appear here."),
                                   NULL));
}

GtkWidget *
thecal_history_page_new (ThecalMonitorClient *client, ThecalPlanWatch *plan)
{
  ThecalHistoryPage *self = g_object_new (THECAL_TYPE_HISTORY_PAGE, NULL);

  self->client = g_object_ref (client);
  self->plan = g_object_ref (plan);

  return GTK_WIDGET (self);
}
