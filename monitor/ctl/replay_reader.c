/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "ctl/replay_reader.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <math.h>

#include "core/plan/care_plan.h"


void
thecal_replay_fail (ThecalReplayReader *reader, const char *key, const char *expected)
{
  if (reader->error == NULL)
    reader->error =
        g_error_new (G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, _ ("%s: expected %s"), key, expected);
}

const ThecalReplayField *
thecal_replay_get_field (ThecalReplayReader *reader, const char *key)
{
  const ThecalReplayField *field = thecal_replay_fields_find (&reader->fields, key);

  return field == NULL || field->type == THECAL_REPLAY_FIELD_NULL ? NULL : field;
}

double
thecal_replay_get_number (ThecalReplayReader *reader, const char *key)
{
  const ThecalReplayField *field = thecal_replay_get_field (reader, key);

  if (field == NULL)
    return NAN;
  if (field->type == THECAL_REPLAY_FIELD_NUMBER)
    return field->number;

  thecal_replay_fail (reader, key, _ ("a number"));
  return NAN;
}

const char *
thecal_replay_get_text (ThecalReplayReader *reader, const char *key)
{
  const ThecalReplayField *field = thecal_replay_get_field (reader, key);

  if (field == NULL)
    return NULL;
  if (field->type == THECAL_REPLAY_FIELD_TEXT)
    return field->text;

  thecal_replay_fail (reader, key, _ ("a string"));
  return NULL;
}

const char *
thecal_replay_need_text (ThecalReplayReader *reader, const char *key, const char *expected)
{
  const char *text = thecal_replay_get_text (reader, key);

  if (text == NULL)
    thecal_replay_fail (reader, key, expected);
  return text;
}

gboolean
thecal_replay_get_flag (ThecalReplayReader *reader, const char *key)
{
  const ThecalReplayField *field = thecal_replay_get_field (reader, key);

  if (field == NULL)
    return FALSE;
  if (field->type == THECAL_REPLAY_FIELD_FLAG)
    return field->flag;

  thecal_replay_fail (reader, key, "true or false");
  return FALSE;
}

gint64
thecal_replay_get_time (ThecalReplayReader *reader, const char *key)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  const char *text = thecal_replay_get_text (reader, key);
  gint64 time_us;

  if (text == NULL)
    return THECAL_UNKNOWN_US;
  if (thecal_time_parse (text, utc, &time_us))
    return time_us;

  thecal_replay_fail (reader, key, _ ("an RFC 3339 time or a date"));
  return THECAL_UNKNOWN_US;
}

gint64
thecal_replay_seconds (double value_s)
{
  return (gint64) (CLAMP (value_s, -1e10, 1e10) * (double) THECAL_SECOND_US);
}
