/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

#include "core/instant.h"

/* The walkthroughs of the symptom checklists, as they were recorded (core/checklist/record.h): one
 * row each, and what is asked for most beside the text. */

/* Strings are borrowed. */
typedef struct {
  const char *id;   /* of the walkthrough */
  const char *pump; /* of the pump's unit */
  const char *by;   /* "": nobody said */
  const char *state;
  int outcome;                 /* 1-5: T1-T5; 0: none */
  gint64 started_us, ended_us; /* wall clock; THECAL_UNKNOWN_US */
  const char *text;            /* the record whole */
} ThecalWalkthroughRow;

/* Within a transaction of the caller. A later text of the same walkthrough takes the place of the
 * one before. */
gboolean thecal_walkthroughs_write (sqlite3 *db, const ThecalWalkthroughRow *row, GError **error);

/* aa{sv}, as Manager.GetWalkthroughs: the @most that began last, oldest first. NULL sets @error.
 * (floating) */
GVariant *thecal_walkthroughs_read (sqlite3 *db, guint most, GError **error);
/* aa{sv}: the one with @id, or none. NULL sets @error. (floating) */
GVariant *thecal_walkthroughs_read_one (sqlite3 *db, const char *id, GError **error);
