/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
/* The report of a drill: only what worked has worked, and who was missing is named. */
#include "drill.h"

static const ThecalDrillChannel *
find (const ThecalDrill *drill, const char *name)
{
  for (guint i = 0; i < drill->channels->len; i++) {
    const ThecalDrillChannel *channel = g_ptr_array_index (drill->channels, i);

    if (g_str_equal (channel->channel, name))
      return channel;
  }

  return NULL;
}

static void
test_nothing_worked (void)
{
  static const char *const missing[] = { "sound", "speech", "notification",
                                         "log",   "screen", "person" };
  ThecalDrill drill;

  thecal_drill_init (&drill);
  g_assert_cmpstr (thecal_drill_state_to_string (drill.state), ==, "never");
  /* outside of a drill nothing is noted */
  thecal_drill_note (&drill, "sound", TRUE, "heard");
  thecal_drill_end (&drill, FALSE, 9);
  g_assert_cmpuint (drill.channels->len, ==, 0);
  thecal_drill_begin (&drill, 7);
  g_assert_cmpstr (thecal_drill_state_to_string (drill.state), ==, "running");
  thecal_drill_end (&drill, FALSE, 9);
  g_assert_cmpstr (thecal_drill_state_to_string (drill.state), ==, "done");
  for (gsize i = 0; i < G_N_ELEMENTS (missing); i++) {
    const ThecalDrillChannel *channel = find (&drill, missing[i]);

    g_assert_nonnull (channel);
    g_assert_false (channel->worked);
    g_assert_cmpstr (channel->found, !=, "");
  }
  /* too late */
  thecal_drill_note (&drill, "sound", TRUE, "heard");
  g_assert_false (find (&drill, "sound")->worked);
  thecal_drill_clear (&drill);
}

/* A computer without a desktop is not asked for its messages. */
static void
test_left_out (void)
{
  ThecalDrill drill;

  thecal_drill_init (&drill);
  thecal_drill_leave_out (&drill, "notification");
  thecal_drill_begin (&drill, 7);
  thecal_drill_leave_out (&drill, "notification");
  thecal_drill_leave_out (&drill, "no such channel");
  thecal_drill_end (&drill, FALSE, 9);
  g_assert_null (find (&drill, "notification"));
  g_assert_nonnull (find (&drill, "sound"));
  thecal_drill_clear (&drill);
}

static void
test_what_worked (void)
{
  g_autoptr (GVariant) report = NULL;
  ThecalDrill drill;

  thecal_drill_init (&drill);
  thecal_drill_begin (&drill, 7);
  thecal_drill_note (&drill, "sound", FALSE, "muted");
  g_assert_cmpstr (find (&drill, "sound")->found, ==, "muted");
  thecal_drill_note (&drill, "sound", TRUE, "heard on speaker");
  thecal_drill_note (&drill, "sound", FALSE, "gone"); /* it worked, if only once */
  thecal_drill_note (&drill, "screen bedroom", TRUE, NULL);
  thecal_drill_note (&drill, "person Anna", TRUE, "answered");
  thecal_drill_end (&drill, TRUE, 9);
  g_assert_cmpstr (thecal_drill_state_to_string (drill.state), ==, "broken-off");
  g_assert_true (find (&drill, "sound")->worked);
  g_assert_cmpstr (find (&drill, "sound")->found, ==, "heard on speaker");
  g_assert_null (find (&drill, "screen"));
  g_assert_null (find (&drill, "person"));
  report = g_variant_ref_sink (thecal_drill_to_variant (&drill));
  g_assert_cmpuint (g_variant_n_children (report), ==, drill.channels->len);

  /* the next one knows nothing of this one */
  thecal_drill_begin (&drill, 8);
  g_assert_false (find (&drill, "sound")->worked);
  g_assert_null (find (&drill, "screen bedroom"));
  thecal_drill_clear (&drill);
}

/* Speech begins twenty seconds after the drill, between two bursts. */
static void
test_answered_early (void)
{
  static const struct {
    gint64 turn_s, answer_s; /* turn 0: not before the answer */
    gboolean spoken, answered, reached;
    const char *found;
  } rows[] = {
    { 0, 9, FALSE, TRUE, FALSE, "answered in 9 s" },
    { 20, 22, FALSE, TRUE, FALSE, "answered in 22 s" },
    { 0, 12, FALSE, FALSE, FALSE, "ended after 12 s" },
    { 20, 25, TRUE, TRUE, TRUE, "heard" },
    { 20, 60, FALSE, TRUE, TRUE, "nothing was spoken before the drill ended" },
    { 20, 600, FALSE, FALSE, TRUE, "nothing was spoken before the drill ended" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GVariant) report = NULL;
    const ThecalDrillChannel *speech;
    ThecalDrill drill;

    thecal_drill_init (&drill);
    thecal_drill_begin (&drill, G_TIME_SPAN_HOUR);
    if (rows[i].turn_s > 0)
      thecal_drill_reach_speech (&drill, G_TIME_SPAN_HOUR + rows[i].turn_s * G_TIME_SPAN_SECOND);
    if (rows[i].spoken)
      thecal_drill_note (&drill, "speech", TRUE, "heard");
    if (rows[i].answered)
      thecal_drill_note (&drill, "person Anna", TRUE, "answered");
    thecal_drill_end (&drill, FALSE, G_TIME_SPAN_HOUR + rows[i].answer_s * G_TIME_SPAN_SECOND);
    speech = find (&drill, "speech");
    g_assert_cmpint (speech->reached, ==, rows[i].reached);
    g_assert_cmpstr (speech->found, ==, rows[i].found);
    g_assert_cmpstr (thecal_drill_channel_to_string (speech),
                     ==,
                     rows[i].spoken    ? "worked"
                     : rows[i].reached ? "did not work"
                                       : "not reached");
    /* what is tried at once has no such excuse */
    g_assert_true (find (&drill, "sound")->reached);
    report = g_variant_ref_sink (thecal_drill_to_variant (&drill));
    g_assert_cmpuint (g_variant_n_children (report), ==, drill.channels->len);
    thecal_drill_clear (&drill);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/monitor/drill/nothing-worked", test_nothing_worked);
  g_test_add_func ("/monitor/drill/left-out", test_left_out);
  g_test_add_func ("/monitor/drill/what-worked", test_what_worked);
  g_test_add_func ("/monitor/drill/answered-early", test_answered_early);

  return g_test_run ();
}
