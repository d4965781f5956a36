/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "caregiver/papers_view.h"

#include <glib/gi18n.h>
#include <math.h>

#include "caregiver/documents_list.h"
#include "caregiver/paper_preview.h"
#include "caregiver/paper_print.h"
#include "caregiver/side_window.h"
#include "export/paper_layout.h"
#include "shared/labels.h"
#include "shared/pump_reading.h"
#include "shared/qr_code.h"

#define NARROW_PX 720
#define CONTROLS_PX 360
#define CODE_PX 520
#define PLACES 18

struct _ThecalPapersView {
  AdwBin parent_instance;
  ThecalMonitorClient *client;
  ThecalPlanWatch *plan;
  char *print_to, *save_to; /* nullable */
  ThecalPaperKind kind;
  ThecalPaper *paper; /* owned; NULL: the plan was not read yet */
  GtkWidget *columns, *controls, *preview, *told, *fault, *scan, *with_pictures, *unprinted;
  GtkWidget *documents;
  GtkFileChooserNative *chooser; /* owned while it is shown */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (ThecalPapersView, thecal_papers_view, ADW_TYPE_BIN)

/* What the monitor knows of the pump now; where it has only the printout, the plan says as much. */
static void
fill_pump (ThecalPapersView *self, ThecalPaperFacts *facts)
{
  ThecalDbusPump *pump = thecal_monitor_client_get_pump (self->client);
  g_autoptr (GPtrArray) alarms = thecal_monitor_client_get_alarms (self->client);

  /* nothing of a simulator belongs on what an ambulance reads */
  if (!thecal_monitor_client_is_connected (self->client) || pump == NULL ||
      thecal_dbus_pump_get_simulated (pump))
    return;
  if (!thecal_text_is (thecal_dbus_pump_get_source (pump), "manual") &&
      !thecal_dbus_pump_get_stale (pump)) {
    thecal_pump_get_band (
        pump, &facts->level_ml.early, &facts->level_ml.nominal, &facts->level_ml.late);
    facts->level_wall_us = thecal_dbus_pump_get_last_heard_time (pump) * 1000;
  }
  facts->pump_alarm = "";
  for (guint i = 0; i < alarms->len; i++) {
    ThecalDbusAlarm *alarm = g_ptr_array_index (alarms, i);

    if (!thecal_text_is (thecal_dbus_alarm_get_pump (alarm), "/") &&
        !thecal_dbus_alarm_get_drill (alarm)) {
      /* held by the proxy, which the client keeps until the next signal */
      facts->pump_alarm = thecal_dbus_alarm_get_title (alarm);
      return;
    }
  }
}

/* (transfer full); NULL before the plan was read. */
static ThecalPaper *
make_paper (ThecalPapersView *self)
{
  const ThecalPlanLoad *load = thecal_plan_watch_get_load (self->plan);
  ThecalPaperFacts facts = { .level_ml = { NAN, NAN, NAN },
                             .level_wall_us = THECAL_UNKNOWN_US,
                             .now_wall_us = g_get_real_time () };

  if (load == NULL)
    return NULL;
  facts.document = load->document;
  fill_pump (self, &facts);

  return thecal_paper_new (self->kind, &facts);
}

/* A paper of a plan that could not be read must not look like one that says all. */
static void
show_fault (ThecalPapersView *self)
{
  const ThecalPlanLoad *load = thecal_plan_watch_get_load (self->plan);
  const char *text = load == NULL          ? _ ("The care plan is being read.")
                     : load->fault != NULL ? load->fault
                     : !load->found        ? _ ("There is no care plan yet: nothing is known.")
                                           : "";

  thecal_label_set (self->fault, text);
}

/* Nobody goes with half of the papers and does not know it. */
static void
tell_unprinted (ThecalPapersView *self)
{
  const guint n =
      self->kind == THECAL_PAPER_CARD
          ? thecal_documents_list_get_n_unprinted (THECAL_DOCUMENTS_LIST (self->documents))
          : 0;
  g_autofree char *text = g_strdup_printf (
      ngettext ("%u attached PDF is not printed with the card. Open it below and print it there.",
                "%u attached PDFs are not printed with the card. Open them below and print them "
                "there.",
                n),
      n);

  thecal_label_set (self->unprinted, n > 0 ? text : "");
}

static void
refresh (ThecalPapersView *self)
{
  show_fault (self);
  thecal_paper_preview_set_paper (THECAL_PAPER_PREVIEW (self->preview), NULL);
  g_clear_pointer (&self->paper, thecal_paper_free);
  self->paper = make_paper (self);
  thecal_paper_preview_set_paper (THECAL_PAPER_PREVIEW (self->preview), self->paper);
  gtk_widget_set_sensitive (self->scan, self->paper != NULL && self->paper->code != NULL);
  gtk_widget_set_visible (
      self->with_pictures,
      self->kind == THECAL_PAPER_CARD &&
          thecal_documents_list_get_n_pictures (THECAL_DOCUMENTS_LIST (self->documents)) > 0);
  tell_unprinted (self);
}

static void
tell (ThecalPapersView *self, const char *format, const char *what)
{
  g_autofree char *text = g_strdup_printf (format, what);

  thecal_label_set (self->told, text);
}

static GPtrArray *
get_pictures (ThecalPapersView *self)
{
  if (!gtk_widget_get_visible (self->with_pictures) ||
      !gtk_check_button_get_active (GTK_CHECK_BUTTON (self->with_pictures)))
    return NULL;

  return thecal_documents_list_load_pictures (THECAL_DOCUMENTS_LIST (self->documents));
}

static void
print (ThecalPapersView *self, const char *file)
{
  ThecalPaper *paper = make_paper (self);
  g_autoptr (GPtrArray) pictures = get_pictures (self);
  g_autoptr (GError) error = NULL;

  if (paper == NULL)
    return;
  if (!thecal_paper_print (paper, pictures, GTK_WIDGET (self), file, &error))
    tell (self, _ ("Nothing was printed: %s"), error->message);
  else if (file != NULL)
    tell (self, _ ("Saved as %s"), file);
}

static void
on_print (ThecalPapersView *self)
{
  print (self, self->print_to);
}

/* Saving. */

typedef struct {
  ThecalPapersView *self; /* owned */
  ThecalPaper *paper;     /* owned */
  char *path;
} Saving;

static void
on_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Saving *saving = user_data;
  g_autoptr (GError) error = NULL;

