/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "kiosk/pin_rules.h"

#define SECOND ((gint64) G_USEC_PER_SEC)
#define MINUTE (60 * SECOND)

static void
test_check (void)
{
  static const struct {
    const char *pin;
    ThecalPinFault fault;
  } rows[] = {
    { "2580", THECAL_PIN_GOOD },
    { "258025802580", THECAL_PIN_GOOD },
    { "1233", THECAL_PIN_GOOD },
    { "258", THECAL_PIN_SHORT },
    { "", THECAL_PIN_SHORT },
    { "2580258025802", THECAL_PIN_LONG },
    { "25a0", THECAL_PIN_NOT_DIGITS },
    { "25 0", THECAL_PIN_NOT_DIGITS },
    { "\xd9\xa1\xd9\xa2\xd9\xa3\xd9\xa4", THECAL_PIN_NOT_DIGITS },
    { "0000", THECAL_PIN_EASY },
    { "77777777", THECAL_PIN_EASY },
    { "1234", THECAL_PIN_EASY },
    { "456789", THECAL_PIN_EASY },
    { "9876", THECAL_PIN_EASY },
    { "7890", THECAL_PIN_EASY },
    { "0987", THECAL_PIN_EASY },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_test_message ("%s", rows[i].pin);
    g_assert_cmpint (thecal_pin_rules_check (rows[i].pin), ==, rows[i].fault);
  }
}

static void
test_waits (void)
{
  static const struct {
    guint n_wrong;
    gint64 wait_us;
    guint n_free;
  } rows[] = {
    { 0, 0, 5 },
    { 1, 0, 4 },
    { 4, 0, 1 },
    { 5, 30 * SECOND, 0 },
    { 6, 1 * MINUTE, 0 },
    { 7, 5 * MINUTE, 0 },
    { 8, 15 * MINUTE, 0 },
    { 9, 15 * MINUTE, 0 },
    { 1000, 15 * MINUTE, 0 },
    { G_MAXUINT, 15 * MINUTE, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_test_message ("%u", rows[i].n_wrong);
    g_assert_cmpint (thecal_pin_rules_get_wait_us (rows[i].n_wrong), ==, rows[i].wait_us);
    g_assert_cmpuint (thecal_pin_rules_get_free (rows[i].n_wrong), ==, rows[i].n_free);
  }
}

/* Five are free, then each waits for its time and no longer. */
static void
test_adding (void)
{
  static const struct {
    gint64 at_us;
    gint64 left_us; /* after a wrong try then */
  } rows[] = {
    { 10 * SECOND, 0 },
    { 11 * SECOND, 0 },
    { 12 * SECOND, 0 },
    { 13 * SECOND, 0 },
    { 14 * SECOND, 30 * SECOND },
    { 44 * SECOND, 1 * MINUTE },
    { 104 * SECOND, 5 * MINUTE },
    { 404 * SECOND, 15 * MINUTE },
    { 1304 * SECOND, 15 * MINUTE },
  };
  ThecalPinTries tries = { 0 };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_test_message ("%zu", i);
    g_assert_cmpint (thecal_pin_tries_get_left_us (&tries, rows[i].at_us), ==, 0);
    thecal_pin_tries_add (&tries, "a", rows[i].at_us);
    g_assert_cmpint (thecal_pin_tries_get_left_us (&tries, rows[i].at_us), ==, rows[i].left_us);
  }
  g_assert_cmpuint (tries.n_wrong, ==, G_N_ELEMENTS (rows));
  g_assert_cmpstr (tries.boot, ==, "a");
  tries.n_wrong = G_MAXUINT;
  thecal_pin_tries_add (&tries, "a", 2204 * SECOND);
  g_assert_cmpuint (tries.n_wrong, ==, G_MAXUINT);
}

/* What a file says, at the start of the program. */
static void
test_restore (void)
{
  static const struct {
    const char *name;
    ThecalPinTries kept;
    const char *boot;
    gint64 now_us, left_us;
  } rows[] = {
    { "none", { 0, 0, "" }, "a", 5 * SECOND, 0 },
    { "free", { 4, 0, "a" }, "a", 5 * SECOND, 0 },
    { "the program again", { 5, 40 * SECOND, "a" }, "a", 15 * SECOND, 25 * SECOND },
    { "waited for", { 8, 40 * SECOND, "a" }, "a", 41 * SECOND, 0 },
    { "the machine again", { 5, 40 * SECOND, "a" }, "b", 5 * SECOND, 30 * SECOND },
    { "the machine again, waited for", { 8, 40 * SECOND, "a" }, "b", 50 * SECOND, 15 * MINUTE },
    { "the machine again, free", { 4, 0, "a" }, "b", 5 * SECOND, 0 },
    { "start not known", { 6, 0, "" }, "", 5 * SECOND, 1 * MINUTE },
    { "for ever", { 5, G_MAXINT64, "a" }, "a", 5 * SECOND, 30 * SECOND },
    { "for ever, free", { 2, G_MAXINT64, "a" }, "a", 5 * SECOND, 0 },
    { "before all time", { 5, G_MININT64, "a" }, "a", 5 * SECOND, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    ThecalPinTries tries = rows[i].kept;

    g_test_message ("%s", rows[i].name);
    thecal_pin_tries_restore (&tries, rows[i].boot, rows[i].now_us);
    g_assert_cmpint (thecal_pin_tries_get_left_us (&tries, rows[i].now_us), ==, rows[i].left_us);
    g_assert_cmpuint (tries.n_wrong, ==, rows[i].kept.n_wrong);
    g_assert_cmpstr (tries.boot, ==, rows[i].boot);
  }
}

static void
test_distrust (void)
{
  ThecalPinTries tries = { 0 };

  thecal_pin_tries_distrust (&tries, "a", 7 * SECOND);
  g_assert_cmpint (thecal_pin_tries_get_left_us (&tries, 7 * SECOND), ==, 15 * MINUTE);
  g_assert_cmpint (thecal_pin_tries_get_left_us (&tries, 7 * SECOND + 15 * MINUTE), ==, 0);
  thecal_pin_tries_add (&tries, "a", 7 * SECOND + 15 * MINUTE);
  g_assert_cmpint (
      thecal_pin_tries_get_left_us (&tries, 7 * SECOND + 15 * MINUTE), ==, 15 * MINUTE);
}

static void
test_is_same (void)
{
  g_assert_true (thecal_pin_rules_is_same ("$y$a", "$y$a"));
  g_assert_true (thecal_pin_rules_is_same ("", ""));
  g_assert_false (thecal_pin_rules_is_same ("$y$a", "$y$b"));
  g_assert_false (thecal_pin_rules_is_same ("$y$a", "$y$ab"));
  g_assert_false (thecal_pin_rules_is_same ("$y$ab", "$y$a"));
  g_assert_false (thecal_pin_rules_is_same ("", "a"));
  g_assert_false (thecal_pin_rules_is_same (NULL, NULL));
  g_assert_false (thecal_pin_rules_is_same (NULL, "a"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/kiosk/pin-rules/check", test_check);
  g_test_add_func ("/kiosk/pin-rules/waits", test_waits);
  g_test_add_func ("/kiosk/pin-rules/adding", test_adding);
  g_test_add_func ("/kiosk/pin-rules/restore", test_restore);
  g_test_add_func ("/kiosk/pin-rules/distrust", test_distrust);
  g_test_add_func ("/kiosk/pin-rules/is-same", test_is_same);
  return g_test_run ();
}
