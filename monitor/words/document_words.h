/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "core/diary/entry.h"

/* The papers that were attached (000-20). */

/* "Printout" of the document's choice "printout"; "Paper" of none. */
const char *thecal_document_kind_title (const char *kind);
/* "Printout · attached 21 November 2026 · reviewed on 3 March 2025"; one older than ten years says
 * so (003-12). (transfer full) */
char *thecal_document_subtitle (const ThecalEntry *entry, gint64 now_us, GTimeZone *zone);
