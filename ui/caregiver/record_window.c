/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "caregiver/record_window.h"

#include <glib/gi18n.h>
#include <string.h>

#include "shared/labels.h"
#include "shared/pump_reading.h"
#include "words/entry_words.h"

struct _ThecalRecordWindow {
  AdwWindow parent_instance;
  ThecalMonitorClient *client;
  ThecalPlanWatch *plan;
  GtkWidget *form; /* borrowed */
  const ThecalRecordForm *calls;
  GtkWidget *bar, *cancel, *save, *stack, *fault, *end;
  ThecalPumpRecord *waiting; /* for the answer to a doubt */
  GCancellable *cancellable;
  gboolean saving;
};

G_DEFINE_FINAL_TYPE (ThecalRecordWindow, thecal_record_window, ADW_TYPE_WINDOW)

/* The end of it. */

static void
show_end (ThecalRecordWindow *self, ThecalEntryKind kind, const char *untold)
{
  g_autofree char *more =
      self->calls->end_words != NULL ? self->calls->end_words (self->form) : NULL;
  const char *follows = thecal_entry_follow_words (kind);
  g_autoptr (GString) words = g_string_new (NULL);
  const char *parts[] = { untold, more != NULL ? more : "", follows };

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (*parts[i] != '\0')
      g_string_append_printf (words, "%s%s", words->len > 0 ? "\n\n" : "", parts[i]);
  adw_status_page_set_title (ADW_STATUS_PAGE (self->end),
                             *untold != '\0' ? _ ("Recorded, but not everywhere") : _ ("Recorded"));
  /* it reads markup */
  {
    g_autofree char *escaped = g_markup_escape_text (words->str, -1);

    adw_status_page_set_description (ADW_STATUS_PAGE (self->end), escaped);
  }
  gtk_widget_set_visible (self->save, FALSE);
  gtk_button_set_label (GTK_BUTTON (self->cancel), _ ("Close"));
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "end");
  gtk_widget_grab_focus (self->cancel);
}

/* The monitor names the value at fault: "dose_ug_per_day: expected …". */
static void
show_refusal (ThecalRecordWindow *self, const char *message)
{
  const char *colon = strchr (message, ':');
  g_autofree char *name =
      colon != NULL ? g_strndup (message, (gsize) (colon - message)) : g_strdup ("");

  if (colon == NULL || !self->calls->show_fault (self->form, name, colon + 1))
    thecal_label_set (self->fault, message);
}

/* What becomes of it is told here, within the time limits of what is asked: until then it stays. */
static gboolean
thecal_record_window_close_request (GtkWindow *window)
{
  ThecalRecordWindow *self = THECAL_RECORD_WINDOW (window);

  return self->saving ||
         GTK_WINDOW_CLASS (thecal_record_window_parent_class)->close_request (window);
}

static void
set_saving (ThecalRecordWindow *self, gboolean saving)
{
  self->saving = saving;
  gtk_widget_set_sensitive (self->save, !saving);
  gtk_widget_set_sensitive (self->cancel, !saving);
}

typedef struct {
  ThecalRecordWindow *window; /* owned */
  ThecalEntryKind kind;
} Saving;

static void
on_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Saving *saving = user_data;
  g_autoptr (ThecalRecordWindow) self = saving->window;
  const ThecalEntryKind kind = saving->kind;
  g_autoptr (GError) error = NULL;
  g_autofree char *untold = thecal_pump_record_save_finish (result, &error);

  g_free (saving);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  set_saving (self, FALSE);
  if (untold == NULL)
    show_refusal (self, error->message);
  else
    show_end (self, kind, untold);
}

static void
save (ThecalRecordWindow *self, ThecalPumpRecord *record)
{
  Saving *saving = g_new0 (Saving, 1);

  saving->window = g_object_ref (self);
  saving->kind = thecal_entry_get_kind (thecal_pump_record_get_entry (record));
  set_saving (self, TRUE);
  thecal_pump_record_save_async (
      record, self->client, self->plan, self->cancellable, on_saved, saving);
}

/* Doubts. */

static void
on_doubt_answered (AdwMessageDialog *dialog, const char *response, ThecalRecordWindow *self)
{
  ThecalPumpRecord *record = g_steal_pointer (&self->waiting);

  if (record == NULL)
    return;
  if (thecal_text_is (response, "take"))
    save (self, record);
  else
    thecal_pump_record_free (record);
}

