/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "ctl/json_write.h"

#include <math.h>

static void
test_numbers (void)
{
  static const struct {
    double number;
    const char *text;
  } rows[] = {
    { 37.4, "37.4" },
    { 0.1, "0.1" },
    { 0.78, "0.78" },
    { -12.25, "-12.25" },
    { 0.1 + 0.2, "0.30000000000000004" }, /* another number than 0.3 */
    { 1.0 / 3.0, "0.3333333333333333" },
    { 1e21, "1e+21" },
    { 1e-7, "1e-07" },
    { 5e-324, "4.94065645841247e-324" },
    { 3.0, "3.0" },
    { -0.0, "-0.0" },
    { NAN, "null" },
    { INFINITY, "null" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (JsonNode) node = json_node_init_double (json_node_alloc (), rows[i].number);
    g_autofree char *text = thecal_json_write (node);

    g_assert_cmpstr (text, ==, rows[i].text);
    if (isfinite (rows[i].number))
      g_assert_true (g_ascii_strtod (text, NULL) == rows[i].number);
  }
}

/* But for its fractions it is what json-glib writes. */
static void
test_same (void)
{
  static const char *const texts[] = {
    "{}",
    "[]",
    "{\"a\":[],\"b\":{},\"c\":null}",
    "{\"z\":1,\"a\":-9223372036854775807,\"m\":true,\"f\":false}",
    "{\"\\\"\\\\\\n\\u0001\xc3\xa9\":\"\\\"\\\\\\n\\t\\u0001\xc3\xa9/\"}",
    "[[1,[2,{\"a\":\"\"}]],\"x\",0.5]",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (JsonNode) node = json_from_string (texts[i], NULL);
    g_autofree char *text = thecal_json_write (node);
    g_autofree char *theirs = json_to_string (node, FALSE);

    g_assert_cmpstr (text, ==, theirs);
  }
}

static void
test_random (void)
{
  for (int i = 0; i < 10000; i++) {
    const double number =
        ldexp (g_test_rand_double_range (-1.0, 1.0), g_test_rand_int_range (-60, 60));
    g_autoptr (JsonNode) node = json_node_init_double (json_node_alloc (), number);
    g_autofree char *text = thecal_json_write (node);

    g_assert_true (g_ascii_strtod (text, NULL) == number);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ctl/json-write/numbers", test_numbers);
  g_test_add_func ("/ctl/json-write/same", test_same);
  g_test_add_func ("/ctl/json-write/random", test_random);

  return g_test_run ();
}
