/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "kiosk/pin_rules.h"
#include "kiosk/pin_store.h"
#include "kiosk/settings.h"

#define PIN "2580"

static char *ini, *tries; /* paths */

static void
on_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static ThecalPinAnswer *
wait_for (GAsyncResult **result)
{
  g_autoptr (GAsyncResult) done = NULL;

  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  done = g_steal_pointer (result);

  return thecal_pin_store_finish (done, NULL);
}

static ThecalPinAnswer *
look (void)
{
  GAsyncResult *result = NULL;

  thecal_pin_store_look_async (NULL, on_done, &result);
  return wait_for (&result);
}

static ThecalPinAnswer *
try_pin (const char *pin)
{
  GAsyncResult *result = NULL;

  thecal_pin_store_try_async (pin, NULL, on_done, &result);
  return wait_for (&result);
}

static ThecalPinAnswer *
choose (const char *pin)
{
  GAsyncResult *result = NULL;

  thecal_pin_store_choose_async (pin, NULL, on_done, &result);
  return wait_for (&result);
}

#define ASSERT_OUTCOME(call, wanted)                                                               \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autoptr (ThecalPinAnswer) got = (call);                                                      \
    g_assert_cmpint (got->outcome, ==, (wanted));                                                  \
  }                                                                                                \
  G_STMT_END

