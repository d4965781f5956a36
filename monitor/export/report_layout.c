/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "export/report_layout.h"

#include <glib/gi18n.h>

#include "export/report_chart.h"
#include "export/typeset.h"

#define SIZE_PT 9.0
#define SIZE_HEAD_PT 8.0
#define SIZE_TITLE_PT 20.0
#define SIZE_SECTION_PT 13.0
#define GAP_PT 4.0
#define CELL_PT 5.0 /* between two columns */
#define CHART_PT 150.0
#define HEAD_PT 24.0 /* of every page */

typedef enum {
  PLACE_TITLE,
  PLACE_MADE,
  PLACE_SECTION,
  PLACE_SENTENCE,
  PLACE_CHART,
  PLACE_COLUMNS,
  PLACE_ROW,
} PlaceKind;

typedef struct {
  PlaceKind kind;
  guint page;
  double y, height;
  const ThecalReportSection *section;
  guint index; /* of the sentence or row */
} Place;

struct _ThecalReportLayout {
  const ThecalReport *report; /* borrowed */
  double width, height;
  GTimeZone *zone;
  PangoContext *context;
  GArray *places;   /* of Place */
  double y, bottom; /* while it is laid out */
  guint page;
};

static ThecalType
get_type (const ThecalReportLayout *self, double size, gboolean is_bold)
{
  return (ThecalType){ .size_pt = size, .width_pt = self->width, .is_bold = is_bold };
}

/* Where @height fits: here, or at the top of the next page. */
static void
place (ThecalReportLayout *self, const Place *what)
{
  Place placed = *what;

  if (self->y + placed.height > self->bottom && self->y > HEAD_PT) {
    self->page++;
    self->y = HEAD_PT;
  }
  placed.page = self->page;
  placed.y = self->y;
  self->y += placed.height;
  g_array_append_val (self->places, placed);
}

static double
measure (const ThecalReportLayout *self, const char *text, double size, gboolean is_bold)
{
  const ThecalType type = get_type (self, size, is_bold);

  return thecal_typeset_measure (self->context, text, &type) + GAP_PT;
}

static ThecalType
get_cell_type (const ThecalReportLayout *self,
               const ThecalReportSection *section,
               guint column,
               gboolean is_head)
{
  const double width = g_array_index (section->widths, double, column) * self->width;

  return (ThecalType){ .size_pt = is_head ? SIZE_HEAD_PT : SIZE_PT,
                       .width_pt = MAX (width - CELL_PT, 1),
                       .is_bold = is_head };
}

static double
measure_cells (const ThecalReportLayout *self,
               const ThecalReportSection *section,
               GStrv cells,
               gboolean is_head)
{
  double height = 0;

  for (guint i = 0; cells[i] != NULL; i++) {
    const ThecalType type = get_cell_type (self, section, i, is_head);

    height = MAX (height, thecal_typeset_measure (self->context, cells[i], &type));
  }

  return height + GAP_PT;
}

static gboolean
has_head (const ThecalReportSection *section)
{
  return section->columns != NULL && *section->columns[0] != '\0' && section->rows->len > 0;
}

/* The names of the columns stand above the first row of every page. */
static void
place_rows (ThecalReportLayout *self, const ThecalReportSection *section)
{
  const double head =
      has_head (section) ? measure_cells (self, section, section->columns, TRUE) : 0;
  guint page = G_MAXUINT;

  for (guint i = 0; i < section->rows->len; i++) {
    const double height = measure_cells (self, section, section->rows->pdata[i], FALSE);
    const gboolean fits = self->y + height <= self->bottom;

    if (head > 0 && (page != self->page || !fits)) {
      if (self->y + head + height > self->bottom && self->y > HEAD_PT) {
        self->page++;
        self->y = HEAD_PT;
      }
      place (self, &(Place){ .kind = PLACE_COLUMNS, .height = head, .section = section });
    }
    page = self->page;
    place (self, &(Place){ .kind = PLACE_ROW, .height = height, .section = section, .index = i });
    page = self->page;
  }
}

/* Title, sentences and chart, which stay together; 0: no chart. */
static double
measure_beginning (const ThecalReportLayout *self, const ThecalReportSection *section, double title)
{
  double height = title + CHART_PT;

  if (section->chart == THECAL_CHART_NONE)
    return 0;
  for (guint i = 0; i < section->sentences->len; i++)
    height += measure (self, section->sentences->pdata[i], SIZE_PT, FALSE);

  return height;
}

static void
place_section (ThecalReportLayout *self, const ThecalReportSection *section)
{
  const double title = measure (self, section->title, SIZE_SECTION_PT, TRUE) + GAP_PT;

  self->y += GAP_PT * 3;
  /* a title does not stand alone at the foot of a page, nor a line without what it is of */
  if (self->y + MAX (title * 2.5, measure_beginning (self, section, title)) > self->bottom) {
    self->page++;
    self->y = HEAD_PT;
  }
  place (self, &(Place){ .kind = PLACE_SECTION, .height = title, .section = section });
  for (guint i = 0; i < section->sentences->len; i++)
    place (self,
           &(Place){ .kind = PLACE_SENTENCE,
                     .height = measure (self, section->sentences->pdata[i], SIZE_PT, FALSE),
                     .section = section,
                     .index = i });
  if (section->chart != THECAL_CHART_NONE)
    place (self, &(Place){ .kind = PLACE_CHART, .height = CHART_PT, .section = section });
  place_rows (self, section);
}

static double
measure_foot (const ThecalReportLayout *self)
{
  return measure (self, self->report->foot, SIZE_HEAD_PT, FALSE) + GAP_PT;
}

