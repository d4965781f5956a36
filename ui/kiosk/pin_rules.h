/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <glib.h>

/* How often a PIN may be tried. Each wrong try counts; from the fifth on the lock waits, longer
 * each time, 15 minutes at most, so that nobody is locked out for good. Only the right PIN sets the
 * count back. The lock is in front of the settings alone: no alarm and no way to call waits for it.
 *
 * Waiting is measured on the clock that counts from the start of the machine and goes on while it
 * sleeps: setting the clock changes nothing. After a restart of the machine the wait begins anew.
 * Pure: no clock and no file here. */

#define THECAL_PIN_DIGITS_LEAST 4
#define THECAL_PIN_DIGITS_MOST 12
#define THECAL_PIN_FREE_TRIES 5
#define THECAL_PIN_WAIT_MOST_US (15 * 60 * (gint64) G_USEC_PER_SEC)

typedef enum {
  THECAL_PIN_GOOD,
  THECAL_PIN_SHORT,
  THECAL_PIN_LONG,
  THECAL_PIN_NOT_DIGITS,
  THECAL_PIN_EASY, /* one digit again and again, or digits in a row: the first that are tried */
} ThecalPinFault;

/* What is kept of the tries, in a file too. Zeros: none yet. */
typedef struct {
  guint n_wrong;
  gint64 until_us; /* since the start of the machine; no try before */
  char boot[40];   /* which start that was; "": not known */
} ThecalPinTries;

/* Whether it may be chosen as a PIN. */
ThecalPinFault thecal_pin_rules_check (const char *pin);
/* After @n_wrong wrong tries in all. */
gint64 thecal_pin_rules_get_wait_us (guint n_wrong);
/* Tries left before the first wait, after @n_wrong. */
guint thecal_pin_rules_get_free (guint n_wrong);

/* What was read, to what holds now: @boot is this start of the machine. A wait of another start, or
 * one that is longer than the rules have it, begins anew at its full length. */
void thecal_pin_tries_restore (ThecalPinTries *self, const char *boot, gint64 now_us);
/* What stands where the file cannot be read: the longest wait. */
void thecal_pin_tries_distrust (ThecalPinTries *self, const char *boot, gint64 now_us);
/* Until the next try; 0: now. */
gint64 thecal_pin_tries_get_left_us (const ThecalPinTries *self, gint64 now_us);
/* Counts a try as wrong. Call it, and keep it, before the PIN is looked at: ending the program in
 * between gives no free try. */
void thecal_pin_tries_add (ThecalPinTries *self, const char *boot, gint64 now_us);

/* The time it takes says nothing of where they differ. */
gboolean thecal_pin_rules_is_same (const char *one, const char *other);