static void
put (const char *path, const char *text)
{
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static void
begin (void)
{
  g_remove (ini);
  g_remove (tries);
}

static void
test_choose (void)
{
  g_autofree char *text = NULL;
  GStatBuf status;

  begin ();
  ASSERT_OUTCOME (look (), THECAL_PIN_NONE);
  ASSERT_OUTCOME (try_pin (PIN), THECAL_PIN_NONE);
  put (ini, "# mine\n[screen]\nNightFrom=22:00\n");
  ASSERT_OUTCOME (choose (PIN), THECAL_PIN_OPENED);
  g_assert_true (g_file_get_contents (ini, &text, NULL, NULL));
  g_assert_true (g_str_has_prefix (text, "# mine\n[screen]\nNightFrom=22:00\n"));
  g_assert_nonnull (strstr (text, "[pin]\nHash=$y$"));
  g_assert_null (strstr (text, PIN));
  g_assert_cmpint (g_stat (ini, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  g_assert_cmpint (g_stat (tries, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  ASSERT_OUTCOME (look (), THECAL_PIN_CLOSED);
  ASSERT_OUTCOME (try_pin ("2581"), THECAL_PIN_WRONG);
  ASSERT_OUTCOME (try_pin (""), THECAL_PIN_WRONG);
  ASSERT_OUTCOME (try_pin (PIN), THECAL_PIN_OPENED);
  ASSERT_OUTCOME (choose ("97531"), THECAL_PIN_OPENED);
  ASSERT_OUTCOME (try_pin (PIN), THECAL_PIN_WRONG);
  ASSERT_OUTCOME (try_pin ("97531"), THECAL_PIN_OPENED);
}

/* The sixth is not looked at, the right one neither; the count outlives the program. */
static void
test_wait (void)
{
  g_autoptr (ThecalPinAnswer) answer = NULL;

  begin ();
  ASSERT_OUTCOME (choose (PIN), THECAL_PIN_OPENED);
  for (guint i = 1; i < THECAL_PIN_FREE_TRIES; i++) {
    g_autoptr (ThecalPinAnswer) wrong = try_pin ("0000");

    g_assert_cmpint (wrong->outcome, ==, THECAL_PIN_WRONG);
    g_assert_cmpuint (wrong->n_free, ==, THECAL_PIN_FREE_TRIES - i);
    g_assert_cmpint (wrong->left_us, ==, 0);
  }
  answer = try_pin ("0000");
  g_assert_cmpint (answer->outcome, ==, THECAL_PIN_WRONG);
  g_assert_cmpint (answer->left_us, >, 0);
  ASSERT_OUTCOME (try_pin (PIN), THECAL_PIN_WAIT);
  ASSERT_OUTCOME (look (), THECAL_PIN_WAIT);
  /* the right one sets the count back */
  put (tries, "[tries]\nWrong=3\nUntil=0\nBoot=\n");
  ASSERT_OUTCOME (try_pin (PIN), THECAL_PIN_OPENED);
  g_clear_pointer (&answer, thecal_pin_answer_free);
  answer = try_pin ("0000");
  g_assert_cmpuint (answer->n_free, ==, THECAL_PIN_FREE_TRIES - 1);
}

/* A new start of the machine gives no free try, and a wait of another start has its end. */
static void
test_other_start (void)
{
  g_autoptr (ThecalPinAnswer) first = NULL, second = NULL;

  begin ();
  ASSERT_OUTCOME (choose (PIN), THECAL_PIN_OPENED);
  put (tries, "[tries]\nWrong=5\nUntil=9000000000000000000\nBoot=another\n");
  first = look ();
  g_assert_cmpint (first->outcome, ==, THECAL_PIN_WAIT);
  g_assert_cmpint (first->left_us, <=, 30 * G_USEC_PER_SEC);
  second = look ();
  g_assert_cmpint (second->left_us, <=, first->left_us);
}

static void
test_spoilt (void)
{
  static const char *const files[] = {
    "[pin]\nHash=\n",
    "[pin]\nHash=2580\n",
    "[pin]\nHash=$1$salt$qJH7.N4xYta3aEG/dfqo/0\n", /* another method */
    "[pin]\nHash=$y$\n",
    "[pin]\nHash=$y$j9T$abcdefghijklmnop$tooshort\n",
    "[pin]\nHash=*0\n",
    "pin Hash=1\n",
    "[pin\n",
  };
  static const char *const counts[] = {
    "",
    "[tries\n",
    "[tries]\nWrong=many\nUntil=0\nBoot=\n",
    "[tries]\nWrong=-1\nUntil=0\nBoot=\n",
    "[tries]\nWrong=0\nUntil=soon\nBoot=\n",
    "[else]\n",
  };

  begin ();
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++) {
    g_autoptr (ThecalPinAnswer) answer = NULL;

    g_test_message ("%s", files[i]);
    put (ini, files[i]);
    ASSERT_OUTCOME (look (), THECAL_PIN_FAULT);
    ASSERT_OUTCOME (try_pin (""), THECAL_PIN_FAULT);
    answer = try_pin (PIN);
    g_assert_cmpint (answer->outcome, ==, THECAL_PIN_FAULT);
    g_assert_nonnull (strstr (answer->fault, "kiosk.ini"));
  }
  /* the owner's way out */
  ASSERT_OUTCOME (choose (PIN), THECAL_PIN_OPENED);
  ASSERT_OUTCOME (try_pin (PIN), THECAL_PIN_OPENED);

  for (gsize i = 0; i < G_N_ELEMENTS (counts); i++) {
    g_autoptr (ThecalPinAnswer) answer = NULL;

    g_test_message ("%s", counts[i]);
    put (tries, counts[i]);
    ASSERT_OUTCOME (try_pin (PIN), THECAL_PIN_WAIT);
    answer = look ();
    g_assert_cmpint (answer->outcome, ==, THECAL_PIN_WAIT);
    g_assert_cmpint (answer->left_us, <=, THECAL_PIN_WAIT_MOST_US);
    g_assert_cmpint (answer->left_us, >, THECAL_PIN_WAIT_MOST_US - 60 * G_USEC_PER_SEC);
  }
}

/* Where no try can be kept none is made. */
static void
test_not_written (void)
{
  begin ();
  ASSERT_OUTCOME (choose (PIN), THECAL_PIN_OPENED);
  g_remove (tries);
  g_assert_cmpint (g_mkdir (tries, 0700), ==, 0);
  ASSERT_OUTCOME (try_pin (PIN), THECAL_PIN_FAULT);
  g_assert_cmpint (g_rmdir (tries), ==, 0);
  ASSERT_OUTCOME (try_pin (PIN), THECAL_PIN_OPENED);
}

static void
test_cancelled (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  GAsyncResult *result = NULL;

  g_cancellable_cancel (cancellable);
  thecal_pin_store_try_async (PIN, cancellable, on_done, &result);
  g_assert_null (wait_for (&result));
}

/* What is no brightness is as where nothing is set: no slip makes the screen black. */
static void
test_brightness (void)
{
  static const struct {
    const char *text;
    int day, night;
  } rows[] = {
    { "", 100, 20 },
    { "[screen]\nBrightness=60\n[night]\nBrightness= 5 \n", 60, 5 },
    { "[screen]\nBrightness=29\n[night]\nBrightness=4\n", 100, 20 },
    { "[screen]\nBrightness=0\n[night]\nBrightness=0\n", 100, 20 },
    { "[screen]\nBrightness=101\n[night]\nBrightness=dark\n", 100, 20 },
    { "[screen]\nBrightness=30\n[night]\nBrightness=100\n", 30, 100 },
    { "[night\nBrightness=5\n", 100, 20 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (ThecalKioskSettings) settings = NULL;
    ThecalDimLevels levels;

    begin ();
    put (ini, rows[i].text);
    g_test_message ("row %" G_GSIZE_FORMAT, i);
    settings = thecal_kiosk_settings_new ();
    levels = thecal_kiosk_settings_get_levels (settings);
    g_assert_cmpint (levels.day, ==, rows[i].day);
    g_assert_cmpint (levels.night, ==, rows[i].night);
  }
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = g_dir_make_tmp ("thecal-pin-XXXXXX", NULL);
  g_autofree char *config = g_build_filename (folder, "thecal", NULL);
  g_autofree char *bad = NULL;
  int status;

  g_setenv ("XDG_CONFIG_HOME", folder, TRUE);
  g_setenv ("THECAL_STATE_DIR", config, TRUE);
  g_assert_cmpint (g_mkdir (config, 0700), ==, 0);
  g_test_init (&argc, &argv, NULL);
  ini = thecal_kiosk_settings_get_path ();
  bad = g_strconcat (ini, ".bad", NULL);
  tries = g_build_filename (config, "kiosk-pin.ini", NULL);
  g_test_add_func ("/kiosk/pin-store/choose", test_choose);
  g_test_add_func ("/kiosk/pin-store/wait", test_wait);
  g_test_add_func ("/kiosk/pin-store/other-start", test_other_start);
  g_test_add_func ("/kiosk/pin-store/spoilt", test_spoilt);
  g_test_add_func ("/kiosk/pin-store/not-written", test_not_written);
  g_test_add_func ("/kiosk/pin-store/cancelled", test_cancelled);
  g_test_add_func ("/kiosk/settings/brightness", test_brightness);
  status = g_test_run ();
  begin ();
  g_remove (bad);
  g_rmdir (config);
  g_rmdir (folder);
  g_free (ini);
  g_free (tries);
  return status;
}
