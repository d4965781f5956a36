/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <string.h>

#include "ctl/json_line.h"

/* RFC 8259, one object and nothing else. */

static const struct {
  const char *line;
  guint n_members;
} objects[] = {
  { "{}", 0 },
  { " \t{ \"a\" : 1 , \"b\":[ ] } \r\n", 2 },
  { "{\"a\":-0,\"b\":0.5,\"c\":-12.25e-3,\"d\":1E+2,\"e\":0e0}", 5 },
  { "{\"a\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\uD83D\",\"b\":\"\xc3\xa9\"}", 2 },
  { "{\"a\":true,\"b\":false,\"c\":null}", 3 },
  { "{\"a\":{\"b\":{\"c\":[1,[],{}]}}}", 1 },
  { "{\"a\":1,\"a\":2}", 2 },
};

static const struct {
  const char *line;
  guint column;
} others[] = {
  { "", 1 },
  { "[]", 1 },
  { "x", 1 },
  { "{", 2 },
  { "{\"a\":1}{\"b\":2}", 8 },
  { "{\"a\":1} x", 9 },
  { "{\"a\":1,}", 8 },
  { "{,\"a\":1}", 2 },
  { "{\"a\" 1}", 6 },
  { "{\"a\":}", 6 },
  { "{a:1}", 2 },
  { "{'a':1}", 2 },
  { "{\"a\":1}//", 8 },
  { "{\"a\":/**/1}", 6 },
  { "{\"a\":010}", 7 },
  { "{\"a\":0x1f}", 7 },
  { "{\"a\":+1}", 6 },
  { "{\"a\":.5}", 6 },
  { "{\"a\":1.}", 8 },
  { "{\"a\":-}", 7 },
  { "{\"a\":1e}", 8 },
  { "{\"a\":truer}", 10 },
  { "{\"a\":tru", 6 },
  { "{\"a\":NaN}", 6 },
  { "{\"a\":\"b", 8 },
  { "{\"a\":\"\\x\"}", 8 },
  { "{\"a\":\"\\u12g4\"}", 11 },
  { "{\"a\":\"\\", 8 },
  { "{\"a\":\"\t\"}", 7 },
  { "{\"a\":\"\xff\"}", 7 },
  { "{\"a\":[1,]}", 9 },
  { "{\"a\":[1}", 8 },
  { "var a = {};", 1 },
};

static void
test_objects (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (objects); i++) {
    guint n_members = 99, column;

    g_test_message ("%s", objects[i].line);
    g_assert_true (
        thecal_json_line_check (objects[i].line, strlen (objects[i].line), &n_members, &column));
    g_assert_cmpuint (n_members, ==, objects[i].n_members);
  }
}

static void
test_others (void)
{
  guint n_members, column;

  for (guint i = 0; i < G_N_ELEMENTS (others); i++) {
    /* a block of exactly its size shows a read past the end */
    const gsize len = strlen (others[i].line);
    g_autofree char *line = g_memdup2 (others[i].line, len);

    g_test_message ("row %u", i);
    g_assert_false (thecal_json_line_check (line, len, &n_members, &column));
    g_assert_cmpuint (column, ==, others[i].column);
  }
  g_assert_false (thecal_json_line_check ("{}\0", 3, &n_members, &column));
  g_assert_cmpuint (column, ==, 3);
}

/* However deep it is, it is refused, not followed. */
static void
test_deep (void)
{
  const char *openings[] = { "[", "{\"a\":" };

  for (guint i = 0; i < G_N_ELEMENTS (openings); i++) {
    g_autoptr (GString) line = g_string_new ("{\"a\":");
    guint n_members, column;

    for (int depth = 0; depth < 1000000; depth++)
      g_string_append (line, openings[i]);
    g_assert_false (thecal_json_line_check (line->str, line->len, &n_members, &column));
    g_assert_cmpuint (column, <, 200);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ctl/json-line/objects", test_objects);
  g_test_add_func ("/ctl/json-line/others", test_others);
  g_test_add_func ("/ctl/json-line/deep", test_deep);

  return g_test_run ();
}
