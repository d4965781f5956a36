/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
/* The signaller under a script: commands on standard input, one a line, what it tells on standard
 * output. "beat" is the longest time that the main loop stood still, milliseconds. */
#include <gio/gio.h>
#include <gio/gunixinputstream.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "signal/signaller.h"

#define BEAT_MS 20

typedef struct {
  ThecalSignaller *signaller;
  GMainLoop *loop;
  GDataInputStream *input;
  gint64 beat_us, longest_us;
} Probe;

static void read_line (Probe *self);

static void
on_channel_result (ThecalSignaller *signaller, const char *channel, gboolean ok, const char *detail)
{
  printf ("%s %s %s\n", channel, ok ? "heard" : "failed", detail);
}

static void
on_acknowledge (ThecalSignaller *signaller, guint episode)
{
  printf ("acknowledge %u\n", episode);
}

static void
on_pause (ThecalSignaller *signaller, guint episode)
{
  printf ("pause %u\n", episode);
}

static gboolean
on_beat (gpointer user_data)
{
  Probe *self = user_data;
  const gint64 now_us = g_get_monotonic_time ();

  if (self->beat_us != 0)
    self->longest_us = MAX (self->longest_us, now_us - self->beat_us);
  self->beat_us = now_us;

  return G_SOURCE_CONTINUE;
}

static void
on_tested (GObject *source, GAsyncResult *result, gpointer user_data)
{
  thecal_signaller_self_test_finish (THECAL_SIGNALLER (source), result, NULL);
  puts ("tested");
}

static void
obey (Probe *self, char **words)
{
  ThecalPriority priority = THECAL_PRIORITY_NONE;
  ThecalConditionId condition = THECAL_CONDITION_SELF_TEST;
  const guint n = g_strv_length (words);

  if (n >= 2)
    thecal_priority_from_string (words[n - 1], &priority);
  if (n >= 3)
    thecal_condition_from_string (words[n - 2], &condition);
  if (g_str_equal (words[0], "sounding"))
    thecal_signaller_set_sounding (self->signaller, priority, 2);
  else if (g_str_equal (words[0], "play"))
    thecal_signaller_play (self->signaller, condition, priority, 2);
  else if (g_str_equal (words[0], "remind"))
    thecal_signaller_remind (self->signaller, priority);
  else if (g_str_equal (words[0], "notify")) {
    const ThecalSignalText text = {
      .episode = (guint) atoi (words[1]),
      .condition = condition,
      .priority = priority,
      .title = words[2],
      .body = "What to do",
    };

    thecal_signaller_notify (self->signaller, &text);
  } else if (g_str_equal (words[0], "withdraw"))
    thecal_signaller_withdraw (self->signaller, (guint) atoi (words[1]));
  else if (g_str_equal (words[0], "test"))
    thecal_signaller_self_test_async (
        self->signaller, g_str_equal (words[1], "audible"), NULL, on_tested, NULL);
  else if (g_str_equal (words[0], "sink"))
    thecal_signaller_set_sink (self->signaller, n >= 2 ? words[1] : NULL);
  else if (g_str_equal (words[0], "speech")) {
    g_autofree char *text = n >= 2 ? g_strjoinv (" ", words + 1) : NULL;

    thecal_signaller_set_speech (self->signaller, text);
  } else if (g_str_equal (words[0], "beat"))
    printf ("beat %d\n", (int) (self->longest_us / 1000));
  else
    printf ("unknown command %s\n", words[0]);
}

static void
on_stopped (GObject *source, GAsyncResult *result, gpointer user_data)
{
  thecal_signaller_stop_finish (THECAL_SIGNALLER (source), result, NULL);
  g_main_loop_quit (user_data);
}

static void
on_line (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Probe *self = user_data;
  g_autofree char *line =
      g_data_input_stream_read_line_finish (G_DATA_INPUT_STREAM (source), result, NULL, NULL);
  g_auto (GStrv) words = NULL;

  if (line == NULL || g_str_equal (line, "quit")) {
    thecal_signaller_stop_async (self->signaller, NULL, on_stopped, self->loop);
    return;
  }
  words = g_strsplit (line, " ", -1);
  obey (self, words);
  read_line (self);
}

static void
read_line (Probe *self)
{
  g_data_input_stream_read_line_async (self->input, G_PRIORITY_DEFAULT, NULL, on_line, self);
}

int
main (void)
{
  g_autoptr (GInputStream) standard = g_unix_input_stream_new (STDIN_FILENO, FALSE);
  Probe probe = { .loop = g_main_loop_new (NULL, FALSE) };

  setvbuf (stdout, NULL, _IOLBF, 0);
  probe.input = g_data_input_stream_new (standard);
  probe.signaller = thecal_signaller_new ();
  g_signal_connect (probe.signaller, "channel-result", G_CALLBACK (on_channel_result), NULL);
  g_signal_connect (probe.signaller, "acknowledge", G_CALLBACK (on_acknowledge), NULL);
  g_signal_connect (probe.signaller, "pause", G_CALLBACK (on_pause), NULL);
  g_timeout_add (BEAT_MS, on_beat, &probe);
  read_line (&probe);
  puts ("ready");
  g_main_loop_run (probe.loop);

  g_object_unref (probe.signaller);
  g_object_unref (probe.input);
  g_main_loop_unref (probe.loop);

  return 0;
}
