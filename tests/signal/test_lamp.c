/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "signal/lamp.h"

#include "signal/lamp_pattern.h"

#define NEVER THECAL_LAMP_NEVER_MS
#define LIMIT_US (20 * G_USEC_PER_SEC)

/* An output that notes what it is told, and fails or hangs as asked. */

#define FAKE_TYPE_OUTPUT (fake_output_get_type ())
G_DECLARE_FINAL_TYPE (FakeOutput, fake_output, FAKE, OUTPUT, GObject)

struct _FakeOutput {
  GObject parent_instance;
  GMutex lock; /* of the rest: it is called in a thread */
  GCond freed;
  GString *seen; /* "1" and "0" */
  gboolean fails, hangs;
  gboolean stale; /* fails once */
};

static gboolean
fake_output_set (ThecalLampOutput *output, gboolean on, GError **error)
{
  FakeOutput *self = FAKE_OUTPUT (output);
  gboolean ok;

  g_mutex_lock (&self->lock);
  while (self->hangs)
    g_cond_wait (&self->freed, &self->lock);
  ok = !self->fails && !self->stale;
  self->stale = FALSE;
  if (ok)
    g_string_append_c (self->seen, on ? '1' : '0');
  g_mutex_unlock (&self->lock);
  if (!ok)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "burnt out");

  return ok;
}

static void
fake_output_iface_init (ThecalLampOutputInterface *iface)
{
  iface->set = fake_output_set;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (FakeOutput,
                               fake_output,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (THECAL_TYPE_LAMP_OUTPUT,
                                                      fake_output_iface_init))

static void
fake_output_finalize (GObject *object)
{
  FakeOutput *self = FAKE_OUTPUT (object);

  g_string_free (self->seen, TRUE);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->freed);
  G_OBJECT_CLASS (fake_output_parent_class)->finalize (object);
}

static void
fake_output_class_init (FakeOutputClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fake_output_finalize;
}

static void
fake_output_init (FakeOutput *self)
{
  g_mutex_init (&self->lock);
  g_cond_init (&self->freed);
  self->seen = g_string_new (NULL);
}

static void
set_trouble (FakeOutput *self, gboolean fails, gboolean hangs)
{
  g_mutex_lock (&self->lock);
  self->fails = fails;
  self->hangs = hangs;
  g_cond_signal (&self->freed);
  g_mutex_unlock (&self->lock);
}

/* The lamp under test, and what it told. */

typedef struct {
  FakeOutput *output;
  ThecalLamp *lamp;
  GString *told; /* "ok", "failed burnt out", one a line */
} Fixture;

