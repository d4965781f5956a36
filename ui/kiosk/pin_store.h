/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gio/gio.h>

/* The caregiver's PIN on disk: its yescrypt hash in kiosk.ini ([pin] Hash=), the wrong tries in
 * "kiosk-pin.ini" of the state directory. What is spoilt is told and opens nothing; neither is what
 * cannot be written: a try that is not kept could be made again and again. */

typedef enum {
  THECAL_PIN_NONE,   /* nobody has chosen one yet */
  THECAL_PIN_CLOSED, /* one may try */
  THECAL_PIN_OPENED, /* it was the right one, or the new one is kept */
  THECAL_PIN_WRONG,
  THECAL_PIN_WAIT, /* not before @left_us is over; the PIN was not looked at */
  THECAL_PIN_FAULT,
} ThecalPinOutcome;

typedef struct {
  ThecalPinOutcome outcome;
  gint64 left_us; /* until the next try; also after a wrong one */
  guint n_free;   /* tries before the first wait */
  char *fault;    /* owned, nullable: why, with the name of the file */
} ThecalPinAnswer;
void thecal_pin_answer_free (ThecalPinAnswer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ThecalPinAnswer, thecal_pin_answer_free)

/* Each works in a thread and ends at once, with an error, when it is cancelled: the disk or the
 * hash is not waited for then. */

/* How the lock stands: NONE, CLOSED, WAIT or FAULT. */
void thecal_pin_store_look_async (GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
/* Counts the try, looks at the PIN: OPENED, WRONG, WAIT, NONE or FAULT. */
void thecal_pin_store_try_async (const char *pin,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
/* Keeps a new PIN, which thecal_pin_rules_check() has let through, and forgets the wrong tries:
 * OPENED or FAULT. Whoever calls it has opened the lock, or owns the machine. */
void thecal_pin_store_choose_async (const char *pin,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
/* (transfer full); NULL: cancelled. */
ThecalPinAnswer *thecal_pin_store_finish (GAsyncResult *result, GError **error);
