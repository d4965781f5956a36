/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "caregiver/late_page.h"

struct _ThecalLatePage {
  AdwBin parent_instance;
  const ThecalLatePageKind *kind;
  ThecalMonitorClient *client;
  ThecalPlanWatch *plan;
  gboolean narrow;
};

G_DEFINE_FINAL_TYPE (ThecalLatePage, thecal_late_page, ADW_TYPE_BIN)

GtkWidget *
thecal_late_page_get (ThecalLatePage *self)
{
  if (adw_bin_get_child (ADW_BIN (self)) == NULL && self->client != NULL) {
    GtkWidget *page = self->kind->make (self->client, self->plan);

    adw_bin_set_child (ADW_BIN (self), page);
    self->kind->set_narrow (page, self->narrow);
  }

  return adw_bin_get_child (ADW_BIN (self));
}

void
thecal_late_page_set_narrow (ThecalLatePage *self, gboolean narrow)
{
  GtkWidget *page = adw_bin_get_child (ADW_BIN (self));

  self->narrow = narrow;
  if (page != NULL)
    self->kind->set_narrow (page, narrow);
}

static void
thecal_late_page_map (GtkWidget *widget)
{
  thecal_late_page_get (THECAL_LATE_PAGE (widget));
  GTK_WIDGET_CLASS (thecal_late_page_parent_class)->map (widget);
}

static void
thecal_late_page_dispose (GObject *object)
{
  ThecalLatePage *self = THECAL_LATE_PAGE (object);

  g_clear_object (&self->client);
  g_clear_object (&self->plan);

  G_OBJECT_CLASS (thecal_late_page_parent_class)->dispose (object);
}

static void
thecal_late_page_class_init (ThecalLatePageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = thecal_late_page_dispose;
  GTK_WIDGET_CLASS (klass)->map = thecal_late_page_map;
}

static void
thecal_late_page_init (ThecalLatePage *self)
{
}

GtkWidget *
thecal_late_page_new (const ThecalLatePageKind *kind,
                      ThecalMonitorClient *client,
                      ThecalPlanWatch *plan)
{
  ThecalLatePage *self = g_object_new (THECAL_TYPE_LATE_PAGE, NULL);

  self->kind = kind;
  self->client = g_object_ref (client);
  self->plan = g_object_ref (plan);

  return GTK_WIDGET (self);
}
