/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <glib/gi18n.h>
#include <stdio.h>

#include "ctl/bus.h"
#include "ctl/bus_commands.h"
#include "ctl/command.h"
#include "ctl/log_out.h"
#include "ctl/status_out.h"

#define LOG_MOST_DEFAULT 1000
#define LOG_MOST_MAX 1000000

static const ThecalWholeRange any_id = { 0, G_MAXUINT32 };

int
thecal_ctl_alarms (int argc, char **argv)
{
  static const ThecalWholeRange any_most = { 1, LOG_MOST_MAX };
  gboolean json = FALSE, log = FALSE, verify = FALSE;
  const char *most_text = NULL;
  const ThecalOption options[] = {
    { "--json", THECAL_OPTION_FLAG, &json, 0, 0, NULL },
    { "--log", THECAL_OPTION_FLAG, &log, 0, 0, NULL },
    { "--most", THECAL_OPTION_TEXT, &most_text, 0, 0, NULL },
    { "--verify", THECAL_OPTION_FLAG, &verify, 0, 0, NULL },
    THECAL_END_OF_OPTIONS,
  };
  g_autoptr (GDBusConnection) bus = NULL;
  g_autoptr (GVariant) objects = NULL;
  guint most = LOG_MOST_DEFAULT;

  if (thecal_options_want_help (argc, argv))
    return thecal_command_help (
        _ ("Usage: thecalctl alarms [--log] [--json] [--most N] [--verify]\n\n"
           "The alarms that stand. --log: the newest N records of the alarm log, oldest first;\n"
           "--verify: whether every record of the log still fits the one before it."));
  if (!thecal_options_parse (argc, argv, options, NULL, 0))
    return THECAL_EXIT_BAD_INPUT;
  if (most_text != NULL &&
      !thecal_command_parse_whole (argv[0], "--most", most_text, any_most, &most))
    return THECAL_EXIT_BAD_INPUT;
  if (most_text != NULL && !log) {
    fprintf (stderr, _ ("thecalctl %s: --most: expected --log with it\n"), argv[0]);
    return THECAL_EXIT_BAD_INPUT;
  }
  bus = thecal_bus_open (argv[0]);
  if (bus == NULL)
    return THECAL_EXIT_PROBLEM;
  if (verify)
    return thecal_log_verify (bus, argv[0], json);
  if (log)
    return thecal_log_print (bus, argv[0], most, json);
  objects = thecal_bus_get_objects (bus, argv[0]);
  if (objects == NULL)
    return THECAL_EXIT_PROBLEM;
  thecal_status_print_alarms (objects, json);

  return THECAL_EXIT_DONE;
}

/* Calls @method of the alarm that @id names. @parameters is floating or NULL. (transfer full) */
static GVariant *
call_alarm (const char *command,
            guint id,
            const char *method,
            GVariant *parameters,
            int *out_status)
{
  g_autoptr (GVariant) kept = parameters != NULL ? g_variant_ref_sink (parameters) : NULL;
  g_autoptr (GDBusConnection) bus = thecal_bus_open (command);
  g_autofree char *path = g_strdup_printf (THECAL_BUS_ROOT "/alarm/%u", id);
  gboolean bad_input = FALSE;
  GVariant *reply =
      bus != NULL ? thecal_bus_call (bus, command, path, method, kept, &bad_input) : NULL;

  *out_status = thecal_command_exit (reply, bad_input);
  return reply;
}

/* "ID [--by NAME]" */
static gboolean
parse_answer (int argc, char **argv, guint *out_id, const char **out_by)
{
  const char *rest[2] = { NULL, NULL };
  const ThecalOption options[] = { { "--by", THECAL_OPTION_TEXT, out_by, 0, 0, NULL },
                                   THECAL_END_OF_OPTIONS };

  *out_by = g_get_user_name ();
  return thecal_options_parse (argc, argv, options, rest, 1) &&
         thecal_command_parse_whole (argv[0], "ID", rest[0], any_id, out_id);
}

