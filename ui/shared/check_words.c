/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "shared/check_words.h"

#include <glib/gi18n.h>

#include "shared/walk_words.h"
#include "words/contact_words.h"
#include "words/script.h"

char *
thecal_check_title (const ThecalRecord *self)
{
  g_autofree char *stamp = thecal_walk_stamp (self->started_wall_us);
  g_autofree char *outcome = self->outcome != THECAL_OUTCOME_NONE
                                 ? thecal_outcome_headline (self->outcome, NULL)
                                 : g_strdup (_ ("no result"));

  return g_strdup_printf ("%s · %s", stamp, outcome);
}

static const char *
state_words (ThecalRecordState state)
{
  switch (state) {
  case THECAL_RECORD_OPEN:
    return _ ("nobody said that the call was made");
  case THECAL_RECORD_CALLED:
    return _ ("called");
  case THECAL_RECORD_ARRIVED:
    return _ ("arrived");
  case THECAL_RECORD_UNFINISHED:
    return _ ("not finished");
  case THECAL_RECORD_DONE:
  case THECAL_N_RECORD_STATES:
    break;
  }

  return "";
}

char *
thecal_check_who (const ThecalRecord *self)
{
  const char *state = state_words (self->state);
  const char *by = self->by != NULL ? self->by : "";

  return g_strconcat (by, *by != '\0' && *state != '\0' ? " · " : "", state, NULL);
}

/* @ids with the times of their answers. */
static char *
findings_of (const ThecalRecord *self, const ThecalChecklistSet *set, const GPtrArray *ids)
{
  ThecalTriageContext context;
  const ThecalScriptFacts facts = {
    .set = set, .answers = self->answers, .context = &context, .now_wall_us = self->started_wall_us
  };

  thecal_triage_context_init (&context);

  return thecal_script_get_findings (&facts, ids);
}

static GPtrArray *
raised_in (const ThecalRecord *self, const ThecalRecord *before, const ThecalChecklistSet *set)
{
  ThecalTriageContext context;

  thecal_triage_context_init (&context);

  return thecal_record_get_new (self, before, set, &context);
}

char *
thecal_check_findings (const ThecalRecord *self, const ThecalChecklistSet *set)
{
  g_autoptr (GPtrArray) ids = raised_in (self, NULL, set);
  g_autofree char *findings = findings_of (self, set, ids);

  if (*findings == '\0')
    return g_strdup (_ ("Found: none of what was asked."));

  return g_strdup_printf (_ ("Found: %s."), findings);
}

char *
thecal_check_news (const ThecalRecord *self,
                   const ThecalRecord *before,
                   const ThecalChecklistSet *set)
{
  g_autoptr (GPtrArray) ids = before != NULL ? raised_in (self, before, set) : g_ptr_array_new ();
  g_autofree char *findings = ids->len > 0 ? findings_of (self, set, ids) : NULL;
  g_autofree char *since = NULL;

  if (findings == NULL)
    return g_strdup ("");
  since = thecal_walk_clock (before->started_wall_us, self->started_wall_us);

  return g_strdup_printf (_ ("New since %s: %s."), since, findings);
}

char *
thecal_check_repeat (const ThecalRecord *self)
{
  g_autofree char *clock = NULL;

  if (self->repeat_wall_us == THECAL_UNKNOWN_US)
    return g_strdup ("");
  clock = thecal_walk_clock (self->repeat_wall_us, self->started_wall_us);

  return g_strdup_printf (_ ("Look again at %s."), clock);
}
