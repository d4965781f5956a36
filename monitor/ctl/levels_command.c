/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <glib/gi18n.h>
#include <stdio.h>

#include "core/instant.h"
#include "ctl/bus.h"
#include "ctl/command.h"
#include "ctl/entry_command.h"
#include "ctl/json_out.h"
#include "ctl/record_out.h"

#define DAYS_DEFAULT 30
#define MOST_DEFAULT 400
#define MOST_MAX 4000

typedef struct {
  gboolean json;
  gint64 from_us, to_us;
  const char *pump;
  guint most;
} Levels;

static gboolean
parse (int argc, char **argv, Levels *out)
{
  const char *most = NULL;
  const ThecalOption options[] = {
    { "--from", THECAL_OPTION_TIME, &out->from_us, 0, 0, NULL },
    { "--to", THECAL_OPTION_TIME_END, &out->to_us, 0, 0, NULL },
    { "--pump", THECAL_OPTION_TEXT, &out->pump, 0, 0, NULL },
    { "--most", THECAL_OPTION_TEXT, &most, 0, 0, NULL },
    { "--json", THECAL_OPTION_FLAG, &out->json, 0, 0, NULL },
    THECAL_END_OF_OPTIONS,
  };

  if (!thecal_options_parse (argc, argv, options, NULL, 0) ||
      (most != NULL && !thecal_command_parse_whole (
                           argv[0], "--most", most, (ThecalWholeRange){ 1, MOST_MAX }, &out->most)))
    return FALSE;
  if (out->to_us == THECAL_UNKNOWN_US)
    out->to_us = g_get_real_time ();
  if (out->from_us == THECAL_UNKNOWN_US)
    out->from_us = out->to_us - DAYS_DEFAULT * THECAL_DAY_US;
  if (out->from_us <= out->to_us)
    return TRUE;

  fprintf (stderr, _ ("thecalctl %s: --to: expected a time not before --from\n"), argv[0]);
  return FALSE;
}

static void
print_level (gboolean json, gint64 at_ms, double lowest_ml, double highest_ml)
{
  g_autofree char *at = thecal_command_time (at_ms);
  g_autoptr (JsonBuilder) builder = NULL;

  if (!json) {
    printf ("%s %6.2f %6.2f mL\n", at != NULL ? at : "", lowest_ml, highest_ml);
    return;
  }
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  thecal_json_add_text (builder, "at", at);
  thecal_json_add_number (builder, "lowest_ml", lowest_ml);
  thecal_json_add_number (builder, "highest_ml", highest_ml);
  json_builder_end_object (builder);
  thecal_json_print (builder);
}

int
thecal_ctl_levels (int argc, char **argv)
{
  Levels self = {
    .from_us = THECAL_UNKNOWN_US, .to_us = THECAL_UNKNOWN_US, .pump = "", .most = MOST_DEFAULT
  };
  g_autoptr (GDBusConnection) bus = NULL;
  g_autoptr (GVariant) reply = NULL;
  g_autoptr (GVariantIter) levels = NULL;
  gboolean bad_input = FALSE;
  gint64 at_ms;
  double lowest_ml, highest_ml;

  if (thecal_options_want_help (argc, argv))
    return thecal_command_help (
        _ ("Usage: thecalctl levels [--pump ID] [--from TIME] [--to TIME] [--most N] [--json]\n\n"
           "The level over a time, in at most N steps of equal length: when a step begins, the "
           "lowest and the highest level in it.\nWithout --from: the 30 days before."));
  if (!parse (argc, argv, &self))
    return THECAL_EXIT_BAD_INPUT;
  bus = thecal_bus_open (argv[0]);
  if (bus == NULL)
    return THECAL_EXIT_PROBLEM;
  reply = thecal_bus_call (
      bus,
      argv[0],
      THECAL_BUS_MANAGER,
      "Manager.GetLevels",
      g_variant_new ("(sxxu)", self.pump, self.from_us / 1000, self.to_us / 1000, self.most),
      &bad_input);
  if (reply == NULL || !g_variant_is_of_type (reply, G_VARIANT_TYPE ("(a(xdd))")))
    return thecal_command_exit (NULL, bad_input);
  g_variant_get (reply, "(a(xdd))", &levels);
  while (g_variant_iter_next (levels, "(xdd)", &at_ms, &lowest_ml, &highest_ml))
    print_level (self.json, at_ms, lowest_ml, highest_ml);

  return thecal_record_flush (argv[0]) ? THECAL_EXIT_DONE : THECAL_EXIT_PROBLEM;
}