int
thecal_ctl_acknowledge (int argc, char **argv)
{
  g_autoptr (GVariant) reply = NULL;
  const char *by;
  int status;
  guint id;

  if (thecal_options_want_help (argc, argv))
    return thecal_command_help (
        _ ("Usage: thecalctl acknowledge ID [--by NAME]\n\n"
           "\"I am on it\": silences the sound for a time. The condition stands until it ends."));
  if (!parse_answer (argc, argv, &id, &by))
    return THECAL_EXIT_BAD_INPUT;
  reply = call_alarm (argv[0], id, "Alarm.Acknowledge", g_variant_new ("(s)", by), &status);

  return status;
}

/* What was taken for the clinic's word does not end what is still found. */
static void
print_what_stands (const char *command, guint id)
{
  g_autoptr (GDBusConnection) bus = thecal_bus_open (command);
  g_autoptr (GVariant) objects = bus != NULL ? thecal_bus_get_objects (bus, command) : NULL;

  if (objects != NULL)
    thecal_status_print_standing (objects, id);
}

int
thecal_ctl_resolve (int argc, char **argv)
{
  g_autoptr (GVariant) reply = NULL;
  const char *by;
  int status;
  guint id;

  if (thecal_options_want_help (argc, argv))
    return thecal_command_help (
        _ ("Usage: thecalctl resolve ID [--by NAME]\n\n"
           "The clinic, or a person, has dealt with what raised the alarm. Refused where only\n"
           "data can say so. Tells where the alarm stands all the same: the pump still reports\n"
           "it, or its level still shows it."));
  if (!parse_answer (argc, argv, &id, &by))
    return THECAL_EXIT_BAD_INPUT;
  reply = call_alarm (argv[0], id, "Alarm.Resolve", g_variant_new ("(s)", by), &status);
  if (reply != NULL)
    print_what_stands (argv[0], id);

  return status;
}

int
thecal_ctl_decline (int argc, char **argv)
{
  const char *rest[2] = { NULL, NULL };
  const ThecalOption options[] = { THECAL_END_OF_OPTIONS };
  g_autoptr (GVariant) reply = NULL;
  int status;
  guint id;

  if (thecal_options_want_help (argc, argv))
    return thecal_command_help (
        _ ("Usage: thecalctl decline ID\n\n"
           "\"I am not on it after all\": ends an acknowledgement; sound and calls go on."));
  if (!thecal_options_parse (argc, argv, options, rest, 1) ||
      !thecal_command_parse_whole (argv[0], "ID", rest[0], any_id, &id))
    return THECAL_EXIT_BAD_INPUT;
  reply = call_alarm (argv[0], id, "Alarm.Decline", NULL, &status);

  return status;
}

int
thecal_ctl_pause (int argc, char **argv)
{
  static const ThecalWholeRange any_minutes = { 0, 100000 };
  const char *rest[3] = { NULL, NULL, NULL };
  const ThecalOption options[] = { THECAL_END_OF_OPTIONS };
  g_autoptr (GVariant) reply = NULL;
  guint id, minutes, granted;
  int status;

  if (thecal_options_want_help (argc, argv))
    return thecal_command_help (
        _ ("Usage: thecalctl pause ID MINUTES\n\n"
           "Pauses the sound, at most as long as the priority allows. 0 asks for the usual time."));
  if (!thecal_options_parse (argc, argv, options, rest, 2) ||
      !thecal_command_parse_whole (argv[0], "ID", rest[0], any_id, &id) ||
      !thecal_command_parse_whole (argv[0], "MINUTES", rest[1], any_minutes, &minutes))
    return THECAL_EXIT_BAD_INPUT;
  reply = call_alarm (argv[0], id, "Alarm.Pause", g_variant_new ("(u)", minutes), &status);
  if (reply != NULL) {
    g_variant_get (reply, "(u)", &granted);
    printf (_ ("paused for %u minutes\n"), granted);
  }

  return status;
}
