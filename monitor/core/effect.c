/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "core/effect.h"

#include "core/names.h"

static const char *const kind_names[] = {
  [THECAL_EFFECT_RAISE] = "raise",       [THECAL_EFFECT_CHANGE] = "change",
  [THECAL_EFFECT_SIGNAL] = "signal",     [THECAL_EFFECT_REMIND] = "remind",
  [THECAL_EFFECT_WITHDRAW] = "withdraw", [THECAL_EFFECT_ESCALATE] = "escalate",
  [THECAL_EFFECT_NOTIFY] = "notify",     [THECAL_EFFECT_LOG] = "log",
};

static const char *const reason_names[] = {
  [THECAL_LOG_NONE] = NULL,
  [THECAL_LOG_ACKNOWLEDGED] = "acknowledged",
  [THECAL_LOG_ACKNOWLEDGE_ENDED] = "acknowledge-ended",
  [THECAL_LOG_PAUSED] = "paused",
  [THECAL_LOG_PAUSE_ENDED] = "pause-ended",
  [THECAL_LOG_PAUSE_REFUSED] = "pause-refused",
  [THECAL_LOG_UNKNOWN] = "unknown",
  [THECAL_LOG_SEEN] = "seen",
  [THECAL_LOG_LATCHED] = "latched",
  [THECAL_LOG_RESET] = "reset",
  [THECAL_LOG_REJECTED] = "rejected",
  [THECAL_LOG_BACKFILLED] = "backfilled",
  [THECAL_LOG_DECLINED] = "declined",
  [THECAL_LOG_ASKED] = "still-on-it",
  [THECAL_LOG_QUIET] = "quiet-hours",
  [THECAL_LOG_RESOLVED] = "resolved",
  [THECAL_LOG_GROUPED] = "grouped",
};

const char *
thecal_effect_kind_to_string (ThecalEffectKind kind)
{
  return thecal_names_get (kind_names, G_N_ELEMENTS (kind_names), (int) kind);
}

const char *
thecal_log_reason_to_string (ThecalLogReason reason)
{
  return thecal_names_get (reason_names, G_N_ELEMENTS (reason_names), (int) reason);
}
