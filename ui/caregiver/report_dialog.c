/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "caregiver/report_dialog.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "caregiver/report_gather.h"
#include "caregiver/side_window.h"
#include "export/report_file.h"
#include "files/checklist_files.h"
#include "shared/labels.h"
#include "shared/person.h"

#define GATHERED 0.9 /* part of the bar that asking the monitor takes */

static const struct {
  const char *title;
  int days;
} periods[] = {
  { N_ ("The last 4 weeks"), 28 },
  { N_ ("The last 3 months"), 92 },
  { N_ ("The last year"), 366 },
  { N_ ("The last 10 years"), 3653 },
};

static const struct {
  const char *title, *ending;
} formats[] = {
  { N_ ("PDF, to print or hand over"), ".pdf" },
  { N_ ("CSV, a table for a spreadsheet"), ".csv" },
  { N_ ("FHIR, for the clinic's program"), ".json" },
};

static const char *const parts[THECAL_N_REPORT_PARTS] = {
  [THECAL_REPORT_PERSON] = N_ ("Person and pump"),
  [THECAL_REPORT_QUESTIONS] = N_ ("Questions for the team"),
  [THECAL_REPORT_DIARY] = N_ ("Diary"),
  [THECAL_REPORT_CARE] = N_ ("Refills, doses and visits"),
  [THECAL_REPORT_LEVEL] = N_ ("Level in the pump"),
  [THECAL_REPORT_ALARMS] = N_ ("Alarms"),
  [THECAL_REPORT_CHECKS] = N_ ("Symptom checks"),
};

/* Lives as long as its window, or as what runs for it. */
typedef struct {
  int refs;
  GtkWidget *window; /* weak */
  ThecalMonitorClient *client;
  ThecalPlanWatch *plan;
  char *save_to; /* nullable */
  GtkWidget *period, *format, *include[THECAL_N_REPORT_PARTS];
  GtkWidget *save, *copy, *bar, *cancel, *told;
  GtkFileChooserNative *chooser; /* owned while it is shown */
  GCancellable *cancellable;     /* of what runs; NULL: nothing */
  /* of what runs; a thread reads them, so that nothing else may change them */
  char *path; /* NULL: the summary is copied */
  char *by;
  ThecalReportFacts facts;
  ThecalPlanLoad *load;
  ThecalReportData *data;
  ThecalChecklistSet *set;
  GTimeZone *zone;
} Dialog;

static void
clear_run (Dialog *self)
{
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->by, g_free);
  g_clear_pointer (&self->load, thecal_plan_load_free);
  g_clear_pointer (&self->data, thecal_report_data_free);
  g_clear_pointer (&self->set, thecal_checklist_set_free);
  g_clear_pointer (&self->zone, g_time_zone_unref);
}

static void
unref (Dialog *self)
{
  if (--self->refs > 0)
    return;
  clear_run (self);
  g_clear_weak_pointer (&self->window);
  g_clear_object (&self->chooser);
  g_object_unref (self->client);
  g_object_unref (self->plan);
  g_free (self->save_to);
  g_free (self);
}

static void
set_busy (Dialog *self, gboolean busy)
{
  if (self->window == NULL)
    return;
  gtk_widget_set_sensitive (self->save, !busy);
  gtk_widget_set_sensitive (self->copy, !busy);
  gtk_widget_set_visible (self->bar, busy);
  gtk_widget_set_visible (self->cancel, busy);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->bar), 0);
}

/* The end of a run. @text is taken over. */
static void
finish (Dialog *self, char *text)
{
  g_autofree char *told = text;

  set_busy (self, FALSE);
  if (self->window != NULL)
    thecal_label_set (self->told, told);
  clear_run (self);
  unref (self);
}

static void
fail (Dialog *self, const GError *error)
{
  finish (self,
          g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
              ? g_strdup (_ ("Cancelled. Nothing was saved."))
              : g_strdup_printf (_ ("Nothing was saved: %s"), error->message));
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Dialog *self = user_data;
  g_autoptr (GError) error = NULL;

  if (thecal_report_write_finish (result, &error))
    finish (self, g_strdup_printf (_ ("Saved as %s"), self->path));
  else
    fail (self, error);
}

