/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "caregiver/form_take.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/* One taking, from the question to the disk. */
typedef struct {
  ThecalFormRows *rows; /* owned */
  ThecalPlanForm *form; /* owned */
  ThecalFormTaken taken;
  GWeakRef owner;
} Taking;

static void
taking_free (Taking *self)
{
  g_object_unref (self->rows);
  thecal_plan_form_free (self->form);
  g_weak_ref_clear (&self->owner);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Taking, taking_free)

static void
on_written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Taking) self = user_data;
  g_autoptr (GObject) owner = g_weak_ref_get (&self->owner);
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  if (owner != NULL)
    gtk_widget_set_sensitive (GTK_WIDGET (self->rows), TRUE);
  if (thecal_form_rows_write_finish (self->rows, result, &error)) {
    if (owner != NULL)
      self->taken (owner);
    return;
  }
  words = g_strdup_printf (_ ("Nothing was changed. %s"), error->message);
  if (owner != NULL)
    thecal_form_rows_show_fault (self->rows, words);
}

static void
write_form (Taking *self)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->rows), FALSE);
  thecal_form_rows_write_async (self->rows, self->form, on_written, self);
}

static void
on_response (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  Taking *self = user_data;
  const ThecalPlanNote *first = g_ptr_array_index (self->form->doubts, 0);

  if (g_str_equal (response, "take")) {
    write_form (self);
    return;
  }
  if (first->field >= 0)
    thecal_form_rows_focus (self->rows, (gsize) first->field);
  taking_free (self);
}

static void
ask (Taking *self)
{
  g_autofree char *doubts = thecal_form_rows_get_doubts (self->rows, self->form);
  GtkWidget *dialog = adw_message_dialog_new (
      GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self->rows))), _ ("Please look again"), doubts);

  adw_message_dialog_add_responses (
      ADW_MESSAGE_DIALOG (dialog), "close", _ ("Change it"), "take", _ ("Take it as it is"), NULL);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "close");
  g_signal_connect (dialog, "response", G_CALLBACK (on_response), self);
  gtk_window_present (GTK_WINDOW (dialog));
}

void
thecal_form_take (ThecalFormRows *rows, ThecalFormTaken taken, GObject *owner)
{
  thecal_form_take_form (rows, thecal_form_rows_check (rows), taken, owner);
}

void
thecal_form_take_form (ThecalFormRows *rows,
                       ThecalPlanForm *form,
                       ThecalFormTaken taken,
                       GObject *owner)
{
  Taking *self = g_new0 (Taking, 1);

  self->rows = g_object_ref (rows);
  self->form = form;
  self->taken = taken;
  g_weak_ref_init (&self->owner, owner);
  thecal_form_rows_show (rows, self->form);
  if (self->form->faults->len > 0)
    taking_free (self);
  else if (self->form->doubts->len > 0)
    ask (self);
  else
    write_form (self);
}
