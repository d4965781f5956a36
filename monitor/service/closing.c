/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "service/closing.h"

#include <glib/gi18n.h>
#include <stdio.h>

#define LIMIT_S 5

/* Reference counted: an answer may come after the limit. */
typedef struct {
  ThecalClosing result;
  GMainLoop *loop; /* NULL: over */
  guint n_waits;
} Closing;

static void
closing_release (Closing *self)
{
  g_rc_box_release (self);
}

static void
count_answer (Closing *self)
{
  self->n_waits--;
  if (self->n_waits == 0 && self->loop != NULL)
    g_main_loop_quit (self->loop);
  closing_release (self);
}

static void
on_flushed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Closing *self = user_data;
  g_autoptr (GError) error = NULL;

  self->result.store_answered = TRUE;
  self->result.store_flushed = thecal_store_flush_finish (THECAL_STORE (source), result, &error);
  if (error != NULL)
    fprintf (stderr, "thecal-monitor: %s\n", error->message);
  count_answer (self);
}

static void
on_stopped (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Closing *self = user_data;

  self->result.signaller_stopped =
      thecal_signaller_stop_finish (THECAL_SIGNALLER (source), result, NULL);
  count_answer (self);
}

static gboolean
on_limit (gpointer user_data)
{
  Closing *self = user_data;

  g_main_loop_quit (self->loop);
  return G_SOURCE_CONTINUE;
}

ThecalClosing
thecal_closing_run (ThecalStore *store, ThecalSignaller *signaller)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  Closing *self = g_rc_box_new0 (Closing);
  const guint limit_id = g_timeout_add_seconds (LIMIT_S, on_limit, self);
  ThecalClosing result;

  self->loop = loop;
  self->n_waits = 2;
  thecal_store_flush_async (store, NULL, on_flushed, g_rc_box_acquire (self));
  thecal_signaller_stop_async (signaller, NULL, on_stopped, g_rc_box_acquire (self));
  g_main_loop_run (loop);
  g_source_remove (limit_id);
  self->loop = NULL;
  result = self->result;
  if (!result.store_answered)
    fprintf (stderr,
             "thecal-monitor: %s\n",
             _ ("the disk does not answer; what came last may not be stored"));
  if (!result.signaller_stopped)
    fprintf (stderr,
             "thecal-monitor: %s\n",
             _ ("the sound server does not answer; its volume may still be raised"));
  closing_release (self);

  return result;
}