static void
ask (ThecalRecordWindow *self, ThecalPumpRecord *record, const char *doubts)
{
  GtkWidget *dialog =
      adw_message_dialog_new (GTK_WINDOW (self), _ ("Is this what the paper says?"), doubts);

  g_clear_pointer (&self->waiting, thecal_pump_record_free);
  self->waiting = record;
  adw_message_dialog_add_responses (
      ADW_MESSAGE_DIALOG (dialog), "change", _ ("Change it"), "take", _ ("It says so"), NULL);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "change");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "change");
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_doubt_answered), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_save (ThecalRecordWindow *self)
{
  g_autoptr (ThecalPumpRecord) record = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *doubts = NULL;

  gtk_widget_set_visible (self->fault, FALSE);
  record = self->calls->read (self->form);
  if (record == NULL)
    return;
  doubts = thecal_pump_record_ask (record, self->plan, &error);
  if (doubts == NULL)
    thecal_label_set (self->fault, error->message);
  else if (*doubts != '\0')
    ask (self, g_steal_pointer (&record), doubts);
  else
    save (self, g_steal_pointer (&record));
}

/* Object. */

static void
thecal_record_window_dispose (GObject *object)
{
  ThecalRecordWindow *self = THECAL_RECORD_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->waiting, thecal_pump_record_free);
  g_clear_object (&self->client);
  g_clear_object (&self->plan);

  G_OBJECT_CLASS (thecal_record_window_parent_class)->dispose (object);
}

static void
thecal_record_window_class_init (ThecalRecordWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = thecal_record_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = thecal_record_window_close_request;
  gtk_widget_class_add_binding_action (
      GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);
}

static GtkWidget *
form_page_new (ThecalRecordWindow *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new (), *clamp = adw_clamp_new ();
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);

  self->fault = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->fault), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->fault), 0);
  gtk_widget_add_css_class (self->fault, "thecal-warnings");
  gtk_widget_set_visible (self->fault, FALSE);
  gtk_widget_add_css_class (column, "thecal-page");
  gtk_box_append (GTK_BOX (column), self->fault);
  gtk_box_append (GTK_BOX (column), self->form);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 640);
  adw_clamp_set_child (ADW_CLAMP (clamp), column);
  gtk_scrolled_window_set_policy (
      GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);

  return scrolled;
}

static void
thecal_record_window_init (ThecalRecordWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->cancellable = g_cancellable_new ();
  self->bar = adw_header_bar_new ();
  self->cancel = gtk_button_new_with_label (_ ("Cancel"));
  self->save = gtk_button_new_with_label (_ ("Save"));
  self->stack = gtk_stack_new ();
  self->end = g_object_new (ADW_TYPE_STATUS_PAGE, "icon-name", "thecal-printout-symbolic", NULL);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (self->bar), FALSE);
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (self->bar), FALSE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->cancel), "window.close");
  gtk_widget_add_css_class (self->save, "suggested-action");
  g_signal_connect_object (self->save, "clicked", G_CALLBACK (on_save), self, G_CONNECT_SWAPPED);
  adw_header_bar_pack_start (ADW_HEADER_BAR (self->bar), self->cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (self->bar), self->save);
  gtk_widget_set_vexpand (self->stack, TRUE);
  gtk_box_append (GTK_BOX (box), self->bar);
  gtk_box_append (GTK_BOX (box), self->stack);
  adw_window_set_content (ADW_WINDOW (self), box);
}

GtkWidget *
thecal_record_window_new (GtkWidget *parent,
                          const char *title,
                          GtkWidget *form,
                          const ThecalRecordForm *calls)
{
  GtkWindow *root = GTK_WINDOW (gtk_widget_get_root (parent));
  ThecalRecordWindow *self = g_object_new (THECAL_TYPE_RECORD_WINDOW,
                                           "transient-for",
                                           root,
                                           "title",
                                           title,
                                           "default-width",
                                           MIN (gtk_widget_get_width (GTK_WIDGET (root)), 720),
                                           "default-height",
                                           MIN (gtk_widget_get_height (GTK_WIDGET (root)), 760),
                                           NULL);

  self->form = form;
  self->calls = calls;
  gtk_stack_add_named (GTK_STACK (self->stack), form_page_new (self), "form");
  gtk_stack_add_named (GTK_STACK (self->stack), self->end, "end");

  return GTK_WIDGET (self);
}

void
thecal_record_window_set_up (ThecalRecordWindow *self,
                             ThecalMonitorClient *client,
                             ThecalPlanWatch *plan)
{
  self->client = g_object_ref (client);
  self->plan = g_object_ref (plan);
}