  if (!thecal_paper_write_finish (result, &error)) {
    if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
      tell (saving->self, _ ("Nothing was saved: %s"), error->message);
  } else
    tell (saving->self, _ ("Saved as %s"), saving->path);
  g_object_unref (saving->self);
  thecal_paper_free (saving->paper);
  g_free (saving->path);
  g_free (saving);
}

static void
save_as (ThecalPapersView *self, const char *path)
{
  ThecalPaper *paper = make_paper (self);
  g_autoptr (GPtrArray) pictures = get_pictures (self);
  Saving *saving;

  if (paper == NULL)
    return;
  if (pictures != NULL && pictures->len > 0 && g_str_has_suffix (path, ".pdf")) {
    thecal_paper_free (paper);
    print (self, path);
    return;
  }
  saving = g_new (Saving, 1);
  *saving = (Saving){ g_object_ref (self), paper, g_strdup (path) };
  thecal_paper_write_async (paper, path, self->cancellable, on_saved, saving);
}

static void
on_chosen (GtkNativeDialog *chooser, int response, ThecalPapersView *self)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (response == GTK_RESPONSE_ACCEPT && path != NULL)
    save_as (self, path);
  g_clear_object (&self->chooser);
}

static void
save (ThecalPapersView *self, const char *ending)
{
  static const char *const names[THECAL_N_PAPERS] = { "emergency-card",
                                                      "school-sheet",
                                                      "travel-sheet" };
  g_autofree char *name = g_strconcat (names[self->kind], ending, NULL);
  g_autofree char *path =
      self->save_to != NULL ? g_build_filename (self->save_to, name, NULL) : NULL;

  if (path != NULL) {
    save_as (self, path);
    return;
  }
  if (self->chooser != NULL)
    return;
  self->chooser = gtk_file_chooser_native_new (_ ("Save the paper"),
                                               GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                               GTK_FILE_CHOOSER_ACTION_SAVE,
                                               _ ("Save"),
                                               _ ("Cancel"));
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (on_chosen), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
on_save_pdf (ThecalPapersView *self)
{
  save (self, ".pdf");
}

static void
on_save_picture (ThecalPapersView *self)
{
  save (self, ".png");
}

/* The square, as large as the screen has room. */
static void
on_scan (ThecalPapersView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, PLACES);
  GtkWidget *code = thecal_qr_code_new ();
  const gboolean is_narrow = gtk_widget_get_width (GTK_WIDGET (self)) < NARROW_PX;
  const gboolean is_call = g_str_has_prefix (self->paper->code, "tel:");
  GtkWidget *caption =
      gtk_label_new (is_call ? _ ("The camera of a telephone reads this and offers to call.")
                             : _ ("The camera of a telephone reads this: the card as text. It "
                                  "needs no network."));

  thecal_qr_code_set_size (THECAL_QR_CODE (code), is_narrow ? 330 : CODE_PX);
  thecal_qr_code_set_text (THECAL_QR_CODE (code), self->paper->code);
  gtk_widget_set_halign (code, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (code, GTK_ALIGN_CENTER);
  gtk_widget_set_vexpand (code, TRUE);
  gtk_label_set_wrap (GTK_LABEL (caption), TRUE);
  gtk_label_set_justify (GTK_LABEL (caption), GTK_JUSTIFY_CENTER);
  gtk_widget_set_margin_bottom (caption, PLACES);
  gtk_widget_set_margin_start (caption, 12);
  gtk_widget_set_margin_end (caption, 12);
  gtk_box_append (GTK_BOX (box), code);
  gtk_box_append (GTK_BOX (box), caption);
  gtk_window_present (GTK_WINDOW (thecal_side_window_new (
      GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), _ ("Square to scan"), box)));
}

