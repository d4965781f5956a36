/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "files/plan_edit.h"

#include <stdbool.h>
#include <string.h>

#include "core/plan/plan_lines.h"

#define BYTE_ORDER_MARK "\xef\xbb\xbf"

/* As GKeyFile reads it back. (transfer full) */
static char *
escape (const char *value)
{
  g_autoptr (GString) out = g_string_new (NULL);
  bool leads = true;

  for (const char *at = value; *at != '\0'; at++) {
    if (*at == '\\')
      g_string_append (out, "\\\\");
    else if (*at == '\n')
      g_string_append (out, "\\n");
    else if (*at == '\r')
      g_string_append (out, "\\r");
    else if (*at == '\t')
      g_string_append (out, "\\t");
    else if (*at == ' ' && leads)
      g_string_append (out, "\\s");
    else
      g_string_append_c (out, *at);
    leads = leads && *at == ' ';
  }

  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* What is known of a group before anything changes. */
typedef struct {
  guint key_line;  /* of the key, the last; 0: not there */
  guint last_line; /* of the group: its last key, else its head; 0: not there */
  guint n_others;  /* keys but that one */
} Place;

static Place
find (const char *text, const char *group, const char *key)
{
  g_auto (ThecalPlanLines) lines;
  Place place = { 0 };

  thecal_plan_lines_init (&lines, text, strlen (text));
  while (thecal_plan_lines_next (&lines)) {
    if (!g_str_equal (lines.group, group))
      continue;
    /* a second head of the group is one more place for its keys, but none for a new one */
    if (lines.key != NULL || place.last_line == 0)
      place.last_line = lines.number;
    if (lines.key != NULL && g_strcmp0 (lines.key, key) == 0)
      place.key_line = lines.number;
    else if (lines.key != NULL)
      place.n_others++;
  }

  return place;
}

/* Behind the mark that some editors write first. */
static const char *
skip_mark (const char *text, GString *out)
{
  if (!g_str_has_prefix (text, BYTE_ORDER_MARK))
    return text;

  g_string_append (out, BYTE_ORDER_MARK);
  return text + strlen (BYTE_ORDER_MARK);
}

static void
add (GString *out, const char *key, const char *value, const char *end)
{
  g_string_append_printf (out, "%s=%s%s", key, value, end);
}

static void
add_group (GString *out, const char *group, const char *end)
{
  if (out->len > 0 && out->str[out->len - 1] != '\n')
    g_string_append (out, end);
  g_string_append_printf (out, "%s[%s]%s", out->len > 0 ? end : "", group, end);
}

char *
thecal_plan_edit_set (const char *text, const char *group, const char *key, const char *value)
{
  g_autoptr (GString) out = g_string_new (NULL);
  const char *rest = skip_mark (text, out);
  const char *end = strstr (rest, "\r\n") != NULL ? "\r\n" : "\n";
  const Place place = find (rest, group, key);
  g_autofree char *escaped = escape (value);
  g_auto (GStrv) lines = g_strsplit (rest, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++) {
    const bool last = lines[i + 1] == NULL;

    if (i + 1 == place.key_line) {
      add (out, key, escaped, last ? "" : end);
      continue;
    }
    g_string_append_printf (out, "%s%s", lines[i], last ? "" : "\n");
    if (place.key_line == 0 && i + 1 == place.last_line) {
      if (last)
        g_string_append (out, end);
      add (out, key, escaped, end);
    }
  }
  if (place.last_line == 0) {
    add_group (out, group, end);
    add (out, key, escaped, end);
  }

  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* Its lines that go, by number. */
static GHashTable *
find_lines (const char *text, const char *group, const char *key)
{
  const bool all = key == NULL || find (text, group, key).n_others == 0;
  GHashTable *found = g_hash_table_new (NULL, NULL);
  g_auto (ThecalPlanLines) lines;

  thecal_plan_lines_init (&lines, text, strlen (text));
  while (thecal_plan_lines_next (&lines))
    if (g_str_equal (lines.group, group) &&
        (all || (lines.key != NULL && g_str_equal (lines.key, key))))
      g_hash_table_add (found, GUINT_TO_POINTER (lines.number));

  return found;
}

char *
thecal_plan_edit_remove (const char *text, const char *group, const char *key)
{
  g_autoptr (GString) out = g_string_new (NULL);
  const char *rest = skip_mark (text, out);
  g_autoptr (GHashTable) gone = find_lines (rest, group, key);
  g_auto (GStrv) lines = g_strsplit (rest, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++) {
    const bool last = lines[i + 1] == NULL;

    if (!g_hash_table_contains (gone, GUINT_TO_POINTER (i + 1)))
      g_string_append_printf (out, "%s%s", lines[i], last ? "" : "\n");
  }

  return g_string_free (g_steal_pointer (&out), FALSE);
}
