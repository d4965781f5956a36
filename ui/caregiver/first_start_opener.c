/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "config.h"

#include "caregiver/first_start_opener.h"

#include "caregiver/first_start.h"

struct _ThecalFirstStartOpener {
  GtkWindow *parent; /* borrowed: it owns this */
  ThecalPlanWatch *plan;
  ThecalSetupDraft *draft;
  ThecalSetup *setup;
  ThecalOpenFirstStart when;
  GtkWidget *window; /* weak; NULL: not shown */
  gboolean wanted;   /* asked for before all was read */
  gboolean judged;   /* it was decided whether to show it by itself */
};

static gboolean
is_ready (ThecalFirstStartOpener *self)
{
  return thecal_setup_draft_is_loaded (self->draft) && thecal_setup_is_read (self->setup) &&
         thecal_plan_watch_get_load (self->plan) != NULL;
}

static void
open_window (ThecalFirstStartOpener *self, ThecalFirstStartReason reason)
{
  if (self->window == NULL)
    g_set_weak_pointer (&self->window, thecal_first_start_new (self->parent, self->setup, reason));
  gtk_window_present (GTK_WINDOW (self->window));
}

/* A plan that is there and cannot be read is told elsewhere; it is no first start. */
static gboolean
is_first (ThecalFirstStartOpener *self)
{
  return !thecal_plan_watch_get_load (self->plan)->found &&
         thecal_setup_is_plan_missing (self->setup);
}

static void
judge (ThecalFirstStartOpener *self)
{
  const gboolean later = thecal_setup_draft_is (self->draft, THECAL_DRAFT_LATER, "true");

  if (self->wanted || self->when == THECAL_OPEN_ALWAYS)
    open_window (self, THECAL_FIRST_START_WHOLE);
  else if (self->when == THECAL_OPEN_NEVER)
    return;
  else if (!later && (is_first (self) || thecal_setup_draft_is_unfinished (self->draft)))
    open_window (self, THECAL_FIRST_START_WHOLE);
  else if (!thecal_setup_draft_is (self->draft, THECAL_DRAFT_UNDERSTOOD, THECAL_VERSION))
    open_window (self, THECAL_FIRST_START_UPGRADED);
}

static void
on_read (ThecalFirstStartOpener *self)
{
  if (self->judged || !is_ready (self))
    return;
  self->judged = TRUE;
  judge (self);
}

void
thecal_first_start_opener_show (ThecalFirstStartOpener *self)
{
  self->wanted = TRUE;
  if (self->judged)
    open_window (self, THECAL_FIRST_START_WHOLE);
}

gboolean
thecal_first_start_opener_is_open (ThecalFirstStartOpener *self)
{
  return self->window != NULL;
}

ThecalFirstStartOpener *
thecal_first_start_opener_new (GtkWindow *parent,
                               ThecalMonitorClient *client,
                               ThecalPlanWatch *plan,
                               ThecalOpenFirstStart when)
{
  ThecalFirstStartOpener *self = g_new0 (ThecalFirstStartOpener, 1);

  self->parent = parent;
  self->plan = g_object_ref (plan);
  self->draft = thecal_setup_draft_new (thecal_plan_watch_get_state_dir (plan));
  self->setup = thecal_setup_new (client, plan, self->draft);
  self->when = when;
  g_signal_connect_swapped (self->draft, "loaded", G_CALLBACK (on_read), self);
  g_signal_connect_swapped (self->setup, "changed", G_CALLBACK (on_read), self);
  g_signal_connect_swapped (plan, "changed", G_CALLBACK (on_read), self);

  return self;
}

void
thecal_first_start_opener_free (ThecalFirstStartOpener *self)
{
  g_signal_handlers_disconnect_by_data (self->draft, self);
  g_signal_handlers_disconnect_by_data (self->setup, self);
  g_signal_handlers_disconnect_by_data (self->plan, self);
  g_clear_weak_pointer (&self->window);
  g_object_unref (self->setup);
  g_object_unref (self->draft);
  g_object_unref (self->plan);
  g_free (self);
}
