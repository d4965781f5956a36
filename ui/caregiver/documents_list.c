/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "caregiver/documents_list.h"

#include <glib/gi18n.h>
#include <string.h>

#include "caregiver/document_dialog.h"
#include "caregiver/documents_pictures.h"
#include "files/shelf.h"
#include "shared/labels.h"
#include "words/document_words.h"
#include "words/report_data.h"

#define MOST 1000u

struct _ThecalDocumentsList {
  AdwBin parent_instance;
  ThecalMonitorClient *client;
  ThecalDbusManager *manager; /* that is listened to; NULL: none */
  char *state_dir;
  GtkWidget *group, *told, *empty;
  GPtrArray *rows;               /* of GtkWidget, borrowed from the group */
  GPtrArray *pictures;           /* of GdkPixbuf */
  guint n_unprinted;             /* are no pictures */
  GtkFileChooserNative *chooser; /* owned while it is shown */
  GCancellable *cancellable;
};

enum { SIGNAL_CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ThecalDocumentsList, thecal_documents_list, ADW_TYPE_BIN)

static void
on_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ThecalDocumentsList) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!gtk_show_uri_full_finish (GTK_WINDOW (source), result, &error) &&
      !g_cancellable_is_cancelled (self->cancellable))
    thecal_label_set (self->told, error->message);
}

static void
on_open (GtkButton *button, ThecalDocumentsList *self)
{
  g_autofree char *path =
      thecal_shelf_get_path (self->state_dir, g_object_get_data (G_OBJECT (button), "file"));
  g_autofree char *uri = path != NULL ? g_filename_to_uri (path, NULL, NULL) : NULL;

  if (uri != NULL)
    gtk_show_uri_full (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                       uri,
                       GDK_CURRENT_TIME,
                       self->cancellable,
                       on_opened,
                       g_object_ref (self));
}

static void
add_row (ThecalDocumentsList *self, const ThecalEntry *entry)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autofree char *subtitle = thecal_document_subtitle (entry, g_get_real_time (), zone);
  const char *title = thecal_entry_get_text (entry, "title");
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *open = gtk_button_new_with_label (_ ("Open"));
  g_autofree char *label = g_strdup_printf (_ ("Open %s"), title);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_set_valign (open, GTK_ALIGN_CENTER);
  gtk_widget_set_size_request (open, 64, 44);
  gtk_accessible_update_property (GTK_ACCESSIBLE (open), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_object_set_data_full (
      G_OBJECT (open), "file", g_strdup (thecal_entry_get_text (entry, "file")), g_free);
  g_signal_connect_object (open, "clicked", G_CALLBACK (on_open), self, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), open);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->group), row);
  g_ptr_array_add (self->rows, row);
}

static void
on_pictures (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ThecalDocumentsList) self = user_data;
  GPtrArray *pictures = thecal_documents_pictures_load_finish (result, NULL);

  if (pictures == NULL)
    return;
  g_ptr_array_unref (self->pictures);
  self->pictures = pictures;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* What is kept to be handed over: printout and cards. */
static gboolean
is_handed_over (const ThecalEntry *entry)
{
  const char *kind = thecal_entry_get_text (entry, "is");

  return g_strcmp0 (kind, "printout") == 0 || g_strcmp0 (kind, "card") == 0;
}

static void
show (ThecalDocumentsList *self, const ThecalReportData *data)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self->group), self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  self->n_unprinted = 0;
  for (guint i = data->entries->len; i > 0; i--) {
    const ThecalEntry *entry = data->entries->pdata[i - 1];
    char *path = thecal_shelf_get_path (self->state_dir, thecal_entry_get_text (entry, "file"));

    if (thecal_entry_get_text (entry, "title") != NULL)
      add_row (self, entry);
    if (path != NULL && is_handed_over (entry) && !g_str_has_suffix (path, ".pdf")) {
      g_ptr_array_add (paths, path);
      continue;
    }
    self->n_unprinted += path != NULL && is_handed_over (entry);
    g_free (path);
  }
  gtk_widget_set_visible (self->empty, self->rows->len == 0);
  g_ptr_array_add (paths, NULL);
  thecal_documents_pictures_load_async (
      (const char *const *) paths->pdata, self->cancellable, on_pictures, g_object_ref (self));
}

static void
on_entries (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ThecalDocumentsList) self = user_data;
  g_autoptr (GVariant) reply = g_dbus_proxy_call_finish (G_DBUS_PROXY (source), result, NULL);
  g_autoptr (ThecalReportData) data = thecal_report_data_new ();
  g_autoptr (GVariant) rows = NULL;

  if (reply == NULL || g_cancellable_is_cancelled (self->cancellable) ||
      !g_variant_is_of_type (reply, G_VARIANT_TYPE ("(aa{sv})")))
    return;
  rows = g_variant_get_child_value (reply, 0);
  thecal_report_data_take_entries (data, rows);
  show (self, data);
}

static void
reload (ThecalDocumentsList *self)
{
  if (self->manager != NULL)
    g_dbus_proxy_call (
        G_DBUS_PROXY (self->manager),
        "GetEntries",
        g_variant_new (
            "(sxxu)", "document", G_GINT64_CONSTANT (0), G_GINT64_CONSTANT (253402300799999), MOST),
        G_DBUS_CALL_FLAGS_NO_AUTO_START,
        THECAL_ANSWER_LIMIT_MS,
        self->cancellable,
        on_entries,
        g_object_ref (self));
}

