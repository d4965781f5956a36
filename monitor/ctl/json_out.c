/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "ctl/json_out.h"

#include <math.h>
#include <stdio.h>

#include "ctl/json_write.h"

/* Ten digits are more than any sensor has and hide what binary makes of a decimal fraction. */
#define SIGNIFICANT_DIGITS "%.10g"

void
thecal_json_add_number (JsonBuilder *builder, const char *name, double value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  json_builder_set_member_name (builder, name);
  if (!isfinite (value)) {
    json_builder_add_null_value (builder);
    return;
  }
  g_ascii_formatd (text, sizeof text, SIGNIFICANT_DIGITS, value);
  value = g_ascii_strtod (text, NULL);
  if (value == floor (value) && fabs (value) < 1e15)
    json_builder_add_int_value (builder, (gint64) value);
  else
    json_builder_add_double_value (builder, value);
}

void
thecal_json_add_whole (JsonBuilder *builder, const char *name, gint64 value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

void
thecal_json_add_text (JsonBuilder *builder, const char *name, const char *text)
{
  json_builder_set_member_name (builder, name);
  if (text != NULL)
    json_builder_add_string_value (builder, text);
  else
    json_builder_add_null_value (builder);
}

void
thecal_json_add_bool (JsonBuilder *builder, const char *name, gboolean value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_boolean_value (builder, value);
}

void
thecal_json_add_band (JsonBuilder *builder, const char *name, ThecalBand band)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_object (builder);
  thecal_json_add_number (builder, "early", band.early);
  thecal_json_add_number (builder, "nominal", band.nominal);
  thecal_json_add_number (builder, "late", band.late);
  json_builder_end_object (builder);
}

void
thecal_json_print (JsonBuilder *builder)
{
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  g_autofree char *text = thecal_json_write (root);

  puts (text);
}
