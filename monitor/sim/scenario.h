/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gio/gio.h>

#include "sim/pump_model.h"

/* What a simulated pump is at first and what happens to it when: a key file with [scenario], [pump]
 * and [steps], read line by line so that an error can name its line. */

typedef enum {
  THECAL_STEP_REFILL,    /* mL */
  THECAL_STEP_RESERVOIR, /* mL */
  THECAL_STEP_STALL,
  THECAL_STEP_RECOVER,
  THECAL_STEP_STOP,
  THECAL_STEP_RUN,
  THECAL_STEP_MINIMUM_RATE,
  THECAL_STEP_SILENCE, /* s: no radio at all */
  THECAL_STEP_DROP,    /* the link ends; the pump can be reached again at once */
  THECAL_STEP_BAD_CRC, /* that many of the next reports */
  THECAL_STEP_BAD_LENGTH,
  THECAL_STEP_BAD_PROHIBITED,
  THECAL_STEP_BAD_RESERVED,
  THECAL_STEP_REPLAY,
  THECAL_STEP_RESET,
  THECAL_STEP_BATTERY, /* percent */
  THECAL_STEP_ERI,
  THECAL_STEP_EOS,
  THECAL_STEP_REPROGRAM,  /* ug/day [ug/mL] */
  THECAL_STEP_ANNUNCIATE, /* type code */
  THECAL_STEP_CONFIRM,
  THECAL_STEP_CLEAR,
  THECAL_STEP_SPEED,
  THECAL_STEP_ADAPTER_OFF, /* stand-in only, like the next two */
  THECAL_STEP_ADAPTER_ON,
  THECAL_STEP_BLUEZ_RESTART, /* s without org.bluez */
  THECAL_STEP_QUIT,
  THECAL_N_STEPS,
} ThecalStepKind;

typedef struct {
  ThecalStepKind kind;
  double at_s;          /* from the start of the scenario */
  double value, value2; /* NAN where not given */
} ThecalStep;

typedef struct {
  char *name; /* owned */
  double report_every_s;
  bool unpaired;
  bool from_launch; /* time runs from the launch, else from the first connection */
  ThecalPumpModel pump;
  GArray *steps; /* ThecalStep, by time */
} ThecalScenario;

void thecal_scenario_free (ThecalScenario *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ThecalScenario, thecal_scenario_free)

/* The demonstration: low after about 10 s, empty after about 45 s. */
ThecalScenario *thecal_scenario_new_default (void);
/* @name stands in the errors, which are "NAME:LINE: FIELD: expected …, got …"
 * (G_IO_ERROR_INVALID_DATA). */
ThecalScenario *thecal_scenario_parse (const char *text, const char *name, GError **error);
/* Reads the file at once: for the start of the program, before anything is served. */
ThecalScenario *thecal_scenario_load (const char *path, GError **error);
/* "refill 20": one step without its time. */
gboolean thecal_step_parse (const char *text, ThecalStep *out_step, GError **error);
const char *thecal_step_kind_to_string (ThecalStepKind kind);
