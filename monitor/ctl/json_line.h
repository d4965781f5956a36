/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <glib.h>

/* Whether @len octets are one JSON object (RFC 8259) in UTF-8 and nothing else. The parser takes
 * more than that: octal numbers, comments, several values of which the last one counts; and it
 * follows brackets until its stack ends. TRUE: *out_n_members of the object itself, a key counted
 * as often as it stands there. FALSE: *out_column is the octet, from 1, that does not fit. */
gboolean
thecal_json_line_check (const char *line, gsize len, guint *out_n_members, guint *out_column);
