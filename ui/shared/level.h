/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "core/pump/pump_status.h"

/* The level of the reservoir as every screen says it: the number only while it is of now, and how
 * exact it is beside it. Pure; (transfer full) strings. */
typedef struct {
  ThecalBand band_ml;         /* of now; NAN not known */
  double last_ml;             /* as it was last told; NAN never */
  double capacity_ml, low_ml; /* NAN not known */
  gboolean stale;             /* nothing is known of now, only of then */
} ThecalLevel;

/* There is a number of now. */
gboolean thecal_level_is_known (const ThecalLevel *self);
/* "12.7"; "—" where none is known. */
char *thecal_level_number (const ThecalLevel *self);
/* "12.7 mL"; "—" */
char *thecal_level_words (const ThecalLevel *self);
/* "could be 11.1 to 15.0", "last known 12.7 mL", "not known"; "" where it is exact. */
char *thecal_level_could_be (const ThecalLevel *self);
/* The same, of a level of @quality: only a measured one is exact without a band. */
char *thecal_level_how_exact (const ThecalLevel *self, const char *quality);
