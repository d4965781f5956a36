/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "ctl/plan_command.h"

#include <glib/gi18n.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "core/plan/plan_keys.h"
#include "ctl/command.h"
#include "files/disk.h"
#include "files/plan_files.h"
#include "words/contact_words.h"

/* ug a day outside of which a dose is asked about: clinical.md 3.3, from the label [C3] */
#define DOSE_LEAST 10.0
#define DOSE_MOST 1500.0

static const char *const help =
    N_ ("Usage: thecalctl plan check FILE\n\n"
        "Reads a care plan file as all programs do. A value that is not as expected is told with "
        "its line,\nexit status 2. What reads well but should be looked at is told too, exit "
        "status 1.");

static const char *
describe_remark (ThecalPlanRemarkKind kind)
{
  switch (kind) {
  case THECAL_REMARK_UNKNOWN_GROUP:
    return _ ("this group is not known, nothing in it is used");
  case THECAL_REMARK_UNKNOWN_KEY:
    return _ ("this key is not known, it is not used");
  case THECAL_REMARK_GROUP_AGAIN:
    return _ ("this group stood before, both are taken for one");
  case THECAL_REMARK_KEY_AGAIN:
    return _ ("this key stood before, the last one counts");
  }

  return "";
}

static guint
tell_remarks (const char *path, const char *text, gsize size)
{
  g_autoptr (GPtrArray) remarks = thecal_plan_keys_check (text, size);

  for (guint i = 0; i < remarks->len; i++) {
    const ThecalPlanRemark *remark = g_ptr_array_index (remarks, i);

    printf ("%s:%u: [%s]%s%s: %s\n",
            path,
            remark->line,
            remark->group,
            remark->key != NULL ? " " : "",
            remark->key != NULL ? remark->key : "",
            describe_remark (remark->kind));
  }

  return remarks->len;
}

/* Each as a text of its own; "" holds nothing back. */
static guint
tell (const char *path, bool wrong, const char *what)
{
  if (!wrong)
    return 0;

  printf ("%s: %s\n", path, what);
  return 1;
}

static guint
tell_values (const char *path, const ThecalPlanDocument *document)
{
  const char *weight = document->patient->weight;
  const double dose = document->plan.dose_ug_per_day;

  return tell (path,
               document->contacts->address == NULL,
               _ ("[emergency] Address: not entered, an ambulance has to be told where to come")) +
         tell (path,
               weight != NULL && weight[strspn (weight, "0123456789.,")] == '\0',
               _ ("[person] Weight: without its unit, as in 28 kg or 62 lb")) +
         tell (path,
               !isnan (dose) && (dose < DOSE_LEAST || dose > DOSE_MOST),
               _ ("[drug 1] DoseUgPerDay: unusual, please check the unit: micrograms a day")) +
         tell (path,
               isnan (document->plan.volume_ml) || document->plan.filled_at_us == THECAL_UNKNOWN_US,
               _ ("[reservoir] VolumeMl and FilledAt: without both the level cannot be computed"));
}

static guint
tell_contacts (const char *path, const ThecalContactBook *book)
{
  g_autoptr (GPtrArray) warnings = thecal_contact_book_get_warnings (book);

  for (guint i = 0; i < warnings->len; i++)
    tell (path, true, g_ptr_array_index (warnings, i));

  return warnings->len;
}

static int
check (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autoptr (ThecalPlanDocument) document = NULL;
  gsize size = 0;
  g_autofree char *text = thecal_disk_read (path, &size, &error);
  ThecalPlanFault fault = { .line = 0 };
  guint n_told;

  if (text == NULL) {
    fprintf (stderr, "%s\n", error->message);
    return THECAL_EXIT_BAD_INPUT;
  }
  document = thecal_plan_document_parse (text, size, zone, &fault);
  if (document == NULL) {
    g_autofree char *told = thecal_plan_fault_to_text (&fault, path);

    fprintf (stderr, "%s\n", told);
    return THECAL_EXIT_BAD_INPUT;
  }
  n_told = tell_remarks (path, text, size) + tell_values (path, document) +
           tell_contacts (path, document->contacts);

  return n_told > 0 ? THECAL_EXIT_PROBLEM : THECAL_EXIT_DONE;
}

int
thecal_ctl_plan (int argc, char **argv)
{
  static const ThecalOption none[] = { THECAL_END_OF_OPTIONS };
  const char *rest[3] = { NULL };

  if (thecal_options_want_help (argc, argv))
    return thecal_command_help (_ (help));
  if (!thecal_options_parse (argc, argv, none, rest, 2))
    return THECAL_EXIT_BAD_INPUT;
  if (g_strcmp0 (rest[0], "check") != 0 || rest[1] == NULL) {
    fprintf (stderr, _ ("thecalctl plan: expected check FILE, see thecalctl plan --help\n"));
    return THECAL_EXIT_BAD_INPUT;
  }

  return check (rest[1]);
}
