/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "config.h"

#include "shared/sound_player.h"

#include <signal.h>

#define PROGRAM "thecal-sound"

struct _ThecalSoundPlayer {
  GObject parent_instance;
  GSubprocess *process;      /* NULL: nothing plays */
  GCancellable *cancellable; /* of the play under way */
  const char *pattern;       /* interned; NULL */
};

enum { SIGNAL_ENDED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ThecalSoundPlayer, thecal_sound_player, G_TYPE_OBJECT)

char *
thecal_sound_player_find_program (void)
{
  /* From the folder of this program; the second is that of the tree it was built in. */
  static const char *const places[] = { PROGRAM, "../../monitor/signal/" PROGRAM };
  const char *named = g_getenv ("THECAL_SOUND");
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = self != NULL ? g_path_get_dirname (self) : NULL;

  if (named != NULL && *named != '\0')
    return g_strdup (named);
  for (gsize i = 0; i < G_N_ELEMENTS (places) && folder != NULL; i++) {
    g_autofree char *path = g_build_filename (folder, places[i], NULL);

    if (g_file_test (path, G_FILE_TEST_IS_EXECUTABLE))
      return g_steal_pointer (&path);
  }

  return g_build_filename (THECAL_LIBEXECDIR, PROGRAM, NULL);
}

void
thecal_sound_player_stop (ThecalSoundPlayer *self)
{
  if (self->process == NULL)
    return;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_subprocess_send_signal (self->process, SIGTERM);
  g_clear_object (&self->process);
  self->pattern = NULL;
}

static void
tell (ThecalSoundPlayer *self, const char *pattern, gboolean heard, const char *why)
{
  g_signal_emit (self, signals[SIGNAL_ENDED], 0, pattern, heard, why);
}

static void
on_ended (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ThecalSoundPlayer) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *said = NULL;
  const char *pattern = self->pattern;
  gboolean heard;

  g_subprocess_communicate_utf8_finish (G_SUBPROCESS (source), result, NULL, &said, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
      source != (GObject *) self->process)
    return;
  heard = error == NULL && g_subprocess_get_successful (self->process);
  g_clear_object (&self->process);
  g_clear_object (&self->cancellable);
  self->pattern = NULL;
  tell (self,
        pattern,
        heard,
        error != NULL  ? error->message
        : said != NULL ? g_strstrip (said)
                       : "");
}

void
thecal_sound_player_play (ThecalSoundPlayer *self, const char *pattern)
{
  g_autofree char *program = thecal_sound_player_find_program ();
  g_autoptr (GError) error = NULL;

  thecal_sound_player_stop (self);
  self->process =
      g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_PIPE,
                        &error,
                        program,
                        pattern,
                        NULL);
  if (self->process == NULL) {
    tell (self, pattern, FALSE, error->message);
    return;
  }
  self->pattern = g_intern_string (pattern);
  self->cancellable = g_cancellable_new ();
  g_subprocess_communicate_utf8_async (
      self->process, NULL, self->cancellable, on_ended, g_object_ref (self));
}

const char *
thecal_sound_player_get_pattern (ThecalSoundPlayer *self)
{
  return self->pattern;
}

static void
thecal_sound_player_dispose (GObject *object)
{
  thecal_sound_player_stop (THECAL_SOUND_PLAYER (object));
  G_OBJECT_CLASS (thecal_sound_player_parent_class)->dispose (object);
}

static void
thecal_sound_player_class_init (ThecalSoundPlayerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = thecal_sound_player_dispose;
  signals[SIGNAL_ENDED] = g_signal_new ("ended",
                                        THECAL_TYPE_SOUND_PLAYER,
                                        G_SIGNAL_RUN_LAST,
                                        0,
                                        NULL,
                                        NULL,
                                        NULL,
                                        G_TYPE_NONE,
                                        3,
                                        G_TYPE_STRING,
                                        G_TYPE_BOOLEAN,
                                        G_TYPE_STRING);
}

static void
thecal_sound_player_init (ThecalSoundPlayer *self)
{
}

ThecalSoundPlayer *
thecal_sound_player_new (void)
{
  return g_object_new (THECAL_TYPE_SOUND_PLAYER, NULL);
}
