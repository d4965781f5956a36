/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "ctl/entry_command.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

#include "core/diary/entry_fields.h"
#include "ctl/bus.h"
#include "ctl/command.h"
#include "ctl/entry_out.h"
#include "ctl/pages.h"
#include "ctl/record_out.h"

#define WORDS_MAX 80 /* more than the kind with the most values has */

static int
print_kinds (const char *command)
{
  fprintf (stderr, _ ("thecalctl %s: expected a kind:"), command);
  for (int kind = 0; kind < THECAL_N_ENTRIES; kind++)
    fprintf (stderr, " %s", thecal_entry_kind_to_string ((ThecalEntryKind) kind));
  fputc ('\n', stderr);
  return THECAL_EXIT_BAD_INPUT;
}

/* Adding. */

typedef struct {
  gint64 at_us;
  const char *by, *pump, *id;
  const char *words[WORDS_MAX + 1];
} Addition;

/* FALSE, with a line that says what was expected. */
static gboolean
set_values (const char *command, ThecalEntry *entry, const char *const *words)
{
  for (; *words != NULL; words++) {
    g_auto (GStrv) pair = g_strsplit (*words, "=", 2);
    const char *expected = "";

    if (g_strv_length (pair) != 2) {
      fprintf (stderr, _ ("thecalctl %s: %s: expected NAME=VALUE\n"), command, *words);
      return FALSE;
    }
    if (!thecal_entry_set (entry, pair[0], pair[1], &expected)) {
      fprintf (stderr, _ ("thecalctl %s: %s: expected %s\n"), command, *words, _ (expected));
      return FALSE;
    }
  }

  return TRUE;
}

static gboolean
check (const char *command, const ThecalEntry *entry)
{
  const char *name;
  const char *hinders = thecal_entry_check (entry, &name);

  if (hinders == NULL)
    return TRUE;

  fprintf (stderr, "thecalctl %s: %s%s%s\n", command, name, *name != '\0' ? ": " : "", _ (hinders));
  return FALSE;
}

/* Stores it, and prints its id. */
static int
send (GDBusConnection *bus, const char *command, const ThecalEntry *entry)
{
  g_autofree char *text = thecal_entry_to_text (entry);
  gboolean bad_input = FALSE;
  g_autoptr (GVariant) reply = thecal_bus_call (bus,
                                                command,
                                                THECAL_BUS_MANAGER,
                                                "Manager.AddEntry",
                                                g_variant_new ("(s)", text),
                                                &bad_input);

  if (reply != NULL)
    puts (thecal_entry_get_id (entry));

  return thecal_command_exit (reply, bad_input);
}

static int
add (const char *command, ThecalEntryKind kind, const Addition *self, const char *const *words)
{
  g_autofree char *new_id = g_uuid_string_random ();
  g_autoptr (ThecalEntry) entry =
      thecal_entry_new (kind, self->id != NULL ? self->id : new_id, self->at_us);
  g_autoptr (GDBusConnection) bus = NULL;

  thecal_entry_set_by (entry, self->by);
  thecal_entry_set_pump (entry, self->pump);
  if (!set_values (command, entry, words) || !check (command, entry))
    return THECAL_EXIT_BAD_INPUT;
  bus = thecal_bus_open (command);

  return bus != NULL ? send (bus, command, entry) : THECAL_EXIT_PROBLEM;
}

static gboolean
parse_addition (int argc, char **argv, Addition *out)
{
  const ThecalOption options[] = {
    { "--at", THECAL_OPTION_TIME, &out->at_us, 0, 0, NULL },
    { "--by", THECAL_OPTION_TEXT, &out->by, 0, 0, NULL },
    { "--pump", THECAL_OPTION_TEXT, &out->pump, 0, 0, NULL },
    { "--id", THECAL_OPTION_TEXT, &out->id, 0, 0, NULL },
    THECAL_END_OF_OPTIONS,
  };

  out->at_us = g_get_real_time ();
  return thecal_options_parse (argc, argv, options, out->words, WORDS_MAX);
}

/* Listing. */

typedef struct {
  gboolean json;
  const char *id; /* the only one that is looked for; NULL: all are printed */
  char *text;     /* of that one */
} Listing;

static gboolean
on_entry (GVariant *row, gpointer user_data)
{
  Listing *self = user_data;
  const char *id = "";

  g_variant_lookup (row, "id", "&s", &id);
  if (self->id != NULL) {
    if (g_str_equal (self->id, id))
      g_variant_lookup (row, "text", "s", &self->text);
    return self->text == NULL;
  }
  if (self->json)
    thecal_entry_print_json (row);
  else
    thecal_entry_print (row);

  return !ferror (stdout);
}

