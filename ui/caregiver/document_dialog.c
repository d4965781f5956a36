/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "caregiver/document_dialog.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "core/diary/entry.h"
#include "shared/person.h"
#include "words/document_words.h"

static const char *const kinds[] = { "printout", "card", "instructions", "photo", "other" };

typedef struct {
  GtkWidget *parent; /* weak */
  ThecalMonitorClient *client;
  char *name;
  char *title, *reviewed; /* as typed */
  guint kind;
  GtkWidget *title_row, *kind_row, *reviewed_row; /* of the dialog that is shown */
} Asking;

static void
asking_free (Asking *self)
{
  g_clear_weak_pointer (&self->parent);
  g_object_unref (self->client);
  g_free (self->name);
  g_free (self->title);
  g_free (self->reviewed);
  g_free (self);
}

static void ask (Asking *self, const char *trouble);

static void
on_taken (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Asking *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = g_dbus_proxy_call_finish (G_DBUS_PROXY (source), result, &error);

  if (reply == NULL && self->parent != NULL) {
    g_dbus_error_strip_remote_error (error);
    ask (self, error->message);
    return;
  }
  asking_free (self);
}

/* What is not as expected, in words; NULL: it was handed to the monitor, which answers. (transfer
 * full) */
static char *
hand_over (Asking *self)
{
  ThecalDbusManager *manager = thecal_monitor_client_get_manager (self->client);
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *by = thecal_person_get_name ();
  g_autoptr (ThecalEntry) entry = thecal_entry_new (THECAL_ENTRY_DOCUMENT, id, g_get_real_time ());
  g_autofree char *text = NULL;
  const char *expected = NULL;

  thecal_entry_set_by (entry, by);
  if (!thecal_entry_set (entry, "file", self->name, &expected))
    return g_strdup (_ (expected));
  if (*self->title == '\0' || !thecal_entry_set (entry, "title", self->title, &expected))
    return g_strdup_printf (_ ("Title: %s"), expected != NULL ? _ (expected) : _ ("a name for it"));
  if (!thecal_entry_set (entry, "is", kinds[self->kind], &expected))
    return g_strdup (_ (expected));
  if (!thecal_entry_set (entry, "reviewed_on", self->reviewed, &expected))
    return g_strdup_printf (_ ("Reviewed on: expected %s"), _ (expected));
  if (manager == NULL)
    return g_strdup (_ ("Thecal's monitor is not running. Keep this open and try again."));
  text = thecal_entry_to_text (entry);
  g_dbus_proxy_call (G_DBUS_PROXY (manager),
                     "AddEntry",
                     g_variant_new ("(s)", text),
                     G_DBUS_CALL_FLAGS_NO_AUTO_START,
                     THECAL_ANSWER_LIMIT_MS,
                     NULL,
                     on_taken,
                     self);

  return NULL;
}

static void
on_response (AdwMessageDialog *dialog, const char *response, Asking *self)
{
  g_autofree char *trouble = NULL;

  if (g_strcmp0 (response, "keep") != 0 || self->parent == NULL) {
    asking_free (self);
    return;
  }
  g_free (self->title);
  g_free (self->reviewed);
  self->title = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->title_row))));
  self->reviewed =
      g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->reviewed_row))));
  self->kind = adw_combo_row_get_selected (ADW_COMBO_ROW (self->kind_row));
  trouble = hand_over (self);
  if (trouble != NULL)
    ask (self, trouble);
}

static GtkWidget *
add_entry (GtkWidget *list, const char *title, const char *text)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_editable_set_text (GTK_EDITABLE (row), text);
  gtk_list_box_append (GTK_LIST_BOX (list), row);

  return row;
}

/* With what was typed before; @trouble nullable. */
static void
ask (Asking *self, const char *trouble)
{
  GtkWidget *dialog =
      adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (self->parent)),
                              _ ("What is this paper?"),
                              trouble != NULL ? trouble : _ ("It is copied and stays here."));
  GtkWidget *list = gtk_list_box_new ();
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    gtk_string_list_append (titles, thecal_document_kind_title (kinds[i]));
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  self->title_row = add_entry (list, _ ("Title"), self->title);
  self->kind_row = adw_combo_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->kind_row), _ ("It is"));
  adw_combo_row_set_model (ADW_COMBO_ROW (self->kind_row), G_LIST_MODEL (titles));
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->kind_row), self->kind);
  gtk_list_box_append (GTK_LIST_BOX (list), self->kind_row);
  self->reviewed_row =
      add_entry (list, _ ("Reviewed on, as in 2026-11-21 (may stay empty)"), self->reviewed);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), list);
  adw_message_dialog_add_responses (
      ADW_MESSAGE_DIALOG (dialog), "close", _ ("Cancel"), "keep", _ ("Keep"), NULL);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "keep");
  adw_message_dialog_set_response_appearance (
      ADW_MESSAGE_DIALOG (dialog), "keep", ADW_RESPONSE_SUGGESTED);
  g_signal_connect (dialog, "response", G_CALLBACK (on_response), self);
  gtk_window_present (GTK_WINDOW (dialog));
}

void
thecal_document_dialog_show (GtkWidget *parent, ThecalMonitorClient *client, const char *name)
{
  Asking *self = g_new0 (Asking, 1);

  g_set_weak_pointer (&self->parent, parent);
  self->client = g_object_ref (client);
  self->name = g_strdup (name);
  self->title = g_strdup (_ ("Printout of the last refill"));
  self->reviewed = g_strdup ("");
  ask (self, NULL);
}
