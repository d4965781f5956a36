/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <glib.h>

/* No text of Thecal tells a person that a patient is well: no news is not good news. */

/* The first words in @text that would, as "fine" or "no problem"; NULL: none. English only. */
const char *thecal_reassurance_find (const char *text);
