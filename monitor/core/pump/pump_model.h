/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <glib.h>

/* What is known of a pump by its model alone (clinical.md 3.1): defaults, where the plan and the
 * pump itself say nothing. The one table of battery lives. */

typedef enum {
  THECAL_MODEL_OTHER, /* not named, or a name that is not known here */
  THECAL_MODEL_SYNCHROMED_EL,
  THECAL_MODEL_SYNCHROMED_II,
  THECAL_MODEL_SYNCHROMED_III,
  THECAL_MODEL_PROMETRA,
  THECAL_MODEL_MEDSTREAM,
  THECAL_N_MODELS,
} ThecalModel;

typedef struct {
  /* Months from the implantation in which the battery is expected to end: 1.6, 3.1. */
  guint life_from_months;
  guint life_to_months; /* 0: no upper end is known */
} ThecalModelLife;

/* By what the plan says: "SynchroMed II 8637-40", "prometra"; nullable. */
ThecalModel thecal_model_find (const char *text);
ThecalModelLife thecal_model_get_life (ThecalModel model);
