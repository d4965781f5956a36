/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "caregiver/diary_page.h"

#include <glib/gi18n.h>

struct _ThecalDiaryPage {
  AdwBin parent_instance;
  ThecalMonitorClient *client;
  ThecalPlanWatch *plan;
};

G_DEFINE_FINAL_TYPE (ThecalDiaryPage, thecal_diary_page, ADW_TYPE_BIN)

void
thecal_diary_page_set_narrow (ThecalDiaryPage *self, gboolean narrow)
{
}

static void
thecal_diary_page_dispose (GObject *object)
{
  ThecalDiaryPage *self = THECAL_DIARY_PAGE (object);

  g_clear_object (&self->client);
  g_clear_object (&self->plan);

  G_OBJECT_CLASS (thecal_diary_page_parent_class)->dispose (object);
}

static void
thecal_diary_page_class_init (ThecalDiaryPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = thecal_diary_page_dispose;
}

static void
thecal_diary_page_init (ThecalDiaryPage *self)
{
  adw_bin_set_child (ADW_BIN (self),
                     g_object_new (ADW_TYPE_STATUS_PAGE,
                                   "icon-name",
                                   "thecal-log-symbolic",
                                   "title",
                                   _ ("No entry yet"),
                                   "description",
                                   _ ("A day takes one minute."),
                                   NULL));
}

GtkWidget *
thecal_diary_page_new (ThecalMonitorClient *client, ThecalPlanWatch *plan)
{
  ThecalDiaryPage *self = g_object_new (THECAL_TYPE_DIARY_PAGE, NULL);

  self->client = g_object_ref (client);
  self->plan = g_object_ref (plan);

  return GTK_WIDGET (self);
}
