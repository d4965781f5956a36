/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "shared/beep_tell.h"

#include <glib/gi18n.h>

struct _ThecalBeepTell {
  GObject parent_instance;
  ThecalBeepView *view; /* weak; NULL: gone */
  ThecalMonitorClient *client;
  ThecalBeep kind; /* of the call under way */
  GCancellable *cancellable;
};

enum { SIGNAL_UNTOLD, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ThecalBeepTell, thecal_beep_tell, G_TYPE_OBJECT)

/* As the monitor names them. */
static const char *const kind_names[] = {
  [THECAL_BEEP_UNKNOWN] = "unknown",
  [THECAL_BEEP_SINGLE] = "single",
  [THECAL_BEEP_CRITICAL] = "critical",
};

static void
tell_heard (ThecalBeepTell *self)
{
  if (self->view == NULL)
    return;
  if (self->kind == THECAL_BEEP_SINGLE)
    thecal_beep_view_show_answer (self->view,
                                  _ ("Thecal has noted it: one short beep."),
                                  _ ("The pump may run low. Answer Symptoms. Then call the pump "
                                     "team now, for a refill; outside "
                                     "its hours the on-call doctor."));
  else
    thecal_beep_view_show_answer (self->view,
                                  self->kind == THECAL_BEEP_CRITICAL
                                      ? _ ("Thecal has noted it: two tones.")
                                      : _ ("Thecal has noted it: a beep of some kind."),
                                  _ ("The pump may be empty or may have stopped. Answer Symptoms "
                                     "now. Then call the pump team; "
                                     "outside its hours the on-call doctor."));
}

static void
on_told (GObject *source, GAsyncResult *result, gpointer user_data)
{
  ThecalBeepTell *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *why = NULL;

  if (thecal_dbus_manager_call_heard_beep_finish (THECAL_DBUS_MANAGER (source), result, &error)) {
    tell_heard (self);
    return;
  }
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return; /* @self is gone */
  g_dbus_error_strip_remote_error (error);
  why = g_strdup_printf (_ ("The monitor did not take the beep: %s."), error->message);
  g_signal_emit (self, signals[SIGNAL_UNTOLD], 0, (int) self->kind, why);
}

static void
on_heard (ThecalBeepView *view, ThecalBeep kind, ThecalBeepTell *self)
{
  ThecalDbusManager *manager = thecal_monitor_client_get_manager (self->client);

  self->kind = kind;
  if (manager == NULL || !thecal_monitor_client_is_connected (self->client)) {
    g_signal_emit (self,
                   signals[SIGNAL_UNTOLD],
                   0,
                   (int) kind,
                   _ ("Thecal's monitor is not running, so it was not told of the beep."));
    return;
  }
  /* The answer is looked for after each call; a second tap calls the first one off. */
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  thecal_dbus_manager_call_heard_beep (
      manager, "", kind_names[kind], self->cancellable, on_told, self);
}

static void
thecal_beep_tell_dispose (GObject *object)
{
  ThecalBeepTell *self = THECAL_BEEP_TELL (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_weak_pointer (&self->view);
  g_clear_object (&self->client);
  G_OBJECT_CLASS (thecal_beep_tell_parent_class)->dispose (object);
}

static void
thecal_beep_tell_finalize (GObject *object)
{
  g_object_unref (THECAL_BEEP_TELL (object)->cancellable);
  G_OBJECT_CLASS (thecal_beep_tell_parent_class)->finalize (object);
}

static void
thecal_beep_tell_class_init (ThecalBeepTellClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = thecal_beep_tell_dispose;
  G_OBJECT_CLASS (klass)->finalize = thecal_beep_tell_finalize;
  signals[SIGNAL_UNTOLD] = g_signal_new ("untold",
                                         THECAL_TYPE_BEEP_TELL,
                                         G_SIGNAL_RUN_LAST,
                                         0,
                                         NULL,
                                         NULL,
                                         NULL,
                                         G_TYPE_NONE,
                                         2,
                                         G_TYPE_INT,
                                         G_TYPE_STRING);
}

static void
thecal_beep_tell_init (ThecalBeepTell *self)
{
  self->cancellable = g_cancellable_new ();
}

ThecalBeepTell *
thecal_beep_tell_new (ThecalBeepView *view, ThecalMonitorClient *client)
{
  ThecalBeepTell *self = g_object_new (THECAL_TYPE_BEEP_TELL, NULL);

  g_set_weak_pointer (&self->view, view);
  self->client = g_object_ref (client);
  g_signal_connect_object (view, "heard", G_CALLBACK (on_heard), self, 0);

  return self;
}
