/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "core/alarm/alarm_machine.h"

/* The transitions of the three regions of an alarm, as tables (alarms.md d2). Every state has an
 * entry for every input; what cannot change anything leads to itself. */

/* What a transition of the condition means for the signal and the ladder. */
typedef enum {
  THECAL_EDGE_NONE,
  THECAL_EDGE_ONSET, /* a new episode */
  THECAL_EDGE_LOST,  /* sight of it was lost; signals stand */
  THECAL_EDGE_SEEN,  /* sight regained, still true: no new sound */
  THECAL_EDGE_END,
} ThecalEdge;

typedef struct {
  ThecalConditionState next;
  ThecalEdge edge;
} ThecalConditionStep;

typedef enum {
  THECAL_SIGNAL_INPUT_ONSET,
  THECAL_SIGNAL_INPUT_WORSE, /* the priority rose */
  THECAL_SIGNAL_INPUT_END,
  THECAL_SIGNAL_INPUT_END_UNSEEN, /* ended, latching, nobody acknowledged */
  THECAL_SIGNAL_INPUT_PAUSE,
  THECAL_SIGNAL_INPUT_ACKNOWLEDGE,
  THECAL_SIGNAL_INPUT_OVER, /* pause or acknowledgement ended */
  THECAL_SIGNAL_INPUT_RESET,
  THECAL_N_SIGNAL_INPUTS,
} ThecalSignalInput;

typedef enum {
  THECAL_LADDER_INPUT_START,
  THECAL_LADDER_INPUT_PARK,
  THECAL_LADDER_INPUT_RESUME,
  THECAL_LADDER_INPUT_STOP,
  THECAL_N_LADDER_INPUTS,
} ThecalLadderInput;

#define THECAL_N_CONDITION_STATES (THECAL_CONDITION_CLEARING + 1)
#define THECAL_N_SIGNAL_STATES (THECAL_SIGNAL_LATCHED + 1)
#define THECAL_N_LADDER_STATES (THECAL_LADDER_PARKED + 1)

extern const ThecalConditionStep thecal_condition_table[THECAL_N_CONDITION_STATES]
                                                       [THECAL_N_VERDICTS];
extern const ThecalSignalState thecal_signal_table[THECAL_N_SIGNAL_STATES][THECAL_N_SIGNAL_INPUTS];
extern const ThecalLadderState thecal_ladder_table[THECAL_N_LADDER_STATES][THECAL_N_LADDER_INPUTS];
