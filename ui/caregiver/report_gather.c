/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "caregiver/report_gather.h"

#include <glib/gi18n.h>

#include "core/diary/trend.h"

#define LIMIT_MS 30000 /* of one answer: all of a time, from a disk */
#define ENTRIES_MOST 10000u
#define LEVELS_MOST 1000u /* more than a page has dots for */
#define CHECKS_MOST 10000u
#define PAGE 1000u

typedef enum {
  STEP_ENTRIES,
  STEP_QUESTIONS, /* those that have waited for longer */
  STEP_LEVELS,
  STEP_CHECKS,
  STEP_LOG, /* page by page */
  N_STEPS,
} Step;

typedef struct {
  ThecalReportWanted wanted; /* its manager is owned */
  ThecalReportData *data;
  Step step;
  guint64 after; /* of the log */
} Gathering;

static void
gathering_free (gpointer data)
{
  Gathering *self = data;

  g_object_unref (self->wanted.manager);
  g_clear_pointer (&self->data, thecal_report_data_free);
  g_free (self);
}

static void ask (GTask *task);

static GVariant *
get_arguments (const Gathering *self, const char **out_method)
{
  const ThecalReportSpan *span = &self->wanted.span;
  const gint64 begin_us = span->from_us - THECAL_TREND_DAYS * THECAL_DAY_US;

  switch (self->step) {
  case STEP_ENTRIES:
    *out_method = "GetEntries";
    return g_variant_new ("(sxxu)", "", begin_us / 1000, span->to_us / 1000, ENTRIES_MOST);
  case STEP_QUESTIONS:
    *out_method = "GetEntries";
    return g_variant_new (
        "(sxxu)", "question", G_GINT64_CONSTANT (0), begin_us / 1000 - 1, ENTRIES_MOST);
  case STEP_LEVELS:
    *out_method = "GetLevels";
    return g_variant_new ("(sxxu)", "", span->from_us / 1000, span->to_us / 1000, LEVELS_MOST);
  case STEP_CHECKS:
    *out_method = "GetWalkthroughs";
    return g_variant_new ("(u)", CHECKS_MOST);
  case STEP_LOG:
  case N_STEPS:
    break;
  }

  *out_method = "GetAlarmLog";
  return g_variant_new ("(tbu)", self->after, FALSE, PAGE);
}

static void
take_checks (Gathering *self, GVariant *rows)
{
  for (gsize i = 0; i < g_variant_n_children (rows); i++) {
    g_autoptr (GVariant) row = g_variant_get_child_value (rows, i);

    thecal_report_data_take_walkthrough (self->data, row, self->wanted.span);
  }
}

/* FALSE: there are more pages. */
static gboolean
take_log (Gathering *self, GVariant *rows)
{
  const gsize n_rows = g_variant_n_children (rows);
  const guint64 before = self->after;

  for (gsize i = 0; i < n_rows; i++) {
    g_autoptr (GVariant) row = g_variant_get_child_value (rows, i);

    g_variant_lookup (row, "seq", "t", &self->after);
    thecal_report_data_take_log (self->data, row, self->wanted.span);
  }

  /* a number that does not grow would have this go on without end */
  return n_rows < PAGE || self->after <= before;
}

static void
take (Gathering *self, GVariant *rows)
{
  switch (self->step) {
  case STEP_ENTRIES:
  case STEP_QUESTIONS:
    thecal_report_data_take_entries (self->data, rows);
    break;
  case STEP_LEVELS:
    thecal_report_data_take_levels (self->data, rows);
    break;
  case STEP_CHECKS:
    take_checks (self, rows);
    break;
  case STEP_LOG:
    if (!take_log (self, rows))
      return;
    break;
  case N_STEPS:
    return;
  }
  self->step++;
}

static void
on_answer (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Gathering *self = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GVariant) reply = g_dbus_proxy_call_finish (G_DBUS_PROXY (source), result, &error);
  g_autoptr (GVariant) rows = NULL;
  const char *type = self->step == STEP_LEVELS ? "(a(xdd))" : "(aa{sv})";

  if (reply == NULL) {
    g_dbus_error_strip_remote_error (error);
    g_task_return_error (task, error);
    return;
  }
  if (!g_variant_is_of_type (reply, G_VARIANT_TYPE (type))) {
    g_task_return_new_error (task,
                             G_IO_ERROR,
                             G_IO_ERROR_INVALID_DATA,
                             "%s",
                             _ ("The monitor gave another answer than expected."));
    return;
  }
  rows = g_variant_get_child_value (reply, 0);
  take (self, rows);
  self->wanted.progress ((double) self->step / N_STEPS, self->wanted.progress_data);
  if (self->step == N_STEPS)
    g_task_return_pointer (
        task, g_steal_pointer (&self->data), (GDestroyNotify) thecal_report_data_free);
  else
    ask (g_steal_pointer (&task));
}

/* @task is taken over. */
static void
ask (GTask *task)
{
  Gathering *self = g_task_get_task_data (task);
  const char *method;
  GVariant *arguments = get_arguments (self, &method);

  g_dbus_proxy_call (G_DBUS_PROXY (self->wanted.manager),
                     method,
                     arguments,
                     G_DBUS_CALL_FLAGS_NO_AUTO_START,
                     LIMIT_MS,
                     g_task_get_cancellable (task),
                     on_answer,
                     task);
}

void
thecal_report_gather_async (const ThecalReportWanted *wanted,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Gathering *self = g_new0 (Gathering, 1);

  self->wanted = *wanted;
  g_object_ref (self->wanted.manager);
  self->data = thecal_report_data_new ();
  g_task_set_task_data (task, self, gathering_free);
  ask (task);
}

ThecalReportData *
thecal_report_gather_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
