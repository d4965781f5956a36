/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <string.h>

#include "core/system.h"
#include "ctl/replay_parse.h"
#include "fuzz.h"

/* One line of a replay session; what it makes of it, the core takes. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *text = fuzz_text (data, size);
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GError) error = NULL;
  ThecalReplayLine line;

  if (!thecal_replay_parse_line (parser, text, strlen (text), &line, &error)) {
    if (error == NULL || *error->message == '\0')
      g_error ("refused without a word");
    return 0;
  }
  if (error != NULL)
    g_error ("taken and refused");

  ThecalSystem *system = thecal_system_new ();
  g_autoptr (GArray) effects = g_array_new (FALSE, FALSE, sizeof (ThecalEffect));
  const ThecalTime now = { 400 * THECAL_DAY_US, line.at_wall_us };
  const ThecalEvent add = { .type = THECAL_EVENT_ADD_PUMP, .unit = 1 };

  thecal_system_add_unit (system);
  thecal_system_step (system, &add, now, effects);
  thecal_system_step (system, &line.event, now, effects);
  g_variant_unref (g_variant_ref_sink (thecal_system_save (system, now)));
  thecal_system_free (system);
  thecal_replay_line_clear (&line);

  return 0;
}
