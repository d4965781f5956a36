/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
/* Plays one pattern on the output that the alarms use, with the same proof, for what has to sound
 * without a monitor: the sound trainer and the outcome of a walkthrough. */
#include "config.h"

#include <gio/gio.h>
#include <glib-unix.h>
#include <glib/gi18n.h>
#include <locale.h>

#include "signal/pattern.h"
#include "signal/sound.h"

#define LOUDNESS 1.0        /* own: a demonstration is as loud as the alarm at its loudest */
#define COUNT_MOST 10000    /* own: nobody counts further */
#define REPEAT_MOST_S 86400 /* own: a day */
#define STOP_LIMIT_MS 2000  /* a server that hangs does not tell that the volume is as it was */
#define EXIT_DONE 0
#define EXIT_UNHEARD 1
#define EXIT_BAD_INPUT 2

static const struct {
  const char *name;
  ThecalConditionId pump; /* whose own sound it is; N: of a priority */
  ThecalPriority priority;
} patterns[] = {
  { "pump-low", THECAL_CONDITION_RESERVOIR_LOW, THECAL_PRIORITY_MEDIUM },
  { "pump-empty", THECAL_CONDITION_RESERVOIR_EMPTY, THECAL_PRIORITY_MEDIUM },
  { "high", THECAL_N_CONDITIONS, THECAL_PRIORITY_HIGH },
  { "medium", THECAL_N_CONDITIONS, THECAL_PRIORITY_MEDIUM },
  { "low", THECAL_N_CONDITIONS, THECAL_PRIORITY_LOW },
};

typedef struct {
  GMainLoop *loop;
  ThecalSound *sound;
  ThecalPattern pattern;
  int floor_percent;
  int repeat_s, count; /* count 0: until it is ended */
  int played;
  gint64 begun_us; /* monotonic, of the last play */
  guint repeat_id;
  gboolean told;   /* that it was not heard; said again only after it was */
  gboolean ending; /* asked to end: nothing that comes now is a fault */
  int status;
} Player;

static gboolean
on_stop_limit (gpointer user_data)
{
  g_main_loop_quit (((Player *) user_data)->loop);
  return G_SOURCE_REMOVE;
}

static void
on_stopped (GObject *source, GAsyncResult *result, gpointer user_data)
{
  thecal_sound_stop_finish (THECAL_SOUND (source), result, NULL);
  g_main_loop_quit (((Player *) user_data)->loop);
}

/* Leaves the volume as it was. */
static void
end (Player *self)
{
  if (self->ending)
    return;
  self->ending = TRUE;
  g_clear_handle_id (&self->repeat_id, g_source_remove);
  g_timeout_add (STOP_LIMIT_MS, on_stop_limit, self);
  thecal_sound_stop_async (self->sound, NULL, on_stopped, self);
}

static void
play (Player *self)
{
  GArray *samples = g_array_new (FALSE, FALSE, sizeof (gint16));

  self->begun_us = g_get_monotonic_time ();
  thecal_pattern_render (&self->pattern, LOUDNESS, samples);
  thecal_sound_play (self->sound, samples, self->floor_percent);
}

static gboolean
on_repeat (gpointer user_data)
{
  Player *self = user_data;

  self->repeat_id = 0;
  play (self);

  return G_SOURCE_REMOVE;
}

/* From beginning to beginning; one that took longer is followed at once. */
static void
repeat (Player *self)
{
  const gint64 due_us = self->begun_us + self->repeat_s * G_USEC_PER_SEC;
  const gint64 wait_us = due_us - g_get_monotonic_time ();

  self->repeat_id = g_timeout_add ((guint) (MAX (wait_us, 0) / 1000), on_repeat, self);
}

/* A repetition goes on where one of them was not heard: the output may come back. */
static void
on_played (ThecalSound *sound, gboolean ok, const char *detail, Player *self)
{
  if (self->ending)
    return;
  if (ok)
    g_print ("%s\n", detail);
  else if (!self->told)
    g_printerr (_ ("thecal-sound: not heard: %s\n"), detail);
  self->told = !ok;
  self->status = ok ? EXIT_DONE : EXIT_UNHEARD;
  self->played++;
  if (self->count > 0 && self->played >= self->count)
    end (self);
  else
    repeat (self);
}

static gboolean
on_terminate (gpointer user_data)
{
  end (user_data);
  return G_SOURCE_CONTINUE;
}

static gboolean
set_pattern (Player *self, const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (patterns); i++) {
    const ThecalConditionId pump = patterns[i].pump;

    if (!g_str_equal (patterns[i].name, name))
      continue;
    self->pattern = pump != THECAL_N_CONDITIONS ? thecal_pattern_get_pump (pump)
                                                : thecal_pattern_get_burst (patterns[i].priority);
    self->floor_percent = thecal_pattern_get_floor_percent (patterns[i].priority);
    return TRUE;
  }

  return FALSE;
}

/* NULL: all is as it has to be. (transfer full) */
static char *
read_options (Player *self, int argc, char **argv)
{
  const GOptionEntry entries[] = {
    { "repeat-s", 0, 0, G_OPTION_ARG_INT, &self->repeat_s, N_ ("Again after so long"), "SECONDS" },
    { "count", 0, 0, G_OPTION_ARG_INT, &self->count, N_ ("So often in all"), "N" },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new ("pump-low|pump-empty|high|medium|low");
  g_autoptr (GError) error = NULL;

  self->repeat_s = 0;
  self->count = -1; /* not given */
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    return g_strdup (error->message);
  if (argc != 2 || !set_pattern (self, argv[1]))
    return g_strdup (_ ("expected one of pump-low, pump-empty, high, medium, low"));
  if (self->repeat_s < 0 || self->repeat_s > REPEAT_MOST_S)
    return g_strdup_printf (_ ("--repeat-s: expected 1 to %d"), REPEAT_MOST_S);
  if (self->count != -1 && (self->count < 1 || self->count > COUNT_MOST))
    return g_strdup_printf (_ ("--count: expected 1 to %d"), COUNT_MOST);
  if (self->count == -1)
    self->count = self->repeat_s > 0 ? 0 : 1;

  return NULL;
}

int
main (int argc, char **argv)
{
  Player self = { .status = EXIT_DONE };
  g_autofree char *expected = NULL;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, THECAL_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  expected = read_options (&self, argc, argv);
  if (expected != NULL) {
    g_printerr ("thecal-sound: %s\n", expected);
    return EXIT_BAD_INPUT;
  }
  self.loop = g_main_loop_new (NULL, FALSE);
  self.sound = thecal_sound_new ();
  g_signal_connect (self.sound, "played", G_CALLBACK (on_played), &self);
  g_unix_signal_add (SIGTERM, on_terminate, &self);
  g_unix_signal_add (SIGINT, on_terminate, &self);
  play (&self);
  g_main_loop_run (self.loop);
  g_object_unref (self.sound);
  g_main_loop_unref (self.loop);

  return self.status;
}
