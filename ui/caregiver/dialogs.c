/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "caregiver/dialogs.h"

#include <adwaita.h>
#include <glib/gi18n.h>

static GtkWindow *
window_of (GtkWidget *parent)
{
  return GTK_WINDOW (gtk_widget_get_root (parent));
}

static void
show_message (GtkWidget *parent, const char *heading, const char *body)
{
  GtkWidget *dialog = adw_message_dialog_new (window_of (parent), heading, body);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

void
thecal_dialog_symptoms (GtkWidget *parent)
{
  show_message (parent,
                _ ("Is there danger to life?"),
                _ ("Not breathing well, cannot be woken, a seizure, or blue lips: call your "
                   "emergency number now.\n\n"
                   "More stiffness, itching, fever or unusual sleepiness: call the number on the "
                   "card from your clinic. "
                   "This version of Thecal has no symptom questions."));
}

void
thecal_dialog_call (GtkWidget *parent)
{
  show_message (parent,
                _ ("Whom to call"),
                _ ("This version of Thecal keeps no telephone numbers. Use the card or the "
                   "printout from your clinic. "
                   "In danger to life call your emergency number."));
}

typedef struct {
  GtkWidget *dialog, *error; /* borrowed */
  GtkWidget *entries[6];
  ThecalMonitorClient *client; /* owned */
} Entry;

static void
on_beep_response (AdwMessageDialog *dialog, const char *response, ThecalMonitorClient *client)
{
  ThecalDbusManager *manager = thecal_monitor_client_get_manager (client);

  if (manager != NULL && g_strcmp0 (response, "close") != 0)
    thecal_dbus_manager_call_heard_beep (manager, "", response, NULL, NULL, NULL);
}

void
thecal_dialog_beep (GtkWidget *parent, ThecalMonitorClient *client)
{
  GtkWidget *dialog = adw_message_dialog_new (
      window_of (parent),
      _ ("Which beep do you hear?"),
      _ ("One short beep about once an hour: the pump runs low.\n"
         "Two tones that go on, every ten minutes: the pump may have stopped."));

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog),
                                    "close",
                                    _ ("Cancel"),
                                    "single",
                                    _ ("One short beep"),
                                    "critical",
                                    _ ("Two tones"),
                                    "unknown",
                                    _ ("Not sure"),
                                    NULL);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_beep_response), client, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static const struct {
  const char *name, *label;
  gboolean is_text;
} fields[6] = {
  { "reservoir_ml", N_ ("Volume in the reservoir, mL"), FALSE },
  { "concentration_ug_per_ml", N_ ("Concentration, µg per mL"), FALSE },
  { "dose_ug_per_day", N_ ("Dose, µg per day"), FALSE },
  { "capacity_ml", N_ ("Capacity of the pump, mL"), FALSE },
  { "low_ml", N_ ("Low mark, mL"), FALSE },
  { "alarm_date", N_ ("Printed alarm date, as in 2027-01-10"), TRUE },
};

static void
entry_free (gpointer data, GClosure *closure)
{
  Entry *entry = data;

  g_object_unref (entry->client);
  g_free (entry);
}

static void
on_entered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) dialog = user_data;
  GtkWidget *label = g_object_get_data (G_OBJECT (dialog), "error-label");
  g_autoptr (GError) error = NULL;

  if (thecal_dbus_manager_call_enter_finish (THECAL_DBUS_MANAGER (source), NULL, result, &error)) {
    gtk_window_destroy (GTK_WINDOW (dialog));
    return;
  }
  g_dbus_error_strip_remote_error (error);
  gtk_label_set_text (GTK_LABEL (label), error->message);
}

static gboolean
add_value (Entry *entry, gsize i, GVariantBuilder *values)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (entry->entries[i]));
  g_autofree char *message = NULL;
  char *end = NULL;
  double number;

  if (*text == '\0')
    return TRUE;
  if (fields[i].is_text) {
    g_variant_builder_add (values, "{sv}", fields[i].name, g_variant_new_string (text));
    return TRUE;
  }
  number = g_ascii_strtod (text, &end);
  if (*end == '\0') {
    g_variant_builder_add (values, "{sv}", fields[i].name, g_variant_new_double (number));
    return TRUE;
  }
  message = g_strdup_printf (_ ("%s: a number is expected, as in 12.5"), _ (fields[i].label));
  gtk_label_set_text (GTK_LABEL (entry->error), message);
  return FALSE;
}

static void
on_save (GtkButton *button, Entry *entry)
{
  ThecalDbusManager *manager = thecal_monitor_client_get_manager (entry->client);
  GVariantBuilder values;

  g_variant_builder_init (&values, G_VARIANT_TYPE_VARDICT);
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    if (!add_value (entry, i, &values)) {
      g_variant_builder_clear (&values);
      return;
    }
  if (manager == NULL) {
    g_variant_builder_clear (&values);
    gtk_label_set_text (GTK_LABEL (entry->error), _ ("Thecal's monitor is not running."));
    return;
  }
  thecal_dbus_manager_call_enter (
      manager, "", g_variant_builder_end (&values), NULL, on_entered, g_object_ref (entry->dialog));
}

static GtkWidget *
make_form (Entry *entry)
{
  GtkWidget *group = adw_preferences_group_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++) {
    entry->entries[i] = adw_entry_row_new ();
    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (entry->entries[i]), _ (fields[i].label));
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), entry->entries[i]);
  }

  return group;
}

void
thecal_dialog_enter_printout (GtkWidget *parent, ThecalMonitorClient *client)
{
  Entry *entry = g_new0 (Entry, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18),
            *save = gtk_button_new_with_label (_ ("Save"));
  GtkWidget *outer = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  entry->client = g_object_ref (client);
  entry->dialog = adw_window_new ();
  entry->error = gtk_label_new ("");
  gtk_label_set_wrap (GTK_LABEL (entry->error), TRUE);
  gtk_widget_add_css_class (entry->error, "error");
  gtk_widget_add_css_class (save, "suggested-action");
  gtk_widget_set_margin_top (box, 18);
  gtk_widget_set_margin_bottom (box, 18);
  gtk_widget_set_margin_start (box, 18);
  gtk_widget_set_margin_end (box, 18);
  gtk_box_append (GTK_BOX (outer), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (outer), box);
  gtk_box_append (GTK_BOX (box), make_form (entry));
  gtk_box_append (GTK_BOX (box), entry->error);
  gtk_box_append (GTK_BOX (box), save);
  g_object_set_data (G_OBJECT (entry->dialog), "error-label", entry->error);
  g_signal_connect_data (save, "clicked", G_CALLBACK (on_save), entry, entry_free, 0);
  adw_window_set_content (ADW_WINDOW (entry->dialog), outer);
  gtk_window_set_title (GTK_WINDOW (entry->dialog), _ ("Enter the printout"));
  gtk_window_set_default_size (GTK_WINDOW (entry->dialog), 460, -1);
  gtk_window_set_modal (GTK_WINDOW (entry->dialog), TRUE);
  gtk_window_set_transient_for (GTK_WINDOW (entry->dialog), window_of (parent));
  gtk_window_present (GTK_WINDOW (entry->dialog));
}
