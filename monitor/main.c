/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <glib-unix.h>
#include <glib/gi18n.h>
#include <locale.h>
#include <stdio.h>

#include "config.h"
#include "files/plan_files.h"
#include "host_power.h"
#include "self_test.h"
#include "service/closing.h"
#include "service/monitor_service.h"
#include "service/plan_set.h"
#include "service/supervisor.h"
#include "service/walkthroughs.h"

typedef struct {
  GMainLoop *loop;
  ThecalMonitor *monitor;
  ThecalMonitorService *service;
  ThecalBluetoothSource *bluetooth; /* nullable */
  ThecalHostPower *host_power;      /* NULL before the start */
  ThecalSupervisor *supervisor;
  ThecalSelfTestSchedule *self_tests; /* NULL before the start */
  ThecalWalkthroughs *walkthroughs;
  const char *plan_option; /* nullable */
  ThecalPlanSet *plans;
  gboolean owns_name, started;
  int status;
} Program;

static gboolean
on_terminate (gpointer user_data)
{
  g_main_loop_quit (((Program *) user_data)->loop);
  return G_SOURCE_CONTINUE;
}

static void
check_ready (Program *self)
{
  if (self->owns_name && self->started)
    thecal_supervisor_ready (self->supervisor,
                             thecal_monitor_service_get_connection (self->service));
}

static void
on_name_acquired (Program *self)
{
  self->owns_name = TRUE;
  check_ready (self);
}

static const char *
why_name_lost (GDBusConnection *connection)
{
  if (connection == NULL)
    return _ ("there is no session bus");
  if (g_dbus_connection_is_closed (connection))
    return _ ("the session bus has ended");

  return _ ("another monitor is running");
}

static void
on_name_lost (Program *self)
{
  fprintf (stderr,
           "thecal-monitor: %s\n",
           why_name_lost (thecal_monitor_service_get_connection (self->service)));
  self->status = 1;
  g_main_loop_quit (self->loop);
}

static void
on_plan_loaded (Program *self)
{
  thecal_monitor_service_set_plan (self->service,
                                   thecal_plan_set_get_path (self->plans),
                                   thecal_plan_set_get_fault (self->plans));
}

/* Sources begin when what was known is back: nothing arrives before its state. */
static void
on_started (Program *self)
{
  self->started = TRUE;
  thecal_plan_set_start (self->plans);
  if (self->bluetooth != NULL)
    thecal_bluetooth_source_start (self->bluetooth);
  self->host_power = thecal_host_power_new (THECAL_EVENT_SINK (self->monitor));
  self->self_tests = thecal_self_test_schedule_new (self->monitor);
  thecal_walkthroughs_start (self->walkthroughs);
  check_ready (self);
}

static void
run (Program *self, const char *state_dir, const char *adapter, gboolean no_bluetooth)
{
  g_autofree char *path = g_build_filename (state_dir, "thecal.db", NULL);
  ThecalStore *store = thecal_store_new (path);
  g_autoptr (ThecalSignaller) signaller = thecal_signaller_new ();
  ThecalClosing closing;

  self->loop = g_main_loop_new (NULL, FALSE);
  self->monitor = thecal_monitor_new (store, signaller);
  if (!no_bluetooth)
    self->bluetooth = thecal_bluetooth_source_new (THECAL_EVENT_SINK (self->monitor), adapter);
  self->service = thecal_monitor_service_new (self->monitor, self->bluetooth);
  self->supervisor = thecal_supervisor_new (self->monitor);
  self->walkthroughs = thecal_walkthroughs_new (self->monitor, state_dir);
  self->plans = thecal_plan_set_new (self->monitor, self->plan_option, state_dir);
  g_signal_connect_swapped (self->monitor, "started", G_CALLBACK (on_started), self);
  g_signal_connect_swapped (self->service, "name-acquired", G_CALLBACK (on_name_acquired), self);
  g_signal_connect_swapped (self->service, "name-lost", G_CALLBACK (on_name_lost), self);
  g_signal_connect_swapped (self->plans, "loaded", G_CALLBACK (on_plan_loaded), self);
  g_signal_connect_object (self->walkthroughs,
                           "changed",
                           G_CALLBACK (thecal_monitor_service_tell_walkthroughs),
                           self->service,
                           G_CONNECT_SWAPPED);
  g_unix_signal_add (SIGTERM, on_terminate, self);
  g_unix_signal_add (SIGINT, on_terminate, self);
  thecal_monitor_service_start (self->service);
  thecal_monitor_start (self->monitor);
  g_main_loop_run (self->loop);

  if (self->bluetooth != NULL)
    thecal_bluetooth_source_stop (self->bluetooth);
  g_clear_object (&self->host_power);
  g_clear_pointer (&self->self_tests, thecal_self_test_schedule_free);
  g_object_run_dispose (G_OBJECT (self->plans));
  g_clear_object (&self->plans);
  g_object_run_dispose (G_OBJECT (self->walkthroughs));
  g_clear_object (&self->walkthroughs);
  g_clear_object (&self->supervisor);
  g_clear_object (&self->service);
  g_clear_object (&self->bluetooth);
  /* It saves its state now, though a call that is under way may still hold it. */
  g_object_run_dispose (G_OBJECT (self->monitor));
  g_clear_object (&self->monitor);
  closing = thecal_closing_run (store, signaller);
  if (closing.store_answered)
    g_object_unref (store);
  if (!closing.store_flushed)
    self->status = 1;
  g_main_loop_unref (self->loop);
}

int
main (int argc, char **argv)
{
  g_autofree char *state_dir = NULL, *adapter = NULL, *plan = NULL;
  gboolean no_bluetooth = FALSE, version = FALSE;
  const GOptionEntry entries[] = {
    { "state-dir",
      0,
      0,
      G_OPTION_ARG_FILENAME,
      &state_dir,
      N_ ("Where readings and alarms are kept"),
      "DIR" },
    { "adapter",
      0,
      0,
      G_OPTION_ARG_STRING,
      &adapter,
      N_ ("Bluetooth adapter, as in hci0"),
      "NAME" },
    { "no-bluetooth", 0, 0, G_OPTION_ARG_NONE, &no_bluetooth, N_ ("Work by printout only"), NULL },
    { "plan", 0, 0, G_OPTION_ARG_FILENAME, &plan, N_ ("Care plan file"), "FILE" },
    { "version", 0, 0, G_OPTION_ARG_NONE, &version, N_ ("Show the version"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;
  Program program = { 0 };

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, THECAL_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (!g_option_context_parse (context, &argc, &argv, &error) || argc > 1) {
    fprintf (
        stderr, "thecal-monitor: %s\n", error != NULL ? error->message : _ ("unexpected argument"));
    return 2;
  }
  if (version) {
    puts ("thecal-monitor " THECAL_VERSION);
    return 0;
  }
  if (state_dir == NULL)
    state_dir = thecal_plan_files_get_state_dir ();
  program.plan_option = plan;
  run (&program, state_dir, adapter, no_bluetooth);

  return program.status;
}