/* Layout. */

static void
on_layout (GdkSurface *surface, int width, int height, ThecalPapersView *self)
{
  const gboolean is_narrow = width < NARROW_PX;

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->columns),
                                  is_narrow ? GTK_ORIENTATION_VERTICAL
                                            : GTK_ORIENTATION_HORIZONTAL);
  gtk_widget_set_size_request (self->controls, is_narrow ? -1 : CONTROLS_PX, -1);
  gtk_widget_set_margin_start (self->columns, is_narrow ? 12 : 24);
  gtk_widget_set_margin_end (self->columns, is_narrow ? 12 : 24);
}

static void
thecal_papers_view_realize (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (thecal_papers_view_parent_class)->realize (widget);
  g_signal_connect_object (gtk_native_get_surface (gtk_widget_get_native (widget)),
                           "layout",
                           G_CALLBACK (on_layout),
                           widget,
                           0);
}

static void
thecal_papers_view_dispose (GObject *object)
{
  ThecalPapersView *self = THECAL_PAPERS_VIEW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->chooser);
  if (self->preview != NULL)
    thecal_paper_preview_set_paper (THECAL_PAPER_PREVIEW (self->preview), NULL);
  self->preview = NULL;
  g_clear_pointer (&self->paper, thecal_paper_free);
  g_clear_object (&self->client);
  g_clear_object (&self->plan);

  G_OBJECT_CLASS (thecal_papers_view_parent_class)->dispose (object);
}

static void
thecal_papers_view_finalize (GObject *object)
{
  ThecalPapersView *self = THECAL_PAPERS_VIEW (object);

  g_object_unref (self->cancellable);
  g_free (self->print_to);
  g_free (self->save_to);

  G_OBJECT_CLASS (thecal_papers_view_parent_class)->finalize (object);
}

static void
thecal_papers_view_class_init (ThecalPapersViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = thecal_papers_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = thecal_papers_view_finalize;
  GTK_WIDGET_CLASS (klass)->realize = thecal_papers_view_realize;
}

static void
on_kind (GtkCheckButton *button, ThecalPapersView *self)
{
  if (!gtk_check_button_get_active (button))
    return;
  self->kind = (ThecalPaperKind) GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "kind"));
  thecal_label_set (self->told, "");
  refresh (self);
}

static void
add_kinds (ThecalPapersView *self)
{
  static const struct {
    const char *title, *subtitle;
  } rows[THECAL_N_PAPERS] = {
    { N_ ("Emergency card"), N_ ("For the ambulance and the hospital") },
    { N_ ("School and day care"), N_ ("What to watch for; nothing private") },
    { N_ ("Travel sheet"), N_ ("What to carry and to ask before you go") },
  };
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *first = NULL;

  for (int kind = 0; kind < THECAL_N_PAPERS; kind++) {
    GtkWidget *row = adw_action_row_new ();
    GtkWidget *button = gtk_check_button_new ();

    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (rows[kind].title));
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _ (rows[kind].subtitle));
    adw_action_row_add_prefix (ADW_ACTION_ROW (row), button);
    adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
    gtk_check_button_set_group (GTK_CHECK_BUTTON (button), GTK_CHECK_BUTTON (first));
    if (first == NULL)
      first = button;
    g_object_set_data (G_OBJECT (button), "kind", GINT_TO_POINTER (kind));
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
    if (kind == THECAL_PAPER_CARD)
      gtk_check_button_set_active (GTK_CHECK_BUTTON (button), TRUE);
    g_signal_connect (button, "toggled", G_CALLBACK (on_kind), self);
  }
  gtk_box_append (GTK_BOX (self->controls), group);
}

static GtkWidget *
add_button (ThecalPapersView *self, GtkWidget *box, const char *label, GCallback pressed)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_size_request (button, -1, 44);
  gtk_widget_set_hexpand (button, TRUE);
  g_signal_connect_swapped (button, "clicked", pressed, self);
  gtk_box_append (GTK_BOX (box), button);

  return button;
}

