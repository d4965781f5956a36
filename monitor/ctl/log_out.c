/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "ctl/log_out.h"

#include <glib/gi18n.h>
#include <stdio.h>

#include "ctl/bus.h"
#include "ctl/command.h"
#include "ctl/pages.h"
#include "ctl/record_out.h"

static const char *
text_of (GVariant *record, const char *key)
{
  const char *text = "";

  g_variant_lookup (record, key, "&s", &text);
  return text;
}

static gboolean
print_line (GVariant *record, gpointer user_data)
{
  g_autofree char *detail = g_strdup (text_of (record, "detail"));
  g_autofree char *at = NULL;
  guint64 seq = 0;
  gint64 at_ms = 0;

  g_variant_lookup (record, "at", "x", &at_ms);
  g_variant_lookup (record, "seq", "t", &seq);
  at = thecal_command_time (at_ms);
  /* a name that somebody gave may hold more than one line, or move the cursor */
  thecal_command_make_plain (detail);
  printf ("%s  %5" G_GUINT64_FORMAT "  %-8s  %-22s %-6s  %s\n",
          at != NULL ? at : "?",
          seq,
          text_of (record, "effect"),
          text_of (record, "condition"),
          text_of (record, "priority"),
          detail);

  return !ferror (stdout);
}

static gboolean
print_json (GVariant *record, gpointer user_data)
{
  thecal_record_print_json (NULL, record);
  return !ferror (stdout);
}

int
thecal_log_print (GDBusConnection *bus, const char *command, guint most, gboolean json)
{
  if (!thecal_pages_walk_log (bus, command, most, json ? print_json : print_line, NULL))
    return THECAL_EXIT_PROBLEM;

  return thecal_record_flush (command) ? THECAL_EXIT_DONE : THECAL_EXIT_PROBLEM;
}

int
thecal_log_verify (GDBusConnection *bus, const char *command, gboolean json)
{
  g_autoptr (GVariant) reply =
      thecal_bus_call (bus, command, THECAL_BUS_MANAGER, "Manager.VerifyAlarmLog", NULL, NULL);
  g_autofree char *checked_text = NULL;
  g_autofree char *bad_text = NULL;
  guint64 checked, first_bad;

  if (reply == NULL)
    return THECAL_EXIT_PROBLEM;
  g_variant_get (reply, "(tt)", &checked, &first_bad);
  checked_text = g_strdup_printf ("%" G_GUINT64_FORMAT, checked);
  bad_text = g_strdup_printf ("%" G_GUINT64_FORMAT, first_bad);
  if (json)
    printf (
        "{\"checked\":%s,\"first_bad\":%s}\n", checked_text, first_bad != 0 ? bad_text : "null");
  else if (first_bad == 0)
    printf (_ ("%s records checked, every one fits\n"), checked_text);
  else
    printf (_ ("record %s does not fit the one before it: it was changed, or it is missing; %s "
               "records checked\n"),
            bad_text,
            checked_text);

  return first_bad == 0 ? THECAL_EXIT_DONE : THECAL_EXIT_PROBLEM;
}
