/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <glib.h>

/* The Hamming-coded enumerations of the profile: which of their codes mean something (IDS 1.0.2,
 * section 3; bluetooth.md B2 for source and our own modes). */
typedef enum {
  THECAL_CODES_THERAPY, /* one octet, as all but the last two */
  THECAL_CODES_OPERATIONAL,
  THECAL_CODES_ANNUNCIATION, /* its status */
  THECAL_CODES_MODE,
  THECAL_CODES_SOURCE,
  THECAL_CODES_RACP,
  THECAL_CODES_OPERATOR,
  THECAL_CODES_SRCP,    /* two octets */
  THECAL_CODES_HISTORY, /* two octets: type of a history record */
  THECAL_N_CODES,
} ThecalCodes;

/* What is to be done with a value as received (IDS 1.3.3). */
typedef enum {
  THECAL_CODE_DEFINED,
  THECAL_CODE_RESERVED,   /* another Hamming code: not known, kept */
  THECAL_CODE_PROHIBITED, /* no Hamming code: the whole message is ignored */
} ThecalCodeClass;

ThecalCodeClass thecal_code_classify (ThecalCodes codes, guint16 code);
/* The word of a defined code, static, for files and the command line; NULL for any other. */
const char *thecal_code_get_word (ThecalCodes codes, guint16 code);
