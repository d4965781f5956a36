/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "shared/plan_change.h"

#include <glib/gi18n.h>
#include <string.h>

#include "core/plan/plan_review.h"
#include "files/plan_edit.h"

char *
thecal_plan_change_apply (const char *text, const ThecalPlanValue *values, gsize n_values)
{
  char *changed = g_strdup (text != NULL ? text : "");

  for (gsize i = 0; i < n_values; i++) {
    char *next =
        values[i].value != NULL
            ? thecal_plan_edit_set (changed, values[i].group, values[i].key, values[i].value)
            : thecal_plan_edit_remove (changed, values[i].group, values[i].key);

    g_free (changed);
    changed = next;
  }

  return changed;
}

/* NULL with @error: it does not read. (transfer full) of ThecalPlanDoubt. */
static GPtrArray *
review (const char *text, GError **error)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  ThecalPlanFault fault = { 0 };
  g_autoptr (ThecalPlanDocument) document =
      thecal_plan_document_parse (text, strlen (text), zone, &fault);

  if (document == NULL) {
    g_set_error (error,
                 G_IO_ERROR,
                 G_IO_ERROR_INVALID_DATA,
                 _ ("[%s] %s: expected %s"),
                 fault.at.group,
                 fault.at.key,
                 _ (fault.at.expected));
    return NULL;
  }

  return thecal_plan_review_at (document, text, strlen (text), g_get_real_time (), zone);
}

static gboolean
is_known (GPtrArray *doubts, const ThecalPlanDoubt *doubt)
{
  for (guint i = 0; doubts != NULL && i < doubts->len; i++) {
    const ThecalPlanDoubt *known = g_ptr_array_index (doubts, i);

    if (g_strcmp0 (known->group, doubt->group) == 0 && g_strcmp0 (known->key, doubt->key) == 0 &&
        g_strcmp0 (known->question, doubt->question) == 0)
      return TRUE;
  }

  return FALSE;
}

char *
thecal_plan_change_ask (const char *before, const char *after, GError **error)
{
  g_autoptr (GPtrArray) old = before != NULL ? review (before, NULL) : NULL;
  g_autoptr (GPtrArray) doubts = review (after, error);
  g_autoptr (GString) words = g_string_new (NULL);

  if (doubts == NULL)
    return NULL;
  for (guint i = 0; i < doubts->len; i++) {
    const ThecalPlanDoubt *doubt = g_ptr_array_index (doubts, i);

    if (!is_known (old, doubt))
      g_string_append_printf (words, "%s%s", words->len > 0 ? "\n" : "", _ (doubt->question));
  }

  return g_string_free (g_steal_pointer (&words), FALSE);
}
