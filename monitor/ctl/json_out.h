/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <json-glib/json-glib.h>

#include "core/pump/forecast.h"

/* JSON as the contract has it: numbers are numbers, unknown is null. */
void thecal_json_add_number (JsonBuilder *builder, const char *name, double value);
/* Every digit, where a number is a name or a time. */
void thecal_json_add_whole (JsonBuilder *builder, const char *name, gint64 value);
void thecal_json_add_text (JsonBuilder *builder, const char *name, const char *text);
void thecal_json_add_bool (JsonBuilder *builder, const char *name, gboolean value);
/* {"early","nominal","late"} */
void thecal_json_add_band (JsonBuilder *builder, const char *name, ThecalBand band);
/* Prints the finished object on one line. */
void thecal_json_print (JsonBuilder *builder);