static void
on_result (ThecalLamp *lamp, gboolean ok, const char *detail, Fixture *fixture)
{
  g_string_append_printf (
      fixture->told, "%s%s%s\n", ok ? "ok" : "failed", ok ? "" : " ", ok ? "" : detail);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->output = g_object_new (FAKE_TYPE_OUTPUT, NULL);
  fixture->lamp = thecal_lamp_new (g_object_ref (THECAL_LAMP_OUTPUT (fixture->output)), NULL);
  fixture->told = g_string_new (NULL);
  g_signal_connect (fixture->lamp, "result", G_CALLBACK (on_result), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  set_trouble (fixture->output, FALSE, FALSE);
  g_object_run_dispose (G_OBJECT (fixture->lamp));
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_assert_finalize_object (fixture->lamp);
  g_object_unref (fixture->output);
  g_string_free (fixture->told, TRUE);
}

/* Until what was switched ends so. */
static void
wait_seen (Fixture *fixture, const char *end)
{
  const gint64 until_us = g_get_monotonic_time () + LIMIT_US;
  gboolean found = FALSE;

  while (!found && g_get_monotonic_time () < until_us) {
    g_main_context_iteration (NULL, FALSE);
    g_mutex_lock (&fixture->output->lock);
    found = g_str_has_suffix (fixture->output->seen->str, end);
    g_mutex_unlock (&fixture->output->lock);
  }
  g_assert_true (found);
}

static void
wait_told (Fixture *fixture, const char *told)
{
  const gint64 until_us = g_get_monotonic_time () + LIMIT_US;

  while (!g_str_equal (fixture->told->str, told) && g_get_monotonic_time () < until_us)
    g_main_context_iteration (NULL, FALSE);
  g_assert_cmpstr (fixture->told->str, ==, told);
}

static void
test_pattern (void)
{
  static const struct {
    ThecalPriority priority;
    int since_ms;
    bool on;
    int next_ms;
  } rows[] = {
    { THECAL_PRIORITY_HIGH, 0, true, 250 },          { THECAL_PRIORITY_HIGH, 249, true, 1 },
    { THECAL_PRIORITY_HIGH, 250, false, 250 },       { THECAL_PRIORITY_HIGH, 500, true, 250 },
    { THECAL_PRIORITY_HIGH, G_MAXINT, true, 103 },   { THECAL_PRIORITY_HIGH, -5, true, 250 },
    { THECAL_PRIORITY_MEDIUM, 0, true, 833 },        { THECAL_PRIORITY_MEDIUM, 833, false, 833 },
    { THECAL_PRIORITY_MEDIUM, 1666, true, 833 },     { THECAL_PRIORITY_LOW, 0, true, 2000 },
    { THECAL_PRIORITY_LOW, 1999, true, 1 },          { THECAL_PRIORITY_LOW, 2000, false, NEVER },
    { THECAL_PRIORITY_LOW, G_MAXINT, false, NEVER }, { THECAL_PRIORITY_INFO, 0, false, NEVER },
    { THECAL_PRIORITY_NONE, 0, false, NEVER },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    int next_ms = 0;

    g_test_message ("%d %d", rows[i].priority, rows[i].since_ms);
    g_assert_cmpint (
        thecal_lamp_pattern_is_on (rows[i].priority, rows[i].since_ms, &next_ms), ==, rows[i].on);
    g_assert_cmpint (next_ms, ==, rows[i].next_ms);
  }
}

static void
test_choice (void)
{
  static const struct {
    const char *text;
    gboolean good;
  } rows[] = {
    { "gpio:gpiochip0:17", TRUE },
    { "gpio:0:0", TRUE },
    { "gpio:gpiochip0:17:low", TRUE },
    { "relay", TRUE },
    { "relay:8", TRUE },
    { "relay:1:/dev/hidraw3", TRUE },
    { "", FALSE },
    { "gpio", FALSE },
    { "gpio::17", FALSE },
    { "gpio:gpiochip0", FALSE },
    { "gpio:gpiochip0:-1", FALSE },
    { "gpio:gpiochip0:1024", FALSE },
    { "gpio:gpiochip0:17:high", FALSE },
    { "gpio:gpiochip0:17:low:", FALSE },
    { "relay:0", FALSE },
    { "relay:9", FALSE },
    { "relay:one", FALSE },
    { "relay:1:hidraw3", FALSE },
    { "relay:1:/dev/hidraw3:x", FALSE },
    { "siren", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (ThecalLampOutput) output = thecal_lamp_output_new (rows[i].text, &error);

    g_test_message ("%s", rows[i].text);
    g_assert_cmpint (output != NULL, ==, rows[i].good);
    g_assert_cmpint (error == NULL, ==, rows[i].good);
  }
}

/* What is not there says so, and is looked for again. */
static void
test_absent (void)
{
  static const char *const texts[] = { "gpio:thecal-none:1",
                                       "relay:1:/dev/null",
                                       "relay:1:/nonexistent/hidraw" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (ThecalLampOutput) output = thecal_lamp_output_new (texts[i], NULL);

    for (int again = 0; again < 2; again++) {
      g_autoptr (GError) error = NULL;

      g_assert_false (thecal_lamp_output_set (output, TRUE, &error));
      g_test_message ("%s", error->message);
    }
  }
}

/* On and off with the sound; told once for an alarm, not at each flash. */
static void
test_sounding (Fixture *fixture, gconstpointer data)
{
  thecal_lamp_set_sounding (fixture->lamp, THECAL_PRIORITY_HIGH);
  wait_seen (fixture, "10101");
  thecal_lamp_set_sounding (fixture->lamp, THECAL_PRIORITY_NONE);
  wait_seen (fixture, "0");
  g_assert_cmpstr (fixture->told->str, ==, "ok\n");
  g_string_truncate (fixture->output->seen, 0);
  thecal_lamp_set_sounding (fixture->lamp, THECAL_PRIORITY_LOW);
  wait_seen (fixture, "10");
  g_assert_cmpstr (fixture->told->str, ==, "ok\nok\n");
}

static void
test_test (Fixture *fixture, gconstpointer data)
{
  thecal_lamp_test (fixture->lamp, FALSE);
  wait_told (fixture, "ok\n");
  g_assert_cmpstr (fixture->output->seen->str, ==, "0");
  thecal_lamp_test (fixture->lamp, TRUE);
  wait_told (fixture, "ok\nok\n");
  g_assert_cmpstr (fixture->output->seen->str, ==, "010");
}

/* A lamp that failed while it was on is switched off when that works again. */
static void
test_failure (Fixture *fixture, gconstpointer data)
{
  thecal_lamp_set_sounding (fixture->lamp, THECAL_PRIORITY_HIGH);
  wait_told (fixture, "ok\n");
  set_trouble (fixture->output, TRUE, FALSE);
  wait_told (fixture, "ok\nfailed burnt out\n");
  thecal_lamp_set_sounding (fixture->lamp, THECAL_PRIORITY_NONE);
  set_trouble (fixture->output, FALSE, FALSE);
  wait_told (fixture, "ok\nfailed burnt out\nok\n");
  wait_seen (fixture, "0");
}

/* An adapter that was pulled out and plugged in again, while its lamp was off, is no failure. */
static void
test_stale (Fixture *fixture, gconstpointer data)
{
  thecal_lamp_test (fixture->lamp, FALSE);
  wait_told (fixture, "ok\n");
  fixture->output->stale = TRUE;
  thecal_lamp_set_sounding (fixture->lamp, THECAL_PRIORITY_HIGH);
  wait_seen (fixture, "1010");
  g_assert_cmpstr (fixture->told->str, ==, "ok\nok\n");
}

static void
test_hanging (Fixture *fixture, gconstpointer data)
{
  set_trouble (fixture->output, FALSE, TRUE);
  thecal_lamp_set_sounding (fixture->lamp, THECAL_PRIORITY_HIGH);
  wait_told (fixture, "failed it does not answer\n");
  thecal_lamp_set_sounding (fixture->lamp, THECAL_PRIORITY_NONE);
  set_trouble (fixture->output, FALSE, FALSE);
  wait_told (fixture, "failed it does not answer\nok\n");
  wait_seen (fixture, "0");
}

static void
on_stopped (GObject *source, GAsyncResult *result, gpointer user_data)
{
  thecal_lamp_stop_finish (THECAL_LAMP (source), result);
  *(gboolean *) user_data = TRUE;
}

static void
test_stop (Fixture *fixture, gconstpointer data)
{
  const gint64 until_us = g_get_monotonic_time () + LIMIT_US;
  gboolean stopped = FALSE;

  thecal_lamp_set_sounding (fixture->lamp, THECAL_PRIORITY_HIGH);
  wait_seen (fixture, "1");
  thecal_lamp_stop_async (fixture->lamp, on_stopped, &stopped);
  while (!stopped && g_get_monotonic_time () < until_us)
    g_main_context_iteration (NULL, FALSE);
  g_assert_true (stopped);
  g_assert_true (g_str_has_suffix (fixture->output->seen->str, "0"));
}

static void
test_no_output (void)
{
  Fixture fixture = { .lamp = thecal_lamp_new (NULL, "no such lamp"), .told = g_string_new (NULL) };

  g_signal_connect (fixture.lamp, "result", G_CALLBACK (on_result), &fixture);
  thecal_lamp_test (fixture.lamp, TRUE);
  thecal_lamp_set_sounding (fixture.lamp, THECAL_PRIORITY_HIGH);
  g_assert_cmpstr (fixture.told->str, ==, "failed no such lamp\nfailed no such lamp\n");
  g_assert_finalize_object (fixture.lamp);
  g_string_free (fixture.told, TRUE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/signal/lamp/pattern", test_pattern);
  g_test_add_func ("/signal/lamp/choice", test_choice);
  g_test_add_func ("/signal/lamp/absent", test_absent);
  g_test_add_func ("/signal/lamp/no-output", test_no_output);
  g_test_add ("/signal/lamp/sounding", Fixture, NULL, set_up, test_sounding, tear_down);
  g_test_add ("/signal/lamp/test", Fixture, NULL, set_up, test_test, tear_down);
  g_test_add ("/signal/lamp/failure", Fixture, NULL, set_up, test_failure, tear_down);
  g_test_add ("/signal/lamp/stale", Fixture, NULL, set_up, test_stale, tear_down);
  g_test_add ("/signal/lamp/hanging", Fixture, NULL, set_up, test_hanging, tear_down);
  g_test_add ("/signal/lamp/stop", Fixture, NULL, set_up, test_stop, tear_down);
  return g_test_run ();
}
