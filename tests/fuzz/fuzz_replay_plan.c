/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <gio/gio.h>

#include "core/plan/care_plan.h"
#include "ctl/replay_plan.h"
#include "fuzz.h"

/* The first line of a session: a care plan as JSON. A plan in a file of its own is not looked for.
 */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *text = fuzz_text (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (GKeyFile) file = thecal_replay_parse_plan (text, "/nonexistent", &error);

  if ((file == NULL) != (error != NULL))
    g_error ("neither taken nor refused");

  return 0;
}
