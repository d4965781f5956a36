/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "core/plan/plan_review.h"
#include "ctl/command.h"
#include "ctl/json_out.h"
#include "ctl/plan_command.h"
#include "ctl/plan_out.h"
#include "files/plan_edit.h"
#include "files/plan_files.h"
#include "files/plan_store.h"

/* Changing the plan: what would change is shown before it does. */

typedef struct {
  const ThecalPlanOptions *options;
  char *path, *state_dir;
  ThecalPlanText *before; /* what stands there now */
  ThecalPlanText *after;  /* what is to stand there */
  GPtrArray *changes;
  ThecalPlanFindings *findings; /* about @after, and new */
} Proposal;

static void
proposal_clear (Proposal *self)
{
  g_free (self->path);
  g_free (self->state_dir);
  thecal_plan_text_free (self->before);
  thecal_plan_text_free (self->after);
  g_clear_pointer (&self->changes, g_ptr_array_unref);
  thecal_plan_findings_free (self->findings);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Proposal, proposal_clear)

/* FALSE: the plan that is there cannot be read at all, told. */
static gboolean
proposal_init (Proposal *self, const ThecalPlanOptions *options)
{
  *self = (Proposal){ .options = options };
  self->path = thecal_plan_files_get_path (options->plan);
  self->state_dir = thecal_plan_files_get_state_dir ();
  self->before = thecal_plan_text_read_current (self->path, self->state_dir);

  return self->before != NULL;
}

/* Takes @after, which has a document. */
static void
proposal_judge (Proposal *self, ThecalPlanText *after)
{
  g_autoptr (ThecalPlanFindings) known = NULL;

  self->after = after;
  self->changes = thecal_plan_compare (self->before->text, after->text);
  self->findings = thecal_plan_findings_new (after, self->options->at_us);
  if (self->before->document != NULL && self->before->size > 0)
    known = thecal_plan_findings_new (self->before, self->options->at_us);
  thecal_plan_findings_drop_known (self->findings, known);
}

static void
print_json (const Proposal *self, gboolean taken)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  thecal_json_add_bool (builder, "taken", taken);
  thecal_json_add_text (builder, "plan", self->path);
  thecal_plan_changes_add_json (self->changes, builder);
  thecal_plan_findings_add_json (self->findings, builder);
  json_builder_end_object (builder);
  thecal_json_print (builder);
}

/* TRUE: a person at the terminal says yes. */
static gboolean
ask (void)
{
  char answer[16] = "";

  fprintf (stderr, _ ("Take this? [y/N] "));
  fflush (stderr);
  if (fgets (answer, sizeof answer, stdin) == NULL)
    return FALSE;
  g_strstrip (answer);

  return g_ascii_strcasecmp (answer, "y") == 0 || g_ascii_strcasecmp (answer, "yes") == 0 ||
         g_strcmp0 (answer, C_ ("answer in full", "yes")) == 0;
}

/* Whether it may be taken; else @out_exit. */
static gboolean
may_take (const Proposal *self, gboolean needs_consent, int *out_exit)
{
  if (self->options->yes || !needs_consent)
    return TRUE;
  if (!isatty (STDIN_FILENO)) {
    fprintf (stderr, _ ("thecalctl plan: nothing was changed; with --yes it is\n"));
    *out_exit = THECAL_EXIT_BAD_INPUT;
    return FALSE;
  }
  if (ask ())
    return TRUE;

  fprintf (stderr, _ ("Nothing was changed.\n"));
  *out_exit = THECAL_EXIT_PROBLEM;
  return FALSE;
}

/* What was shown is what is written. */
static int
proposal_offer (const Proposal *self, gboolean needs_consent)
{
  g_autoptr (GError) error = NULL;
  int code = THECAL_EXIT_DONE;
  gboolean taken;

  if (!self->options->json) {
    if (self->changes->len == 0)
      puts (_ ("Nothing differs from the plan that is in use."));
    thecal_plan_changes_print (self->changes);
    thecal_plan_findings_print (self->findings, self->after->path);
    fflush (stdout);
  }
  taken = may_take (self, needs_consent, &code);
  if (taken &&
      !thecal_plan_store_replace (self->path, self->state_dir, self->after->text, &error)) {
    fprintf (stderr, "%s\n", error->message);
    taken = FALSE;
    code = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA) ? THECAL_EXIT_BAD_INPUT
                                                                        : THECAL_EXIT_PROBLEM;
  }
  if (self->options->json)
    print_json (self, taken);

  return code;
}

int
thecal_ctl_plan_import (const char *const *arguments, const ThecalPlanOptions *options)
{
  g_auto (Proposal) proposal = { 0 };
  g_autoptr (ThecalPlanText) after = thecal_plan_text_read (arguments[0]);

  if (after == NULL || after->document == NULL || !proposal_init (&proposal, options))
    return THECAL_EXIT_BAD_INPUT;
  if (after->text[strspn (after->text, " \t\r\n")] == '\0') {
    fprintf (stderr, _ ("%s:1: expected a care plan, the file is empty\n"), arguments[0]);
    return THECAL_EXIT_BAD_INPUT;
  }

  proposal_judge (&proposal, g_steal_pointer (&after));
  return proposal_offer (
      &proposal, proposal.changes->len + thecal_plan_findings_count (proposal.findings) > 0);
}

int
thecal_ctl_plan_set (const char *const *arguments, const ThecalPlanOptions *options)
{
  const char *group = arguments[0], *key = arguments[1], *value = arguments[2];
  g_auto (Proposal) proposal = { 0 };
  ThecalPlanText *after;
  char *text;

  if (group[strcspn (group, "[]\r\n\t")] != '\0' || key[strcspn (key, "[]=#\r\n\t")] != '\0' ||
      *group == '\0' || *key == '\0' || !g_utf8_validate (value, -1, NULL)) {
    fprintf (stderr, _ ("thecalctl plan set: expected a group, a key and a text\n"));
    return THECAL_EXIT_BAD_INPUT;
  }
  if (!proposal_init (&proposal, options))
    return THECAL_EXIT_BAD_INPUT;

  text = *value != '\0' ? thecal_plan_edit_set (proposal.before->text, group, key, value)
                        : thecal_plan_edit_remove (proposal.before->text, group, key);
  after = thecal_plan_text_new (proposal.path, text);
  if (after->document == NULL) {
    g_autofree char *told = thecal_plan_fault_to_text (&after->fault, proposal.path);

    fprintf (stderr, "%s\n", told);
    thecal_plan_text_free (after);
    return THECAL_EXIT_BAD_INPUT;
  }

  proposal_judge (&proposal, after);
  return proposal_offer (&proposal, thecal_plan_findings_count (proposal.findings) > 0);
}
