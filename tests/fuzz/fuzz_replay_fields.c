/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <string.h>

#include "ctl/replay_fields.h"
#include "ctl/replay_plan.h"
#include "fuzz.h"

static gboolean
is_same (const ThecalReplayField *one, const ThecalReplayField *other)
{
  if (strcmp (one->key, other->key) != 0 || one->type != other->type)
    return FALSE;
  switch (one->type) {
  case THECAL_REPLAY_FIELD_FLAG:
    return one->flag == other->flag;
  case THECAL_REPLAY_FIELD_NUMBER:
    return memcmp (&one->number, &other->number, sizeof one->number) == 0;
  case THECAL_REPLAY_FIELD_TEXT:
    return strcmp (one->text, other->text) == 0;
  case THECAL_REPLAY_FIELD_NULL:
    return TRUE;
  case THECAL_REPLAY_FIELD_NESTED:
    break;
  }

  return FALSE;
}

/* A line read as plain means what it means to the JSON parser; one that is not is left alone. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *text = g_memdup2 (data, size), *line = g_malloc (size + 1);
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GError) error = NULL;
  ThecalReplayFields plain, parsed;
  JsonObject *object;

  if (size > 0)
    memcpy (line, data, size);
  line[size] = '\0';
  if (!thecal_replay_fields_read_plain (&plain, line, size)) {
    if (size > 0 && memcmp (line, text, size) != 0)
      g_error ("refused and changed");
    return 0;
  }

  object = thecal_replay_parse_object (parser, text, (gssize) size, &error);
  if (object == NULL || !thecal_replay_fields_read_object (&parsed, object, &error))
    g_error ("plain, but %s", error->message);
  if (plain.n != parsed.n)
    g_error ("%u members, but %u", plain.n, parsed.n);
  for (guint i = 0; i < plain.n; i++)
    if (!is_same (&plain.list[i], &parsed.list[i]))
      g_error ("member %s is another", parsed.list[i].key);

  return 0;
}
