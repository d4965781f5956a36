/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "signal/sink_list.h"

/* Sinks and failed ones as words. */
typedef struct {
  const char *sinks, *default_name, *pinned, *failed, *chosen;
} Row;

static const Row rows[] = {
  { "a b c", "b", NULL, "", "b" },
  { "a b c", "b", "c", "", "c" },
  { "a b c", "b", "gone", "", "b" },
  /* the default is gone, or nobody knows it */
  { "a b", "gone", NULL, "", "a" },
  { "a b", NULL, NULL, "", "a" },
  /* never the stand-in, whoever asks for it */
  { "auto_null", "auto_null", NULL, "", NULL },
  { "auto_null", "auto_null", "auto_null", "", NULL },
  { "auto_null a", "auto_null", "auto_null", "", "a" },
  { "", NULL, "a", "", NULL },
  /* what did not take the sound comes last, and is better than none */
  { "a b c", "b", "c", "c", "b" },
  { "a b c", "b", "c", "c b", "a" },
  { "a b c", "b", "c", "a b c", "c" },
  { "auto_null a", "a", NULL, "a", "a" },
};

static void
test_choice (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (ThecalSinkList) list = thecal_sink_list_new ();
    g_auto (GStrv) sinks = g_strsplit (rows[i].sinks, " ", -1);
    g_auto (GStrv) names = g_strsplit (rows[i].failed, " ", -1);
    g_autoptr (GPtrArray) failed = g_ptr_array_new ();
    const ThecalSink *chosen;

    list->default_name = g_strdup (rows[i].default_name);
    for (guint j = 0; sinks[j] != NULL; j++) {
      const pa_sink_info info = { .name = sinks[j], .index = j };

      thecal_sink_list_add (list, &info);
    }
    for (guint j = 0; names[j] != NULL; j++)
      g_ptr_array_add (failed, names[j]);
    chosen = thecal_sink_list_choose (list, rows[i].pinned, failed);
    g_test_message ("row %u", i);
    g_assert_cmpstr (chosen != NULL ? chosen->name : NULL, ==, rows[i].chosen);
  }
}

/* What a broken server might say. */
static void
test_nameless (void)
{
  g_autoptr (ThecalSinkList) list = thecal_sink_list_new ();
  const pa_sink_info info = { .index = 7 };

  thecal_sink_list_add (list, &info);
  g_assert_null (thecal_sink_list_choose (list, NULL, NULL));
  g_assert_null (thecal_sink_list_choose (list, "a", NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/signal/sink-list/choice", test_choice);
  g_test_add_func ("/signal/sink-list/nameless", test_nameless);

  return g_test_run ();
}
