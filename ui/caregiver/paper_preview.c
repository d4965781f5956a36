/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "caregiver/paper_preview.h"

#include <glib/gi18n.h>

#include "export/pages.h"
#include "export/paper_layout.h"

#define WIDTH_MIN_PX 240
#define WIDTH_PX 620
#define CORNER_PX 6.0f

struct _ThecalPaperPreview {
  GtkWidget parent_instance;
  ThecalPaperLayout *layout; /* owned; NULL: no paper */
};

G_DEFINE_FINAL_TYPE (ThecalPaperPreview, thecal_paper_preview, GTK_TYPE_WIDGET)

static void
thecal_paper_preview_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  ThecalPaperPreview *self = THECAL_PAPER_PREVIEW (widget);
  const ThecalPageSize sheet = thecal_pages_get_sheet ();
  const ThecalPageSize area = thecal_pages_get_area ();
  const float width = (float) gtk_widget_get_width (widget);
  const float height = (float) gtk_widget_get_height (widget);
  const double scale = MIN (width / sheet.width_pt, height / sheet.height_pt);
  const GdkRGBA white = { 1, 1, 1, 1 };
  const graphene_rect_t page = GRAPHENE_RECT_INIT (
      0, 0, (float) (sheet.width_pt * scale), (float) (sheet.height_pt * scale));
  GskRoundedRect edge;
  cairo_t *cairo;

  /* paper is white in the dark too */
  gsk_rounded_rect_init_from_rect (&edge, &page, CORNER_PX);
  gtk_snapshot_append_outset_shadow (snapshot, &edge, &(GdkRGBA){ 0, 0, 0, 0.35f }, 0, 1, 0, 4);
  gtk_snapshot_push_rounded_clip (snapshot, &edge);
  gtk_snapshot_append_color (snapshot, &white, &page);
  if (self->layout != NULL) {
    cairo = gtk_snapshot_append_cairo (snapshot, &page);
    cairo_scale (cairo, scale, scale);
    cairo_translate (
        cairo, (sheet.width_pt - area.width_pt) / 2, (sheet.height_pt - area.height_pt) / 2);
    thecal_paper_layout_draw (self->layout, 0, cairo);
    cairo_destroy (cairo);
  }
  gtk_snapshot_pop (snapshot);
}

static GtkSizeRequestMode
thecal_paper_preview_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
thecal_paper_preview_measure (GtkWidget *widget,
                              GtkOrientation orientation,
                              int for_size,
                              int *minimum,
                              int *natural,
                              int *minimum_baseline,
                              int *natural_baseline)
{
  const ThecalPageSize sheet = thecal_pages_get_sheet ();
  const double ratio = sheet.height_pt / sheet.width_pt;

  if (orientation == GTK_ORIENTATION_HORIZONTAL) {
    *minimum = WIDTH_MIN_PX;
    *natural = WIDTH_PX;
    return;
  }
  *minimum = *natural = (int) ((for_size >= 0 ? for_size : WIDTH_MIN_PX) * ratio);
}

static void
thecal_paper_preview_finalize (GObject *object)
{
  g_clear_pointer (&THECAL_PAPER_PREVIEW (object)->layout, thecal_paper_layout_free);
  G_OBJECT_CLASS (thecal_paper_preview_parent_class)->finalize (object);
}

static void
thecal_paper_preview_class_init (ThecalPaperPreviewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = thecal_paper_preview_finalize;
  widget_class->snapshot = thecal_paper_preview_snapshot;
  widget_class->measure = thecal_paper_preview_measure;
  widget_class->get_request_mode = thecal_paper_preview_get_request_mode;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
thecal_paper_preview_init (ThecalPaperPreview *self)
{
}

GtkWidget *
thecal_paper_preview_new (void)
{
  return g_object_new (THECAL_TYPE_PAPER_PREVIEW, NULL);
}

void
thecal_paper_preview_set_paper (ThecalPaperPreview *self, const ThecalPaper *paper)
{
  const ThecalPageSize area = thecal_pages_get_area ();
  g_autofree char *text = paper != NULL ? thecal_paper_to_text (paper) : NULL;

  g_clear_pointer (&self->layout, thecal_paper_layout_free);
  if (paper != NULL)
    self->layout = thecal_paper_layout_new (paper, area.width_pt, area.height_pt);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("The paper"),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  text != NULL ? text : "",
                                  -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
