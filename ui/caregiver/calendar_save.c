/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <adwaita.h>

#include "caregiver/calendar_save.h"

#include <glib/gi18n.h>

#include "caregiver/dialogs.h"
#include "core/plan/calendar_group.h"
#include "export/calendar_file.h"

#define NAME "thecal-calendar.ics"
#define AHEAD_D 366

typedef struct {
  GtkWidget *parent; /* owned */
  GBytes *bytes;
  GtkFileChooserNative *chooser; /* owned; NULL: nobody is asked */
} Saving;

static void
saving_free (Saving *saving)
{
  g_object_unref (saving->parent);
  g_bytes_unref (saving->bytes);
  g_clear_object (&saving->chooser);
  g_free (saving);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Saving, saving_free)

static void
on_written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Saving) saving = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_file_get_parse_name (G_FILE (source));
  g_autofree char *words = NULL;

  g_file_replace_contents_finish (G_FILE (source), result, NULL, &error);
  if (!gtk_widget_get_realized (saving->parent))
    return;
  if (error != NULL) {
    thecal_dialog_show (saving->parent, _ ("The file could not be saved"), error->message);
    return;
  }
  words = g_strdup_printf (_ ("%s\n\nSend it to the phone and open it there. It holds dates only: "
                              "no name, no drug, no dose. After a date has moved, save it again."),
                           path);
  thecal_dialog_show (saving->parent, _ ("The calendar is saved"), words);
}

static void
write_to (Saving *saving, GFile *file)
{
  g_file_replace_contents_bytes_async (
      file, saving->bytes, NULL, FALSE, G_FILE_CREATE_PRIVATE, NULL, on_written, saving);
}

static void
on_response (GtkNativeDialog *chooser, int response, Saving *saving)
{
  g_autoptr (GFile) file = NULL;

  if (response != GTK_RESPONSE_ACCEPT) {
    saving_free (saving);
    return;
  }
  file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  write_to (saving, file);
}

void
thecal_calendar_save (GtkWidget *parent, ThecalCalendarModel *model, const char *folder)
{
  Saving *saving;
  ThecalCalendarInput input;
  g_autoptr (GPtrArray) items = NULL;
  char *text;

  if (!thecal_calendar_model_read (model, &input))
    return;
  items =
      thecal_calendar_get_items (&input,
                                 thecal_calendar_get_day_us (input.now_us, 0, input.zone),
                                 thecal_calendar_get_day_us (input.now_us, AHEAD_D, input.zone));
  text = thecal_calendar_file_write (items, input.now_us, input.zone);
  saving = g_new0 (Saving, 1);
  saving->parent = g_object_ref (parent);
  saving->bytes = g_bytes_new_take (text, strlen (text));
  if (folder != NULL) {
    g_autoptr (GFile) file = g_file_new_build_filename (folder, NAME, NULL);

    write_to (saving, file);
    return;
  }
  saving->chooser = gtk_file_chooser_native_new (_ ("Save the calendar for a phone"),
                                                 GTK_WINDOW (gtk_widget_get_root (parent)),
                                                 GTK_FILE_CHOOSER_ACTION_SAVE,
                                                 _ ("Save"),
                                                 _ ("Cancel"));
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (saving->chooser), NAME);
  g_signal_connect (saving->chooser, "response", G_CALLBACK (on_response), saving);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (saving->chooser));
}
