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
      "[emergency]\nAddress=here\nNumber=112\n[person]\n" },
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
    { "[emergency]\r\nAddress=here\r\n", "[emergency]\r\nAddress=here\r\nNumber=112\r\n" },
    /* of a group that stands twice, where its last key is; a head with nothing below it is none */
    { "[emergency]\nAddress=here\n[a]\nB=1\n[emergency]\n",
      "[emergency]\nAddress=here\nNumber=112\n[a]\nB=1\n[emergency]\n" },
    { "\xef\xbb\xbf[emergency]\nNumber=911\n", "\xef\xbb\xbf[emergency]\nNumber=112\n" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *after = thecal_plan_edit_set (rows[i].before, "emergency", "Number", "112");

    g_assert_cmpstr (after, ==, rows[i].after);
  }
}

/* What a person types comes back as it was typed. */
static void
test_escape (void)
{
  static const char *const values[] = {
    "14 Lakeside Road\nback door",
    " leads with a blank",
    "C:\\plan",
    "a\ttab\rand a return",
    "[person]",
    "a=b;c",
    "# no comment",
    "µg, ñ",
    "",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (values); i++) {
    g_autofree char *text = thecal_plan_edit_set ("", "emergency", "Address", values[i]);
    g_autoptr (GKeyFile) file = g_key_file_new ();
    g_autofree char *back = NULL;

    g_assert_true (g_key_file_load_from_data (file, text, (gsize) -1, G_KEY_FILE_NONE, NULL));
    back = g_key_file_get_string (file, "emergency", "Address", NULL);
    g_assert_cmpstr (back, ==, values[i]);
  }
}

static void
test_remove (void)
{
  static const struct {
    const char *before, *key, *after;
  } rows[] = {
    { "", "Step2", "" },
    { "[flex]\nStep1=a\nStep2=b\n", "Step2", "[flex]\nStep1=a\n" },
    { "[flex]\n# old\nStep2=b\n\n[a]\nStep2=c\n", "Step2", "# old\n\n[a]\nStep2=c\n" },
    /* the one before it must not come to life */
    { "[flex]\nStep1=a\nStep2=b\nStep2=c\n", "Step2", "[flex]\nStep1=a\n" },
    { "[flex]\nStep2=b\n[a]\nB=1\n[flex]\nStep2=c\n", "Step2", "[a]\nB=1\n" },
    { "[flex]\r\nStep1=a\r\nStep2=b", "Step2", "[flex]\r\nStep1=a\r\n" },
    { "[a]\nB=1\n[flex]\n# ours\nStep1=a\nStep2=b\n", NULL, "[a]\nB=1\n# ours\n" },
    { "[a]\nStep2=1\n", "Step2", "[a]\nStep2=1\n" },
    { "\xef\xbb\xbf[flex]\nStep2=b\n[a]\n", "Step2", "\xef\xbb\xbf[a]\n" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *after = thecal_plan_edit_remove (rows[i].before, "flex", rows[i].key);

    g_assert_cmpstr (after, ==, rows[i].after);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/files/plan-edit/set", test_set);
  g_test_add_func ("/files/plan-edit/escape", test_escape);
  g_test_add_func ("/files/plan-edit/remove", test_remove);

  return g_test_run ();
}
