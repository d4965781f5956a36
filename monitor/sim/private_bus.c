/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "sim/private_bus.h"

#include <signal.h>
#include <sys/prctl.h>

#include <glib/gstdio.h>

/* No service activation: nothing starts by itself on this bus. Everybody of this user may own and
 * say everything, as with bluetoothd's own policy for org.bluez. */
static const char config_format[] =
    "<!DOCTYPE busconfig PUBLIC \"-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN\"\n"
    " \"http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd\">\n"
    "<busconfig>\n"
    "  <type>system</type>\n"
    "  <listen>unix:path=%s/bus</listen>\n"
    "  <auth>EXTERNAL</auth>\n"
    "  <policy context=\"default\">\n"
    "    <allow user=\"*\"/>\n"
    "    <allow own=\"*\"/>\n"
    "    <allow send_type=\"method_call\"/>\n"
    "    <allow send_type=\"signal\"/>\n"
    "    <allow send_requested_reply=\"true\"/>\n"
    "    <allow receive_type=\"method_call\"/>\n"
    "    <allow receive_type=\"method_return\"/>\n"
    "    <allow receive_type=\"error\"/>\n"
    "    <allow receive_type=\"signal\"/>\n"
    "  </policy>\n"
    "  <limit name=\"max_match_rules_per_connection\">65536</limit>\n"
    "  <limit name=\"max_replies_per_connection\">65536</limit>\n"
    "</busconfig>\n";

struct _ThecalPrivateBus {
  const ThecalPrivateBusEvents *events;
  gpointer user_data;
  char *directory, *config;
  GSubprocess *daemon;
  GDataInputStream *output;
  GCancellable *cancellable;
};

/* Runs in the child: should we be killed, the daemon ends too. */
static void
end_with_parent (gpointer user_data)
{
  prctl (PR_SET_PDEATHSIG, SIGTERM);
}

static void
on_address (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *line =
      g_data_input_stream_read_line_finish (G_DATA_INPUT_STREAM (source), result, NULL, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  ThecalPrivateBus *self = user_data;
  if (line == NULL)
    return; /* its end is told by on_ended() */
  /* the guid is of no use to clients and breaks lists of addresses */
  char *comma = g_strrstr (line, ",guid=");
  if (comma != NULL)
    *comma = '\0';
  self->events->ready (line, self->user_data);
}

static void
on_ended (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!g_subprocess_wait_finish (G_SUBPROCESS (source), result, &error))
    return;
  ThecalPrivateBus *self = user_data;
  self->events->died ("dbus-daemon ended", self->user_data);
}

static gboolean
write_config (ThecalPrivateBus *self, GError **error)
{
  self->directory = g_build_filename (g_get_user_runtime_dir (), "thecal-sim-XXXXXX", NULL);
  /* the runtime directory may be missing where there is no session */
  if (g_mkdtemp_full (self->directory, 0700) == NULL) {
    g_free (self->directory);
    self->directory = g_dir_make_tmp ("thecal-sim-XXXXXX", error);
  }
  if (self->directory == NULL)
    return FALSE;
  g_autofree char *text = g_strdup_printf (config_format, self->directory);
  self->config = g_build_filename (self->directory, "bus.conf", NULL);
  return g_file_set_contents (self->config, text, -1, error);
}

ThecalPrivateBus *
thecal_private_bus_new (const ThecalPrivateBusEvents *events, gpointer user_data, GError **error)
{
  ThecalPrivateBus *self = g_new0 (ThecalPrivateBus, 1);
  g_autoptr (GSubprocessLauncher) launcher =
      g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);

  self->events = events;
  self->user_data = user_data;
  self->cancellable = g_cancellable_new ();
  g_subprocess_launcher_set_child_setup (launcher, end_with_parent, NULL, NULL);
  if (!write_config (self, error)) {
    thecal_private_bus_free (self);
    return NULL;
  }
  g_autofree char *option = g_strconcat ("--config-file=", self->config, NULL);
  const char *const argv[] = { "dbus-daemon",       "--nofork", "--nopidfile",
                               "--print-address=1", option,     NULL };
  self->daemon = g_subprocess_launcher_spawnv (launcher, argv, error);
  if (self->daemon == NULL) {
    thecal_private_bus_free (self);
    return NULL;
  }
  self->output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->daemon));
  g_data_input_stream_read_line_async (
      self->output, G_PRIORITY_DEFAULT, self->cancellable, on_address, self);
  g_subprocess_wait_async (self->daemon, self->cancellable, on_ended, self);
  return self;
}

void
thecal_private_bus_free (ThecalPrivateBus *self)
{
  if (self == NULL)
    return;
  g_cancellable_cancel (self->cancellable);
  if (self->daemon != NULL)
    g_subprocess_send_signal (self->daemon, SIGTERM);
  if (self->config != NULL)
    g_unlink (self->config);
  if (self->directory != NULL) {
    g_autofree char *socket_path = g_build_filename (self->directory, "bus", NULL);

    g_unlink (socket_path);
    g_rmdir (self->directory);
  }
  g_clear_object (&self->output);
  g_clear_object (&self->daemon);
  g_object_unref (self->cancellable);
  g_free (self->directory);
  g_free (self->config);
  g_free (self);
}
