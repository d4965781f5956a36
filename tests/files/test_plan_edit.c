/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "files/plan_edit.h"

/* One value changes, and nothing else in a file that people write by hand. */
static void
test_set (void)
{
  static const struct {
    const char *before, *after;
  } rows[] = {
    { "", "[emergency]\nNumber=112\n" },
    { "[person]\nName=Theo\n", "[person]\nName=Theo\n\n[emergency]\nNumber=112\n" },
    { "[person]\nName=Theo", "[person]\nName=Theo\n\n[emergency]\nNumber=112\n" },
    { "# ours\n[emergency]\n\n# by the door\nNumber = 911 \nAddress=here\n",
      "# ours\n[emergency]\n\n# by the door\nNumber=112\nAddress=here\n" },
    { "[emergency]\nAddress=here\n[person]\n",
      "[emergency]\nNumber=112\nAddress=here\n[person]\n" },
    { "[emergency]", "[emergency]\nNumber=112\n" },
    { "[emergency]\nNumber=911", "[emergency]\nNumber=112" },
    /* a comment is none, and another group's key is another one */
    { "[a]\nNumber=1\n[emergency]\n#Number=911\n[b]\nNumber=2\n",
      "[a]\nNumber=1\n[emergency]\nNumber=112\n#Number=911\n[b]\nNumber=2\n" },
    /* of two the last one counts */
    { "[emergency]\nNumber=1\nNumber=911\n", "[emergency]\nNumber=1\nNumber=112\n" },
    /* the ends of lines stay as they are */
    { "[person]\r\nName=Theo\r\n[emergency]\r\nNumber=911\r\n",
      "[person]\r\nName=Theo\r\n[emergency]\r\nNumber=112\r\n" },
    { "[person]\r\n", "[person]\r\n\r\n[emergency]\r\nNumber=112\r\n" },
    { "[emergency]\r\nAddress=here\r\n", "[emergency]\r\nNumber=112\r\nAddress=here\r\n" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *after = thecal_plan_edit_set (rows[i].before, "emergency", "Number", "112");

    g_assert_cmpstr (after, ==, rows[i].after);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/files/plan-edit/set", test_set);

  return g_test_run ();
}
