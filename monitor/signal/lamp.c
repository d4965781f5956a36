/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "signal/lamp.h"

#include "signal/lamp_pattern.h"

#define LIMIT_MS 2000
#define RETRY_MS 5000 /* own: a lamp that stayed on, or a relay that was plugged out */
#define TEST_ON_MS 500

struct _ThecalLamp {
  GObject parent_instance;
  ThecalLampOutput *output; /* nullable */
  char *fault;              /* nullable: why there is no output */
  GCancellable *cancellable;
  ThecalPriority sounding;
  gint64 since_us; /* monotonic */
  guint change_id; /* next change of the pattern */
  gint64 test_until_us;
  gboolean known, is_on; /* as it was read back */
  gboolean busy, asked;  /* a switching is under way; to on or off */
  guint limit_id;
  guint retry_id;
  gboolean tell, told, told_ok; /* the next result is told, though it be no news */
  GTask *stop;                  /* nullable */
};

enum { SIGNAL_RESULT, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ThecalLamp, thecal_lamp, G_TYPE_OBJECT)

static void drive (ThecalLamp *self);

static void
end_stop (ThecalLamp *self)
{
  if (self->stop != NULL) {
    g_autoptr (GTask) task = g_steal_pointer (&self->stop);

    g_task_return_boolean (task, TRUE);
  }
}

static void
tell (ThecalLamp *self, gboolean ok, const char *detail)
{
  const gboolean news = self->tell || !self->told || self->told_ok != ok;

  self->tell = FALSE;
  self->told = TRUE;
  self->told_ok = ok;
  if (news)
    g_signal_emit (self, signals[SIGNAL_RESULT], 0, ok, detail);
}

/* Switching. */

static gboolean
on_retry (gpointer user_data)
{
  ThecalLamp *self = user_data;

  self->retry_id = 0;
  drive (self);

  return G_SOURCE_REMOVE;
}

static gboolean
on_limit (gpointer user_data)
{
  ThecalLamp *self = user_data;

  self->limit_id = 0;
  self->known = FALSE;
  tell (self, FALSE, "it does not answer");
  end_stop (self);

  return G_SOURCE_REMOVE;
}