ThecalReportLayout *
thecal_report_layout_new (const ThecalReport *report,
                          double width_pt,
                          double height_pt,
                          GTimeZone *zone)
{
  ThecalReportLayout *self = g_new0 (ThecalReportLayout, 1);

  self->report = report;
  self->width = width_pt;
  self->height = height_pt;
  self->zone = g_time_zone_ref (zone);
  self->context = thecal_typeset_context_new ();
  self->places = g_array_new (FALSE, FALSE, sizeof (Place));
  self->bottom = height_pt - measure_foot (self);
  self->y = HEAD_PT;
  place (self,
         &(Place){ .kind = PLACE_TITLE,
                   .height = measure (self, report->title, SIZE_TITLE_PT, TRUE) });
  place (self,
         &(Place){ .kind = PLACE_MADE, .height = measure (self, report->made, SIZE_PT, FALSE) });
  for (guint i = 0; i < report->sections->len; i++)
    place_section (self, report->sections->pdata[i]);

  return self;
}

void
thecal_report_layout_free (ThecalReportLayout *self)
{
  g_time_zone_unref (self->zone);
  g_array_unref (self->places);
  g_object_unref (self->context);
  g_free (self);
}

guint
thecal_report_layout_get_n_pages (ThecalReportLayout *self)
{
  return self->page + 1;
}

static void
put (ThecalReportLayout *self,
     cairo_t *cairo,
     double x,
     double y,
     const char *text,
     ThecalType type)
{
  cairo_move_to (cairo, x, y);
  thecal_typeset_put (self->context, cairo, text, &type);
}

static void
draw_line (ThecalReportLayout *self, cairo_t *cairo, double y, double width)
{
  cairo_new_path (cairo);
  cairo_set_line_width (cairo, width);
  cairo_move_to (cairo, 0, y);
  cairo_line_to (cairo, self->width, y);
  cairo_stroke (cairo);
}

static void
draw_cells (ThecalReportLayout *self, const Place *at, cairo_t *cairo, GStrv cells)
{
  const gboolean is_head = at->kind == PLACE_COLUMNS;
  /* a table without a head has its names in the first column */
  const gboolean is_pairs = !has_head (at->section);
  double x = 0;

  for (guint i = 0; cells[i] != NULL; i++) {
    ThecalType type = get_cell_type (self, at->section, i, is_head);

    type.is_bold = type.is_bold || (is_pairs && i == 0);
    thecal_typeset_ink (cairo);
    put (self, cairo, x, at->y + GAP_PT / 2, cells[i], type);
    x += g_array_index (at->section->widths, double, i) * self->width;
  }
  thecal_typeset_grey (cairo);
  draw_line (self, cairo, at->y + at->height, is_head ? 0.8 : 0.25);
}

static void
draw_chart (ThecalReportLayout *self, const Place *at, cairo_t *cairo)
{
  const ThecalReportFrame frame = { .x = 0,
                                    .y = at->y + GAP_PT,
                                    .width = self->width,
                                    .height = at->height - 2 * GAP_PT,
                                    .span = self->report->span,
                                    .zone = self->zone };

  thecal_report_chart_draw (at->section, &frame, self->context, cairo);
}

static void
draw_place (ThecalReportLayout *self, const Place *at, cairo_t *cairo)
{
  thecal_typeset_ink (cairo);
  switch (at->kind) {
  case PLACE_TITLE:
    put (self, cairo, 0, at->y, self->report->title, get_type (self, SIZE_TITLE_PT, TRUE));
    break;
  case PLACE_MADE:
    thecal_typeset_grey (cairo);
    put (self, cairo, 0, at->y, self->report->made, get_type (self, SIZE_PT, FALSE));
    break;
  case PLACE_SECTION:
    put (self, cairo, 0, at->y, at->section->title, get_type (self, SIZE_SECTION_PT, TRUE));
    draw_line (self, cairo, at->y + at->height - GAP_PT, 1);
    break;
  case PLACE_SENTENCE:
    put (self,
         cairo,
         0,
         at->y,
         at->section->sentences->pdata[at->index],
         get_type (self, SIZE_PT, FALSE));
    break;
  case PLACE_CHART:
    draw_chart (self, at, cairo);
    break;
  case PLACE_COLUMNS:
    draw_cells (self, at, cairo, at->section->columns);
    break;
  case PLACE_ROW:
    draw_cells (self, at, cairo, at->section->rows->pdata[at->index]);
    break;
  }
}

/* Name and period, and the number of the page: pages of two people must not be mixed up. */
static void
draw_edges (ThecalReportLayout *self, guint page, cairo_t *cairo)
{
  g_autofree char *number =
      g_strdup_printf (_ ("Page %u of %u"), page + 1, thecal_report_layout_get_n_pages (self));
  ThecalType type = get_type (self, SIZE_PT, TRUE);

  thecal_typeset_ink (cairo);
  put (self, cairo, 0, 0, self->report->subtitle, type);
  type.align = PANGO_ALIGN_RIGHT;
  type.is_bold = FALSE;
  put (self, cairo, 0, 0, number, type);
  thecal_typeset_grey (cairo);
  draw_line (self, cairo, HEAD_PT - 8, 0.5);
  put (self,
       cairo,
       0,
       self->bottom + GAP_PT,
       self->report->foot,
       get_type (self, SIZE_HEAD_PT, FALSE));
}

void
thecal_report_layout_draw (ThecalReportLayout *self, guint page, cairo_t *cairo)
{
  draw_edges (self, page, cairo);
  for (guint i = 0; i < self->places->len; i++) {
    const Place *at = &g_array_index (self->places, Place, i);

    if (at->page == page)
      draw_place (self, at, cairo);
  }
}
