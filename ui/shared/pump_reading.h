/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "monitor-dbus.h"
#include "shared/level.h"

/* What a pump object says, with ages of this moment. Every function takes NULL for "no pump". */

typedef struct {
  double value;                 /* NAN: not known */
  const char *source, *quality; /* borrowed from the proxy, "" where not known */
  gint64 age_s;
} ThecalReading;

/* @field by its name on the bus, as in "reservoir_ml". FALSE: never heard. */
gboolean
thecal_pump_get_reading (ThecalDbusPump *pump, const char *field, ThecalReading *out_reading);
/* The level with its band, mL; NAN where not known. */
void thecal_pump_get_band (ThecalDbusPump *pump,
                           double *out_early,
                           double *out_nominal,
                           double *out_late);
/* The level with what it is measured by; without a pump it is not of now. */
ThecalLevel thecal_pump_get_level (ThecalDbusPump *pump);
/* Days from now of a forecast, as in "empty_early"; NAN where not known. */
double thecal_pump_get_days (ThecalDbusPump *pump, const char *forecast);
/* Seconds since the newest report; -1: never heard. */
gint64 thecal_pump_get_age_s (ThecalDbusPump *pump);
/* @value is @text, NULL being no text. */
gboolean thecal_text_is (const char *value, const char *text);