static void
add_buttons (ThecalPapersView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *pair = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *button = add_button (self, box, _ ("Print"), G_CALLBACK (on_print));

  gtk_widget_add_css_class (button, "suggested-action");
  gtk_widget_set_size_request (button, -1, 64);
  self->with_pictures = gtk_check_button_new_with_label (_ ("With the pictures attached below"));
  gtk_widget_set_size_request (self->with_pictures, -1, 44);
  gtk_widget_set_visible (self->with_pictures, FALSE);
  gtk_box_append (GTK_BOX (box), self->with_pictures);
  self->unprinted = gtk_label_new ("");
  gtk_label_set_wrap (GTK_LABEL (self->unprinted), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->unprinted), 0);
  gtk_widget_add_css_class (self->unprinted, "thecal-caption");
  gtk_widget_set_visible (self->unprinted, FALSE);
  gtk_box_append (GTK_BOX (box), self->unprinted);
  gtk_box_set_homogeneous (GTK_BOX (pair), TRUE);
  add_button (self, pair, _ ("Save as PDF"), G_CALLBACK (on_save_pdf));
  add_button (self, pair, _ ("Save as picture"), G_CALLBACK (on_save_picture));
  gtk_box_append (GTK_BOX (box), pair);
  self->scan = add_button (self, box, _ ("Show the square to scan"), G_CALLBACK (on_scan));
  self->told = gtk_label_new ("");
  gtk_label_set_wrap (GTK_LABEL (self->told), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (self->told), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (self->told), 0);
  gtk_widget_set_visible (self->told, FALSE);
  gtk_box_append (GTK_BOX (box), self->told);
  gtk_box_append (GTK_BOX (self->controls), box);
}

static void
add_fault (ThecalPapersView *self)
{
  self->fault = gtk_label_new ("");
  gtk_label_set_wrap (GTK_LABEL (self->fault), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (self->fault), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (self->fault), 0);
  gtk_widget_add_css_class (self->fault, "thecal-warnings");
  gtk_widget_set_visible (self->fault, FALSE);
  gtk_box_append (GTK_BOX (self->controls), self->fault);
}

static void
add_report (ThecalPapersView *self)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Report for the team…"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row),
                               _ ("Four weeks of diary, alarms and questions"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.report");
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  gtk_box_append (GTK_BOX (self->controls), group);
}

static void
thecal_papers_view_init (ThecalPapersView *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();

  self->cancellable = g_cancellable_new ();
  self->columns = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 24);
  self->controls = gtk_box_new (GTK_ORIENTATION_VERTICAL, PLACES);
  self->preview = thecal_paper_preview_new ();
  /* its buttons fill it, and do not widen it */
  gtk_widget_set_hexpand (self->controls, FALSE);
  gtk_widget_set_hexpand (self->preview, TRUE);
  gtk_widget_set_valign (self->preview, GTK_ALIGN_START);
  gtk_widget_set_margin_top (self->columns, PLACES);
  gtk_widget_set_margin_bottom (self->columns, 24);
  gtk_box_append (GTK_BOX (self->columns), self->controls);
  gtk_box_append (GTK_BOX (self->columns), self->preview);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 1120);
  adw_clamp_set_child (ADW_CLAMP (clamp), self->columns);
  gtk_scrolled_window_set_policy (
      GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), clamp);
  adw_bin_set_child (ADW_BIN (self), scroller);
}

GtkWidget *
thecal_papers_view_new (const ThecalPapersStart *start)
{
  ThecalPapersView *self = g_object_new (THECAL_TYPE_PAPERS_VIEW, NULL);

  self->client = g_object_ref (start->client);
  self->plan = g_object_ref (start->plan);
  self->print_to = g_strdup (start->print_to);
  self->save_to = g_strdup (start->save_to);
  add_fault (self);
  add_kinds (self);
  add_buttons (self);
  add_report (self);
  self->documents =
      thecal_documents_list_new (start->client, thecal_plan_watch_get_state_dir (start->plan));
  gtk_box_append (GTK_BOX (self->controls), self->documents);
  g_signal_connect_object (
      self->documents, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->plan, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  refresh (self);
  /* what is handed over is what the plan says now, also where the disk did not answer before */
  thecal_plan_watch_reload (self->plan);

  return GTK_WIDGET (self);
}

GtkWidget *
thecal_papers_screen_new (GtkWindow *parent, const ThecalPapersStart *start)
{
  ThecalDbusManager *manager = thecal_monitor_client_get_manager (start->client);
  GtkWidget *window =
      thecal_side_window_new (parent, _ ("Card and other papers"), thecal_papers_view_new (start));

  thecal_side_window_set_simulated (THECAL_SIDE_WINDOW (window),
                                    manager != NULL && thecal_dbus_manager_get_simulated (manager));

  return window;
}
