/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "shared/photo_field.h"

#include <glib/gi18n.h>

#include "files/shelf.h"
#include "shared/upright_picture.h"

#define PICTURE_PX 180
#define READ_PX 1200

struct _ThecalPhotoField {
  ThecalFormField parent_instance;
  char *state_dir, *file; /* its name in the shelf; "" none */
  GtkWidget *picture, *add, *remove, *busy;
  GtkFileChooserNative *chooser; /* owned while it is shown */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (ThecalPhotoField, thecal_photo_field, THECAL_TYPE_FORM_FIELD)

static char *
thecal_photo_field_get_text (ThecalFormField *field)
{
  return g_strdup (THECAL_PHOTO_FIELD (field)->file);
}

static void
thecal_photo_field_set_text (ThecalFormField *field, const char *text)
{
  ThecalPhotoField *self = THECAL_PHOTO_FIELD (field);
  g_autofree char *path = thecal_shelf_get_path (self->state_dir, text);
  const gboolean has = *text != '\0';

  g_free (self->file);
  self->file = g_strdup (text);
  thecal_upright_picture_show (GTK_PICTURE (self->picture), path, READ_PX);
  gtk_widget_set_visible (self->picture, path != NULL);
  gtk_widget_set_visible (self->remove, has);
  gtk_button_set_label (GTK_BUTTON (self->add), has ? _ ("Another photo…") : _ ("Add a photo…"));
}

static void
on_added (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ThecalPhotoField) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = thecal_shelf_add_finish (result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  gtk_spinner_stop (GTK_SPINNER (self->busy));
  gtk_widget_set_visible (self->busy, FALSE);
  gtk_widget_set_sensitive (self->add, TRUE);
  if (name == NULL) {
    thecal_form_field_show_fault (THECAL_FORM_FIELD (self), error->message);
    return;
  }
  thecal_photo_field_set_text (THECAL_FORM_FIELD (self), name);
  thecal_form_field_changed (THECAL_FORM_FIELD (self));
}

static void
on_chosen (GtkNativeDialog *chooser, int response, ThecalPhotoField *self)
{
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  g_clear_object (&self->chooser);
  if (file == NULL)
    return;
  gtk_widget_set_sensitive (self->add, FALSE);
  gtk_widget_set_visible (self->busy, TRUE);
  gtk_spinner_start (GTK_SPINNER (self->busy));
  thecal_shelf_add_async (self->state_dir, file, self->cancellable, on_added, g_object_ref (self));
}

static void
on_add (ThecalPhotoField *self)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  if (self->chooser != NULL)
    return;
  self->chooser = gtk_file_chooser_native_new (_ ("Photo of the wound"),
                                               GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                               GTK_FILE_CHOOSER_ACTION_OPEN,
                                               _ ("Add"),
                                               _ ("Cancel"));
  gtk_file_filter_set_name (filter, _ ("Photos"));
  gtk_file_filter_add_mime_type (filter, "image/jpeg");
  gtk_file_filter_add_mime_type (filter, "image/png");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (self->chooser), filter);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (on_chosen), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
on_remove (ThecalPhotoField *self)
{
  thecal_photo_field_set_text (THECAL_FORM_FIELD (self), "");
  thecal_form_field_changed (THECAL_FORM_FIELD (self));
}

static void
thecal_photo_field_dispose (GObject *object)
{
  ThecalPhotoField *self = THECAL_PHOTO_FIELD (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->chooser);

  G_OBJECT_CLASS (thecal_photo_field_parent_class)->dispose (object);
}

static void
thecal_photo_field_finalize (GObject *object)
{
  ThecalPhotoField *self = THECAL_PHOTO_FIELD (object);

  g_object_unref (self->cancellable);
  g_free (self->state_dir);
  g_free (self->file);

  G_OBJECT_CLASS (thecal_photo_field_parent_class)->finalize (object);
}

static void
thecal_photo_field_class_init (ThecalPhotoFieldClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = thecal_photo_field_dispose;
  G_OBJECT_CLASS (klass)->finalize = thecal_photo_field_finalize;
  THECAL_FORM_FIELD_CLASS (klass)->get_text = thecal_photo_field_get_text;
  THECAL_FORM_FIELD_CLASS (klass)->set_text = thecal_photo_field_set_text;
}

static void
thecal_photo_field_init (ThecalPhotoField *self)
{
  self->cancellable = g_cancellable_new ();
  self->file = g_strdup ("");
  self->picture = gtk_picture_new ();
  self->add = gtk_button_new_with_label (_ ("Add a photo…"));
  self->remove = gtk_button_new_with_label (_ ("Remove"));
  self->busy = gtk_spinner_new ();
}

GtkWidget *
thecal_photo_field_new (const char *name,
                        const char *title,
                        const char *help,
                        const char *state_dir)
{
  ThecalPhotoField *self = g_object_new (THECAL_TYPE_PHOTO_FIELD, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->state_dir = g_strdup (state_dir);
  thecal_form_field_set_words (THECAL_FORM_FIELD (self), name, title, help);
  gtk_picture_set_alternative_text (GTK_PICTURE (self->picture), title);
  gtk_picture_set_can_shrink (GTK_PICTURE (self->picture), TRUE);
  gtk_widget_set_size_request (self->picture, -1, PICTURE_PX);
  gtk_widget_set_visible (self->picture, FALSE);
  gtk_widget_set_visible (self->remove, FALSE);
  gtk_widget_set_visible (self->busy, FALSE);
  gtk_widget_add_css_class (self->add, "thecal-option");
  gtk_widget_add_css_class (self->remove, "thecal-option");
  gtk_box_append (GTK_BOX (buttons), self->add);
  gtk_box_append (GTK_BOX (buttons), self->remove);
  gtk_box_append (GTK_BOX (buttons), self->busy);
  gtk_box_append (GTK_BOX (box), self->picture);
  gtk_box_append (GTK_BOX (box), buttons);
  g_signal_connect_object (self->add, "clicked", G_CALLBACK (on_add), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
      self->remove, "clicked", G_CALLBACK (on_remove), self, G_CONNECT_SWAPPED);
  thecal_form_field_set_control (THECAL_FORM_FIELD (self), box, FALSE);

  return GTK_WIDGET (self);
}
