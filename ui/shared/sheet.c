/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "shared/sheet.h"

#include <glib/gi18n.h>

#define LABEL_PART 0.28 /* of the width */
#define GAP_PT 5.0
#define MARGIN_MM 14.0
#define SIZE_PT 10.5
#define TITLE_PT 20.0

typedef struct {
  char *label, *value;
} Row;

struct _ThecalSheet {
  char *title, *foot;
  GArray *rows;  /* of Row */
  GArray *pages; /* first row of each page, guint */
};

static void
row_clear (gpointer data)
{
  g_free (((Row *) data)->label);
  g_free (((Row *) data)->value);
}

void
thecal_sheet_free (ThecalSheet *self)
{
  g_free (self->title);
  g_free (self->foot);
  g_array_unref (self->rows);
  g_array_unref (self->pages);
  g_free (self);
}

void
thecal_sheet_add (ThecalSheet *self, const char *label, const char *value)
{
  const Row row = { g_strdup (label), g_strdup (value) };

  g_array_append_val (self->rows, row);
}

ThecalSheet *
thecal_sheet_new (const char *title)
{
  ThecalSheet *self = g_new0 (ThecalSheet, 1);

  self->title = g_strdup (title);
  self->foot = g_strdup (_ ("Printed by Thecal. Not a medical device, not approved. The clinic's "
                            "instructions and the emergency number come first."));
  self->rows = g_array_new (FALSE, FALSE, sizeof (Row));
  g_array_set_clear_func (self->rows, row_clear);
  self->pages = g_array_new (FALSE, FALSE, sizeof (guint));

  return self;
}

static PangoLayout *
make_layout (GtkPrintContext *context, const char *text, double size, gboolean bold, double width)
{
  PangoLayout *layout = gtk_print_context_create_pango_layout (context);
  g_autoptr (PangoFontDescription) font = pango_font_description_from_string ("Cantarell");

  pango_font_description_set_size (font, (int) (size * PANGO_SCALE));
  pango_font_description_set_weight (font, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_text (layout, text, -1);

  return layout;
}

static double
height_of (PangoLayout *layout)
{
  int height;

  pango_layout_get_size (layout, NULL, &height);

  return (double) height / PANGO_SCALE;
}

/* Draws a row where @cr is given; its height, points. */
static double
put_row (GtkPrintContext *context, cairo_t *cr, const Row *row, double y)
{
  const double width = gtk_print_context_get_width (context);
  g_autoptr (PangoLayout) label =
      make_layout (context, row->label, SIZE_PT, TRUE, width * LABEL_PART - GAP_PT);
  g_autoptr (PangoLayout) value =
      make_layout (context, row->value, SIZE_PT, FALSE, width * (1 - LABEL_PART));
  const double height = MAX (height_of (label), height_of (value)) + 2 * GAP_PT;

  if (cr == NULL)
    return height;
  cairo_move_to (cr, 0, y + GAP_PT);
  pango_cairo_show_layout (cr, label);
  cairo_move_to (cr, width * LABEL_PART, y + GAP_PT);
  pango_cairo_show_layout (cr, value);
  cairo_set_line_width (cr, 0.5);
  cairo_move_to (cr, 0, y + height);
  cairo_line_to (cr, width, y + height);
  cairo_stroke (cr);

  return height;
}

static double
put_text (GtkPrintContext *context, cairo_t *cr, const char *text, double size, double y)
{
  g_autoptr (PangoLayout) layout =
      make_layout (context, text, size, size > SIZE_PT, gtk_print_context_get_width (context));

  if (cr != NULL) {
    cairo_move_to (cr, 0, y);
    pango_cairo_show_layout (cr, layout);
  }

  return height_of (layout) + 2 * GAP_PT;
}

static void
on_begin (GtkPrintOperation *operation, GtkPrintContext *context, ThecalSheet *sheet)
{
  const double foot = put_text (context, NULL, sheet->foot, SIZE_PT - 2, 0);
  const double bottom = gtk_print_context_get_height (context) - foot;
  double y = put_text (context, NULL, sheet->title, TITLE_PT, 0);
  guint first = 0;

  g_array_set_size (sheet->pages, 0);
  g_array_append_val (sheet->pages, first);
  for (guint i = 0; i < sheet->rows->len; i++) {
    const double height = put_row (context, NULL, &g_array_index (sheet->rows, Row, i), 0);

    if (y + height > bottom && y > 0) {
      g_array_append_val (sheet->pages, i);
      y = 0;
    }
    y += height;
  }
  gtk_print_operation_set_n_pages (operation, (int) sheet->pages->len);
}

static void
on_draw (GtkPrintOperation *operation, GtkPrintContext *context, int page, ThecalSheet *sheet)
{
  cairo_t *cr = gtk_print_context_get_cairo_context (context);
  const guint first = g_array_index (sheet->pages, guint, page);
  const guint end = (guint) page + 1 < sheet->pages->len
                        ? g_array_index (sheet->pages, guint, page + 1)
                        : sheet->rows->len;
  const double foot = put_text (context, NULL, sheet->foot, SIZE_PT - 2, 0);
  double y = page == 0 ? put_text (context, cr, sheet->title, TITLE_PT, 0) : 0;

  for (guint i = first; i < end; i++)
    y += put_row (context, cr, &g_array_index (sheet->rows, Row, i), y);
  put_text (context,
            cr,
            sheet->foot,
            SIZE_PT - 2,
            gtk_print_context_get_height (context) - foot + GAP_PT);
}

static GtkPageSetup *
make_page (void)
{
  GtkPageSetup *page = gtk_page_setup_new ();

  gtk_page_setup_set_top_margin (page, MARGIN_MM, GTK_UNIT_MM);
  gtk_page_setup_set_bottom_margin (page, MARGIN_MM, GTK_UNIT_MM);
  gtk_page_setup_set_left_margin (page, MARGIN_MM, GTK_UNIT_MM);
  gtk_page_setup_set_right_margin (page, MARGIN_MM, GTK_UNIT_MM);

  return page;
}

static void
free_sheet (gpointer sheet)
{
  thecal_sheet_free (sheet);
}

gboolean
thecal_sheet_print (ThecalSheet *sheet,
                    GtkWidget *parent,
                    const char *job,
                    const char *file,
                    GError **error)
{
  g_autoptr (GtkPrintOperation) operation = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) page = make_page ();

  g_object_set_data_full (G_OBJECT (operation), "sheet", sheet, free_sheet);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_default_page_setup (operation, page);
  gtk_print_operation_set_job_name (operation, job);
  gtk_print_operation_set_allow_async (operation, file == NULL);
  g_signal_connect (operation, "begin-print", G_CALLBACK (on_begin), sheet);
  g_signal_connect (operation, "draw-page", G_CALLBACK (on_draw), sheet);
  if (file != NULL)
    gtk_print_operation_set_export_filename (operation, file);

  return gtk_print_operation_run (operation,
                                  file != NULL ? GTK_PRINT_OPERATION_ACTION_EXPORT
                                               : GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                                  GTK_WINDOW (gtk_widget_get_root (parent)),
                                  error) != GTK_PRINT_OPERATION_RESULT_ERROR;
}