static int
list (int argc, char **argv, const char *kind)
{
  Listing self = { FALSE };
  gint64 from_us = G_MININT64, to_us = G_MAXINT64;
  ThecalEntryKind known;
  const ThecalOption options[] = {
    { "--kind", THECAL_OPTION_TEXT, &kind, 0, 0, NULL },
    { "--from", THECAL_OPTION_TIME, &from_us, 0, 0, NULL },
    { "--to", THECAL_OPTION_TIME_END, &to_us, 0, 0, NULL },
    { "--json", THECAL_OPTION_FLAG, &self.json, 0, 0, NULL },
    THECAL_END_OF_OPTIONS,
  };
  const char *rest[2];
  g_autoptr (GDBusConnection) bus = NULL;

  if (!thecal_options_parse (argc, argv, options, rest, 1))
    return THECAL_EXIT_BAD_INPUT;
  if (*kind != '\0' && !thecal_entry_kind_from_string (kind, &known))
    return print_kinds (argv[0]);
  if (to_us < from_us) {
    fprintf (stderr, _ ("thecalctl %s: --to: expected a time not before --from\n"), argv[0]);
    return THECAL_EXIT_BAD_INPUT;
  }
  bus = thecal_bus_open (argv[0]);
  if (bus == NULL ||
      !thecal_pages_walk_entries (
          bus, argv[0], kind, (ThecalPageSpan){ from_us / 1000, to_us / 1000 }, on_entry, &self))
    return THECAL_EXIT_PROBLEM;

  return thecal_record_flush (argv[0]) ? THECAL_EXIT_DONE : THECAL_EXIT_PROBLEM;
}

static int
withdraw (const char *command, const Addition *self, const char *id)
{
  Listing found = { .id = id };
  g_autofree char *text = NULL;
  g_autoptr (GDBusConnection) bus = thecal_bus_open (command);
  g_autoptr (ThecalEntry) entry = NULL;
  ThecalEntryFault fault;

  if (bus == NULL ||
      !thecal_pages_walk_entries (bus,
                                  command,
                                  "",
                                  (ThecalPageSpan){ G_MININT64 / 1000, G_MAXINT64 / 1000 },
                                  on_entry,
                                  &found))
    return THECAL_EXIT_PROBLEM;
  text = found.text;
  entry = text != NULL ? thecal_entry_parse (text, strlen (text), &fault) : NULL;
  if (entry == NULL) {
    fprintf (stderr, _ ("thecalctl %s: %s: there is no such entry\n"), command, id);
    return THECAL_EXIT_BAD_INPUT;
  }
  thecal_entry_set_withdrawn (entry, true);
  if (self->by != NULL)
    thecal_entry_set_by (entry, self->by);

  return send (bus, command, entry);
}

/* The commands. */

static int
print_usage (const char *command)
{
  fprintf (stderr,
           _ ("thecalctl %s: expected add, list or withdraw, see thecalctl %s --help\n"),
           command,
           command);
  return THECAL_EXIT_BAD_INPUT;
}

/* @kind: of what is added and listed; NULL: the next word says. */
static int
run (int argc, char **argv, const ThecalEntryKind *kind)
{
  Addition addition = { 0 };
  const char *const *words = addition.words;
  ThecalEntryKind said;

  /* "list" has options that the others do not */
  if (argc > 1 && g_str_equal (argv[1], "list"))
    return list (argc, argv, kind != NULL ? thecal_entry_kind_to_string (*kind) : "");
  if (!parse_addition (argc, argv, &addition))
    return THECAL_EXIT_BAD_INPUT;
  if (words[0] == NULL)
    return print_usage (argv[0]);
  if (g_str_equal (words[0], "withdraw") && words[1] != NULL && words[2] == NULL)
    return withdraw (argv[0], &addition, words[1]);
  if (!g_str_equal (words[0], "add"))
    return print_usage (argv[0]);
  if (kind != NULL)
    return add (argv[0], *kind, &addition, words + 1);
  if (words[1] == NULL || !thecal_entry_kind_from_string (words[1], &said))
    return print_kinds (argv[0]);

  return add (argv[0], said, &addition, words + 2);
}

int
thecal_ctl_diary (int argc, char **argv)
{
  static const ThecalEntryKind diary = THECAL_ENTRY_DIARY;

  if (thecal_options_want_help (argc, argv))
    return thecal_command_help (
        _ ("Usage: thecalctl diary add NAME=VALUE… [--at TIME] [--by NAME] [--pump ID] [--id ID]\n"
           "       thecalctl diary list [--from TIME] [--to TIME] [--json]\n"
           "       thecalctl diary withdraw ID\n\n"
           "The day's diary, as in: diary add stiffness=6 pain=3 temperature=38.2 "
           "temperature_unit=c note=\"slept badly\".\n"
           "These numbers go to the team, they decide no treatment."));

  return run (argc, argv, &diary);
}

int
thecal_ctl_entry (int argc, char **argv)
{
  if (thecal_options_want_help (argc, argv))
    return thecal_command_help (
        _ ("Usage: thecalctl entry add KIND NAME=VALUE… [--at TIME] [--by NAME] [--pump ID] "
           "[--id ID]\n"
           "       thecalctl entry list [--kind KIND] [--from TIME] [--to TIME] [--json]\n"
           "       thecalctl entry withdraw ID\n\n"
           "What people write down. KIND: diary, refill, dose, visit, operation, test-dose, fault, "
           "mri, medicine, wound, document, question.\n"
           "--id of an earlier entry: corrects it. What is corrected or taken back is kept."));

  return run (argc, argv, NULL);
}
