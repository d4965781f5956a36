/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "caregiver/entry_list.h"

#include <glib/gi18n.h>
#include <math.h>

#include "shared/scale_bar.h"
#include "shared/upright_picture.h"

#define ID_KEY "thecal-id" /* of a row, owned */
#define PICTURE_PX 56
#define READ_PX 224 /* for a screen of many dots */

struct _ThecalEntryList {
  AdwBin parent_instance;
  GtkWidget *group, *empty;
  GPtrArray *rows;         /* shown, borrowed */
  GPtrArray *coming;       /* of rows, floating until they are shown */
  GString *shown, *reason; /* what the rows were made from */
};

enum { SIGNAL_OPEN, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ThecalEntryList, thecal_entry_list, ADW_TYPE_BIN)

static void
on_activated (GtkWidget *row, ThecalEntryList *self)
{
  g_signal_emit (self, signals[SIGNAL_OPEN], 0, g_object_get_data (G_OBJECT (row), ID_KEY));
}

static GtkWidget *
picture_new (const char *path)
{
  GtkWidget *picture = gtk_picture_new ();

  thecal_upright_picture_show (GTK_PICTURE (picture), path, READ_PX);
  gtk_picture_set_can_shrink (GTK_PICTURE (picture), TRUE);
  gtk_picture_set_alternative_text (GTK_PICTURE (picture), _ ("Photo"));
  gtk_widget_set_size_request (picture, PICTURE_PX, PICTURE_PX);
  gtk_widget_set_valign (picture, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (picture, "thecal-thumbnail");

  return picture;
}

static void
add_scale (AdwActionRow *row, double value)
{
  g_autofree char *text = g_strdup_printf ("%.0f", value);
  GtkWidget *label = gtk_label_new (text);

  adw_action_row_add_suffix (row, thecal_scale_bar_new (_ ("Stiffness"), value));
  gtk_label_set_width_chars (GTK_LABEL (label), 2);
  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_widget_add_css_class (label, "thecal-row-value");
  adw_action_row_add_suffix (row, label);
}

static GtkWidget *
row_new (ThecalEntryList *self, const ThecalEntryItem *item)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *title = g_markup_escape_text (item->title, -1);
  g_autofree char *subtitle = g_markup_escape_text (item->subtitle, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  if (item->picture != NULL)
    adw_action_row_add_prefix (ADW_ACTION_ROW (row), picture_new (item->picture));
  if (item->is_done)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                               gtk_image_new_from_icon_name ("thecal-check-symbolic"));
  if (!isnan (item->scale))
    add_scale (ADW_ACTION_ROW (row), item->scale);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  g_object_set_data_full (G_OBJECT (row), ID_KEY, g_strdup (item->id), g_free);
  g_signal_connect_object (row, "activated", G_CALLBACK (on_activated), self, 0);

  return row;
}

void
thecal_entry_list_begin (ThecalEntryList *self)
{
  g_ptr_array_set_size (self->coming, 0);
  g_string_truncate (self->reason, 0);
}

void
thecal_entry_list_add (ThecalEntryList *self, const ThecalEntryItem *item)
{
  g_string_append_printf (self->reason,
                          "%s\n%s\n%s\n%s\n%g %d\n",
                          item->id,
                          item->title,
                          item->subtitle,
                          item->picture != NULL ? item->picture : "",
                          item->scale,
                          item->is_done);
  g_ptr_array_add (self->coming, g_object_ref_sink (row_new (self, item)));
}

void
thecal_entry_list_end (ThecalEntryList *self)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (self->group);

  if (g_string_equal (self->shown, self->reason))
    return;
  g_string_assign (self->shown, self->reason->str);
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (group, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < self->coming->len; i++) {
    GtkWidget *row = g_ptr_array_index (self->coming, i);

    adw_preferences_group_add (group, row);
    g_ptr_array_add (self->rows, row);
  }
  gtk_widget_set_visible (self->empty, self->rows->len == 0);
  g_ptr_array_set_size (self->coming, 0);
}

static void
thecal_entry_list_finalize (GObject *object)
{
  ThecalEntryList *self = THECAL_ENTRY_LIST (object);

  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->coming);
  g_string_free (self->shown, TRUE);
  g_string_free (self->reason, TRUE);

  G_OBJECT_CLASS (thecal_entry_list_parent_class)->finalize (object);
}

static void
thecal_entry_list_class_init (ThecalEntryListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = thecal_entry_list_finalize;
  signals[SIGNAL_OPEN] = g_signal_new ("open",
                                       THECAL_TYPE_ENTRY_LIST,
                                       G_SIGNAL_RUN_LAST,
                                       0,
                                       NULL,
                                       NULL,
                                       NULL,
                                       G_TYPE_NONE,
                                       1,
                                       G_TYPE_STRING);
}

static void
thecal_entry_list_init (ThecalEntryList *self)
{
  self->rows = g_ptr_array_new ();
  self->coming = g_ptr_array_new_with_free_func (g_object_unref);
  self->shown = g_string_new (NULL);
  self->reason = g_string_new (NULL);
}

GtkWidget *
thecal_entry_list_new (const char *title, const char *empty, GtkWidget *control)
{
  ThecalEntryList *self = g_object_new (THECAL_TYPE_ENTRY_LIST, NULL);

  self->group = adw_preferences_group_new ();
  self->empty = gtk_label_new (empty);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self->group), title);
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (self->group), control);
  gtk_label_set_xalign (GTK_LABEL (self->empty), 0);
  gtk_label_set_wrap (GTK_LABEL (self->empty), TRUE);
  gtk_widget_add_css_class (self->empty, "thecal-caption");
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->group), self->empty);
  adw_bin_set_child (ADW_BIN (self), self->group);

  return GTK_WIDGET (self);
}
