/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "shared/emergency_chooser.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "core/plan/contacts.h"
#include "files/plan_files.h"
#include "shared/labels.h"

/* The common ones of the world. Which of them holds here, nobody knows but the user. */
static const char *const common[] = { "911", "112", "999", "000", "111", "119" };
#define COLUMNS 3
#define LONGEST 15 /* digits: E.164 */

struct _ThecalEmergencyChooser {
  GtkBox parent_instance;
  GtkWidget *buttons, *entry, *save, *fault;
  GCancellable *cancellable;
  char *plan_path;
  char *number; /* being kept */
};

enum { SIGNAL_CHOSEN, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ThecalEmergencyChooser, thecal_emergency_chooser, GTK_TYPE_BOX)

static void
on_kept (GObject *source, GAsyncResult *result, gpointer user_data)
{
  ThecalEmergencyChooser *self;
  g_autoptr (GError) error = NULL;
  g_autofree char *number = NULL;

  thecal_plan_files_set_emergency_finish (result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return; /* @user_data may be gone */
  self = user_data;
  if (error != NULL) {
    g_autofree char *words = g_strdup_printf (
        _ ("In use now, but it could not be kept for the next time: %s"), error->message);

    thecal_label_set (self->fault, words);
  }
  number = g_steal_pointer (&self->number);
  gtk_widget_set_sensitive (self->buttons, TRUE);
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, number);
}

static void
keep (ThecalEmergencyChooser *self, const char *number)
{
  g_free (self->number);
  self->number = g_strdup (number);
  gtk_widget_set_sensitive (self->buttons, FALSE);
  thecal_plan_files_set_emergency_async (self->plan_path, number, self->cancellable, on_kept, self);
}

static void
on_common (GtkButton *button, ThecalEmergencyChooser *self)
{
  keep (self, gtk_button_get_label (button));
}

static void
on_other (ThecalEmergencyChooser *self)
{
  g_autofree char *number =
      thecal_number_to_dial (gtk_editable_get_text (GTK_EDITABLE (self->entry)));

  if (number == NULL || strlen (number) < 2 || strlen (number) > LONGEST) {
    thecal_label_set (self->fault, _ ("A telephone number is expected, as in 112."));
    gtk_widget_grab_focus (self->entry);
    return;
  }
  keep (self, number);
}

static void
thecal_emergency_chooser_dispose (GObject *object)
{
  g_cancellable_cancel (THECAL_EMERGENCY_CHOOSER (object)->cancellable);
  G_OBJECT_CLASS (thecal_emergency_chooser_parent_class)->dispose (object);
}

static void
thecal_emergency_chooser_finalize (GObject *object)
{
  ThecalEmergencyChooser *self = THECAL_EMERGENCY_CHOOSER (object);

  g_clear_object (&self->cancellable);
  g_free (self->plan_path);
  g_free (self->number);
  G_OBJECT_CLASS (thecal_emergency_chooser_parent_class)->finalize (object);
}

static void
thecal_emergency_chooser_class_init (ThecalEmergencyChooserClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = thecal_emergency_chooser_dispose;
  G_OBJECT_CLASS (klass)->finalize = thecal_emergency_chooser_finalize;
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen",
                                         THECAL_TYPE_EMERGENCY_CHOOSER,
                                         G_SIGNAL_RUN_LAST,
                                         0,
                                         NULL,
                                         NULL,
                                         NULL,
                                         G_TYPE_NONE,
                                         1,
                                         G_TYPE_STRING);
}

static GtkWidget *
new_other (ThecalEmergencyChooser *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->entry = gtk_entry_new ();
  gtk_entry_set_input_purpose (GTK_ENTRY (self->entry), GTK_INPUT_PURPOSE_PHONE);
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), _ ("Another number"));
  gtk_entry_set_max_length (GTK_ENTRY (self->entry), 24);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), 8);
  gtk_widget_set_hexpand (self->entry, TRUE);
  gtk_widget_add_css_class (self->entry, "thecal-chooser-entry");
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Another number"), -1);
  self->save = gtk_button_new_with_label (_ ("Use it"));
  gtk_widget_add_css_class (self->save, "thecal-walk-button");
  gtk_box_append (GTK_BOX (row), self->entry);
  gtk_box_append (GTK_BOX (row), self->save);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (on_other), self);
  g_signal_connect_swapped (self->save, "clicked", G_CALLBACK (on_other), self);

  return row;
}

