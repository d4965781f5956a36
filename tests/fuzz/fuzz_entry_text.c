/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <string.h>

#include "core/diary/entry_events.h"
#include "fuzz.h"

/* What a person wrote down, as it comes over the bus and out of the store: what reads well is
 * written the same again, and is asked what it tells the alarms. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  ThecalEntryFault fault = { .name = "" };
  g_autoptr (ThecalEntry) entry = thecal_entry_parse ((const char *) data, size, &fault);
  g_autoptr (ThecalEntry) again = NULL;
  g_autofree char *text = NULL;
  g_autofree char *twice = NULL;
  const char *name = NULL;
  ThecalEvent events[THECAL_ENTRY_EVENTS_MAX];
  ThecalEntryContext context = { .fever_c = 38.6,
                                 .now = { THECAL_DAY_US, G_GINT64_CONSTANT (1790848800000000) } };

  if (entry == NULL) {
    if (fault.expected[0] == '\0')
      g_error ("refused without a word");
    return 0;
  }
  text = thecal_entry_to_text (entry);
  again = thecal_entry_parse (text, strlen (text), &fault);
  if (again == NULL)
    g_error ("what was written is refused: %s: %s", fault.name, fault.expected);
  twice = thecal_entry_to_text (again);
  if (!g_str_equal (text, twice))
    g_error ("what was written is read as something else");
  if (thecal_entry_check (entry, &name) != NULL && name == NULL)
    g_error ("nobody knows what is wrong");
  if (thecal_entry_get_events (entry, &context, 1, events) > THECAL_ENTRY_EVENTS_MAX)
    g_error ("too many events");
  context.before = again;
  thecal_entry_get_events (entry, &context, 1, events);

  return 0;
}