/* A manager is another object after each restart of the monitor. */
static void
follow_manager (ThecalDocumentsList *self)
{
  ThecalDbusManager *manager = thecal_monitor_client_get_manager (self->client);

  if (manager == self->manager)
    return;
  if (self->manager != NULL)
    g_signal_handlers_disconnect_by_data (self->manager, self);
  g_set_object (&self->manager, manager);
  if (manager == NULL)
    return;
  g_signal_connect_object (
      manager, "entries-changed", G_CALLBACK (reload), self, G_CONNECT_SWAPPED);
  reload (self);
}

/* Attaching. */

static void
on_added (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ThecalDocumentsList) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = thecal_shelf_add_finish (result, &error);

  if (name == NULL) {
    if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
      thecal_label_set (self->told, error->message);
    return;
  }
  thecal_document_dialog_show (GTK_WIDGET (self), self->client, name);
}

static void
on_chosen (GtkNativeDialog *chooser, int response, ThecalDocumentsList *self)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));

  if (response == GTK_RESPONSE_ACCEPT && file != NULL)
    thecal_shelf_add_async (
        self->state_dir, file, self->cancellable, on_added, g_object_ref (self));
  g_clear_object (&self->chooser);
}

static void
on_attach (ThecalDocumentsList *self)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  thecal_label_set (self->told, "");
  if (self->chooser != NULL)
    return;
  gtk_file_filter_set_name (filter, _ ("PDF, PNG, JPEG"));
  gtk_file_filter_add_mime_type (filter, "application/pdf");
  gtk_file_filter_add_mime_type (filter, "image/png");
  gtk_file_filter_add_mime_type (filter, "image/jpeg");
  self->chooser = gtk_file_chooser_native_new (_ ("Attach a paper"),
                                               GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                               GTK_FILE_CHOOSER_ACTION_OPEN,
                                               _ ("Attach"),
                                               _ ("Cancel"));
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (self->chooser), filter);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (on_chosen), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

guint
thecal_documents_list_get_n_pictures (ThecalDocumentsList *self)
{
  return self->pictures->len;
}

guint
thecal_documents_list_get_n_unprinted (ThecalDocumentsList *self)
{
  return self->n_unprinted;
}

GPtrArray *
thecal_documents_list_load_pictures (ThecalDocumentsList *self)
{
  return g_ptr_array_ref (self->pictures);
}

static void
thecal_documents_list_dispose (GObject *object)
{
  ThecalDocumentsList *self = THECAL_DOCUMENTS_LIST (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->chooser);
  g_clear_object (&self->manager);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (thecal_documents_list_parent_class)->dispose (object);
}

static void
thecal_documents_list_finalize (GObject *object)
{
  ThecalDocumentsList *self = THECAL_DOCUMENTS_LIST (object);

  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->pictures);
  g_object_unref (self->cancellable);
  g_free (self->state_dir);

  G_OBJECT_CLASS (thecal_documents_list_parent_class)->finalize (object);
}

static void
thecal_documents_list_class_init (ThecalDocumentsListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = thecal_documents_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = thecal_documents_list_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed",
                                          THECAL_TYPE_DOCUMENTS_LIST,
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          0);
}

static void
thecal_documents_list_init (ThecalDocumentsList *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *attach = gtk_button_new_with_label (_ ("Attach a paper…"));

  self->rows = g_ptr_array_new ();
  self->pictures = g_ptr_array_new_with_free_func (g_object_unref);
  self->cancellable = g_cancellable_new ();
  self->group = adw_preferences_group_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self->group), _ ("Attached papers"));
  adw_preferences_group_set_description (
      ADW_PREFERENCES_GROUP (self->group),
      _ ("The scanned printout, instructions, cards. They stay on this computer."));
  self->empty = adw_action_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->empty), _ ("None is attached yet"));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->group), self->empty);
  gtk_widget_set_size_request (attach, -1, 44);
  g_signal_connect_swapped (attach, "clicked", G_CALLBACK (on_attach), self);
  self->told = gtk_label_new ("");
  gtk_label_set_wrap (GTK_LABEL (self->told), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->told), 0);
  gtk_widget_set_visible (self->told, FALSE);
  gtk_box_append (GTK_BOX (box), self->group);
  gtk_box_append (GTK_BOX (box), attach);
  gtk_box_append (GTK_BOX (box), self->told);
  adw_bin_set_child (ADW_BIN (self), box);
}

GtkWidget *
thecal_documents_list_new (ThecalMonitorClient *client, const char *state_dir)
{
  ThecalDocumentsList *self = g_object_new (THECAL_TYPE_DOCUMENTS_LIST, NULL);

  self->client = g_object_ref (client);
  self->state_dir = g_strdup (state_dir);
  g_signal_connect_object (client, "changed", G_CALLBACK (follow_manager), self, G_CONNECT_SWAPPED);
  follow_manager (self);

  return GTK_WIDGET (self);
}