static void
thecal_emergency_chooser_init (ThecalEmergencyChooser *self)
{
  GtkWidget *grid = gtk_grid_new ();

  self->cancellable = g_cancellable_new ();
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 12);
  gtk_widget_add_css_class (GTK_WIDGET (self), "thecal-chooser");
  gtk_grid_set_column_homogeneous (GTK_GRID (grid), TRUE);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 12);
  for (guint i = 0; i < G_N_ELEMENTS (common); i++) {
    GtkWidget *button = gtk_button_new_with_label (common[i]);

    gtk_widget_add_css_class (button, "thecal-walk-button");
    gtk_widget_set_hexpand (button, TRUE);
    g_signal_connect (button, "clicked", G_CALLBACK (on_common), self);
    gtk_grid_attach (GTK_GRID (grid), button, (int) i % COLUMNS, (int) i / COLUMNS, 1, 1);
  }
  self->buttons = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_box_append (GTK_BOX (self->buttons), grid);
  gtk_box_append (GTK_BOX (self->buttons), new_other (self));
  self->fault = gtk_label_new ("");
  gtk_label_set_wrap (GTK_LABEL (self->fault), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->fault), 0);
  gtk_widget_add_css_class (self->fault, "thecal-refused");
  gtk_widget_set_visible (self->fault, FALSE);
  gtk_box_append (GTK_BOX (self), self->buttons);
  gtk_box_append (GTK_BOX (self), self->fault);
}

GtkWidget *
thecal_emergency_chooser_new (const char *plan_path)
{
  ThecalEmergencyChooser *self = g_object_new (THECAL_TYPE_EMERGENCY_CHOOSER, NULL);

  self->plan_path = g_strdup (plan_path);

  return GTK_WIDGET (self);
}

/* The dialog. */

typedef struct {
  ThecalEmergencyChosen callback;
  gpointer user_data;
  GtkWindow *window;
} Asking;

static void
on_asked (ThecalEmergencyChooser *chooser, const char *number, Asking *asking)
{
  const ThecalEmergencyChosen callback = asking->callback;
  const gpointer user_data = asking->user_data;

  /* with the window @asking goes too */
  gtk_window_destroy (asking->window);
  callback (number, user_data);
}

static void
asking_free (gpointer data, GClosure *closure)
{
  g_free (data);
}

void
thecal_emergency_chooser_show (GtkWidget *parent,
                               const char *plan_path,
                               ThecalEmergencyChosen callback,
                               gpointer user_data)
{
  GtkWidget *window = adw_window_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *inside = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  GtkWidget *words =
      gtk_label_new (_ ("Which number calls an ambulance where the patient is? Thecal does not "
                        "guess it. Ask if you do not know."));
  GtkWidget *chooser = thecal_emergency_chooser_new (plan_path);
  Asking *asking = g_new0 (Asking, 1);

  *asking = (Asking){ callback, user_data, GTK_WINDOW (window) };
  gtk_window_set_title (GTK_WINDOW (window), _ ("Emergency number"));
  gtk_window_set_transient_for (GTK_WINDOW (window), GTK_WINDOW (gtk_widget_get_root (parent)));
  gtk_window_set_modal (GTK_WINDOW (window), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (window), 420, -1);
  gtk_label_set_wrap (GTK_LABEL (words), TRUE);
  gtk_label_set_xalign (GTK_LABEL (words), 0);
  gtk_widget_add_css_class (inside, "thecal-chooser-page");
  gtk_box_append (GTK_BOX (inside), words);
  gtk_box_append (GTK_BOX (inside), chooser);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), inside);
  adw_window_set_content (ADW_WINDOW (window), box);
  g_signal_connect_data (chooser, "chosen", G_CALLBACK (on_asked), asking, asking_free, 0);
  gtk_window_present (GTK_WINDOW (window));
}
