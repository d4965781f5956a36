/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <json-glib/json-glib.h>

/* On one line, as json_to_string() has it, but each number as short as it reads back the same:
 * 37.4, which that one writes as 37.399999999999999. (transfer full) */
char *thecal_json_write (JsonNode *node);
