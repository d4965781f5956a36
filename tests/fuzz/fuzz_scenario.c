/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "fuzz.h"
#include "sim/scenario.h"

/* A scenario of the simulated pump. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *text = fuzz_text (data, size);
  g_autoptr (GError) error = NULL;
  ThecalScenario *scenario = thecal_scenario_parse (text, "fuzz", &error);

  if ((scenario == NULL) != (error != NULL))
    g_error ("neither taken nor refused");
  if (scenario != NULL)
    thecal_scenario_free (scenario);

  return 0;
}
