/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "shared/listen.h"

#include "shared/now.h"

#define LENGTH_US ((gint64) THECAL_LISTEN_MINUTES * 60 * G_USEC_PER_SEC)
#define TICK_S 1

struct _ThecalListen {
  GObject parent_instance;
  ThecalListenState state;
  gint64 end_us; /* CLOCK_BOOTTIME */
  guint tick_id; /* 0: not on */
};

enum { SIGNAL_CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ThecalListen, thecal_listen, G_TYPE_OBJECT)

static gboolean
on_tick (gpointer user_data)
{
  g_autoptr (ThecalListen) self = g_object_ref (user_data);

  thecal_listen_update (self, thecal_now ().boot_us);
  if (self->state == THECAL_LISTEN_ON)
    return G_SOURCE_CONTINUE;
  self->tick_id = 0;

  return G_SOURCE_REMOVE;
}

static void
set_state (ThecalListen *self, ThecalListenState state)
{
  self->state = state;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

void
thecal_listen_start (ThecalListen *self, gint64 now_us)
{
  self->end_us = now_us + LENGTH_US;
  if (self->tick_id == 0)
    self->tick_id = g_timeout_add_seconds (TICK_S, on_tick, self);
  set_state (self, THECAL_LISTEN_ON);
}

void
thecal_listen_stop (ThecalListen *self)
{
  g_clear_handle_id (&self->tick_id, g_source_remove);
  set_state (self, THECAL_LISTEN_OFF);
}

void
thecal_listen_update (ThecalListen *self, gint64 now_us)
{
  if (self->state == THECAL_LISTEN_ON)
    set_state (self, now_us >= self->end_us ? THECAL_LISTEN_NOTHING : THECAL_LISTEN_ON);
}

ThecalListenState
thecal_listen_get_state (ThecalListen *self)
{
  return self->state;
}

gint64
thecal_listen_get_left_s (ThecalListen *self, gint64 now_us)
{
  if (self->state != THECAL_LISTEN_ON || now_us >= self->end_us)
    return 0;

  return (self->end_us - now_us + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC;
}

static void
thecal_listen_dispose (GObject *object)
{
  g_clear_handle_id (&THECAL_LISTEN (object)->tick_id, g_source_remove);
  G_OBJECT_CLASS (thecal_listen_parent_class)->dispose (object);
}

static void
thecal_listen_class_init (ThecalListenClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = thecal_listen_dispose;
  signals[SIGNAL_CHANGED] = g_signal_new (
      "changed", THECAL_TYPE_LISTEN, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
thecal_listen_init (ThecalListen *self)
{
}

ThecalListen *
thecal_listen_new (void)
{
  return g_object_new (THECAL_TYPE_LISTEN, NULL);
}
