/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "caregiver/setup_draft.h"

#include "files/disk.h"

#define FILE_NAME "first-start.ini"
#define GROUP "first-start"
#define TYPED "typed " /* and the group of the plan */
#define SETTLE_MS 300

struct _ThecalSetupDraft {
  GObject parent_instance;
  char *path;
  GKeyFile *file;
  gboolean loaded;
  guint save_id;
};

enum { SIGNAL_LOADED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ThecalSetupDraft, thecal_setup_draft, G_TYPE_OBJECT)

/* Reading. */

static void
read_in_thread (GTask *task, gpointer source, gpointer path, GCancellable *cancellable)
{
  g_task_return_pointer (task, thecal_disk_read (path, NULL, NULL), g_free);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  ThecalSetupDraft *self = THECAL_SETUP_DRAFT (source);
  g_autofree char *text = g_task_propagate_pointer (G_TASK (result), NULL);
  g_autoptr (GKeyFile) file = g_key_file_new ();

  /* nothing there, or spoilt: begin anew */
  if (text != NULL && g_key_file_load_from_data (file, text, (gsize) -1, G_KEY_FILE_NONE, NULL)) {
    g_key_file_unref (self->file);
    self->file = g_steal_pointer (&file);
  }
  self->loaded = TRUE;
  g_signal_emit (self, signals[SIGNAL_LOADED], 0);
}

/* Writing. */

typedef struct {
  char *path, *text;
  gsize size;
} Saving;

static void
saving_free (gpointer data)
{
  Saving *self = data;

  g_free (self->path);
  g_free (self->text);
  g_free (self);
}

/* One at a time and in order: the newest is written last. */
static GMutex writing;

static void
write_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Saving *saving = data;
  g_autoptr (GError) error = NULL;

  g_mutex_lock (&writing);
  if (!thecal_disk_write (saving->path, saving->text, saving->size, &error))
    g_warning ("what was typed could not be kept: %s", error->message);
  g_mutex_unlock (&writing);
  g_task_return_boolean (task, TRUE);
}

/* The program stays until it is written. */
static void
on_written (GObject *source, GAsyncResult *result, gpointer application)
{
  if (application != NULL)
    g_application_release (G_APPLICATION (application));
}

static void
save (ThecalSetupDraft *self)
{
  GApplication *application = g_application_get_default ();
  Saving *saving = g_new0 (Saving, 1);
  g_autoptr (GTask) task = g_task_new (NULL, NULL, on_written, application);

  g_clear_handle_id (&self->save_id, g_source_remove);
  saving->path = g_strdup (self->path);
  saving->text = g_key_file_to_data (self->file, &saving->size, NULL);
  if (application != NULL)
    g_application_hold (application);
  g_task_set_task_data (task, saving, saving_free);
  g_task_run_in_thread (task, write_in_thread);
}

static gboolean
on_settled (gpointer user_data)
{
  ThecalSetupDraft *self = user_data;

  self->save_id = 0;
  save (self);

  return G_SOURCE_REMOVE;
}

static void
touch (ThecalSetupDraft *self)
{
  if (self->save_id == 0)
    self->save_id = g_timeout_add (SETTLE_MS, on_settled, self);
}

static void
set_value (ThecalSetupDraft *self, const char *group, const char *key, const char *value)
{
  g_autofree char *before = g_key_file_get_string (self->file, group, key, NULL);

  if (g_strcmp0 (before, value) == 0)
    return;
  if (value != NULL)
    g_key_file_set_string (self->file, group, key, value);
  else
    g_key_file_remove_key (self->file, group, key, NULL);
  touch (self);
}

char *
thecal_setup_draft_get (ThecalSetupDraft *self, const char *key)
{
  char *value = g_key_file_get_string (self->file, GROUP, key, NULL);

  return value != NULL ? value : g_strdup ("");
}

gboolean
thecal_setup_draft_is (ThecalSetupDraft *self, const char *key, const char *value)
{
  g_autofree char *kept = thecal_setup_draft_get (self, key);

  return g_str_equal (kept, value);
}

void
thecal_setup_draft_set (ThecalSetupDraft *self, const char *key, const char *value)
{
  set_value (self, GROUP, key, *value != '\0' ? value : NULL);
}

char *
thecal_setup_draft_get_typed (ThecalSetupDraft *self, const char *group, const char *key)
{
  g_autofree char *place = g_strconcat (TYPED, group, NULL);

  return g_key_file_get_string (self->file, place, key, NULL);
}

void
thecal_setup_draft_set_typed (ThecalSetupDraft *self,
                              const char *group,
                              const char *key,
                              const char *text)
{
  g_autofree char *place = g_strconcat (TYPED, group, NULL);

  set_value (self, place, key, text);
}

void
thecal_setup_draft_keep (ThecalSetupDraft *self)
{
  if (self->save_id != 0)
    save (self);
}

gboolean
thecal_setup_draft_is_unfinished (ThecalSetupDraft *self)
{
  g_autofree char *page = thecal_setup_draft_get (self, THECAL_DRAFT_PAGE);

  return *page != '\0';
}

gboolean
thecal_setup_draft_is_loaded (ThecalSetupDraft *self)
{
  return self->loaded;
}

static void
thecal_setup_draft_dispose (GObject *object)
{
  ThecalSetupDraft *self = THECAL_SETUP_DRAFT (object);

  thecal_setup_draft_keep (self);
  G_OBJECT_CLASS (thecal_setup_draft_parent_class)->dispose (object);
}

static void
thecal_setup_draft_finalize (GObject *object)
{
  ThecalSetupDraft *self = THECAL_SETUP_DRAFT (object);

  g_key_file_unref (self->file);
  g_free (self->path);
  G_OBJECT_CLASS (thecal_setup_draft_parent_class)->finalize (object);
}

static void
thecal_setup_draft_class_init (ThecalSetupDraftClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = thecal_setup_draft_dispose;
  G_OBJECT_CLASS (klass)->finalize = thecal_setup_draft_finalize;
  signals[SIGNAL_LOADED] = g_signal_new (
      "loaded", THECAL_TYPE_SETUP_DRAFT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
thecal_setup_draft_init (ThecalSetupDraft *self)
{
  self->file = g_key_file_new ();
}

ThecalSetupDraft *
thecal_setup_draft_new (const char *state_dir)
{
  ThecalSetupDraft *self = g_object_new (THECAL_TYPE_SETUP_DRAFT, NULL);
  g_autoptr (GTask) task = g_task_new (self, NULL, on_read, NULL);

  self->path = g_build_filename (state_dir, FILE_NAME, NULL);
  g_task_set_task_data (task, g_strdup (self->path), g_free);
  g_task_run_in_thread (task, read_in_thread);

  return self;
}
