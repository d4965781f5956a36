/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "ctl/record_out.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "ctl/command.h"
#include "ctl/json_out.h"

/* In the order of the columns. New ones go to the end: scripts may count. */
static const struct {
  const char *key;
  gboolean is_time; /* milliseconds, UTC */
} columns[] = {
  { "at", TRUE },
  { "pump", FALSE },
  { "seq", FALSE },
  { "boot_us", FALSE },
  { "boot_id", FALSE },
  { "condition", FALSE },
  { "effect", FALSE },
  { "priority", FALSE },
  { "episode", FALSE },
  { "detail", FALSE },
  { "hash", FALSE },
  { "row", FALSE },
  { "received", TRUE },
  { "source", FALSE },
  { "therapy", FALSE },
  { "mode", FALSE },
  { "battery_state", FALSE },
  { "reservoir_ml", FALSE },
  { "flow_ml_per_day", FALSE },
  { "dose_ug_per_day", FALSE },
  { "concentration_ug_per_ml", FALSE },
  { "capacity_ml", FALSE },
  { "low_threshold_ml", FALSE },
  { "battery_percent", FALSE },
  { "id", FALSE },
  { "started", TRUE },
  { "ended", TRUE },
  { "by", FALSE },
  { "outcome", FALSE },
  { "state", FALSE },
  { "text", FALSE },
  { "entered", TRUE },
  { "entry_kind", FALSE },
};

static gint64
whole_of (GVariant *value)
{
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_UINT64))
    return (gint64) g_variant_get_uint64 (value);
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_UINT32))
    return g_variant_get_uint32 (value);
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_INT32))
    return g_variant_get_int32 (value);

  return g_variant_is_of_type (value, G_VARIANT_TYPE_INT64) ? g_variant_get_int64 (value) : 0;
}

static void
add_value (JsonBuilder *builder, const char *key, gboolean is_time, GVariant *value)
{
  if (is_time) {
    g_autofree char *time = thecal_command_time (whole_of (value));

    thecal_json_add_text (builder, key, time);
  } else if (g_variant_is_of_type (value, G_VARIANT_TYPE_STRING))
    thecal_json_add_text (builder, key, g_variant_get_string (value, NULL));
  else if (g_variant_is_of_type (value, G_VARIANT_TYPE_DOUBLE))
    thecal_json_add_number (builder, key, g_variant_get_double (value));
  else
    thecal_json_add_whole (builder, key, whole_of (value));
}

void
thecal_record_print_json (const char *kind, GVariant *record)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  if (kind != NULL)
    thecal_json_add_text (builder, "kind", kind);
  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++) {
    g_autoptr (GVariant) value = g_variant_lookup_value (record, columns[i].key, NULL);

    if (value != NULL)
      add_value (builder, columns[i].key, columns[i].is_time, value);
  }
  json_builder_end_object (builder);
  thecal_json_print (builder);
}

/* RFC 4180, 2.5 to 2.7. Blanks at an end are quoted too: some readers take them off. */
static void
print_field (const char *text)
{
  const gsize length = strlen (text);

  if (length == 0)
    return;
  if (strpbrk (text, ",\"\r\n") == NULL && text[0] != ' ' && text[length - 1] != ' ') {
    fputs (text, stdout);
    return;
  }
  putchar ('"');
  for (const char *c = text; *c != '\0'; c++) {
    if (*c == '"')
      putchar ('"');
    putchar (*c);
  }
  putchar ('"');
}

static void
print_value (GVariant *value, gboolean is_time)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  if (is_time) {
    g_autofree char *time = thecal_command_time (whole_of (value));

    print_field (time != NULL ? time : "");
  } else if (g_variant_is_of_type (value, G_VARIANT_TYPE_STRING))
    print_field (g_variant_get_string (value, NULL));
  else if (!g_variant_is_of_type (value, G_VARIANT_TYPE_DOUBLE))
    printf ("%" G_GINT64_FORMAT, whole_of (value));
  else if (isfinite (g_variant_get_double (value)))
    fputs (g_ascii_formatd (number, sizeof number, "%.10g", g_variant_get_double (value)), stdout);
}

void
thecal_record_print_csv_header (void)
{
  fputs ("kind", stdout);
  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    printf (",%s", columns[i].key);
  fputs ("\r\n", stdout);
}

void
thecal_record_print_csv (const char *kind, GVariant *record)
{
  fputs (kind, stdout);
  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++) {
    g_autoptr (GVariant) value = g_variant_lookup_value (record, columns[i].key, NULL);

    putchar (',');
    if (value != NULL)
      print_value (value, columns[i].is_time);
  }
  fputs ("\r\n", stdout);
}

gboolean
thecal_record_flush (const char *command)
{
  if (fflush (stdout) == 0 && !ferror (stdout))
    return TRUE;

  fprintf (stderr, _ ("thecalctl %s: output: %s\n"), command, g_strerror (errno));
  return FALSE;
}
