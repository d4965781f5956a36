/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <gio/gio.h>
#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

#include "ctl/bus.h"
#include "ctl/bus_commands.h"
#include "ctl/options.h"
#include "monitor-dbus.h"

#define AGENT_PATH "/org/thecal/Pairing"

/* The prompts come while Pair() waits; a person answers on the terminal, and nothing else waits for
 * this program, so reading a line may block it. */
static gboolean
read_answer (char *line, int size)
{
  fflush (stdout);
  return fgets (line, size, stdin) != NULL && *g_strstrip (line) != '\0';
}

static gboolean
on_request_passkey (ThecalDbusPairingAgent *agent,
                    GDBusMethodInvocation *invocation,
                    gpointer user_data)
{
  char line[64];
  guint64 passkey;

  printf (_ ("Six digits shown by the pump: "));
  if (read_answer (line, sizeof line) &&
      g_ascii_string_to_unsigned (line, 10, 0, 999999, &passkey, NULL))
    thecal_dbus_pairing_agent_complete_request_passkey (agent, invocation, (guint) passkey);
  else
    g_dbus_method_invocation_return_dbus_error (
        invocation, "org.thecal.Error.Failed", "No passkey was entered");

  return TRUE;
}

static gboolean
on_confirm_passkey (ThecalDbusPairingAgent *agent,
                    GDBusMethodInvocation *invocation,
                    guint passkey,
                    gpointer user_data)
{
  char line[64];

  printf (_ ("Does the pump show %06u? (yes/no) "), passkey);
  thecal_dbus_pairing_agent_complete_confirm_passkey (
      agent, invocation, read_answer (line, sizeof line) && g_ascii_strcasecmp (line, "yes") == 0);

  return TRUE;
}

static gboolean
on_display_passkey (ThecalDbusPairingAgent *agent,
                    GDBusMethodInvocation *invocation,
                    guint passkey,
                    gpointer user_data)
{
  printf (_ ("Enter %06u on the pump.\n"), passkey);
  fflush (stdout);
  thecal_dbus_pairing_agent_complete_display_passkey (agent, invocation);

  return TRUE;
}

static int
list_devices (GDBusConnection *bus, const char *command)
{
  g_autoptr (GVariant) reply =
      thecal_bus_call (bus, command, THECAL_BUS_MANAGER, "Manager.ListDevices", NULL, NULL);
  g_autoptr (GVariantIter) devices = NULL;
  const char *address, *name;
  gboolean paired;
  guint n = 0;

  if (reply == NULL)
    return THECAL_EXIT_PROBLEM;
  g_variant_get (reply, "(a(ssb))", &devices);
  while (g_variant_iter_loop (devices, "(&s&sb)", &address, &name, &paired)) {
    printf ("%s  %s%s\n", address, name, paired ? " (paired)" : "");
    n++;
  }
  if (n == 0)
    puts (_ ("No pump is in reach."));

  return THECAL_EXIT_DONE;
}

int
thecal_ctl_pair (int argc, char **argv)
{
  const char *rest[2] = { NULL, NULL };
  const ThecalOption options[] = { { NULL, THECAL_OPTION_FLAG, NULL, 0, 0, NULL } };
  g_autoptr (GDBusConnection) bus = NULL;
  g_autoptr (ThecalDbusPairingAgent) agent = NULL;
  g_autoptr (GVariant) reply = NULL;
  g_autoptr (GError) error = NULL;
  gboolean bad_input = FALSE;

  if (thecal_options_want_help (argc, argv)) {
    puts (_ ("Usage: thecalctl pair [ADDRESS]\n\nWithout ADDRESS: lists the pumps in reach."));
    return THECAL_EXIT_DONE;
  }
  if (!thecal_options_parse (argc, argv, options, rest, 1))
    return THECAL_EXIT_BAD_INPUT;
  bus = thecal_bus_open (argv[0]);
  if (bus == NULL)
    return THECAL_EXIT_PROBLEM;
  if (rest[0] == NULL)
    return list_devices (bus, argv[0]);

  agent = thecal_dbus_pairing_agent_skeleton_new ();
  g_signal_connect (agent, "handle-request-passkey", G_CALLBACK (on_request_passkey), NULL);
  g_signal_connect (agent, "handle-confirm-passkey", G_CALLBACK (on_confirm_passkey), NULL);
  g_signal_connect (agent, "handle-display-passkey", G_CALLBACK (on_display_passkey), NULL);
  if (!g_dbus_interface_skeleton_export (
          G_DBUS_INTERFACE_SKELETON (agent), bus, AGENT_PATH, &error)) {
    fprintf (stderr, _ ("thecalctl pair: %s\n"), error->message);
    return THECAL_EXIT_PROBLEM;
  }
  reply = thecal_bus_call (bus,
                           argv[0],
                           THECAL_BUS_MANAGER,
                           "Manager.Pair",
                           g_variant_new ("(so)", rest[0], AGENT_PATH),
                           &bad_input);
  if (reply != NULL)
    puts (_ ("Paired."));

  return reply != NULL ? THECAL_EXIT_DONE : bad_input ? THECAL_EXIT_BAD_INPUT : THECAL_EXIT_PROBLEM;
}
