/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "caregiver/pump_record.h"

#include <glib/gi18n.h>

#include "shared/entry_book.h"
#include "shared/plan_change.h"
#include "shared/pump_reading.h"

#define REFUSED "org.thecal.Error.InvalidArgument"

struct _ThecalPumpRecord {
  ThecalEntry *entry;
  GVariant *printout; /* nullable */
  GPtrArray *strings; /* owned: what the values point to */
  GArray *values;     /* of ThecalPlanValue */
  /* while it is saved */
  ThecalMonitorClient *client;
  ThecalPlanWatch *plan;
  GString *untold;
};

ThecalPumpRecord *
thecal_pump_record_new (ThecalEntry *entry)
{
  ThecalPumpRecord *self = g_new0 (ThecalPumpRecord, 1);

  self->entry = entry;
  self->strings = g_ptr_array_new_with_free_func (g_free);
  self->values = g_array_new (FALSE, FALSE, sizeof (ThecalPlanValue));
  self->untold = g_string_new (NULL);

  return self;
}

void
thecal_pump_record_free (ThecalPumpRecord *self)
{
  thecal_entry_free (self->entry);
  g_clear_pointer (&self->printout, g_variant_unref);
  g_ptr_array_unref (self->strings);
  g_array_unref (self->values);
  g_string_free (self->untold, TRUE);
  g_clear_object (&self->client);
  g_clear_object (&self->plan);
  g_free (self);
}

const ThecalEntry *
thecal_pump_record_get_entry (const ThecalPumpRecord *self)
{
  return self->entry;
}

static const char *
keep (ThecalPumpRecord *self, const char *text)
{
  char *copy = g_strdup (text);

  if (copy != NULL)
    g_ptr_array_add (self->strings, copy);

  return copy;
}

void
thecal_pump_record_add (ThecalPumpRecord *self,
                        const char *group,
                        const char *key,
                        const char *value)
{
  const ThecalPlanValue added = { keep (self, group), keep (self, key), keep (self, value) };

  g_array_append_val (self->values, added);
}

void
thecal_pump_record_add_flex (ThecalPumpRecord *self, const ThecalFlexStep *steps, gsize n_steps)
{
  for (gsize i = 0; i < THECAL_FLEX_STEPS_MAX; i++) {
    g_autofree char *key = g_strdup_printf ("Step%u", (guint) i + 1);
    g_autofree char *text = i < n_steps ? thecal_flex_step_to_text (&steps[i]) : NULL;

    thecal_pump_record_add (self, "flex", key, text);
  }
}

void
thecal_pump_record_set_printout (ThecalPumpRecord *self, GVariant *printout)
{
  g_clear_pointer (&self->printout, g_variant_unref);
  self->printout = g_variant_ref_sink (printout);
}

char *
thecal_pump_record_ask (const ThecalPumpRecord *self, ThecalPlanWatch *plan, GError **error)
{
  const char *before = thecal_plan_watch_get_text (plan);
  g_autofree char *after = NULL;

  if (self->values->len == 0)
    return g_strdup ("");
  after = thecal_plan_change_apply (
      before, (const ThecalPlanValue *) self->values->data, self->values->len);

  return thecal_plan_change_ask (before, after, error);
}

/* Saving, step by step. */

static void
say_untold (ThecalPumpRecord *self, const char *what, const char *why)
{
  g_string_append_printf (self->untold, "%s%s %s", self->untold->len > 0 ? "\n" : "", what, why);
}

static void
finish (GTask *task)
{
  ThecalPumpRecord *self = g_task_get_task_data (task);

  g_task_return_pointer (task, g_strdup (self->untold->str), g_free);
}

static ThecalDbusManager *
get_manager (ThecalPumpRecord *self)
{
  return thecal_monitor_client_is_connected (self->client)
             ? thecal_monitor_client_get_manager (self->client)
             : NULL;
}

/* Nothing that was written down is lost: it waits where the monitor does not take it. */
static void
on_kept (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ThecalPumpRecord *self = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  gboolean waits = FALSE;

  if (!thecal_entry_book_save_finish (THECAL_ENTRY_BOOK (source), result, &waits, &error))
    say_untold (self, _ ("It is not in the history:"), error->message);
  else if (waits && get_manager (self) == NULL)
    say_untold (self,
                _ ("Thecal's monitor is not running."),
                self->values->len > 0
                    ? _ ("It takes the new numbers from the care plan when it runs. All that you "
                         "wrote is kept on this computer until then.")
                    : _ ("All that you wrote is kept on this computer until it runs."));
  else if (waits)
    say_untold (self,
                _ ("It is not in the history yet."),
                _ ("All that you wrote is kept on this computer until the monitor takes it."));
  finish (task);
}

static void
keep_entry (GTask *task)
{
  ThecalPumpRecord *self = g_task_get_task_data (task);
  g_autoptr (ThecalEntryBook) book =
      thecal_entry_book_new (self->client, thecal_plan_watch_get_state_dir (self->plan));

  thecal_entry_book_save_async (book, self->entry, on_kept, g_object_ref (task));
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (!thecal_plan_store_finish (result, &error)) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }
  keep_entry (task);
}

static void
write_plan (GTask *task)
{
  ThecalPumpRecord *self = g_task_get_task_data (task);

  if (self->values->len == 0) {
    keep_entry (task);
    return;
  }
  thecal_plan_store_set_async (thecal_plan_watch_get_path (self->plan),
                               thecal_plan_watch_get_state_dir (self->plan),
                               (const ThecalPlanValue *) self->values->data,
                               self->values->len,
                               g_task_get_cancellable (task),
                               on_written,
                               g_object_ref (task));
}

/* A number that the monitor refuses is not written anywhere; a monitor that is lost hinders nobody.
 */
static void
on_told (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *remote = NULL;
  g_autoptr (GVariant) reply = g_dbus_proxy_call_finish (G_DBUS_PROXY (source), result, &error);

  if (reply == NULL) {
    remote = g_dbus_error_get_remote_error (error);
    g_dbus_error_strip_remote_error (error);
    if (thecal_text_is (remote, REFUSED) ||
        g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
    say_untold (g_task_get_task_data (task), _ ("The monitor was not told:"), error->message);
  }
  write_plan (task);
}

void
thecal_pump_record_save_async (ThecalPumpRecord *self,
                               ThecalMonitorClient *client,
                               ThecalPlanWatch *plan,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  ThecalDbusManager *manager;

  g_task_set_task_data (task, self, (GDestroyNotify) thecal_pump_record_free);
  self->client = g_object_ref (client);
  self->plan = g_object_ref (plan);
  manager = get_manager (self);
  if (manager == NULL || self->printout == NULL) {
    write_plan (task);
    return;
  }
  g_dbus_proxy_call (
      G_DBUS_PROXY (manager),
      "Enter",
      g_variant_new ("(s@a{sv})", thecal_entry_get_pump (self->entry), self->printout),
      G_DBUS_CALL_FLAGS_NONE,
      THECAL_ANSWER_LIMIT_MS,
      cancellable,
      on_told,
      g_object_ref (task));
}

char *
thecal_pump_record_save_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
