/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <locale.h>
#include <stdio.h>
#include <string.h>

#include <gio/gunixinputstream.h>
#include <glib-unix.h>
#include <glib/gstdio.h>

#include "sim/peripheral.h"
#include "sim/private_bus.h"

#define MAX_PUMPS 1000

typedef struct {
  gboolean stand_in, bluez, read_stdin, unpaired;
  char *bus, *adapter, *scenario, *address_file, *passkey_file, *pair, *passkey;
  int n_pumps;
  double rate_hz;
} Options;

typedef struct {
  Options options;
  ThecalSimConfig config;
  ThecalPrivateBus *private_bus;
  GDBusConnection *bus;
  ThecalStandIn *stand_in;
  ThecalPeripheral *peripheral;
  char *address;
  GDataInputStream *input;
  GCancellable *cancellable;
  GMainLoop *loop;
  int status;
} Sim;

static int
usage_error (const char *message)
{
  g_printerr ("thecal-sim: %s\n", message);
  return 2;
}

static void
end (const char *error, gpointer user_data)
{
  Sim *self = user_data;

  if (error != NULL) {
    g_printerr ("thecal-sim: %s\n", error);
    self->status = 1;
  }
  g_main_loop_quit (self->loop);
}

static gboolean
on_signal (gpointer user_data)
{
  end (NULL, user_data);
  return G_SOURCE_CONTINUE;
}

static void
on_line (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *line =
      g_data_input_stream_read_line_finish (G_DATA_INPUT_STREAM (source), result, NULL, &error);
  ThecalStep step;

  /* the end of the input is not the end of the pump */
  if (line == NULL)
    return;
  Sim *self = user_data;
  if (line[0] != '\0' && !thecal_step_parse (line, &step, &error))
    g_printerr ("thecal-sim: stdin: %s\n", error->message);
  else if (line[0] != '\0' && self->stand_in != NULL)
    thecal_stand_in_apply (self->stand_in, &step);
  else if (line[0] != '\0' && self->peripheral != NULL)
    thecal_peripheral_apply (self->peripheral, &step);
  g_data_input_stream_read_line_async (
      self->input, G_PRIORITY_DEFAULT, self->cancellable, on_line, self);
}

static void
on_ready (gpointer user_data)
{
  Sim *self = user_data;
  g_autoptr (GError) error = NULL;

  if (self->options.address_file != NULL &&
      !g_file_set_contents (self->options.address_file, self->address, -1, &error)) {
    end (error->message, self);
    return;
  }
  if (self->address != NULL)
    printf ("DBUS_SYSTEM_BUS_ADDRESS=%s\n", self->address);
  else
    printf ("advertising on %s\n", self->options.adapter);
  fflush (stdout);
  if (!self->options.read_stdin)
    return;
  g_autoptr (GInputStream) stream = g_unix_input_stream_new (0, FALSE);
  self->input = g_data_input_stream_new (stream);
  g_data_input_stream_read_line_async (
      self->input, G_PRIORITY_DEFAULT, self->cancellable, on_line, self);
}

static const ThecalSimEvents sim_events = { .ready = on_ready, .end = end };

static void
on_bus_closed (GDBusConnection *bus, gboolean remote, GError *error, gpointer user_data)
{
  end ("the bus is gone", user_data);
}

static void
on_connected (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  GDBusConnection *bus = g_dbus_connection_new_for_address_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  Sim *self = user_data;
  if (bus == NULL) {
    end (error->message, self);
    return;
  }
  self->bus = bus;
  g_dbus_connection_set_exit_on_close (bus, FALSE);
  g_signal_connect (bus, "closed", G_CALLBACK (on_bus_closed), self);
  if (self->options.bluez)
    self->peripheral =
        thecal_peripheral_new (bus, self->options.adapter, &self->config, &sim_events, self);
  else
    self->stand_in = thecal_stand_in_new (bus, &self->config, &sim_events, self);
}

