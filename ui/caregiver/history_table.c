/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "caregiver/history_table.h"

#include <glib/gi18n.h>

#include "caregiver/history_row.h"

struct _ThecalHistoryTable {
  AdwBin parent_instance;
  GTimeZone *zone;
  GtkWidget *stack, *view;
  GListStore *rows; /* of ThecalHistoryRow */
  GtkColumnViewColumn *columns[THECAL_N_HISTORY_CELLS];
};

G_DEFINE_FINAL_TYPE (ThecalHistoryTable, thecal_history_table, ADW_TYPE_BIN)

static void
on_setup (GtkListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_label_new ("");

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_yalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_list_item_set_child (item, label);
}

static void
on_bind (GtkListItemFactory *factory, GtkListItem *item, gpointer cell)
{
  ThecalHistoryRow *row = THECAL_HISTORY_ROW (gtk_list_item_get_item (item));

  gtk_label_set_text (
      GTK_LABEL (gtk_list_item_get_child (item)),
      thecal_history_row_get_cell (row, (ThecalHistoryCell) GPOINTER_TO_INT (cell)));
}

static int
compare_days (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const gint64 one = thecal_history_row_get_at_ms (THECAL_HISTORY_ROW ((gpointer) a));
  const gint64 other = thecal_history_row_get_at_ms (THECAL_HISTORY_ROW ((gpointer) b));

  return one < other   ? GTK_ORDERING_SMALLER
         : one > other ? GTK_ORDERING_LARGER
                       : GTK_ORDERING_EQUAL;
}

static void
add_column (ThecalHistoryTable *self, ThecalHistoryCell cell, const char *title, int width)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), GINT_TO_POINTER (cell));
  self->columns[cell] = gtk_column_view_column_new (title, factory);
  gtk_column_view_column_set_resizable (self->columns[cell], TRUE);
  if (width > 0)
    gtk_column_view_column_set_fixed_width (self->columns[cell], width);
  else
    gtk_column_view_column_set_expand (self->columns[cell], TRUE);
  gtk_column_view_append_column (GTK_COLUMN_VIEW (self->view), self->columns[cell]);
}

static void
add_columns (ThecalHistoryTable *self)
{
  g_autoptr (GtkSorter) by_day = GTK_SORTER (gtk_custom_sorter_new (compare_days, NULL, NULL));

  add_column (self, THECAL_HISTORY_CELL_DAY, _ ("Day"), 140);
  add_column (self, THECAL_HISTORY_CELL_LEVEL, _ ("Level"), 180);
  add_column (self, THECAL_HISTORY_CELL_MARKS, _ ("Refills and visits"), 0);
  add_column (self, THECAL_HISTORY_CELL_DOSE, _ ("Dose"), 170);
  add_column (self, THECAL_HISTORY_CELL_ALARMS, _ ("Alarms"), 0);
  add_column (self, THECAL_HISTORY_CELL_DIARY, _ ("Diary"), 0);
  add_column (self, THECAL_HISTORY_CELL_ALL, _ ("What happened"), 0);
  gtk_column_view_column_set_sorter (self->columns[THECAL_HISTORY_CELL_DAY], by_day);
}

void
thecal_history_table_set_narrow (ThecalHistoryTable *self, gboolean narrow)
{
  for (int cell = THECAL_HISTORY_CELL_LEVEL; cell < THECAL_N_HISTORY_CELLS; cell++)
    gtk_column_view_column_set_visible (self->columns[cell],
                                        narrow == (cell == THECAL_HISTORY_CELL_ALL));
  gtk_column_view_column_set_fixed_width (self->columns[THECAL_HISTORY_CELL_DAY],
                                          narrow ? 96 : 140);
}

static gboolean
is_same (GListStore *rows, GPtrArray *fresh)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (rows)) != fresh->len)
    return FALSE;
  for (guint i = 0; i < fresh->len; i++) {
    g_autoptr (ThecalHistoryRow) row = g_list_model_get_item (G_LIST_MODEL (rows), i);

    if (!thecal_history_row_equals (row, g_ptr_array_index (fresh, i)))
      return FALSE;
  }

  return TRUE;
}

