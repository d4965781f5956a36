/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <json-glib/json-glib.h>

/* The one JSON object of a line, borrowed from @parser; NULL sets @error. */
JsonObject *
thecal_replay_parse_object (JsonParser *parser, const char *line, gssize len, GError **error);

/* The first line: {"plan": {group: {key: value}}} or {"plan_file": path}. (transfer full). Relative
 * paths are taken from @dir. */
GKeyFile *thecal_replay_parse_plan (const char *line, const char *dir, GError **error);

/* The zone in which the plan means a local hour: TimeZone of [person], else of the first contact
 * that has one that is known here. (transfer full); NULL: UTC. */
GTimeZone *thecal_replay_plan_get_zone (GKeyFile *plan);