static void
connect_to (const char *address, gpointer user_data)
{
  Sim *self = user_data;

  if (!self->options.bluez)
    self->address = g_strdup (address);
  g_dbus_connection_new_for_address (address,
                                     G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                         G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                     NULL,
                                     self->cancellable,
                                     on_connected,
                                     self);
}

static const ThecalPrivateBusEvents private_bus_events = { .ready = connect_to, .died = end };

static gboolean
start (Sim *self, GError **error)
{
  if (self->options.bus != NULL) {
    connect_to (self->options.bus, self);
    return TRUE;
  }
  if (self->options.bluez) {
    const char *address = g_getenv ("DBUS_SYSTEM_BUS_ADDRESS");

    connect_to (address != NULL ? address : "unix:path=/run/dbus/system_bus_socket", self);
    return TRUE;
  }
  self->private_bus = thecal_private_bus_new (&private_bus_events, self, error);
  return self->private_bus != NULL;
}

static gboolean
parse_options (Options *options, int *argc, char ***argv, GError **error)
{
  const GOptionEntry entries[] = {
    { "stand-in",
      0,
      0,
      G_OPTION_ARG_NONE,
      &options->stand_in,
      "Be org.bluez with the pump, on a bus of its own",
      NULL },
    { "bus",
      0,
      0,
      G_OPTION_ARG_STRING,
      &options->bus,
      "The same on the bus at ADDRESS",
      "ADDRESS" },
    { "bluez",
      0,
      0,
      G_OPTION_ARG_NONE,
      &options->bluez,
      "Be a real peripheral through bluetoothd",
      NULL },
    { "adapter",
      0,
      0,
      G_OPTION_ARG_STRING,
      &options->adapter,
      "Adapter for --bluez (hci0)",
      "NAME" },
    { "scenario",
      0,
      0,
      G_OPTION_ARG_FILENAME,
      &options->scenario,
      "What happens to the pump",
      "FILE" },
    { "address-file",
      0,
      0,
      G_OPTION_ARG_FILENAME,
      &options->address_file,
      "Write the bus address here when ready",
      "FILE" },
    { "pumps", 0, 0, G_OPTION_ARG_INT, &options->n_pumps, "Number of pumps, 1 to 1000 (1)", "N" },
    { "rate",
      0,
      0,
      G_OPTION_ARG_DOUBLE,
      &options->rate_hz,
      "Reports per second, up to 1000",
      "HZ" },
    { "unpaired", 0, 0, G_OPTION_ARG_NONE, &options->unpaired, "Not paired at first", NULL },
    { "pair",
      0,
      0,
      G_OPTION_ARG_STRING,
      &options->pair,
      "How it pairs: display or confirm (display)",
      "HOW" },
    { "passkey",
      0,
      0,
      G_OPTION_ARG_STRING,
      &options->passkey,
      "The passkey of the stand-in, six digits (a fresh one)",
      "DIGITS" },
    { "passkey-display",
      0,
      0,
      G_OPTION_ARG_FILENAME,
      &options->passkey_file,
      "Write the passkey here too",
      "FILE" },
    { "stdin",
      0,
      0,
      G_OPTION_ARG_NONE,
      &options->read_stdin,
      "Take steps of a scenario from standard input",
      NULL },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new ("- a simulated pump");

  g_option_context_add_main_entries (context, entries, NULL);
  return g_option_context_parse (context, argc, argv, error);
}

/* NULL, or what is wrong. */
static const char *
check_options (Options *options, int argc)
{
  if (argc > 1)
    return "expected options only; see --help";
  if (options->bluez && options->stand_in)
    return "expected one of --stand-in and --bluez";
  if (!options->bluez && !options->stand_in && options->bus == NULL)
    return "expected --stand-in, --bus ADDRESS or --bluez";
  if (options->bus != NULL && !g_dbus_is_supported_address (options->bus, NULL))
    return "--bus: expected a D-Bus address like unix:path=/run/bus";
  if (options->n_pumps < 1 || options->n_pumps > MAX_PUMPS)
    return "--pumps: expected a number from 1 to 1000";
  if (options->bluez && options->n_pumps > 1)
    return "--pumps: expected 1 with --bluez";
  if (!(options->rate_hz >= 0 && options->rate_hz <= 1000))
    return "--rate: expected reports per second from 0 (as the scenario says) to 1000";
  if (options->adapter == NULL)
    options->adapter = g_strdup ("hci0");
  if (!g_str_has_prefix (options->adapter, "hci") || strlen (options->adapter) > 8 ||
      strspn (options->adapter + 3, "0123456789") != strlen (options->adapter) - 3)
    return "--adapter: expected a name like hci0";
  if (options->pair != NULL && strcmp (options->pair, "display") != 0 &&
      strcmp (options->pair, "confirm") != 0)
    return "--pair: expected display or confirm";
  if (options->passkey != NULL &&
      (strlen (options->passkey) != 6 || strspn (options->passkey, "0123456789") != 6))
    return "--passkey: expected six digits";
  return NULL;
}

static void
clear_options (Sim *self)
{
  g_free (self->options.bus);
  g_free (self->options.adapter);
  g_free (self->options.scenario);
  g_free (self->options.address_file);
  g_free (self->options.passkey_file);
  g_free (self->options.pair);
  g_free (self->options.passkey);
}

static int
refuse (Sim *self, const char *message)
{
  const int status = usage_error (message);

  clear_options (self);
  return status;
}

static void
clear (Sim *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_pointer (&self->stand_in, thecal_stand_in_free);
  g_clear_pointer (&self->peripheral, thecal_peripheral_free);
  g_clear_object (&self->input);
  if (self->bus != NULL)
    g_signal_handlers_disconnect_by_data (self->bus, self);
  g_clear_object (&self->bus);
  g_clear_pointer (&self->private_bus, thecal_private_bus_free);
  if (self->options.address_file != NULL)
    g_unlink (self->options.address_file);
  /* cancelled calls come back once more, and find nothing to do */
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_main_loop_unref (self->loop);
  g_object_unref (self->cancellable);
  g_free (self->address);
  clear_options (self);
}

int
main (int argc, char **argv)
{
  Sim self = { .options = { .n_pumps = 1 } };
  g_autoptr (GError) error = NULL;

  setlocale (LC_ALL, "");
  if (!parse_options (&self.options, &argc, &argv, &error))
    return refuse (&self, error->message);
  const char *wrong = check_options (&self.options, argc);
  if (wrong != NULL)
    return refuse (&self, wrong);
  g_autoptr (ThecalScenario) scenario = self.options.scenario == NULL
                                            ? thecal_scenario_new_default ()
                                            : thecal_scenario_load (self.options.scenario, &error);
  if (scenario == NULL)
    return refuse (&self, error->message);
  scenario->unpaired = scenario->unpaired || self.options.unpaired;

  self.config = (ThecalSimConfig){
    .scenario = scenario,
    .n_pumps = (guint) self.options.n_pumps,
    .rate_hz = self.options.rate_hz,
    .pair_method =
        g_strcmp0 (self.options.pair, "confirm") == 0 ? THECAL_PAIR_CONFIRM : THECAL_PAIR_DISPLAY,
    .passkey =
        self.options.passkey == NULL ? -1 : (int) g_ascii_strtoull (self.options.passkey, NULL, 10),
    .passkey_file = self.options.passkey_file,
  };
  self.cancellable = g_cancellable_new ();
  self.loop = g_main_loop_new (NULL, FALSE);
  guint term_id = g_unix_signal_add (SIGTERM, on_signal, &self);
  guint int_id = g_unix_signal_add (SIGINT, on_signal, &self);
  if (start (&self, &error))
    g_main_loop_run (self.loop);
  else
    end (error->message, &self);
  g_source_remove (term_id);
  g_source_remove (int_id);
  clear (&self);
  return self.status;
}
