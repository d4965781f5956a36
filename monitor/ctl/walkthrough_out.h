/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gio/gio.h>

#include "core/checklist/record.h"

/* One walkthrough on standard output, compared with the one before it of the same pump. */
typedef struct {
  GVariant *row;              /* a{sv} of Manager.GetWalkthroughs */
  const ThecalRecord *record; /* its text; NULL: could not be read */
  const ThecalRecord *before; /* nullable: there is none */
  const ThecalChecklistSet *set;
  const ThecalTriageContext *context;
} ThecalWalkthroughOut;

/* One object on one line. */
void thecal_walkthrough_print_json (const ThecalWalkthroughOut *self);
/* For people: when, outcome, state and who, then what was asked, found, and is new. */
void thecal_walkthrough_print (const ThecalWalkthroughOut *self);
