/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "ctl/bus_commands.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

#include "ctl/bus.h"
#include "ctl/command.h"
#include "ctl/printout_options.h"
#include "ctl/status_out.h"

int
thecal_ctl_status (int argc, char **argv)
{
  gboolean json = FALSE;
  const ThecalOption options[] = { { "--json", THECAL_OPTION_FLAG, &json, 0, 0, NULL },
                                   THECAL_END_OF_OPTIONS };
  g_autoptr (GDBusConnection) bus = NULL;
  g_autoptr (GVariant) objects = NULL;

  if (thecal_options_want_help (argc, argv))
    return thecal_command_help (_ ("Usage: thecalctl status [--json]"));
  if (!thecal_options_parse (argc, argv, options, NULL, 0))
    return THECAL_EXIT_BAD_INPUT;
  bus = thecal_bus_open (argv[0]);
  objects = bus != NULL ? thecal_bus_get_objects (bus, argv[0]) : NULL;
  if (objects == NULL)
    return THECAL_EXIT_PROBLEM;
  thecal_status_print (objects, json);

  return THECAL_EXIT_DONE;
}

static void
on_changed (GDBusConnection *bus,
            const char *sender,
            const char *path,
            const char *interface,
            const char *signal,
            GVariant *parameters,
            gpointer user_data)
{
  thecal_status_print_change (path, signal, parameters, *(gboolean *) user_data);
}

static void
on_gone (GDBusConnection *bus, const char *name, gpointer user_data)
{
  puts (_ ("Thecal's monitor is not running. Nothing is being watched."));
  fflush (stdout);
}

int
thecal_ctl_watch (int argc, char **argv)
{
  gboolean json = FALSE;
  const ThecalOption options[] = { { "--json", THECAL_OPTION_FLAG, &json, 0, 0, NULL },
                                   THECAL_END_OF_OPTIONS };
  g_autoptr (GDBusConnection) bus = NULL;
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);

  if (thecal_options_want_help (argc, argv))
    return thecal_command_help (_ ("Usage: thecalctl watch [--json]"));
  if (!thecal_options_parse (argc, argv, options, NULL, 0))
    return THECAL_EXIT_BAD_INPUT;
  bus = thecal_bus_open (argv[0]);
  if (bus == NULL)
    return THECAL_EXIT_PROBLEM;
  g_dbus_connection_signal_subscribe (bus,
                                      THECAL_BUS_NAME,
                                      NULL,
                                      NULL,
                                      NULL,
                                      NULL,
                                      G_DBUS_SIGNAL_FLAGS_NONE,
                                      on_changed,
                                      &json,
                                      NULL);
  g_bus_watch_name_on_connection (bus,
                                  THECAL_BUS_NAME,
                                  G_BUS_NAME_WATCHER_FLAGS_AUTO_START,
                                  NULL,
                                  json ? NULL : on_gone,
                                  NULL,
                                  NULL);
  g_main_loop_run (loop);

  return THECAL_EXIT_DONE;
}

static void
add_double (GVariantBuilder *values, const char *name, double value)
{
  if (!isnan (value))
    g_variant_builder_add (values, "{sv}", name, g_variant_new_double (value));
}

static void
add_time (GVariantBuilder *values, const char *name, gint64 time_us)
{
  g_autoptr (GDateTime) time = NULL;
  g_autofree char *text = NULL;

  if (time_us == THECAL_UNKNOWN_US)
    return;
  time = g_date_time_new_from_unix_utc (time_us / THECAL_SECOND_US);
  text = g_date_time_format_iso8601 (time);
  g_variant_builder_add (values, "{sv}", name, g_variant_new_string (text));
}

int
thecal_ctl_enter (int argc, char **argv)
{
  ThecalPrintout printout = THECAL_PRINTOUT_INIT;
  g_autoptr (GDBusConnection) bus = NULL;
  g_autoptr (GVariant) reply = NULL;
  GVariantBuilder values;
  gboolean bad_input = FALSE;

  if (thecal_options_want_help (argc, argv))
    return thecal_command_help (
        _ ("Usage: thecalctl enter --reservoir-ml ML --concentration-ug-per-ml UG "
           "--dose-ug-per-day UG\n"
           "         [--low-ml ML] [--alarm-date DATE] [--capacity-ml ML] [--at TIME] "
           "[--filled-at TIME]\n"
           "         [--withdrawn-ml ML]\n\n"
           "Enters the clinic's printout. --at: when these numbers were true; "
           "--filled-at: when the pump was filled to this volume;\n"
           "--withdrawn-ml: what was taken out before that fill."));
  printout.is_entered = TRUE;
  if (!thecal_printout_parse (argc, argv, &printout))
    return THECAL_EXIT_BAD_INPUT;

  g_variant_builder_init (&values, G_VARIANT_TYPE_VARDICT);
  add_double (&values, "reservoir_ml", printout.reservoir_ml);
  add_double (&values, "concentration_ug_per_ml", printout.concentration_ug_per_ml);
  add_double (&values, "dose_ug_per_day", printout.dose_ug_per_day);
  add_double (&values, "low_ml", printout.low_ml);
  add_double (&values, "capacity_ml", printout.capacity_ml);
  add_double (&values, "withdrawn_ml", printout.withdrawn_ml);
  add_time (&values, "alarm_date", printout.alarm_date_us);
  add_time (&values, "at", printout.at_us);
  add_time (&values, "filled_at", printout.filled_at_us);
  bus = thecal_bus_open (argv[0]);
  if (bus == NULL) {
    g_variant_builder_clear (&values);
    return THECAL_EXIT_PROBLEM;
  }
  reply = thecal_bus_call (bus,
                           argv[0],
                           THECAL_BUS_MANAGER,
                           "Manager.Enter",
                           g_variant_new ("(sa{sv})", "", &values),
                           &bad_input);

  return thecal_command_exit (reply, bad_input);
}

int
thecal_ctl_self_test (int argc, char **argv)
{
  gboolean json = FALSE;
  const ThecalOption options[] = { { "--json", THECAL_OPTION_FLAG, &json, 0, 0, NULL },
                                   THECAL_END_OF_OPTIONS };
  g_autoptr (GDBusConnection) bus = NULL;
  g_autoptr (GVariant) reply = NULL;

  if (thecal_options_want_help (argc, argv))
    return thecal_command_help (_ ("Usage: thecalctl self-test [--json]"));
  if (!thecal_options_parse (argc, argv, options, NULL, 0))
    return THECAL_EXIT_BAD_INPUT;
  bus = thecal_bus_open (argv[0]);
  if (bus == NULL)
    return THECAL_EXIT_PROBLEM;
  reply = thecal_bus_call (bus, argv[0], THECAL_BUS_MANAGER, "Manager.RunSelfTest", NULL, NULL);
  if (reply == NULL)
    return THECAL_EXIT_PROBLEM;

  return thecal_status_print_self_test (reply, json) ? THECAL_EXIT_DONE : THECAL_EXIT_PROBLEM;
}
