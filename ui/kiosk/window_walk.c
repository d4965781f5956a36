/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "kiosk/look.h"
#include "kiosk/window_parts.h"
#include "shared/now.h"
#include "shared/walk_home.h"

static ThecalWalkView *
view_of (ThecalKioskWindow *self)
{
  return THECAL_WALK_VIEW (self->pages[THECAL_KIOSK_PAGE_WALK]);
}

static ThecalWalkHome
home_of (ThecalKioskWindow *self)
{
  return (ThecalWalkHome){
    .client = self->client,
    .plan = self->plan,
    .cancellable = self->cancellable,
    .paperless = TRUE,
  };
}

/* Nobody is told what the monitor has against it: its prompt goes on. */
static void
answer_prompt (ThecalKioskWindow *self)
{
  const ThecalWalkHome home = home_of (self);
  const ThecalAsker asker = { .owner = GTK_WIDGET (self), .cancellable = self->cancellable };

  thecal_walk_home_answer_prompt (&home, view_of (self), self->answer_pump, &asker);
  g_clear_pointer (&self->answer_pump, g_free);
}

static void
on_closed (ThecalKioskWindow *self)
{
  GtkWidget *view = self->pages[THECAL_KIOSK_PAGE_WALK];

  answer_prompt (self);
  self->pages[THECAL_KIOSK_PAGE_WALK] = NULL;
  thecal_kiosk_flow_set_walk (&self->flow, THECAL_KIOSK_WALK_NONE);
  thecal_kiosk_window_show_page (self);
  gtk_stack_remove (GTK_STACK (self->stack), view);
}

static void
on_state (ThecalKioskWindow *self)
{
  ThecalWalkView *view = view_of (self);
  const ThecalKioskWalk walk = thecal_walk_view_is_urgent (view)     ? THECAL_KIOSK_WALK_URGENT
                               : thecal_walk_view_is_finished (view) ? THECAL_KIOSK_WALK_RESULT
                               : thecal_walk_view_is_begun (view)    ? THECAL_KIOSK_WALK_UNFINISHED
                                                                     : THECAL_KIOSK_WALK_NEW;

  thecal_kiosk_flow_set_walk (&self->flow, walk);
  thecal_kiosk_window_show_page (self);
}

static void
on_retired (GtkWidget *view, ThecalKioskWindow *self)
{
  gtk_stack_remove (GTK_STACK (self->stack), view);
}

/* Out of sight; it goes when its record is written. */
static void
retire (ThecalKioskWindow *self)
{
  GtkWidget *view = self->pages[THECAL_KIOSK_PAGE_WALK];

  answer_prompt (self);
  g_signal_handlers_disconnect_by_data (view, self);
  g_signal_connect_object (view, "closed", G_CALLBACK (on_retired), self, 0);
  self->pages[THECAL_KIOSK_PAGE_WALK] = NULL;
  thecal_kiosk_flow_set_walk (&self->flow, THECAL_KIOSK_WALK_NONE);
  thecal_walk_view_leave (THECAL_WALK_VIEW (view));
}

static void
make_view (ThecalKioskWindow *self, guint lists)
{
  const ThecalWalkHome home = home_of (self);
  GtkWidget *view;

  thecal_look_complete ();
  view = thecal_walk_home_new_view (&home, lists);
  thecal_kiosk_window_add_page (self, THECAL_KIOSK_PAGE_WALK, view);
  g_signal_connect_object (view, "closed", G_CALLBACK (on_closed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "state", G_CALLBACK (on_state), self, G_CONNECT_SWAPPED);
  g_signal_connect (view, "back", G_CALLBACK (thecal_walk_view_close), NULL);
  thecal_kiosk_flow_set_walk (&self->flow, THECAL_KIOSK_WALK_NEW);
}

void
thecal_kiosk_window_open_walk (ThecalKioskWindow *self, const ThecalWalkOpening *opening)
{
  /* What somebody left on the screen does not wait for the next one. */
  if (self->pages[THECAL_KIOSK_PAGE_WALK] != NULL && self->flow.walk == THECAL_KIOSK_WALK_RESULT)
    retire (self);
  if (self->pages[THECAL_KIOSK_PAGE_WALK] == NULL)
    make_view (self, opening->lists);
  thecal_walk_opening_fill (opening, view_of (self));
  if (opening->answer_pump != NULL) {
    g_free (self->answer_pump);
    self->answer_pump = g_strdup (opening->answer_pump);
  }
  thecal_kiosk_flow_go (&self->flow, THECAL_KIOSK_PAGE_WALK, thecal_now ().boot_us);
  thecal_kiosk_window_show_page (self);
}

void
thecal_kiosk_window_open_walk_of (ThecalKioskWindow *self, ThecalDbusAlarm *alarm)
{
  const ThecalWalkOpening opening = thecal_walk_opening_of_alarm (alarm);

  thecal_kiosk_window_open_walk (self, &opening);
}

void
thecal_kiosk_window_open_emergency (ThecalKioskWindow *self)
{
  const ThecalWalkOpening opening = { .lists = 0 };

  thecal_kiosk_window_open_walk (self, &opening);
  thecal_walk_view_show_emergency (view_of (self));
}

void
thecal_kiosk_window_leave (ThecalKioskWindow *self)
{
  thecal_kiosk_window_end_light (self);
  if (self->pages[THECAL_KIOSK_PAGE_WALK] == NULL) {
    gtk_window_destroy (GTK_WINDOW (self));
    return;
  }
  g_signal_connect_object (
      view_of (self), "closed", G_CALLBACK (gtk_window_destroy), self, G_CONNECT_SWAPPED);
  thecal_walk_view_leave (view_of (self));
}

/* Left alone on a result that is no emergency. */
void
thecal_kiosk_window_leave_walk (ThecalKioskWindow *self)
{
  if (self->pages[THECAL_KIOSK_PAGE_WALK] != NULL &&
      (self->flow.walk == THECAL_KIOSK_WALK_RESULT || self->flow.walk == THECAL_KIOSK_WALK_NEW))
    retire (self);
}
