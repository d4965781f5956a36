/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "drill.h"

#include <string.h>

/* Speech waits for the silence between two bursts, and is made first. */
#define SPEECH_LIMIT_US (20 * G_TIME_SPAN_SECOND)

/* What every drill asks for, before anything has answered. */
static const struct {
  const char *channel, *missing;
} expected[] = {
  { "sound", "no sound was tried" },
  { "speech", "nothing was spoken before the drill ended" },
  { "notification", "the desktop did not answer" },
  { "log", "no record was written" },
};

static void
channel_free (gpointer data)
{
  ThecalDrillChannel *channel = data;

  g_free (channel->found);
  g_free (channel);
}

void
thecal_drill_init (ThecalDrill *self)
{
  *self = (ThecalDrill){ .channels = g_ptr_array_new_with_free_func (channel_free) };
}

void
thecal_drill_clear (ThecalDrill *self)
{
  g_clear_pointer (&self->channels, g_ptr_array_unref);
}

static ThecalDrillChannel *
find (const ThecalDrill *self, const char *name)
{
  for (guint i = 0; i < self->channels->len; i++) {
    ThecalDrillChannel *channel = g_ptr_array_index (self->channels, i);

    if (g_str_equal (channel->channel, name))
      return channel;
  }

  return NULL;
}

static gboolean
has_any (const ThecalDrill *self, const char *prefix)
{
  for (guint i = 0; i < self->channels->len; i++)
    if (g_str_has_prefix (((ThecalDrillChannel *) g_ptr_array_index (self->channels, i))->channel,
                          prefix))
      return TRUE;

  return FALSE;
}

static void
set_found (ThecalDrillChannel *channel, const char *found)
{
  g_free (channel->found);
  channel->found = g_strdup (found != NULL ? found : "");
}

static void
add (ThecalDrill *self, const char *name, gboolean worked, const char *found)
{
  ThecalDrillChannel *channel = g_new0 (ThecalDrillChannel, 1);

  channel->channel = g_intern_string (name);
  channel->worked = worked;
  channel->reached = TRUE;
  set_found (channel, found);
  g_ptr_array_add (self->channels, channel);
}

void
thecal_drill_begin (ThecalDrill *self, gint64 wall_us)
{
  self->state = THECAL_DRILL_RUNNING;
  self->began_wall_us = wall_us;
  g_ptr_array_set_size (self->channels, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    add (self, expected[i].channel, FALSE, expected[i].missing);
  self->speech_turn_wall_us = 0;
  find (self, "speech")->reached = FALSE;
}

void
thecal_drill_leave_out (ThecalDrill *self, const char *name)
{
  ThecalDrillChannel *channel = find (self, name);

  if (channel != NULL)
    g_ptr_array_remove (self->channels, channel);
}

void
thecal_drill_reach_speech (ThecalDrill *self, gint64 wall_us)
{
  if (self->state == THECAL_DRILL_RUNNING && self->speech_turn_wall_us == 0)
    self->speech_turn_wall_us = wall_us;
}

void
thecal_drill_note (ThecalDrill *self, const char *name, gboolean worked, const char *found)
{
  ThecalDrillChannel *channel;

  if (self->state != THECAL_DRILL_RUNNING)
    return;

  channel = find (self, name);
  if (channel == NULL)
    add (self, name, worked, found);
  else if (worked || !channel->worked) {
    channel->worked = worked;
    channel->reached = TRUE;
    set_found (channel, found);
  }
}

/* Somebody who answers at once leaves no time to speak; what had its time and said nothing failed.
 */
static void
end_speech (ThecalDrill *self, gint64 wall_us)
{
  ThecalDrillChannel *speech = find (self, "speech");
  const gint64 turn_us = self->speech_turn_wall_us;
  const int after_s = (int) ((wall_us - self->began_wall_us) / G_TIME_SPAN_SECOND);
  g_autofree char *found = NULL;

  if (speech->reached)
    return;
  if (turn_us != 0 && wall_us - turn_us >= SPEECH_LIMIT_US) {
    speech->reached = TRUE;
    return;
  }
  found = g_strdup_printf (has_any (self, "person") ? "answered in %d s" : "ended after %d s",
                           MAX (after_s, 0));
  set_found (speech, found);
}

void
thecal_drill_end (ThecalDrill *self, gboolean broken_off, gint64 wall_us)
{
  if (self->state != THECAL_DRILL_RUNNING)
    return;

  end_speech (self, wall_us);
  if (!has_any (self, "screen"))
    add (self, "screen", FALSE, "no window showed it");
  if (!has_any (self, "person"))
    add (self, "person", FALSE, broken_off ? "a real alarm began" : "nobody answered");
  self->state = broken_off ? THECAL_DRILL_BROKEN_OFF : THECAL_DRILL_DONE;
}

const char *
thecal_drill_state_to_string (ThecalDrillState state)
{
  static const char *const names[] = { "never", "running", "done", "broken-off" };

  return names[state];
}

const char *
thecal_drill_channel_to_string (const ThecalDrillChannel *channel)
{
  if (!channel->reached)
    return "not reached";

  return channel->worked ? "worked" : "did not work";
}

GVariant *
thecal_drill_to_variant (const ThecalDrill *self)
{
  GVariantBuilder report;

  g_variant_builder_init (&report, G_VARIANT_TYPE ("a(sbs)"));
  for (guint i = 0; i < self->channels->len; i++) {
    const ThecalDrillChannel *channel = g_ptr_array_index (self->channels, i);

    g_autofree char *unreached =
        channel->reached
            ? NULL
            : g_strdup_printf ("%s: %s", thecal_drill_channel_to_string (channel), channel->found);

    g_variant_builder_add (&report,
                           "(sbs)",
                           channel->channel,
                           channel->worked,
                           unreached != NULL ? unreached : channel->found);
  }

  return g_variant_builder_end (&report);
}
