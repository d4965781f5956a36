/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "caregiver/plan_difference.h"

#include <glib/gi18n.h>

#include "caregiver/plan_fields.h"
#include "core/plan/plan_review.h"
#include "files/plan_store.h"
#include "shared/labels.h"
#include "shared/plan_change.h"

struct _ThecalPlanDifference {
  AdwWindow parent_instance;
  ThecalPlanWatch *plan;
  char *text;
  GtkWidget *bar, *take, *column, *fault;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (ThecalPlanDifference, thecal_plan_difference, ADW_TYPE_WINDOW)

static void
on_taken (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ThecalPlanDifference) self = user_data;
  g_autoptr (GError) error = NULL;
  const gboolean taken = thecal_plan_store_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  gtk_widget_set_sensitive (self->take, TRUE);
  if (!taken) {
    thecal_label_set (self->fault, error->message);
    return;
  }
  thecal_plan_watch_reload (self->plan);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
on_take (ThecalPlanDifference *self)
{
  gtk_widget_set_sensitive (self->take, FALSE);
  thecal_plan_store_replace_async (thecal_plan_watch_get_path (self->plan),
                                   thecal_plan_watch_get_state_dir (self->plan),
                                   self->text,
                                   self->cancellable,
                                   on_taken,
                                   g_object_ref (self));
}

static GtkWidget *
row_new (const ThecalPlanChange *change)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *group = thecal_plan_group_words (change->group);
  g_autofree char *title =
      g_strdup_printf ("%s · %s", group, thecal_plan_field_words (change->group, change->key));
  g_autofree char *words = g_strdup_printf ("%s → %s",
                                            change->before != NULL ? change->before : _ ("none"),
                                            change->after != NULL ? change->after : _ ("none"));

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), words);
  if (change->is_grave) {
    GtkWidget *icon = gtk_image_new_from_icon_name ("thecal-medium-symbolic");
    GtkWidget *label = gtk_label_new (_ ("look twice"));

    gtk_widget_add_css_class (icon, "thecal-glyph");
    gtk_widget_add_css_class (icon, "thecal-medium");
    gtk_widget_add_css_class (label, "thecal-caption");
    adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  }

  return row;
}

static void
show_changes (ThecalPlanDifference *self)
{
  const char *before = thecal_plan_watch_get_text (self->plan);
  g_autoptr (GPtrArray) changes = thecal_plan_compare (before, self->text);
  GtkWidget *group = adw_preferences_group_new ();
  g_autofree char *title = g_strdup_printf (
      ngettext ("%u value changes", "%u values change", changes->len), changes->len);

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group),
                                   changes->len > 0 ? title : _ ("Nothing changes"));
  for (guint i = 0; i < changes->len; i++)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group),
                               row_new (g_ptr_array_index (changes, i)));
  gtk_box_append (GTK_BOX (self->column), group);
  gtk_widget_set_sensitive (self->take, changes->len > 0);
}

static void
show_text (ThecalPlanDifference *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *doubts =
      thecal_plan_change_ask (thecal_plan_watch_get_text (self->plan), self->text, &error);

  if (doubts == NULL) {
    g_autofree char *words = g_strdup_printf (_ ("This file is not taken. %s"), error->message);

    thecal_label_set (self->fault, words);
    gtk_widget_set_sensitive (self->take, FALSE);
    return;
  }
  thecal_label_set (self->fault, doubts);
  show_changes (self);
}

/* Object. */

static void
thecal_plan_difference_dispose (GObject *object)
{
  ThecalPlanDifference *self = THECAL_PLAN_DIFFERENCE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->plan);
  g_clear_pointer (&self->text, g_free);

  G_OBJECT_CLASS (thecal_plan_difference_parent_class)->dispose (object);
}

static void
thecal_plan_difference_class_init (ThecalPlanDifferenceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = thecal_plan_difference_dispose;
  gtk_widget_class_add_binding_action (
      GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
thecal_plan_difference_init (ThecalPlanDifference *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scrolled = gtk_scrolled_window_new (), *clamp = adw_clamp_new ();
  GtkWidget *cancel = gtk_button_new_with_label (_ ("Cancel"));

  self->cancellable = g_cancellable_new ();
  self->bar = adw_header_bar_new ();
  self->take = gtk_button_new ();
  self->column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  self->fault = gtk_label_new (NULL);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (self->bar), FALSE);
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (self->bar), FALSE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (cancel), "window.close");
  gtk_widget_add_css_class (self->take, "suggested-action");
  g_signal_connect_object (self->take, "clicked", G_CALLBACK (on_take), self, G_CONNECT_SWAPPED);
  adw_header_bar_pack_start (ADW_HEADER_BAR (self->bar), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (self->bar), self->take);
  gtk_label_set_wrap (GTK_LABEL (self->fault), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->fault), 0);
  gtk_widget_add_css_class (self->fault, "thecal-warnings");
  gtk_widget_add_css_class (self->column, "thecal-page");
  gtk_box_append (GTK_BOX (self->column), self->fault);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 640);
  adw_clamp_set_child (ADW_CLAMP (clamp), self->column);
  gtk_scrolled_window_set_policy (
      GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_box_append (GTK_BOX (box), self->bar);
  gtk_box_append (GTK_BOX (box), scrolled);
  adw_window_set_content (ADW_WINDOW (self), box);
}

void
thecal_plan_difference_show (GtkWidget *parent,
                             ThecalPlanWatch *plan,
                             const char *title,
                             const char *take,
                             const char *text)
{
  GtkWindow *root = GTK_WINDOW (gtk_widget_get_root (parent));
  ThecalPlanDifference *self = g_object_new (THECAL_TYPE_PLAN_DIFFERENCE,
                                             "transient-for",
                                             root,
                                             "title",
                                             title,
                                             "default-width",
                                             MIN (gtk_widget_get_width (GTK_WIDGET (root)), 720),
                                             "default-height",
                                             MIN (gtk_widget_get_height (GTK_WIDGET (root)), 640),
                                             NULL);

  self->plan = g_object_ref (plan);
  self->text = g_strdup (text);
  gtk_button_set_label (GTK_BUTTON (self->take), take);
  show_text (self);
  gtk_window_present (GTK_WINDOW (self));
}
