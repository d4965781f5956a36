/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "shared/silence_words.h"

#include <glib/gi18n.h>

#include "shared/format.h"

#define MINUTE_S 60
#define HOUR_S (60 * MINUTE_S)
#define SECONDS_MATTER_S (10 * MINUTE_S)

static gboolean
is (const char *value, const char *text)
{
  return g_strcmp0 (value, text) == 0;
}

char *
thecal_silence_left_words (gint64 left_s)
{
  const int hours = (int) (left_s / HOUR_S), minutes = (int) (left_s % HOUR_S / MINUTE_S);

  if (left_s <= 0)
    return g_strdup (_ ("its time is over"));
  if (left_s >= HOUR_S)
    return g_strdup_printf (_ ("%d h %d min left"), hours, minutes);
  if (left_s >= SECONDS_MATTER_S)
    return g_strdup_printf (_ ("%d min left"), minutes);

  return g_strdup_printf (_ ("%d:%02d left"), minutes, (int) (left_s % MINUTE_S));
}

static char *
sounding_words (const ThecalSilence *silence)
{
  if (silence->covered_by != NULL)
    return g_strdup_printf (_ ("Covered by %s: it has no sound of its own while that stands."),
                            silence->covered_by);
  if (silence->pump == NULL || *silence->pump == '\0')
    return g_strdup_printf (_ ("Sounding now. The sound is for %s, this computer."),
                            silence->title);

  return g_strdup_printf (
      _ ("Sounding now. The sound is for %s, %s."), silence->title, silence->pump);
}

static char *
signal_words (const ThecalSilence *silence, GDateTime *now)
{
  g_autofree char *until = thecal_format_time (now, silence->until_ms);
  g_autofree char *left =
      thecal_silence_left_words (silence->until_ms / 1000 - g_date_time_to_unix (now));

  if (is (silence->signal, "latched"))
    return g_strdup (_ ("It has ended. Nobody acknowledged it."));
  if (is (silence->signal, "acknowledged") && silence->by != NULL && *silence->by != '\0')
    return g_strdup_printf (
        _ ("%s is on it until %s, %s. It still stands."), silence->by, until, left);
  if (is (silence->signal, "acknowledged"))
    return g_strdup_printf (_ ("Somebody is on it until %s, %s. It still stands."), until, left);
  if (is (silence->signal, "paused"))
    return g_strdup_printf (_ ("Sound paused until %s, %s. It still stands."), until, left);
  if (is (silence->signal, "sounding"))
    return sounding_words (silence);

  return g_strdup (_ ("It sounds with the more urgent alarm."));
}

char *
thecal_silence_words (const ThecalSilence *silence, GDateTime *now)
{
  g_autofree char *signal = signal_words (silence, now);

  if (!is (silence->condition, "unknown"))
    return g_steal_pointer (&signal);

  return g_strdup_printf (_ ("%s That is as far as is known: the pump is not heard now."), signal);
}

char *
thecal_latched_words (const char *title, gint64 since_ms, gint64 end_ms, GDateTime *now)
{
  g_autofree char *since = thecal_format_time (now, since_ms);
  g_autofree char *end = thecal_format_time (now, end_ms);

  if (end_ms == 0)
    return g_strdup_printf (_ ("was %s from %s, has ended, nobody acknowledged"), title, since);

  return g_strdup_printf (_ ("was %s %s-%s, nobody acknowledged"), title, since, end);
}
