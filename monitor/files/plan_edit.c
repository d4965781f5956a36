/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "files/plan_edit.h"

#include <string.h>

#include "core/plan/plan_lines.h"

/* (transfer full), without its end */
static char *
key_of (const char *line)
{
  const char *equals = strchr (line, '=');
  char *key = equals != NULL ? g_strndup (line, (gsize) (equals - line)) : g_strdup ("");

  return g_strstrip (key);
}

static gboolean
is_head_of (const char *line, const char *group)
{
  g_autofree char *head = g_strdup_printf ("[%s]", group);
  g_autofree char *text = g_strstrip (g_strdup (line));

  return g_str_has_prefix (text, head);
}

static void
add (GString *out, const char *key, const char *value, const char *end)
{
  g_string_append_printf (out, "%s=%s%s", key, value, end);
}

char *
thecal_plan_edit_set (const char *text, const char *group, const char *key, const char *value)
{
  const char *end = strstr (text, "\r\n") != NULL ? "\r\n" : "\n";
  const guint line = thecal_plan_lines_find (text, strlen (text), group, key);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL; i++) {
    const gboolean last = lines[i + 1] == NULL;
    g_autofree char *found = key_of (lines[i]);

    if (i + 1 == line && g_str_equal (found, key)) {
      add (out, key, value, last ? "" : end);
      continue;
    }
    g_string_append_printf (out, "%s%s", lines[i], last ? "" : "\n");
    if (i + 1 == line && is_head_of (lines[i], group)) {
      if (last)
        g_string_append (out, end);
      add (out, key, value, end);
    }
  }
  if (line == 0) {
    if (out->len > 0 && out->str[out->len - 1] != '\n')
      g_string_append (out, end);
    g_string_append_printf (out, "%s[%s]%s", out->len > 0 ? end : "", group, end);
    add (out, key, value, end);
  }

  return g_string_free (g_steal_pointer (&out), FALSE);
}
