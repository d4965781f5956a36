/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "core/instant.h"
#include "core/pump/pump_model.h"

/* When the pump has to be replaced for its battery: always from … to, never one date (clinical.md
 * 1.6, 3.3). */

typedef enum {
  THECAL_SERVICE_NOT_KNOWN,
  THECAL_SERVICE_BY_AGE,     /* what its model is expected to last, from the implantation on */
  THECAL_SERVICE_BY_PRINTED, /* the printed date is earlier than that */
  THECAL_SERVICE_BY_NOTICE,  /* the pump's own replacement notice (ERI): it overrides the age */
  THECAL_N_SERVICES,
} ThecalServiceBasis;

typedef struct {
  ThecalModel model;
  gint64 implanted_us; /* each UTC; THECAL_UNKNOWN_US */
  gint64 printed_us;   /* "replace by" of the printout */
  gint64 notice_us;    /* when the notice came, or is expected by the pump */
} ThecalServiceFacts;

typedef struct {
  ThecalServiceBasis basis;
  gint64 from_us; /* THECAL_UNKNOWN_US with basis NOT_KNOWN */
  gint64 to_us;   /* the pump may stop then; THECAL_NEVER_US: no upper end is known */
  gint64 book_us; /* to be booked by then: half a year before it may stop [D4] */
} ThecalServiceWindow;

/* The end is the earliest of notice + 90 days, implantation + 84 months (SynchroMed II; what the
 * others last) and the printed date. from_us is before to_us. */
ThecalServiceWindow thecal_service_window_compute (const ThecalServiceFacts *facts);