void
thecal_history_table_set_data (ThecalHistoryTable *self,
                               const ThecalHistoryData *data,
                               gint64 from_ms,
                               gint64 to_ms)
{
  g_autoptr (GArray) days = thecal_history_get_days (data, from_ms, to_ms, self->zone);
  g_autoptr (ThecalChartSeries) series = thecal_chart_series_new (data);
  g_autoptr (GPtrArray) fresh = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < days->len; i++)
    g_ptr_array_add (fresh,
                     thecal_history_row_new (
                         data, series, &g_array_index (days, ThecalHistoryDay, i), self->zone));
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), fresh->len > 0 ? "table" : "none");
  if (!is_same (self->rows, fresh))
    g_list_store_splice (self->rows,
                         0,
                         g_list_model_get_n_items (G_LIST_MODEL (self->rows)),
                         fresh->pdata,
                         fresh->len);
}

static void
thecal_history_table_finalize (GObject *object)
{
  ThecalHistoryTable *self = THECAL_HISTORY_TABLE (object);

  g_clear_object (&self->rows);
  for (int cell = 0; cell < THECAL_N_HISTORY_CELLS; cell++)
    g_clear_object (&self->columns[cell]);
  g_clear_pointer (&self->zone, g_time_zone_unref);

  G_OBJECT_CLASS (thecal_history_table_parent_class)->finalize (object);
}

static void
thecal_history_table_class_init (ThecalHistoryTableClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = thecal_history_table_finalize;
}

static void
thecal_history_table_init (ThecalHistoryTable *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *none = g_object_new (ADW_TYPE_STATUS_PAGE,
                                  "icon-name",
                                  "thecal-history-symbolic",
                                  "title",
                                  _ ("Nothing is recorded in this time"),
                                  NULL);
  GtkSortListModel *sorted;
  GtkSingleSelection *selection;

  self->rows = g_list_store_new (THECAL_TYPE_HISTORY_ROW);
  self->view = gtk_column_view_new (NULL);
  gtk_widget_add_css_class (self->view, "thecal-table");
  gtk_column_view_set_show_row_separators (GTK_COLUMN_VIEW (self->view), TRUE);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("History by days"), -1);
  add_columns (self);
  sorted = gtk_sort_list_model_new (
      G_LIST_MODEL (g_object_ref (self->rows)),
      g_object_ref (gtk_column_view_get_sorter (GTK_COLUMN_VIEW (self->view))));
  selection = gtk_single_selection_new (G_LIST_MODEL (sorted));
  gtk_single_selection_set_autoselect (selection, FALSE);
  gtk_single_selection_set_can_unselect (selection, TRUE);
  gtk_column_view_set_model (GTK_COLUMN_VIEW (self->view), GTK_SELECTION_MODEL (selection));
  g_object_unref (selection);
  gtk_column_view_sort_by_column (
      GTK_COLUMN_VIEW (self->view), self->columns[THECAL_HISTORY_CELL_DAY], GTK_SORT_DESCENDING);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->view);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scrolled), 380);
  gtk_widget_set_vexpand (scrolled, TRUE);
  self->stack = gtk_stack_new ();
  gtk_stack_add_named (GTK_STACK (self->stack), scrolled, "table");
  gtk_stack_add_named (GTK_STACK (self->stack), none, "none");
  adw_bin_set_child (ADW_BIN (self), self->stack);
  thecal_history_table_set_narrow (self, FALSE);
}

GtkWidget *
thecal_history_table_new (GTimeZone *zone)
{
  ThecalHistoryTable *self = g_object_new (THECAL_TYPE_HISTORY_TABLE, NULL);

  self->zone = g_time_zone_ref (zone);

  return GTK_WIDGET (self);
}
