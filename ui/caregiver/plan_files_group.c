/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "caregiver/plan_files_group.h"

#include <glib/gi18n.h>
#include <string.h>

#include "caregiver/dialogs.h"
#include "caregiver/plan_difference.h"
#include "files/plan_store.h"

#define VERSIONS_MOST 20       /* shown; all are kept */
#define PLAN_MOST_BYTES 262144 /* a plan is a few kilobytes */
#define SHOWN "thecal-path"

struct _ThecalPlanFilesGroup {
  AdwBin parent_instance;
  ThecalPlanWatch *plan;
  GtkWidget *group, *earlier;
  GtkFileChooserNative *chooser;
  GStrv versions; /* that the rows are of */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (ThecalPlanFilesGroup, thecal_plan_files_group, ADW_TYPE_BIN)

/* Taking one in. */

typedef struct {
  ThecalPlanFilesGroup *group; /* owned */
  gboolean is_version;
} Opening;

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Opening *opening = user_data;
  g_autoptr (ThecalPlanFilesGroup) self = opening->group;
  const gboolean is_version = opening->is_version;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  gsize size = 0;

  g_free (opening);
  if (!g_file_load_contents_finish (G_FILE (source), result, &text, &size, NULL, &error)) {
    if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
      thecal_dialog_show (GTK_WIDGET (self), _ ("The file could not be read"), error->message);
  } else if (size > PLAN_MOST_BYTES || strlen (text) != size || !g_utf8_validate (text, -1, NULL))
    thecal_dialog_show (GTK_WIDGET (self),
                        _ ("This is no care plan"),
                        _ ("Expected a text file as thecalctl and this program write it."));
  else
    thecal_plan_difference_show (GTK_WIDGET (self),
                                 self->plan,
                                 is_version ? _ ("An earlier care plan") : _ ("Import a care plan"),
                                 is_version ? _ ("Bring it back") : _ ("Take this plan"),
                                 text);
}

static void
open_file (ThecalPlanFilesGroup *self, GFile *file, gboolean is_version)
{
  Opening *opening = g_new0 (Opening, 1);

  opening->group = g_object_ref (self);
  opening->is_version = is_version;
  g_file_load_contents_async (file, self->cancellable, on_read, opening);
}

void
thecal_plan_files_group_open (ThecalPlanFilesGroup *self, GFile *file)
{
  open_file (self, file, FALSE);
}

static void
on_chosen (GtkNativeDialog *chooser, int response, ThecalPlanFilesGroup *self)
{
  if (response == GTK_RESPONSE_ACCEPT) {
    g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));

    if (file != NULL)
      open_file (self, file, FALSE);
  }
  g_clear_object (&self->chooser);
}

static void
on_import (ThecalPlanFilesGroup *self)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  if (self->chooser != NULL)
    return;
  gtk_file_filter_set_name (filter, _ ("Care plans"));
  gtk_file_filter_add_pattern (filter, "*.ini");
  self->chooser = gtk_file_chooser_native_new (_ ("Import a care plan"),
                                               GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                               GTK_FILE_CHOOSER_ACTION_OPEN,
                                               _ ("Look at it"),
                                               _ ("Cancel"));
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (self->chooser), filter);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (on_chosen), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

/* Earlier versions. */

static void
on_look (GtkWidget *button, ThecalPlanFilesGroup *self)
{
  g_autoptr (GFile) file = g_file_new_for_path (g_object_get_data (G_OBJECT (button), SHOWN));

  open_file (self, file, TRUE);
}

/* ".../2026-10-01T100000Z.ini" → "1 October 2026, 12:00" */
static char *
version_words (const char *path)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *digits = g_strndup (name, strlen ("2026-10-01T100000"));
  g_autofree char *full = g_strconcat (digits, "Z", NULL);
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (full, NULL);
  g_autoptr (GDateTime) local = time != NULL ? g_date_time_to_local (time) : NULL;

  return local != NULL ? g_date_time_format (local, "%-d %B %Y, %H:%M:%S") : g_strdup (name);
}

static GtkWidget *
version_row_new (ThecalPlanFilesGroup *self, const char *path)
{
  GtkWidget *row = adw_action_row_new (), *button = gtk_button_new_with_label (_ ("Look at it"));
  g_autofree char *words = version_words (path);
  g_autofree char *title = g_strdup_printf (_ ("Until %s"), words);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_object_set_data_full (G_OBJECT (button), SHOWN, g_strdup (path), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_look), self, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);

  return row;
}

static void
list_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  char **places = data;

  g_task_return_pointer (
      task, thecal_plan_store_list_versions (places[0], places[1]), (GDestroyNotify) g_strfreev);
}

static void
on_listed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  ThecalPlanFilesGroup *self = THECAL_PLAN_FILES_GROUP (source);
  g_auto (GStrv) versions = g_task_propagate_pointer (G_TASK (result), NULL);

  if (versions == NULL ||
      (self->versions != NULL &&
       g_strv_equal ((const char *const *) versions, (const char *const *) self->versions)))
    return;
  if (self->earlier != NULL)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self->group), self->earlier);
  self->earlier = adw_expander_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->earlier), _ ("Earlier versions"));
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self->earlier),
                                 versions[0] != NULL ? _ ("Kept at each change; the newest first")
                                                     : _ ("None yet: kept at each change"));
  for (guint i = 0; versions[i] != NULL && i < VERSIONS_MOST; i++)
    adw_expander_row_add_row (ADW_EXPANDER_ROW (self->earlier),
                              version_row_new (self, versions[i]));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->group), self->earlier);
  g_strfreev (self->versions);
  self->versions = g_steal_pointer (&versions);
}

void
thecal_plan_files_group_update (ThecalPlanFilesGroup *self)
{
  g_autoptr (GTask) task = g_task_new (self, self->cancellable, on_listed, NULL);
  const char *places[] = { thecal_plan_watch_get_path (self->plan),
                           thecal_plan_watch_get_state_dir (self->plan),
                           NULL };

  g_task_set_task_data (task, g_strdupv ((char **) places), (GDestroyNotify) g_strfreev);
  g_task_run_in_thread (task, list_in_thread);
}

/* Object. */

static void
thecal_plan_files_group_dispose (GObject *object)
{
  ThecalPlanFilesGroup *self = THECAL_PLAN_FILES_GROUP (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->chooser);
  g_clear_object (&self->plan);
  g_clear_pointer (&self->versions, g_strfreev);

  G_OBJECT_CLASS (thecal_plan_files_group_parent_class)->dispose (object);
}

static void
thecal_plan_files_group_class_init (ThecalPlanFilesGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = thecal_plan_files_group_dispose;
}

static void
thecal_plan_files_group_init (ThecalPlanFilesGroup *self)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *import = gtk_button_new_with_label (_ ("Import a plan file…"));

  self->cancellable = g_cancellable_new ();
  self->group = adw_preferences_group_new ();
  gtk_widget_set_valign (import, GTK_ALIGN_CENTER);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("A file from the clinic"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _ ("What it changes is shown first."));
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), import);
  g_signal_connect_object (import, "clicked", G_CALLBACK (on_import), self, G_CONNECT_SWAPPED);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self->group), _ ("The plan as a file"));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->group), row);
  adw_bin_set_child (ADW_BIN (self), self->group);
}

GtkWidget *
thecal_plan_files_group_new (ThecalPlanWatch *plan)
{
  ThecalPlanFilesGroup *self = g_object_new (THECAL_TYPE_PLAN_FILES_GROUP, NULL);

  self->plan = g_object_ref (plan);
  thecal_plan_files_group_update (self);

  return GTK_WIDGET (self);
}
