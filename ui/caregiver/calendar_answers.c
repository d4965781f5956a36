/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <adwaita.h>

#include "caregiver/calendar_answers.h"

#include <glib/gi18n.h>

#include "caregiver/dialogs.h"
#include "shared/person.h"

static void
on_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) parent = user_data;
  g_autoptr (GError) error = NULL;
  gboolean waits = FALSE;

  if (thecal_entry_book_save_finish (THECAL_ENTRY_BOOK (source), result, &waits, &error) ||
      !gtk_widget_get_realized (parent))
    return;
  thecal_dialog_show (parent, _ ("This could not be written down"), error->message);
}

static void
save (GtkWidget *parent, ThecalCalendarModel *model, ThecalEntry *entry)
{
  g_autofree char *name = thecal_person_get_name ();

  thecal_entry_set_by (entry, name);
  thecal_entry_set_pump (entry, thecal_calendar_model_get_pump_id (model));
  thecal_entry_book_save_async (
      thecal_calendar_model_get_entries (model), entry, on_saved, g_object_ref (parent));
}

/* Healed? */

static void
save_wound (GtkWidget *parent, ThecalCalendarModel *model, const char *site, const char *healed)
{
  g_autofree char *id = g_uuid_string_random ();
  g_autoptr (ThecalEntry) entry = thecal_entry_new (THECAL_ENTRY_WOUND, id, g_get_real_time ());
  const char *expected;

  thecal_entry_set (entry, "site", site, &expected);
  thecal_entry_set (entry, "healed", healed, &expected);
  save (parent, model, entry);
}

static void
on_healed (AdwMessageDialog *dialog, const char *response, ThecalCalendarModel *model)
{
  GtkWidget *parent = GTK_WIDGET (gtk_window_get_transient_for (GTK_WINDOW (dialog)));
  ThecalCalendarInput input;

  if (g_str_equal (response, "later") || parent == NULL ||
      !thecal_calendar_model_read (model, &input))
    return;
  save_wound (parent, model, "belly", response);
  /* where the catheter stayed there is no second wound (001-24) */
  if (input.document->post_op.kind != THECAL_OPERATION_REPLACEMENT)
    save_wound (parent, model, "back", response);
}

void
thecal_calendar_ask_healed (GtkWidget *parent, ThecalCalendarModel *model)
{
  GtkWidget *dialog = adw_message_dialog_new (
      GTK_WINDOW (gtk_widget_get_root (parent)),
      _ ("Has every wound healed?"),
      _ ("Look at the belly and at the back: closed along the whole length, dry, no scab, no strip "
         "left. If you are not sure, it is \"Not yet\": no bath and no swimming, and ask the "
         "team."));

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog),
                                    "later",
                                    _ ("Ask me later"),
                                    "no",
                                    _ ("Not yet"),
                                    "yes",
                                    _ ("Yes, healed"),
                                    NULL);
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "later");
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_healed), model, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* A visit that took place. */

void
thecal_calendar_say_kept (GtkWidget *parent, ThecalCalendarModel *model, const char *id)
{
  ThecalCalendarInput input;
  g_autoptr (GPtrArray) items = NULL;

  if (!thecal_calendar_model_read (model, &input))
    return;
  items = thecal_calendar_get_items (&input, THECAL_UNKNOWN_US, input.now_us);
  for (guint i = 0; i < items->len; i++) {
    const ThecalCalendarItem *item = g_ptr_array_index (items, i);
    g_autofree char *uuid = g_uuid_string_random ();
    g_autoptr (ThecalEntry) entry = NULL;

    if (!g_str_equal (item->id, id))
      continue;
    entry = thecal_entry_new (THECAL_ENTRY_VISIT, uuid, item->from_us);
    save (parent, model, entry);
    return;
  }
}
