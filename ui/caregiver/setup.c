/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "caregiver/setup.h"

#include "core/plan/protection.h"
#include "files/disk.h"
#include "files/plan_store.h"
#include "shared/pump_reading.h"

struct _ThecalSetup {
  GObject parent_instance;
  ThecalMonitorClient *client;
  ThecalPlanWatch *plan;
  ThecalSetupDraft *draft; /* nullable */
  char *text;              /* of the plan; NULL: not read yet */
  gboolean missing;        /* there is no such file */
};

enum { SIGNAL_CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ThecalSetup, thecal_setup, G_TYPE_OBJECT)

/* The plan as a text. */

static void
read_in_thread (GTask *task, gpointer source, gpointer path, GCancellable *cancellable)
{
  GError *error = NULL;
  char *text = thecal_disk_read (path, NULL, &error);

  if (text != NULL)
    g_task_return_pointer (task, text, g_free);
  else
    g_task_return_error (task, error);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  ThecalSetup *self = THECAL_SETUP (source);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = g_task_propagate_pointer (G_TASK (result), &error);

  self->missing = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  if (text == NULL)
    text = g_strdup ("");
  if (g_strcmp0 (text, self->text) == 0)
    return;
  g_free (self->text);
  self->text = g_steal_pointer (&text);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
read_text (ThecalSetup *self)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, on_read, NULL);

  g_task_set_task_data (task, g_strdup (thecal_plan_watch_get_path (self->plan)), g_free);
  g_task_run_in_thread (task, read_in_thread);
}

const char *
thecal_setup_get_plan_text (ThecalSetup *self)
{
  return self->text != NULL ? self->text : "";
}

gboolean
thecal_setup_is_plan_missing (ThecalSetup *self)
{
  return self->missing;
}

gboolean
thecal_setup_is_read (ThecalSetup *self)
{
  return self->text != NULL;
}

ThecalMonitorClient *
thecal_setup_get_client (ThecalSetup *self)
{
  return self->client;
}

ThecalPlanWatch *
thecal_setup_get_plan (ThecalSetup *self)
{
  return self->plan;
}

ThecalSetupDraft *
thecal_setup_get_draft (ThecalSetup *self)
{
  return self->draft;
}

guint
thecal_setup_find_guards (ThecalSetup *self)
{
  const gboolean connected = thecal_monitor_client_is_connected (self->client);
  ThecalDbusPump *pump = connected ? thecal_monitor_client_get_pump (self->client) : NULL;
  const ThecalGuardFacts facts = {
    .monitor_runs = connected,
    .sound_heard =
        self->draft != NULL && thecal_setup_draft_is (self->draft, THECAL_DRAFT_HEARD, "true"),
    .drill_confirmed =
        self->draft != NULL && thecal_setup_draft_is (self->draft, THECAL_DRAFT_DRILLED, "true"),
    .pump_heard = pump != NULL && thecal_dbus_pump_get_heard (pump) &&
                  !thecal_text_is (thecal_dbus_pump_get_link (pump), "none"),
  };
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  ThecalPlanFault fault = { .line = 0 };
  const char *text = thecal_setup_get_plan_text (self);
  g_autoptr (ThecalPlanDocument) document =
      thecal_plan_document_parse (text, strlen (text), zone, &fault);

  if (document == NULL)
    document = thecal_plan_document_new ();

  return thecal_guards_find (document, &facts);
}

/* Writing. */

/* The fields are those of a page, which may be gone before this ends. */
typedef struct {
  ThecalPlanValue *values;
  gsize n;
  GStrv texts; /* owned: what @values points to */
} Writing;

static void
writing_free (gpointer data)
{
  Writing *self = data;

  g_free (self->values);
  g_strfreev (self->texts);
  g_free (self);
}

static void
on_stored (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ThecalSetup *self = g_task_get_source_object (task);
  const Writing *writing = g_task_get_task_data (task);
  GError *error = NULL;

  g_application_release (g_application_get_default ());
  if (!thecal_plan_store_finish (result, &error)) {
    g_task_return_error (task, error);
    return;
  }
  for (gsize i = 0; i < writing->n && self->draft != NULL; i++)
    thecal_setup_draft_set_typed (
        self->draft, writing->values[i].group, writing->values[i].key, NULL);
  thecal_plan_watch_reload (self->plan);
  read_text (self);
  g_task_return_boolean (task, TRUE);
}

void
thecal_setup_write_async (ThecalSetup *self,
                          const ThecalPlanField *fields,
                          gsize n_fields,
                          const ThecalPlanForm *form,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (GPtrArray) texts = g_ptr_array_new ();
  Writing *writing = g_new0 (Writing, 1);

  writing->values = g_new0 (ThecalPlanValue, n_fields);
  writing->n = n_fields;
  for (gsize i = 0; i < n_fields; i++) {
    char *group = g_strdup (fields[i].group), *key = g_strdup (fields[i].key);
    char *value = g_strdup (form->values[i]);

    g_ptr_array_add (texts, group);
    g_ptr_array_add (texts, key);
    g_ptr_array_add (texts, value);
    writing->values[i] = (ThecalPlanValue){ group, key, *value != '\0' ? value : NULL };
  }
  g_ptr_array_add (texts, NULL);
  writing->texts = (GStrv) g_ptr_array_steal (texts, NULL);
  g_task_set_task_data (task, writing, writing_free);
  /* a window that is closed now does not end the program before it is written */
  g_application_hold (g_application_get_default ());
  thecal_plan_store_set_async (thecal_plan_watch_get_path (self->plan),
                               thecal_plan_watch_get_state_dir (self->plan),
                               writing->values,
                               n_fields,
                               cancellable,
                               on_stored,
                               g_steal_pointer (&task));
}

gboolean
thecal_setup_write_finish (ThecalSetup *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
thecal_setup_dispose (GObject *object)
{
  ThecalSetup *self = THECAL_SETUP (object);

  g_clear_object (&self->client);
  g_clear_object (&self->plan);
  g_clear_object (&self->draft);
  G_OBJECT_CLASS (thecal_setup_parent_class)->dispose (object);
}

static void
thecal_setup_finalize (GObject *object)
{
  g_free (THECAL_SETUP (object)->text);
  G_OBJECT_CLASS (thecal_setup_parent_class)->finalize (object);
}

static void
thecal_setup_class_init (ThecalSetupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = thecal_setup_dispose;
  G_OBJECT_CLASS (klass)->finalize = thecal_setup_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new (
      "changed", THECAL_TYPE_SETUP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
thecal_setup_init (ThecalSetup *self)
{
}

ThecalSetup *
thecal_setup_new (ThecalMonitorClient *client, ThecalPlanWatch *plan, ThecalSetupDraft *draft)
{
  ThecalSetup *self = g_object_new (THECAL_TYPE_SETUP, NULL);

  self->client = g_object_ref (client);
  self->plan = g_object_ref (plan);
  g_set_object (&self->draft, draft);
  g_signal_connect_object (plan, "changed", G_CALLBACK (read_text), self, G_CONNECT_SWAPPED);
  read_text (self);

  return self;
}
