/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "ctl/json_write.h"

#include <math.h>
#include <string.h>

/* A double is told apart by 17 significant digits at most, and holds any decimal fraction of 15. */
#define DIGITS_LEAST 15
#define DIGITS_MOST 17

static void write_node (GString *text, JsonNode *node);

static void
write_number (GString *text, double number)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  if (!isfinite (number)) {
    g_string_append (text, "null");
    return;
  }
  for (int n = DIGITS_LEAST; n <= DIGITS_MOST; n++) {
    char format[] = "%.00g";

    g_snprintf (format, sizeof format, "%%.%dg", n);
    g_ascii_formatd (digits, sizeof digits, format, number);
    if (g_ascii_strtod (digits, NULL) == number)
      break;
  }
  g_string_append (text, digits);
  /* a number that is no whole one by its type stays one */
  if (strpbrk (digits, ".e") == NULL)
    g_string_append (text, ".0");
}

static void
write_text (GString *text, const char *string)
{
  g_autoptr (JsonNode) node = json_node_init_string (json_node_alloc (), string);
  g_autofree char *quoted = json_to_string (node, FALSE);

  g_string_append (text, quoted);
}

static void
write_object (GString *text, JsonObject *object)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *member;
  const char *between = "";

  g_string_append_c (text, '{');
  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &member)) {
    g_string_append (text, between);
    write_text (text, name);
    g_string_append_c (text, ':');
    write_node (text, member);
    between = ",";
  }
  g_string_append_c (text, '}');
}

static void
write_array (GString *text, JsonArray *array)
{
  g_string_append_c (text, '[');
  for (guint i = 0; i < json_array_get_length (array); i++) {
    if (i > 0)
      g_string_append_c (text, ',');
    write_node (text, json_array_get_element (array, i));
  }
  g_string_append_c (text, ']');
}

static void
write_value (GString *text, JsonNode *node)
{
  g_autofree char *value = NULL;

  if (json_node_get_value_type (node) == G_TYPE_DOUBLE) {
    write_number (text, json_node_get_double (node));
    return;
  }
  value = json_to_string (node, FALSE);
  g_string_append (text, value);
}

static void
write_node (GString *text, JsonNode *node)
{
  switch (json_node_get_node_type (node)) {
  case JSON_NODE_OBJECT:
    write_object (text, json_node_get_object (node));
    return;
  case JSON_NODE_ARRAY:
    write_array (text, json_node_get_array (node));
    return;
  case JSON_NODE_VALUE:
    write_value (text, node);
    return;
  case JSON_NODE_NULL:
    g_string_append (text, "null");
    return;
  }
}

char *
thecal_json_write (JsonNode *node)
{
  GString *text = g_string_new (NULL);

  write_node (text, node);

  return g_string_free (text, FALSE);
}
