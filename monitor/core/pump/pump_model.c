/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "core/pump/pump_model.h"

#include <string.h>

#include "core/alarm/rules_limits.h"

/* The longer name first: "synchromed iii" holds "synchromed ii". */
static const struct {
  const char *part; /* of the name, in lower case */
  ThecalModel model;
} names[] = {
  { "synchromed iii", THECAL_MODEL_SYNCHROMED_III },
  { "synchromed 3", THECAL_MODEL_SYNCHROMED_III },
  { "synchromed ii", THECAL_MODEL_SYNCHROMED_II },
  { "synchromed 2", THECAL_MODEL_SYNCHROMED_II },
  { "8637", THECAL_MODEL_SYNCHROMED_II },
  { "synchromed el", THECAL_MODEL_SYNCHROMED_EL },
  { "prometra", THECAL_MODEL_PROMETRA },
  { "medstream", THECAL_MODEL_MEDSTREAM },
};

/* Sources: clinical.md 1.6 and 3.1, "battery". */
static const ThecalModelLife lives[THECAL_N_MODELS] = {
  [THECAL_MODEL_OTHER] = { 36, SERVICE_MONTHS },          /* any: from 003-10 to 001-23 */
  [THECAL_MODEL_SYNCHROMED_EL] = { 36, 60 },              /* 003-10 */
  [THECAL_MODEL_SYNCHROMED_II] = { 60, SERVICE_MONTHS },  /* it stops at seven years [D4] */
  [THECAL_MODEL_SYNCHROMED_III] = { 36, SERVICE_MONTHS }, /* nothing was found: as "other" */
  [THECAL_MODEL_PROMETRA] = { 120, 0 },                   /* ten years and more [D20] */
  [THECAL_MODEL_MEDSTREAM] = { 90, 96 }, /* eight years [D24], booked half a year ahead [D4] */
};

ThecalModel
thecal_model_find (const char *text)
{
  g_autofree char *folded = text != NULL ? g_utf8_strdown (text, -1) : NULL;

  for (gsize i = 0; folded != NULL && i < G_N_ELEMENTS (names); i++)
    if (strstr (folded, names[i].part) != NULL)
      return names[i].model;

  return THECAL_MODEL_OTHER;
}

ThecalModelLife
thecal_model_get_life (ThecalModel model)
{
  return lives[model];
}
