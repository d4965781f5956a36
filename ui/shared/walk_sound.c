/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "shared/walk_sound.h"

#include <signal.h>
#include <sys/prctl.h>

#include "shared/sound_player.h"

#define REPEAT_S "600" /* A29: every ten minutes (clinical.md 4) */
#define TRY_AGAIN_S 60 /* after one that ended by itself, which it never should */

struct _ThecalWalkSound {
  const char *repeat_s; /* static */
  gboolean on, failed;
  GSubprocess *process; /* owned, nullable */
  GCancellable *cancellable;
  guint again_id;
};

/* Between fork and exec: it dies with this program, however that ends. */
static void
die_with_parent (gpointer user_data)
{
  prctl (PR_SET_PDEATHSIG, SIGTERM);
}

static void start (ThecalWalkSound *self);

static gboolean
on_again (gpointer user_data)
{
  ThecalWalkSound *self = user_data;

  self->again_id = 0;
  start (self);

  return G_SOURCE_REMOVE;
}

static void
fail (ThecalWalkSound *self)
{
  self->failed = TRUE;
  if (self->on && self->again_id == 0)
    self->again_id = g_timeout_add_seconds (TRY_AGAIN_S, on_again, self);
}

static void
on_ended (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  ThecalWalkSound *self = user_data;

  g_subprocess_wait_finish (G_SUBPROCESS (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return; /* @self may be gone */
  g_clear_object (&self->process);
  fail (self);
}

static void
start (ThecalWalkSound *self)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
  g_autofree char *program = thecal_sound_player_find_program ();
  g_autoptr (GError) error = NULL;

  g_subprocess_launcher_set_child_setup (launcher, die_with_parent, NULL, NULL);
  self->process = g_subprocess_launcher_spawn (
      launcher, &error, program, "high", "--repeat-s", self->repeat_s, NULL);
  if (self->process == NULL) {
    g_info ("no sound: %s", error->message);
    fail (self);
    return;
  }
  self->failed = FALSE;
  g_subprocess_wait_async (self->process, self->cancellable, on_ended, self);
}

static void
stop (ThecalWalkSound *self)
{
  g_clear_handle_id (&self->again_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  if (self->process != NULL)
    g_subprocess_send_signal (self->process, SIGTERM);
  g_clear_object (&self->process);
  self->failed = FALSE;
}

ThecalWalkSound *
thecal_walk_sound_new_repeated (const char *repeat_s)
{
  ThecalWalkSound *self = g_new0 (ThecalWalkSound, 1);

  self->repeat_s = repeat_s;
  self->cancellable = g_cancellable_new ();

  return self;
}

ThecalWalkSound *
thecal_walk_sound_new (void)
{
  return thecal_walk_sound_new_repeated (REPEAT_S);
}

void
thecal_walk_sound_free (ThecalWalkSound *self)
{
  stop (self);
  g_clear_object (&self->cancellable);
  g_free (self);
}

void
thecal_walk_sound_set (ThecalWalkSound *self, gboolean on)
{
  if (self->on == on)
    return;
  self->on = on;
  if (on)
    start (self);
  else
    stop (self);
}

gboolean
thecal_walk_sound_is_failed (ThecalWalkSound *self)
{
  return self->on && self->failed;
}
