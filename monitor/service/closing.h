/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "signal/signaller.h"
#include "store/store.h"

/* The orderly end: what was heard and answered last reaches the disk, the sound ends, the volume is
 * as it was. Takes the default main context for at most five seconds, less than systemd waits
 * before it kills (TimeoutStopSec); says on standard error what did not come to its end. */
typedef struct {
  gboolean store_answered;    /* FALSE: whoever waits for its thread would wait for ever */
  gboolean store_flushed;     /* FALSE: the last state may be lost */
  gboolean signaller_stopped; /* FALSE: the volume may still be as forced */
} ThecalClosing;

ThecalClosing thecal_closing_run (ThecalStore *store, ThecalSignaller *signaller);
