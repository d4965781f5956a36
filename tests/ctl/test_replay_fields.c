/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <string.h>

#include "ctl/replay_fields.h"

/* What a session is made of is plain, or a replay of years takes long; that it means the same to
 * the JSON parser is shown by fuzz_replay_fields.c. */

static const char *const plain_lines[] = {
  "{\"at\":\"2026-03-01T08:00:00Z\",\"event\":\"tick\"}",
  "{ \"at\" : \"x\" ,\t\"all\" : true, \"ok\":false, \"c\":null }",
  "{\"a\":0,\"ab\":0.15,\"abc\":999999999999999}",
};

static const char *const other_lines[] = {
  "",
  "{}",
  "[1]",
  "{\"a\":1} x",
  "{\"a\":1,}",
  "{\"a\":1,\"a\":2}",
  "{\"a\":010}",
  "{\"a\":1.}",
  "{\"a\":-1}",
  "{\"a\":1e2}",
  "{\"a\":9999999999999999}",
  "{\"a\":\"\\n\"}",
  "{\"a\":\"\xc3\xa9\"}",
  "{\"a\":\"b",
  "{\"a\":{}}",
  "{\"a\":truer}",
};

static void
test_plain (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (plain_lines); i++) {
    g_autofree char *line = g_strdup (plain_lines[i]);
    ThecalReplayFields fields;

    g_test_message ("%s", line);
    g_assert_true (thecal_replay_fields_read_plain (&fields, line, strlen (line)));
  }
}

static void
test_other (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (other_lines); i++) {
    g_autofree char *line = g_strdup (other_lines[i]);
    ThecalReplayFields fields;

    g_test_message ("%s", line);
    g_assert_false (thecal_replay_fields_read_plain (&fields, line, strlen (line)));
    g_assert_cmpstr (line, ==, other_lines[i]);
  }
}

static void
test_find (void)
{
  char line[] = "{\"ab\":2.5,\"a\":\"x\",\"b\":true,\"c\":null}";
  ThecalReplayFields fields;

  g_assert_true (thecal_replay_fields_read_plain (&fields, line, strlen (line)));
  g_assert_cmpuint (fields.n, ==, 4);
  g_assert_cmpstr (thecal_replay_fields_find (&fields, "a")->text, ==, "x");
  g_assert_cmpfloat (thecal_replay_fields_find (&fields, "ab")->number, ==, 2.5);
  g_assert_true (thecal_replay_fields_find (&fields, "b")->flag);
  g_assert_null (thecal_replay_fields_find (&fields, "abc"));
  g_assert_true (fields.list[0].used && fields.list[1].used && fields.list[2].used);
  g_assert_false (fields.list[3].used);
  g_assert_cmpint (fields.list[3].type, ==, THECAL_REPLAY_FIELD_NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ctl/replay-fields/plain", test_plain);
  g_test_add_func ("/ctl/replay-fields/other", test_other);
  g_test_add_func ("/ctl/replay-fields/find", test_find);

  return g_test_run ();
}
