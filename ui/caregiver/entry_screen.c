/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "caregiver/entry_screen.h"

#include <glib/gi18n.h>

#include "caregiver/dialogs.h"
#include "caregiver/side_window.h"

#define WIDTH 720
#define HEIGHT 780

typedef struct {
  GtkWidget *window, *view; /* the window owns this */
  ThecalEntryTaken taken_back;
  GObject *owner; /* weak */
  gboolean over;  /* kept or given up: the window may go */
} Screen;

static void
screen_free (gpointer data)
{
  Screen *self = data;

  g_clear_weak_pointer (&self->owner);
  g_free (self);
}

static void
close_screen (Screen *self)
{
  self->over = TRUE;
  gtk_window_close (GTK_WINDOW (self->window));
}

static void
on_saved (ThecalEntryView *view, gboolean waits, Screen *self)
{
  GtkWidget *parent = GTK_WIDGET (gtk_window_get_transient_for (GTK_WINDOW (self->window)));

  if (waits)
    thecal_dialog_show (parent,
                        _ ("Kept on this computer"),
                        _ ("Thecal's monitor is not running. Your entry is kept here and handed "
                           "over as soon as the monitor is back."));
  close_screen (self);
}

static void
on_taken_back (ThecalEntryView *view, Screen *self)
{
  if (self->owner != NULL && self->taken_back != NULL)
    self->taken_back (thecal_entry_view_get_entry (view), self->owner);
  close_screen (self);
}

static void
on_response (AdwMessageDialog *dialog, const char *response, GtkWidget *window)
{
  Screen *self = g_object_get_data (G_OBJECT (window), "thecal-entry-screen");

  if (g_str_equal (response, "discard"))
    close_screen (self);
  else if (g_str_equal (response, "save"))
    thecal_entry_view_save (THECAL_ENTRY_VIEW (self->view));
}

static gboolean
on_back (ThecalSideWindow *window, Screen *self)
{
  GtkWidget *dialog;

  if (self->over || !thecal_entry_view_is_changed (THECAL_ENTRY_VIEW (self->view)))
    return FALSE;
  dialog = adw_message_dialog_new (
      GTK_WINDOW (window), _ ("Save what you entered?"), _ ("It is not kept yet."));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog),
                                    "stay",
                                    _ ("Go on entering"),
                                    "discard",
                                    _ ("Discard"),
                                    "save",
                                    _ ("Save"),
                                    NULL);
  adw_message_dialog_set_response_appearance (
      ADW_MESSAGE_DIALOG (dialog), "discard", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_response_appearance (
      ADW_MESSAGE_DIALOG (dialog), "save", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "save");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "stay");
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_response), window, 0);
  gtk_window_present (GTK_WINDOW (dialog));

  return TRUE;
}

static gboolean
on_save_key (GtkWidget *window, GVariant *arguments, gpointer view)
{
  thecal_entry_view_save (THECAL_ENTRY_VIEW (view));

  return TRUE;
}

static void
add_keys (Screen *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  /* before the note, which would take a line for it */
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("<Control>Return|<Control>s"),
                        gtk_callback_action_new (on_save_key, self->view, NULL)));
  gtk_widget_add_controller (self->window, keys);
}

void
thecal_entry_screen_open (GtkWindow *parent,
                          GtkWidget *view,
                          const char *title,
                          ThecalEntryTaken taken_back,
                          GObject *owner)
{
  Screen *self = g_new0 (Screen, 1);

  self->view = view;
  self->window = thecal_side_window_new (parent, title, view);
  self->taken_back = taken_back;
  g_set_weak_pointer (&self->owner, owner);
  g_object_set_data_full (G_OBJECT (self->window), "thecal-entry-screen", self, screen_free);
  g_signal_connect (view, "saved", G_CALLBACK (on_saved), self);
  g_signal_connect (view, "taken-back", G_CALLBACK (on_taken_back), self);
  g_signal_connect (self->window, "back", G_CALLBACK (on_back), self);
  add_keys (self);
  gtk_window_set_default_size (GTK_WINDOW (self->window), WIDTH, HEIGHT);
  gtk_window_set_default_widget (GTK_WINDOW (self->window),
                                 thecal_entry_view_get_save (THECAL_ENTRY_VIEW (view)));
  /* the first question, not the default button, has the focus: digits answer at once */
  thecal_entry_view_focus_first (THECAL_ENTRY_VIEW (view));
  gtk_window_present (GTK_WINDOW (self->window));
}