static void
copy_summary (Dialog *self)
{
  g_autofree char *summary = thecal_report_summary (&self->facts);

  if (self->window != NULL)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (self->window), summary);
  finish (self, g_strdup (_ ("Copied. An e-mail is only for what is not urgent.")));
}

static void
on_gathered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Dialog *self = user_data;
  g_autoptr (GError) error = NULL;

  self->data = thecal_report_gather_finish (result, &error);
  if (self->data == NULL) {
    fail (self, error);
    return;
  }
  self->facts.data = self->data;
  if (self->path == NULL)
    copy_summary (self);
  else
    thecal_report_write_async (&self->facts, self->path, self->cancellable, on_written, self);
}

static void
on_progress (double fraction, gpointer user_data)
{
  Dialog *self = user_data;

  if (self->window != NULL)
    gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->bar), fraction * GATHERED);
}

static void
on_plan (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Dialog *self = user_data;
  ThecalDbusManager *manager = thecal_monitor_client_get_manager (self->client);
  const ThecalReportWanted wanted = { manager, self->facts.span, on_progress, self };

  self->load = thecal_plan_files_load_finish (result);
  self->facts.document = self->load->document;
  if (manager == NULL || !thecal_monitor_client_is_connected (self->client)) {
    finish (self,
            g_strdup (_ ("Nothing was saved: Thecal's monitor is not running, and it keeps the "
                         "diary.")));
    return;
  }
  self->facts.simulated = thecal_dbus_manager_get_simulated (manager);
  thecal_report_gather_async (&wanted, self->cancellable, on_gathered, self);
}

static guint
get_parts (const Dialog *self)
{
  guint included = 0;

  for (int part = 0; part < THECAL_N_REPORT_PARTS; part++)
    if (gtk_switch_get_active (GTK_SWITCH (self->include[part])))
      included |= 1u << part;

  return included;
}

/* @path NULL: the summary. */
static void
run (Dialog *self, const char *path)
{
  const gint64 now_us = g_get_real_time ();
  const int days = periods[adw_combo_row_get_selected (ADW_COMBO_ROW (self->period))].days;

  if (self->cancellable != NULL)
    return;
  self->refs++;
  self->cancellable = g_cancellable_new ();
  self->path = g_strdup (path);
  self->by = thecal_person_get_name ();
  self->zone = g_time_zone_new_local ();
  self->set = thecal_checklist_files_load (NULL, NULL);
  self->facts = (ThecalReportFacts){ .set = self->set,
                                     .span = { now_us - days * THECAL_DAY_US, now_us },
                                     .now_us = now_us,
                                     .zone = self->zone,
                                     .by = self->by,
                                     .parts = get_parts (self) };
  thecal_label_set (self->told, "");
  set_busy (self, TRUE);
  thecal_plan_files_load_async (thecal_plan_watch_get_path (self->plan),
                                thecal_plan_watch_get_state_dir (self->plan),
                                self->cancellable,
                                on_plan,
                                self);
}

static void
on_chosen (GtkNativeDialog *chooser, int response, Dialog *self)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (response == GTK_RESPONSE_ACCEPT && path != NULL && self->window != NULL)
    run (self, path);
  g_clear_object (&self->chooser);
}

static void
on_save (Dialog *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *day = g_date_time_format (now, "%F");
  const char *ending = formats[adw_combo_row_get_selected (ADW_COMBO_ROW (self->format))].ending;
  g_autofree char *name = g_strdup_printf ("report-%s%s", day, ending);
  g_autofree char *path =
      self->save_to != NULL ? g_build_filename (self->save_to, name, NULL) : NULL;

  if (path != NULL) {
    run (self, path);
    return;
  }
  if (self->chooser != NULL)
    return;
  self->chooser = gtk_file_chooser_native_new (_ ("Save the report"),
                                               GTK_WINDOW (self->window),
                                               GTK_FILE_CHOOSER_ACTION_SAVE,
                                               _ ("Save"),
                                               _ ("Cancel"));
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  g_signal_connect (self->chooser, "response", G_CALLBACK (on_chosen), self);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
on_copy (Dialog *self)
{
  run (self, NULL);
}

static void
on_cancel (Dialog *self)
{
  g_cancellable_cancel (self->cancellable);
}

/* What runs for a window that is gone is for nobody. */
static void
on_destroy (Dialog *self)
{
  g_clear_weak_pointer (&self->window);
  g_clear_object (&self->chooser);
  g_cancellable_cancel (self->cancellable);
  unref (self);
}

/* Layout. */

static GtkWidget *
add_choice (GtkWidget *group, const char *title, const char *const *words)
{
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr (GtkStringList) list = gtk_string_list_new (words);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (list));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);

  return row;
}

