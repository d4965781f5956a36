/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <glib/gi18n.h>
#include <stdio.h>

#include "ctl/bus.h"
#include "ctl/bus_commands.h"
#include "ctl/calendar_command.h"
#include "ctl/command.h"
#include "ctl/pages.h"
#include "ctl/record_out.h"
#include "ctl/report_command.h"

typedef struct {
  gboolean csv, log, readings, walkthroughs, entries;
  ThecalPageSpan span;
} Export;

static gboolean
parse_format (const char *command, const char *format, Export *out)
{
  if (g_strcmp0 (format, "csv") == 0 || g_strcmp0 (format, "json") == 0) {
    out->csv = g_str_equal (format, "csv");
    return TRUE;
  }
  if (format == NULL)
    fprintf (stderr, _ ("thecalctl %s: --format: expected csv, json, fhir or ics\n"), command);
  else
    fprintf (stderr,
             _ ("thecalctl %s: --format %s: expected csv, json, fhir or ics\n"),
             command,
             format);
  return FALSE;
}

static gboolean
parse_what (const char *command, const char *what, Export *out)
{
  const gboolean all = g_str_equal (what, "all");

  out->log = all || g_str_equal (what, "log");
  out->readings = all || g_str_equal (what, "readings");
  out->walkthroughs = all || g_str_equal (what, "walkthroughs");
  out->entries = all || g_str_equal (what, "entries");
  if (out->log || out->readings || out->walkthroughs || out->entries)
    return TRUE;

  fprintf (stderr,
           _ ("thecalctl %s: --what %s: expected log, readings, walkthroughs, entries or all\n"),
           command,
           what);
  return FALSE;
}

static gboolean
parse (int argc, char **argv, Export *out)
{
  gint64 from_us = G_MININT64, to_us = G_MAXINT64;
  const char *format = NULL, *what = "all";
  const ThecalOption options[] = {
    { "--from", THECAL_OPTION_TIME, &from_us, 0, 0, NULL },
    { "--to", THECAL_OPTION_TIME_END, &to_us, 0, 0, NULL },
    { "--format", THECAL_OPTION_TEXT, &format, 0, 0, NULL },
    { "--what", THECAL_OPTION_TEXT, &what, 0, 0, NULL },
    THECAL_END_OF_OPTIONS,
  };

  if (!thecal_options_parse (argc, argv, options, NULL, 0) ||
      !parse_format (argv[0], format, out) || !parse_what (argv[0], what, out))
    return FALSE;
  if (to_us < from_us) {
    fprintf (stderr, _ ("thecalctl %s: --to: expected a time not before --from\n"), argv[0]);
    return FALSE;
  }
  out->span = (ThecalPageSpan){ from_us / 1000, to_us / 1000 };

  return TRUE;
}

static gboolean
print (const Export *self, const char *kind, GVariant *record)
{
  if (self->csv)
    thecal_record_print_csv (kind, record);
  else
    thecal_record_print_json (kind, record);

  return !ferror (stdout);
}

/* The log is kept in the order of its records, which a clock that was set need not follow: all of
 * it is asked for. */
static gboolean
on_record (GVariant *record, gpointer user_data)
{
  const Export *self = user_data;
  gint64 at_ms = 0;

  g_variant_lookup (record, "at", "x", &at_ms);
  return at_ms < self->span.from_ms || at_ms > self->span.to_ms || print (self, "log", record);
}

static gboolean
on_reading (GVariant *reading, gpointer user_data)
{
  return print (user_data, "reading", reading);
}

static gboolean
on_walkthrough (GVariant *walkthrough, gpointer user_data)
{
  const Export *self = user_data;
  gint64 started_ms = 0;

  g_variant_lookup (walkthrough, "started", "x", &started_ms);
  return started_ms < self->span.from_ms || started_ms > self->span.to_ms ||
         print (self, "walkthrough", walkthrough);
}

/* A calendar is made from the plan, also where no monitor runs; FHIR has options of its own. */
static gboolean
has_format (int argc, char **argv, const char *format)
{
  g_autofree char *joined = g_strconcat ("--format=", format, NULL);

  for (int i = 1; i < argc; i++)
    if (g_str_equal (argv[i], joined) ||
        (i + 1 < argc && g_str_equal (argv[i], "--format") && g_str_equal (argv[i + 1], format)))
      return TRUE;

  return FALSE;
}

/* The first column is what sort of record it is, so an entry's own kind is another one. */
static gboolean
on_entry (GVariant *entry, gpointer user_data)
{
  g_autoptr (GVariant) kind = g_variant_lookup_value (entry, "kind", G_VARIANT_TYPE_STRING);
  GVariantDict dict;
  g_autoptr (GVariant) record = NULL;

  g_variant_dict_init (&dict, entry);
  if (kind != NULL)
    g_variant_dict_insert_value (&dict, "entry_kind", kind);
  record = g_variant_ref_sink (g_variant_dict_end (&dict));

  return print (user_data, "entry", record);
}

int
thecal_ctl_export (int argc, char **argv)
{
  g_autoptr (GDBusConnection) bus = NULL;
  Export self = { FALSE };

  if (thecal_options_want_help (argc, argv))
    return thecal_command_help (
        _ ("Usage: thecalctl export --format csv|json [--from TIME] [--to TIME]\n"
           "         [--what log|readings|walkthroughs|entries|all]\n"
           "       thecalctl export --format ics [--plan FILE] [--at TIME] [--from TIME] [--to "
           "TIME]\n"
           "       thecalctl export --format fhir [--plan FILE] [--from TIME] [--to TIME] "
           "[--patient]\n\n"
           "The alarm log with its hashes, the readings, the walkthroughs and the diary, on "
           "standard output. A date for --to includes its day. With ics the calendar, for a "
           "telephone. With fhir (FHIR R4, JSON) the pump, its readings and the numbers of the "
           "diary; --patient adds name and birth date."));
  if (has_format (argc, argv, "ics"))
    return thecal_ctl_export_calendar (argc, argv);
  if (has_format (argc, argv, "fhir"))
    return thecal_ctl_export_fhir (argc, argv);
  if (!parse (argc, argv, &self))
    return THECAL_EXIT_BAD_INPUT;
  bus = thecal_bus_open (argv[0]);
  if (bus == NULL)
    return THECAL_EXIT_PROBLEM;
  if (self.csv)
    thecal_record_print_csv_header ();
  if (self.log && !thecal_pages_walk_log (bus, argv[0], 0, on_record, &self))
    return THECAL_EXIT_PROBLEM;
  if (self.readings && !thecal_pages_walk_readings (bus, argv[0], self.span, on_reading, &self))
    return THECAL_EXIT_PROBLEM;
  if (self.walkthroughs && !thecal_pages_walk_walkthroughs (
                               bus, argv[0], THECAL_WALKTHROUGHS_MAX, on_walkthrough, &self))
    return THECAL_EXIT_PROBLEM;
  if (self.entries && !thecal_pages_walk_entries (bus, argv[0], "", self.span, on_entry, &self))
    return THECAL_EXIT_PROBLEM;

  return thecal_record_flush (argv[0]) ? THECAL_EXIT_DONE : THECAL_EXIT_PROBLEM;
}
