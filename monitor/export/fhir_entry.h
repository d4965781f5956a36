/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "core/diary/entry.h"
#include "export/json_text.h"

/* Observations of one entry. */
typedef struct {
  const char *patient; /* UUID; nullable */
  bool simulated;
} ThecalFhirSubject;

/* How many were written. */
guint thecal_fhir_entry_write (ThecalJsonText *json,
                               const ThecalEntry *entry,
                               const ThecalFhirSubject *subject);