static void
switch_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  ThecalLampOutput *output = g_object_get_data (G_OBJECT (task), "output");
  GError *error = NULL;

  if (thecal_lamp_output_set (output, GPOINTER_TO_INT (data), &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_switched (GObject *source, GAsyncResult *result, gpointer user_data)
{
  ThecalLamp *self = user_data;
  g_autoptr (GError) error = NULL;
  const gboolean ok = g_task_propagate_boolean (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return; /* there is no lamp any more */
  g_clear_handle_id (&self->limit_id, g_source_remove);
  self->busy = FALSE;
  self->known = ok;
  self->is_on = self->asked;
  if (!ok && self->retry_id == 0)
    self->retry_id = g_timeout_add (RETRY_MS, on_retry, self);
  if (!ok)
    end_stop (self);
  /* a test that is on has its result when it is off again */
  if (!ok || self->test_until_us == 0)
    tell (self, ok, ok ? "switched" : error->message);
  if (ok)
    drive (self);
}

static void
begin (ThecalLamp *self, gboolean on)
{
  g_autoptr (GTask) task = g_task_new (NULL, self->cancellable, on_switched, self);

  self->busy = TRUE;
  self->asked = on;
  g_object_set_data_full (G_OBJECT (task), "output", g_object_ref (self->output), g_object_unref);
  g_task_set_task_data (task, GINT_TO_POINTER (on), NULL);
  g_task_set_return_on_cancel (task, TRUE);
  self->limit_id = g_timeout_add (LIMIT_MS, on_limit, self);
  g_task_run_in_thread (task, switch_in_thread);
}

static gboolean
on_change (gpointer user_data)
{
  ThecalLamp *self = user_data;

  self->change_id = 0;
  drive (self);

  return G_SOURCE_REMOVE;
}

/* Whether it should be on now; arms the next change. */
static gboolean
want (ThecalLamp *self)
{
  const gint64 now_us = g_get_monotonic_time ();
  const int since_ms = (int) MIN ((now_us - self->since_us) / 1000, G_MAXINT);
  int next_ms;
  gboolean on = thecal_lamp_pattern_is_on (self->sounding, since_ms, &next_ms);

  if (self->sounding == THECAL_PRIORITY_NONE && now_us < self->test_until_us) {
    on = TRUE;
    next_ms = (int) ((self->test_until_us - now_us) / 1000) + 1;
  } else
    self->test_until_us = 0;
  g_clear_handle_id (&self->change_id, g_source_remove);
  if (next_ms != THECAL_LAMP_NEVER_MS)
    self->change_id = g_timeout_add ((guint) next_ms, on_change, self);

  return on;
}

static void
drive (ThecalLamp *self)
{
  const gboolean on = want (self);

  if (self->output == NULL) {
    if (self->tell || self->sounding != THECAL_PRIORITY_NONE)
      tell (self, FALSE, self->fault);
    end_stop (self);
    return;
  }
  if (self->busy)
    return; /* goes on in on_switched() */
  if (!self->known || self->is_on != on)
    begin (self, on);
  else if (!on)
    end_stop (self);
}

void
thecal_lamp_set_sounding (ThecalLamp *self, ThecalPriority priority)
{
  if (self->sounding == priority)
    return;
  self->sounding = priority;
  self->since_us = g_get_monotonic_time ();
  self->tell = self->tell || priority != THECAL_PRIORITY_NONE;
  drive (self);
}

void
thecal_lamp_test (ThecalLamp *self, gboolean visible)
{
  self->tell = TRUE;
  if (visible && self->sounding == THECAL_PRIORITY_NONE)
    self->test_until_us = g_get_monotonic_time () + TEST_ON_MS * 1000;
  else
    self->known = FALSE; /* it is switched to where it is */
  drive (self);
}

void
thecal_lamp_stop_async (ThecalLamp *self, GAsyncReadyCallback callback, gpointer user_data)
{
  end_stop (self);
  self->stop = g_task_new (self, NULL, callback, user_data);
  self->sounding = THECAL_PRIORITY_NONE;
  self->test_until_us = 0;
  drive (self);
}

void
thecal_lamp_stop_finish (ThecalLamp *self, GAsyncResult *result)
{
  g_task_propagate_boolean (G_TASK (result), NULL);
}

/* Object. */

static void
thecal_lamp_dispose (GObject *object)
{
  ThecalLamp *self = THECAL_LAMP (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->change_id, g_source_remove);
  g_clear_handle_id (&self->limit_id, g_source_remove);
  g_clear_handle_id (&self->retry_id, g_source_remove);
  end_stop (self);
  g_clear_object (&self->output);
  G_OBJECT_CLASS (thecal_lamp_parent_class)->dispose (object);
}

static void
thecal_lamp_finalize (GObject *object)
{
  ThecalLamp *self = THECAL_LAMP (object);

  g_object_unref (self->cancellable);
  g_free (self->fault);
  G_OBJECT_CLASS (thecal_lamp_parent_class)->finalize (object);
}

static void
thecal_lamp_class_init (ThecalLampClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = thecal_lamp_dispose;
  G_OBJECT_CLASS (klass)->finalize = thecal_lamp_finalize;
  signals[SIGNAL_RESULT] = g_signal_new ("result",
                                         THECAL_TYPE_LAMP,
                                         G_SIGNAL_RUN_LAST,
                                         0,
                                         NULL,
                                         NULL,
                                         NULL,
                                         G_TYPE_NONE,
                                         2,
                                         G_TYPE_BOOLEAN,
                                         G_TYPE_STRING);
}

static void
thecal_lamp_init (ThecalLamp *self)
{
  self->cancellable = g_cancellable_new ();
  self->sounding = THECAL_PRIORITY_NONE;
}

ThecalLamp *
thecal_lamp_new (ThecalLampOutput *output, const char *fault)
{
  ThecalLamp *self = g_object_new (THECAL_TYPE_LAMP, NULL);

  self->output = output;
  self->fault = g_strdup (fault);
  return self;
}

ThecalLamp *
thecal_lamp_new_from_environment (void)
{
  const char *text = g_getenv ("THECAL_LAMP");
  g_autoptr (GError) error = NULL;
  ThecalLampOutput *output;

  if (text == NULL || *text == '\0')
    return NULL;
  output = thecal_lamp_output_new (text, &error);

  return thecal_lamp_new (output, error != NULL ? error->message : NULL);
}
