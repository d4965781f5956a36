/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "caregiver/paper_print.h"

#include <glib/gi18n.h>

#include "export/paper_layout.h"

#define MARGIN_MM 14.0

typedef struct {
  ThecalPaper *paper;
  GPtrArray *pictures; /* of GdkPixbuf; nullable */
  ThecalPaperLayout *layout;
} Job;

static void
job_free (gpointer data)
{
  Job *self = data;

  g_clear_pointer (&self->layout, thecal_paper_layout_free);
  g_clear_pointer (&self->pictures, g_ptr_array_unref);
  thecal_paper_free (self->paper);
  g_free (self);
}

static void
on_begin (GtkPrintOperation *operation, GtkPrintContext *context, Job *job)
{
  g_clear_pointer (&job->layout, thecal_paper_layout_free);
  job->layout = thecal_paper_layout_new (
      job->paper, gtk_print_context_get_width (context), gtk_print_context_get_height (context));
  gtk_print_operation_set_n_pages (operation,
                                   (int) (thecal_paper_layout_get_n_pages (job->layout) +
                                          (job->pictures != NULL ? job->pictures->len : 0)));
}

static void
draw_picture (GtkPrintContext *context, GdkPixbuf *picture, cairo_t *cairo)
{
  const double width = gdk_pixbuf_get_width (picture), height = gdk_pixbuf_get_height (picture);
  const double scale = MIN (gtk_print_context_get_width (context) / width,
                            gtk_print_context_get_height (context) / height);

  cairo_scale (cairo, scale, scale);
  gdk_cairo_set_source_pixbuf (cairo, picture, 0, 0);
  cairo_paint (cairo);
}

static void
on_draw (GtkPrintOperation *operation, GtkPrintContext *context, int page, Job *job)
{
  cairo_t *cairo = gtk_print_context_get_cairo_context (context);
  const guint n_pages = thecal_paper_layout_get_n_pages (job->layout);

  if ((guint) page < n_pages)
    thecal_paper_layout_draw (job->layout, (guint) page, cairo);
  else
    draw_picture (context, g_ptr_array_index (job->pictures, (guint) page - n_pages), cairo);
}

gboolean
thecal_paper_print (ThecalPaper *paper,
                    GPtrArray *pictures,
                    GtkWidget *parent,
                    const char *file,
                    GError **error)
{
  g_autoptr (GtkPrintOperation) operation = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) page = gtk_page_setup_new ();
  Job *job = g_new0 (Job, 1);

  job->paper = paper;
  job->pictures = pictures != NULL ? g_ptr_array_ref (pictures) : NULL;
  g_object_set_data_full (G_OBJECT (operation), "job", job, job_free);
  gtk_page_setup_set_top_margin (page, MARGIN_MM, GTK_UNIT_MM);
  gtk_page_setup_set_bottom_margin (page, MARGIN_MM, GTK_UNIT_MM);
  gtk_page_setup_set_left_margin (page, MARGIN_MM, GTK_UNIT_MM);
  gtk_page_setup_set_right_margin (page, MARGIN_MM, GTK_UNIT_MM);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_default_page_setup (operation, page);
  /* the queue of a printer shows it to others: no name in it */
  gtk_print_operation_set_job_name (operation, "Thecal");
  gtk_print_operation_set_allow_async (operation, file == NULL);
  g_signal_connect (operation, "begin-print", G_CALLBACK (on_begin), job);
  g_signal_connect (operation, "draw-page", G_CALLBACK (on_draw), job);
  if (file != NULL)
    gtk_print_operation_set_export_filename (operation, file);

  return gtk_print_operation_run (operation,
                                  file != NULL ? GTK_PRINT_OPERATION_ACTION_EXPORT
                                               : GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                                  GTK_WINDOW (gtk_widget_get_root (parent)),
                                  error) != GTK_PRINT_OPERATION_RESULT_ERROR;
}
