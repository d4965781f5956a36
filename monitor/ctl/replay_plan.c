/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "ctl/replay_plan.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <string.h>

#include "ctl/json_line.h"

JsonObject *
thecal_replay_parse_object (JsonParser *parser, const char *line, gssize len, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  JsonObject *object;
  guint n_members, column;

  if (!thecal_json_line_check (line, len < 0 ? strlen (line) : (gsize) len, &n_members, &column)) {
    g_set_error (error,
                 G_IO_ERROR,
                 G_IO_ERROR_INVALID_ARGUMENT,
                 _ ("column %u: expected one JSON object"),
                 column);
    return NULL;
  }
  if (!json_parser_load_from_data (parser, line, len, &local_error)) {
    g_set_error (error,
                 G_IO_ERROR,
                 G_IO_ERROR_INVALID_ARGUMENT,
                 _ ("expected one JSON object: %s"),
                 local_error->message);
    return NULL;
  }
  object = json_node_get_object (json_parser_get_root (parser));
  /* of two with the same key the parser keeps one */
  if (json_object_get_size (object) != n_members) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, _ ("expected each key once"));
    return NULL;
  }

  return object;
}

/* What a key file can hold as a name: g_key_file_set_string() asserts it. */
static gboolean
is_name (const char *text, const char *forbidden)
{
  if (*text == '\0' || g_ascii_isspace (*text) || g_ascii_isspace (text[strlen (text) - 1]))
    return FALSE;
  for (; *text != '\0'; text++)
    if (g_ascii_iscntrl (*text) || strchr (forbidden, *text) != NULL)
      return FALSE;

  return TRUE;
}

static gboolean
set_plan_value (GKeyFile *file, const char *group, const char *key, JsonNode *node, GError **error)
{
  g_autofree char *text = NULL;
  GType type = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_INVALID;

  if (type == G_TYPE_STRING)
    text = g_strdup (json_node_get_string (node));
  else if (type != G_TYPE_INVALID)
    text = json_to_string (node, FALSE);
  else if (!JSON_NODE_HOLDS_NULL (node)) {
    g_set_error (error,
                 G_IO_ERROR,
                 G_IO_ERROR_INVALID_ARGUMENT,
                 _ ("plan.%s.%s: expected a string or a number"),
                 group,
                 key);
    return FALSE;
  }
  if (!is_name (key, "=[]")) {
    g_set_error (error,
                 G_IO_ERROR,
                 G_IO_ERROR_INVALID_ARGUMENT,
                 _ ("plan.%s: expected keys of a care plan, found \"%s\""),
                 group,
                 key);
    return FALSE;
  }
  if (text != NULL)
    g_key_file_set_string (file, group, key, text);

  return TRUE;
}

static gboolean
set_plan_group (GKeyFile *file, const char *group, JsonNode *node, GError **error)
{
  JsonObjectIter iter;
  const char *key;
  JsonNode *value;

  if (!is_name (group, "[]")) {
    g_set_error (error,
                 G_IO_ERROR,
                 G_IO_ERROR_INVALID_ARGUMENT,
                 _ ("plan: expected groups of a care plan, found \"%s\""),
                 group);
    return FALSE;
  }
  if (!JSON_NODE_HOLDS_OBJECT (node)) {
    g_set_error (error,
                 G_IO_ERROR,
                 G_IO_ERROR_INVALID_ARGUMENT,
                 _ ("plan.%s: expected an object with the keys of that group"),
                 group);
    return FALSE;
  }
  json_object_iter_init (&iter, json_node_get_object (node));
  while (json_object_iter_next (&iter, &key, &value))
    if (!set_plan_value (file, group, key, value, error))
      return FALSE;

  return TRUE;
}

static GKeyFile *
plan_from_object (JsonObject *object, GError **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  JsonObjectIter iter;
  const char *group;
  JsonNode *node;

  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &group, &node))
    if (!set_plan_group (file, group, node, error))
      return NULL;

  return g_steal_pointer (&file);
}

static GKeyFile *
plan_from_file (const char *name, const char *dir, GError **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  /* a session named without a folder has "." for its own */
  g_autofree char *absolute = g_canonicalize_filename (dir, NULL);
  g_autofree char *path = g_canonicalize_filename (name, absolute);
  g_autoptr (GError) local_error = NULL;

  if (g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, &local_error))
    return g_steal_pointer (&file);

  g_set_error (error,
               G_IO_ERROR,
               G_IO_ERROR_INVALID_ARGUMENT,
               _ ("plan_file: %s: %s"),
               name,
               local_error->message);
  return NULL;
}

GKeyFile *
thecal_replay_parse_plan (const char *line, const char *dir, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  JsonObject *object = thecal_replay_parse_object (parser, line, -1, error);
  JsonNode *plan, *name;

  if (object == NULL)
    return NULL;

  plan = json_object_get_member (object, "plan");
  name = json_object_get_member (object, "plan_file");
  if (plan != NULL && JSON_NODE_HOLDS_OBJECT (plan))
    return plan_from_object (json_node_get_object (plan), error);
  if (name != NULL && JSON_NODE_HOLDS_VALUE (name) &&
      json_node_get_value_type (name) == G_TYPE_STRING)
    return plan_from_file (json_node_get_string (name), dir, error);

  g_set_error (error,
               G_IO_ERROR,
               G_IO_ERROR_INVALID_ARGUMENT,
               "expected {\"plan\": {…}} or {\"plan_file\": \"…\"} on the first line");
  return NULL;
}

GTimeZone *
thecal_replay_plan_get_zone (GKeyFile *plan)
{
  g_auto (GStrv) groups = g_key_file_get_groups (plan, NULL);
  g_autofree char *own = g_key_file_get_string (plan, "person", "TimeZone", NULL);
  GTimeZone *zone = own != NULL ? g_time_zone_new_identifier (own) : NULL;

  for (gsize i = 0; zone == NULL && groups[i] != NULL; i++) {
    g_autofree char *name = g_str_has_prefix (groups[i], "contact")
                                ? g_key_file_get_string (plan, groups[i], "TimeZone", NULL)
                                : NULL;

    if (name != NULL)
      zone = g_time_zone_new_identifier (name);
  }

  return zone;
}
