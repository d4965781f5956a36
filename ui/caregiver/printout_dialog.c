/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "caregiver/printout_dialog.h"

#include <glib/gi18n.h>

static const struct {
  const char *name, *label; /* name as in org.thecal.Monitor1.Manager.Enter */
  gboolean is_text;
} fields[] = {
  { "reservoir_ml", N_ ("Volume in the reservoir, mL"), FALSE },
  { "concentration_ug_per_ml", N_ ("Concentration, µg per mL"), FALSE },
  { "dose_ug_per_day", N_ ("Dose, µg per day"), FALSE },
  { "capacity_ml", N_ ("Capacity of the pump, mL"), FALSE },
  { "low_ml", N_ ("Low mark, mL"), FALSE },
  { "alarm_date", N_ ("Printed alarm date, as in 2027-01-10"), TRUE },
  { "filled_at", N_ ("Date of the last refill, as in 2026-10-16"), TRUE },
};

struct _ThecalPrintoutDialog {
  AdwWindow parent_instance;
  GtkWidget *save, *fields, *fault;
  GtkWidget *entries[G_N_ELEMENTS (fields)];
  ThecalMonitorClient *client;
};

G_DEFINE_FINAL_TYPE (ThecalPrintoutDialog, thecal_printout_dialog, ADW_TYPE_WINDOW)

/* @entry NULL: no single field is at fault. */
static void
show_fault (ThecalPrintoutDialog *self, GtkWidget *entry, const char *words)
{
  gtk_label_set_text (GTK_LABEL (self->fault), words);
  gtk_widget_set_visible (self->fault, TRUE);
  if (entry == NULL)
    return;
  gtk_widget_add_css_class (entry, "error");
  gtk_widget_grab_focus (entry);
}

static void
clear_fault (ThecalPrintoutDialog *self)
{
  gtk_widget_set_visible (self->fault, FALSE);
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    gtk_widget_remove_css_class (self->entries[i], "error");
}

/* The monitor names the field at fault: "dose_ug_per_day: expected …". */
static GtkWidget *
find_entry (ThecalPrintoutDialog *self, const char *message, const char **out_rest)
{
  *out_rest = message;
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    if (g_str_has_prefix (message, fields[i].name) && message[strlen (fields[i].name)] == ':') {
      *out_rest = message + strlen (fields[i].name) + 1;
      return self->entries[i];
    }

  return NULL;
}

static void
on_entered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ThecalPrintoutDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;
  GtkWidget *entry;
  const char *rest;

  gtk_widget_set_sensitive (self->save, TRUE);
  if (thecal_dbus_manager_call_enter_finish (THECAL_DBUS_MANAGER (source), NULL, result, &error)) {
    gtk_window_destroy (GTK_WINDOW (self));
    return;
  }
  g_dbus_error_strip_remote_error (error);
  entry = find_entry (self, error->message, &rest);
  if (entry != NULL)
    words = g_strdup_printf (
        "%s: %s", adw_preferences_row_get_title (ADW_PREFERENCES_ROW (entry)), rest);
  show_fault (self, entry, words != NULL ? words : error->message);
}

static gboolean
add_value (ThecalPrintoutDialog *self, gsize i, GVariantBuilder *values)
{
  g_autofree char *text =
      g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entries[i]))));
  g_autofree char *words = NULL;
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
  words = g_strdup_printf (_ ("%s: a number is expected, as in 12.5"), _ (fields[i].label));
  show_fault (self, self->entries[i], words);

  return FALSE;
}

static void
on_save (ThecalPrintoutDialog *self)
{
  ThecalDbusManager *manager = thecal_monitor_client_get_manager (self->client);
  g_autoptr (GVariantBuilder) values = g_variant_builder_new (G_VARIANT_TYPE_VARDICT);

  clear_fault (self);
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    if (!add_value (self, i, values))
      return;
  if (manager == NULL) {
    show_fault (self, NULL, _ ("Thecal's monitor is not running. Nothing was saved."));
    return;
  }
  gtk_widget_set_sensitive (self->save, FALSE);
  thecal_dbus_manager_call_enter (
      manager, "", g_variant_builder_end (values), NULL, on_entered, g_object_ref (self));
}

static void
thecal_printout_dialog_dispose (GObject *object)
{
  g_clear_object (&THECAL_PRINTOUT_DIALOG (object)->client);
  G_OBJECT_CLASS (thecal_printout_dialog_parent_class)->dispose (object);
}

static void
thecal_printout_dialog_class_init (ThecalPrintoutDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = thecal_printout_dialog_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/thecal/Thecal/caregiver/printout_dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, ThecalPrintoutDialog, save);
  gtk_widget_class_bind_template_child (widget_class, ThecalPrintoutDialog, fields);
  gtk_widget_class_bind_template_child (widget_class, ThecalPrintoutDialog, fault);
}

static void
thecal_printout_dialog_init (ThecalPrintoutDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++) {
    self->entries[i] = adw_entry_row_new ();
    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->entries[i]), _ (fields[i].label));
    if (!fields[i].is_text)
      adw_entry_row_set_input_purpose (ADW_ENTRY_ROW (self->entries[i]), GTK_INPUT_PURPOSE_NUMBER);
    g_signal_connect_swapped (self->entries[i], "entry-activated", G_CALLBACK (on_save), self);
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->fields), self->entries[i]);
  }
  g_signal_connect_swapped (self->save, "clicked", G_CALLBACK (on_save), self);
}

void
thecal_printout_dialog_show (GtkWidget *parent, ThecalMonitorClient *client)
{
  ThecalPrintoutDialog *self = g_object_new (
      THECAL_TYPE_PRINTOUT_DIALOG, "transient-for", gtk_widget_get_root (parent), NULL);

  self->client = g_object_ref (client);
  gtk_window_set_focus (GTK_WINDOW (self), self->entries[0]);
  gtk_window_present (GTK_WINDOW (self));
}
