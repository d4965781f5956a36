/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "caregiver/printout_dialog.h"

#include <glib/gi18n.h>

#include "caregiver/form_take.h"
#include "caregiver/printout_form.h"
#include "caregiver/setup_page.h"

#define NARROW_PX 860
#define MOST_PX 1120

struct _ThecalPrintoutDialog {
  AdwWindow parent_instance;
  GtkWidget *clamp, *form;
  gboolean narrow;
};

G_DEFINE_FINAL_TYPE (ThecalPrintoutDialog, thecal_printout_dialog, ADW_TYPE_WINDOW)

static void
on_taken (gpointer self)
{
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
on_save (ThecalPrintoutDialog *self)
{
  thecal_form_take (
      thecal_printout_form_get_rows (THECAL_PRINTOUT_FORM (self->form)), on_taken, G_OBJECT (self));
}

static void
set_narrow (ThecalPrintoutDialog *self, gboolean narrow)
{
  self->narrow = narrow;
  if (narrow)
    gtk_widget_add_css_class (GTK_WIDGET (self), "thecal-narrow");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "thecal-narrow");
  thecal_printout_form_set_narrow (THECAL_PRINTOUT_FORM (self->form), narrow);
}

/* What is set again is laid out again, without end. */
static void
on_layout (GdkSurface *surface, int width, int height, ThecalPrintoutDialog *self)
{
  const gboolean narrow = width < NARROW_PX;

  if (narrow != self->narrow)
    set_narrow (self, narrow);
}

static void
thecal_printout_dialog_realize (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (thecal_printout_dialog_parent_class)->realize (widget);
  g_signal_connect_object (
      gtk_native_get_surface (GTK_NATIVE (widget)), "layout", G_CALLBACK (on_layout), widget, 0);
}

static void
thecal_printout_dialog_class_init (ThecalPrintoutDialogClass *klass)
{
  GTK_WIDGET_CLASS (klass)->realize = thecal_printout_dialog_realize;
  gtk_widget_class_add_binding_action (
      GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);
}

static GtkWidget *
header_bar_new (ThecalPrintoutDialog *self)
{
  GtkWidget *bar = adw_header_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_label (_ ("Cancel"));
  GtkWidget *save = gtk_button_new_with_label (_ ("Save"));

  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (bar), FALSE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (cancel), "window.close");
  gtk_widget_add_css_class (save, "suggested-action");
  gtk_widget_add_css_class (save, "thecal-setup-way");
  gtk_widget_add_css_class (cancel, "thecal-setup-way");
  g_signal_connect_swapped (save, "clicked", G_CALLBACK (on_save), self);
  adw_header_bar_pack_start (ADW_HEADER_BAR (bar), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (bar), save);

  return bar;
}

static void
thecal_printout_dialog_init (ThecalPrintoutDialog *self)
{
  GtkWidget *all = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scroll = gtk_scrolled_window_new ();

  self->clamp = adw_clamp_new ();
  adw_clamp_set_maximum_size (ADW_CLAMP (self->clamp), MOST_PX);
  adw_clamp_set_tightening_threshold (ADW_CLAMP (self->clamp), MOST_PX);
  gtk_scrolled_window_set_policy (
      GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_EXTERNAL, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), self->clamp);
  gtk_widget_set_vexpand (scroll, TRUE);
  gtk_box_append (GTK_BOX (all), header_bar_new (self));
  gtk_box_append (GTK_BOX (all), scroll);
  adw_window_set_content (ADW_WINDOW (self), all);
  gtk_window_set_default_size (GTK_WINDOW (self), 1100, 780);
}

static void
fill (ThecalPrintoutDialog *self, ThecalSetup *setup)
{
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);

  self->form = thecal_printout_form_new (setup, TRUE);
  gtk_widget_add_css_class (column, "thecal-page");
  gtk_box_append (GTK_BOX (column),
                  thecal_setup_text_new (
                      _ ("The numbers of the clinic's last printout, as they are printed there."),
                      "thecal-setup-lead"));
  gtk_box_append (GTK_BOX (column), self->form);
  adw_clamp_set_child (ADW_CLAMP (self->clamp), column);
  set_narrow (self, FALSE);
  thecal_printout_form_start (THECAL_PRINTOUT_FORM (self->form));
}

void
thecal_printout_dialog_show (GtkWidget *parent, ThecalMonitorClient *client, ThecalPlanWatch *plan)
{
  ThecalPrintoutDialog *self = g_object_new (THECAL_TYPE_PRINTOUT_DIALOG,
                                             "title",
                                             _ ("Enter the printout"),
                                             "transient-for",
                                             gtk_widget_get_root (parent),
                                             "destroy-with-parent",
                                             TRUE,
                                             "modal",
                                             TRUE,
                                             NULL);
  g_autoptr (ThecalSetup) setup = thecal_setup_new (client, plan, NULL);

  fill (self, setup);
  gtk_window_present (GTK_WINDOW (self));
}