static void
add_choices (Dialog *self, GtkWidget *box)
{
  const char *times[G_N_ELEMENTS (periods) + 1] = { NULL };
  const char *files[G_N_ELEMENTS (formats) + 1] = { NULL };
  GtkWidget *group = adw_preferences_group_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (periods); i++)
    times[i] = _ (periods[i].title);
  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    files[i] = _ (formats[i].title);
  self->period = add_choice (group, _ ("Of which time"), times);
  self->format = add_choice (group, _ ("As which file"), files);
  gtk_box_append (GTK_BOX (box), group);
}

static void
add_parts (Dialog *self, GtkWidget *box)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("What is in it"));
  for (int part = 0; part < THECAL_N_REPORT_PARTS; part++) {
    GtkWidget *row = adw_action_row_new ();

    self->include[part] = gtk_switch_new ();
    gtk_switch_set_active (GTK_SWITCH (self->include[part]), TRUE);
    gtk_widget_set_valign (self->include[part], GTK_ALIGN_CENTER);
    gtk_accessible_update_property (
        GTK_ACCESSIBLE (self->include[part]), GTK_ACCESSIBLE_PROPERTY_LABEL, _ (parts[part]), -1);
    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (parts[part]));
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), self->include[part]);
    adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), self->include[part]);
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  }
  gtk_box_append (GTK_BOX (box), group);
}

static GtkWidget *
add_button (Dialog *self, GtkWidget *box, const char *label, void (*pressed) (Dialog *))
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_size_request (button, -1, 44);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (pressed), self);
  gtk_box_append (GTK_BOX (box), button);

  return button;
}

static void
add_buttons (Dialog *self, GtkWidget *box)
{
  self->save = add_button (self, box, _ ("Save the report"), on_save);
  gtk_widget_add_css_class (self->save, "suggested-action");
  gtk_widget_set_size_request (self->save, -1, 64);
  self->copy = add_button (self, box, _ ("Copy a summary for an e-mail"), on_copy);
  self->bar = gtk_progress_bar_new ();
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self->bar), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Progress"), -1);
  gtk_box_append (GTK_BOX (box), self->bar);
  self->cancel = add_button (self, box, _ ("Cancel"), on_cancel);
  self->told = gtk_label_new ("");
  gtk_label_set_wrap (GTK_LABEL (self->told), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (self->told), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (self->told), 0);
  gtk_widget_set_visible (self->told, FALSE);
  gtk_widget_set_visible (self->bar, FALSE);
  gtk_widget_set_visible (self->cancel, FALSE);
  gtk_box_append (GTK_BOX (box), self->told);
}

static GtkWidget *
make_content (Dialog *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);

  gtk_widget_set_margin_top (box, 18);
  gtk_widget_set_margin_bottom (box, 24);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  add_choices (self, box);
  add_parts (self, box);
  add_buttons (self, box);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 560);
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  gtk_scrolled_window_set_policy (
      GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), clamp);

  return scroller;
}

void
thecal_report_dialog_show (GtkWidget *parent,
                           ThecalMonitorClient *client,
                           ThecalPlanWatch *plan,
                           const char *save_to)
{
  Dialog *self = g_new0 (Dialog, 1);
  ThecalDbusManager *manager = thecal_monitor_client_get_manager (client);
  GtkWidget *window;

  self->refs = 1;
  self->client = g_object_ref (client);
  self->plan = g_object_ref (plan);
  self->save_to = g_strdup (save_to);
  window = thecal_side_window_new (
      GTK_WINDOW (gtk_widget_get_root (parent)), _ ("Report for the team"), make_content (self));
  g_set_weak_pointer (&self->window, window);
  gtk_window_set_default_size (GTK_WINDOW (window), 640, 760);
  thecal_side_window_set_simulated (THECAL_SIDE_WINDOW (window),
                                    manager != NULL && thecal_dbus_manager_get_simulated (manager));
  g_signal_connect_swapped (window, "destroy", G_CALLBACK (on_destroy), self);
  gtk_window_present (GTK_WINDOW (window));
}
