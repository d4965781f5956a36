/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "core/codec/code_words.h"

#include "core/codec/hamming.h"

typedef struct {
  guint16 code; /* 0, which is no code, ends a list */
  const char *word;
} CodeWord;

static const CodeWord therapy_words[] = {
  { 0x0F, "undetermined" }, { 0x33, "stop" }, { 0x3C, "pause" }, { 0x55, "run" }, { 0, NULL },
};

static const CodeWord operational_words[] = {
  { 0x0F, "undetermined" }, { 0x33, "off" },     { 0x3C, "standby" }, { 0x55, "preparing" },
  { 0x5A, "priming" },      { 0x66, "waiting" }, { 0x96, "ready" },   { 0, NULL },
};

static const CodeWord annunciation_words[] = {
  { 0x0F, "undetermined" }, { 0x33, "pending" }, { 0x3C, "snoozed" },
  { 0x55, "confirmed" },    { 0, NULL },
};

static const CodeWord mode_words[] = {
  { 0x0F, "undetermined" },
  { 0x33, "stopped" },
  { 0x3C, "minimum-rate" },
  { 0x55, "continuous" },
  { 0x5A, "flex" },
  { 0x66, "single-bolus" },
  { 0x69, "periodic-bolus" },
  { 0x96, "patient-activated" },
  { 0, NULL },
};

static const CodeWord source_words[] = {
  { 0x0F, "undetermined" }, { 0x33, "implant" },   { 0x3C, "gateway" }, { 0x55, "gateway-cached" },
  { 0x5A, "manual" },       { 0x66, "simulator" }, { 0, NULL },
};

static const CodeWord racp_words[] = {
  { 0x0F, "response" },      { 0x33, "report" }, { 0x3C, "delete" }, { 0x55, "abort" },
  { 0x5A, "report-number" }, { 0x66, "number" }, { 0, NULL },
};

static const CodeWord operator_words[] = {
  { 0x0F, "null" },  { 0x33, "all" },   { 0x3C, "less-or-equal" }, { 0x55, "greater-or-equal" },
  { 0x5A, "range" }, { 0x66, "first" }, { 0x69, "last" },          { 0, NULL },
};

static const CodeWord srcp_words[] = {
  { 0x0303, "response" },
  { 0x030C, "reset-status" },
  { 0x0330, "get-active-bolus-ids" },
  { 0x033F, "active-bolus-ids" },
  { 0x0356, "get-active-bolus" },
  { 0x0359, "active-bolus" },
  { 0x0365, "get-active-basal" },
  { 0x036A, "active-basal" },
  { 0x0395, "get-total-daily" },
  { 0x039A, "total-daily" },
  { 0x03A6, "get-counter" },
  { 0x03A9, "counter" },
  { 0x03C0, "get-delivered" },
  { 0x03CF, "delivered" },
  { 0x03F3, "get-insulin-on-board" },
  { 0x03FC, "insulin-on-board" },
  { 0, NULL },
};

static const CodeWord history_words[] = {
  { 0x000F, "reference-time" },
  { 0x0099, "basal-rate-changed" },
  { 0x00FF, "daily-total" },
  { 0x0303, "therapy-changed" },
  { 0x030C, "operational-changed" },
  { 0x0330, "reservoir" },
  { 0x033F, "annunciation-part-1" },
  { 0x0356, "annunciation-part-2" },
  { 0x03A6, "data-corruption" },
  { 0x03A9, "pointer" },
  { 0, NULL },
};

static const CodeWord *const lists[THECAL_N_CODES] = {
  [THECAL_CODES_THERAPY] = therapy_words,
  [THECAL_CODES_OPERATIONAL] = operational_words,
  [THECAL_CODES_ANNUNCIATION] = annunciation_words,
  [THECAL_CODES_MODE] = mode_words,
  [THECAL_CODES_SOURCE] = source_words,
  [THECAL_CODES_RACP] = racp_words,
  [THECAL_CODES_OPERATOR] = operator_words,
  [THECAL_CODES_SRCP] = srcp_words,
  [THECAL_CODES_HISTORY] = history_words,
};

const char *
thecal_code_get_word (ThecalCodes codes, guint16 code)
{
  for (const CodeWord *at = lists[codes]; at->word != NULL; at++)
    if (at->code == code)
      return at->word;

  return NULL;
}

ThecalCodeClass
thecal_code_classify (ThecalCodes codes, guint16 code)
{
  const bool is_word = codes == THECAL_CODES_SRCP || codes == THECAL_CODES_HISTORY;

  if (is_word ? !thecal_hamming16_is_code (code)
              : code > 0xFF || !thecal_hamming8_is_code ((guint8) code))
    return THECAL_CODE_PROHIBITED;

  return thecal_code_get_word (codes, code) != NULL ? THECAL_CODE_DEFINED : THECAL_CODE_RESERVED;
}
