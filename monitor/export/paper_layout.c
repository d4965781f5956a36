/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "export/paper_layout.h"

#include <glib/gi18n.h>
#include <math.h>

#include "export/pages.h"
#include "export/qr_square.h"
#include "export/typeset.h"
#include "words/script.h"

#define SIZE_CARD_PT 11.0
#define SIZE_SHEET_PT 12.0
#define SIZE_LEAST_PT 8.0
#define SIZE_STEP_PT 0.5
#define GAP_COLUMN_PT 18.0
#define LABEL_PART 0.30 /* of the column */
#define LABEL_LOUD_PART 0.26
#define FOOT_SCALE 0.8
/* three dots of a picture of 150 an inch for each module of the square */
#define CODE_LEAST_PT 80.0
#define MODULE_PT (3.0 * 72.0 / 150.0)

/* What stands where, in the order of drawing. */
typedef enum {
  PLACE_TITLE,
  PLACE_SUBTITLE,
  PLACE_CODE,
  PLACE_CAPTION, /* below the square */
  PLACE_FRAME,   /* around a loud part */
  PLACE_HEADING,
  PLACE_ROW,
  PLACE_FOOT,
} PlaceKind;

typedef struct {
  PlaceKind kind;
  guint page;
  double x, y, width, height;
  const ThecalPaperPart *part;
  const ThecalScriptRow *row;
} Place;

struct _ThecalPaperLayout {
  const ThecalPaper *paper; /* borrowed */
  double width, height;
  double size; /* of the text, points */
  PangoContext *context;
  ThecalQrSquare *code; /* nullable */
  GArray *places;       /* of Place */
  guint n_pages;
};

static double
gap (const ThecalPaperLayout *self)
{
  return self->size * 0.45;
}

static gboolean
is_tick (const ThecalScriptRow *row)
{
  return g_str_equal (row->label, THECAL_PAPER_BOX);
}

/* A sentence is as wide as the column but for its mark; a value stands beside its label. */
static void
get_row_types (const ThecalPaperLayout *self,
               const ThecalPaperPart *part,
               const ThecalScriptRow *row,
               double width,
               ThecalType types[2])
{
  const gboolean beside = *row->label != '\0' && !is_tick (row);
  const double size = part->is_loud ? self->size * 1.08 : self->size;
  const double left = beside ? width * (part->is_loud ? LABEL_LOUD_PART : LABEL_PART) : size * 1.2;

  types[0] = (ThecalType){ .size_pt = size, .width_pt = left - gap (self), .is_bold = TRUE };
  types[1] = (ThecalType){ .size_pt = size, .width_pt = width - left, .is_bold = part->is_loud };
}

static double
measure_row (const ThecalPaperLayout *self,
             const ThecalPaperPart *part,
             const ThecalScriptRow *row,
             double width)
{
  ThecalType types[2];
  double label = 0;

  get_row_types (self, part, row, width, types);
  if (*row->label != '\0' && !is_tick (row))
    label = thecal_typeset_measure (self->context, row->label, &types[0]);

  return MAX (label, thecal_typeset_measure (self->context, row->value, &types[1])) + gap (self);
}

static ThecalType
get_heading_type (const ThecalPaperLayout *self, double width)
{
  return (ThecalType){ .size_pt = self->size * 1.25, .width_pt = width, .is_bold = TRUE };
}

static double
measure_heading (const ThecalPaperLayout *self, const ThecalPaperPart *part, double width)
{
  const ThecalType type = get_heading_type (self, width);

  return thecal_typeset_measure (self->context, part->title, &type) + gap (self) * 1.5;
}

static double
measure_part (const ThecalPaperLayout *self, const ThecalPaperPart *part, double width)
{
  double height = measure_heading (self, part, width) + gap (self) * 2;

  for (guint i = 0; i < part->rows->len; i++)
    height += measure_row (self, part, g_ptr_array_index (part->rows, i), width);

  return height;
}

static void
place (ThecalPaperLayout *self, const Place *where)
{
  g_array_append_val (self->places, *where);
}

static ThecalType
get_title_type (const ThecalPaperLayout *self, double width)
{
  return (ThecalType){ .size_pt = self->size * 2, .width_pt = width, .is_bold = TRUE };
}

static ThecalType
get_plain_type (const ThecalPaperLayout *self, double width)
{
  return (ThecalType){ .size_pt = self->size, .width_pt = width };
}

static ThecalType
get_foot_type (const ThecalPaperLayout *self)
{
  return (ThecalType){ .size_pt = MAX (self->size * FOOT_SCALE, 7), .width_pt = self->width };
}

static ThecalType
get_caption_type (const ThecalPaperLayout *self, double width)
{
  return (ThecalType){ .size_pt = SIZE_LEAST_PT, .width_pt = width, .align = PANGO_ALIGN_CENTER };
}

static double
measure_foot (const ThecalPaperLayout *self)
{
  const ThecalType type = get_foot_type (self);

  return thecal_typeset_measure (self->context, self->paper->foot, &type) + gap (self) * 2;
}

/* Where the next row goes, column by column. */
typedef struct {
  guint page;
  double x, y, width;
} Cursor;

static void
place_rows (ThecalPaperLayout *self, const ThecalPaperPart *part, Cursor *cursor, double bottom)
{
  for (guint i = 0; i < part->rows->len; i++) {
    const ThecalScriptRow *row = g_ptr_array_index (part->rows, i);
    const double height = measure_row (self, part, row, cursor->width);

    if (cursor->y + height > bottom && cursor->y > 0) {
      cursor->page++;
      cursor->y = 0;
    }
    place (self,
           &(Place){
               PLACE_ROW, cursor->page, cursor->x, cursor->y, cursor->width, height, part, row });
    cursor->y += height;
  }
}

static void
place_part (ThecalPaperLayout *self, const ThecalPaperPart *part, Cursor *cursor, double bottom)
{
  const double heading = measure_heading (self, part, cursor->width);
  const double first =
      part->rows->len > 0 ? measure_row (self, part, part->rows->pdata[0], cursor->width) : 0;

  /* a heading does not stand alone at the foot of a page */
  if (cursor->y + heading + first > bottom && cursor->y > 0) {
    cursor->page++;
    cursor->y = 0;
  }
  place (
      self,
      &(Place){
          PLACE_HEADING, cursor->page, cursor->x, cursor->y, cursor->width, heading, part, NULL });
  cursor->y += heading;
  place_rows (self, part, cursor, bottom);
  cursor->y += gap (self) * 2;
}

static void
place_loud (ThecalPaperLayout *self, const ThecalPaperPart *part, Cursor *cursor, double bottom)
{
  const double pad = self->size * 0.8;
  Cursor inner = { cursor->page, cursor->x + pad, cursor->y + pad, cursor->width - 2 * pad };
  const guint frame = self->places->len;
  Place *around;

  place (self,
         &(Place){ PLACE_FRAME, cursor->page, cursor->x, cursor->y, cursor->width, 0, part, NULL });
  place_part (self, part, &inner, bottom);
  around = &g_array_index (self->places, Place, frame);
  around->height = inner.page == cursor->page ? inner.y - cursor->y : bottom - cursor->y;
  cursor->page = inner.page;
  cursor->y = inner.y + gap (self) * 2;
}

static const char *
get_caption (const ThecalPaperLayout *self)
{
  return g_str_has_prefix (self->paper->code, "tel:")
             ? _ ("Scan with a telephone to call")
             : _ ("Scan with a telephone: this card as text");
}

static void
place_code (ThecalPaperLayout *self, double side, Cursor *cursor)
{
  const double x = self->width - side;
  const ThecalType type = get_caption_type (self, side);
  const double height = thecal_typeset_measure (self->context, get_caption (self), &type);

  place (self, &(Place){ PLACE_CODE, 0, x, 0, side, side, NULL, NULL });
  place (self, &(Place){ PLACE_CAPTION, 0, x, side, side, height, NULL, NULL });
  if (cursor->page == 0)
    cursor->y = MAX (cursor->y, side + height + gap (self) * 2);
}

/* Of a short text the modules are larger: a small square is not found by a camera. */
static double
get_code_side (const ThecalPaperLayout *self)
{
  const double side = self->code != NULL ? thecal_qr_square_get_width (self->code) * MODULE_PT : 0;

  return side > 0 && side < CODE_LEAST_PT ? side * 2 : side;
}

/* Title, what is loud, and the square at the right of both. Returns where the rest begins. */
static Cursor
place_head (ThecalPaperLayout *self, double bottom)
{
  const double side = get_code_side (self);
  Cursor cursor = { 0, 0, 0, self->width - (side > 0 ? side + GAP_COLUMN_PT / 2 : 0) };
  const ThecalType title = get_title_type (self, cursor.width);
  const ThecalType plain = get_plain_type (self, cursor.width);
  double height = thecal_typeset_measure (self->context, self->paper->title, &title);

  place (self, &(Place){ PLACE_TITLE, 0, 0, 0, cursor.width, height, NULL, NULL });
  cursor.y = height;
  height = thecal_typeset_measure (self->context, self->paper->subtitle, &plain);
  place (self, &(Place){ PLACE_SUBTITLE, 0, 0, cursor.y, cursor.width, height, NULL, NULL });
  cursor.y += height + gap (self) * 2;
  for (guint i = 0; i < self->paper->parts->len; i++) {
    const ThecalPaperPart *part = g_ptr_array_index (self->paper->parts, i);

    if (part->is_loud)
      place_loud (self, part, &cursor, bottom);
  }
  if (side > 0)
    place_code (self, side, &cursor);

  return cursor;
}

/* How many of the quiet parts go to the left column, so that the longer one is as short as can be.
 */
static guint
balance (const ThecalPaperLayout *self, const GPtrArray *quiet, double width)
{
  g_autofree double *heights = g_new (double, quiet->len + 1);
  double total = 0, left = 0, best = INFINITY;
  guint split = 0;

  for (guint i = 0; i < quiet->len; i++) {
    heights[i] = measure_part (self, quiet->pdata[i], width);
    total += heights[i];
  }
  for (guint i = 0; i <= quiet->len; i++) {
    if (MAX (left, total - left) < best) {
      best = MAX (left, total - left);
      split = i;
    }
    if (i < quiet->len)
      left += heights[i];
  }

  return split;
}

static guint
place_columns (ThecalPaperLayout *self, const GPtrArray *quiet, Cursor from, double bottom)
{
  const double width = (self->width - GAP_COLUMN_PT) / 2;
  const guint split = balance (self, quiet, width);
  guint last = from.page;

  for (guint column = 0; column < 2; column++) {
    Cursor cursor = { from.page, column * (width + GAP_COLUMN_PT), from.y, width };

    for (guint i = column == 0 ? 0 : split; i < (column == 0 ? split : quiet->len); i++)
      place_part (self, quiet->pdata[i], &cursor, bottom);
    last = MAX (last, cursor.page);
  }

  return last + 1;
}

static void
arrange (ThecalPaperLayout *self, double size)
{
  g_autoptr (GPtrArray) quiet = g_ptr_array_new ();
  double bottom;
  Cursor cursor;

  self->size = size;
  g_array_set_size (self->places, 0);
  bottom = self->height - measure_foot (self);
  cursor = place_head (self, bottom);
  for (guint i = 0; i < self->paper->parts->len; i++) {
    ThecalPaperPart *part = g_ptr_array_index (self->paper->parts, i);

    if (!part->is_loud)
      g_ptr_array_add (quiet, part);
  }
  if (self->paper->kind == THECAL_PAPER_CARD)
    self->n_pages = place_columns (self, quiet, cursor, bottom);
  else {
    cursor.width = self->width;
    for (guint i = 0; i < quiet->len; i++)
      place_part (self, quiet->pdata[i], &cursor, bottom);
    self->n_pages = cursor.page + 1;
  }
  for (guint page = 0; page < self->n_pages; page++)
    place (self, &(Place){ PLACE_FOOT, page, 0, bottom, self->width, 0, NULL, NULL });
}

ThecalPaperLayout *
thecal_paper_layout_new (const ThecalPaper *paper, double width_pt, double height_pt)
{
  ThecalPaperLayout *self = g_new0 (ThecalPaperLayout, 1);
  double size = paper->kind == THECAL_PAPER_CARD ? SIZE_CARD_PT : SIZE_SHEET_PT;

  self->paper = paper;
  self->width = width_pt;
  self->height = height_pt;
  self->context = thecal_typeset_context_new ();
  self->code = thecal_qr_square_new (paper->code);
  self->places = g_array_new (FALSE, FALSE, sizeof (Place));
  do {
    arrange (self, size);
    size -= SIZE_STEP_PT;
  } while (self->n_pages > 1 && size >= SIZE_LEAST_PT);

  return self;
}

void
thecal_paper_layout_free (ThecalPaperLayout *self)
{
  g_clear_pointer (&self->code, thecal_qr_square_free);
  g_array_unref (self->places);
  g_object_unref (self->context);
  g_free (self);
}

guint
thecal_paper_layout_get_n_pages (ThecalPaperLayout *self)
{
  return self->n_pages;
}

static void
draw_mark (ThecalPaperLayout *self, const Place *at, cairo_t *cairo)
{
  const double side = self->size * 0.75;

  cairo_set_line_width (cairo, 0.8);
  cairo_new_path (cairo);
  if (is_tick (at->row))
    cairo_rectangle (cairo, at->x + 0.5, at->y + self->size * 0.25, side, side);
  else
    cairo_arc (cairo, at->x + self->size * 0.4, at->y + self->size * 0.68, 1.6, 0, 2 * G_PI);
  if (is_tick (at->row))
    cairo_stroke (cairo);
  else
    cairo_fill (cairo);
}

static void
draw_row (ThecalPaperLayout *self, const Place *at, cairo_t *cairo)
{
  ThecalType types[2];

  get_row_types (self, at->part, at->row, at->width, types);
  thecal_typeset_ink (cairo);
  if (*at->row->label == '\0' || is_tick (at->row))
    draw_mark (self, at, cairo);
  else {
    cairo_move_to (cairo, at->x, at->y);
    thecal_typeset_put (self->context, cairo, at->row->label, &types[0]);
  }
  cairo_move_to (cairo, at->x + at->width - types[1].width_pt, at->y);
  thecal_typeset_put (self->context, cairo, at->row->value, &types[1]);
}

static void
draw_heading (ThecalPaperLayout *self, const Place *at, cairo_t *cairo)
{
  const ThecalType type = get_heading_type (self, at->width);

  thecal_typeset_ink (cairo);
  if (at->part->is_loud)
    thecal_typeset_red (cairo);
  cairo_move_to (cairo, at->x, at->y);
  thecal_typeset_put (self->context, cairo, at->part->title, &type);
  cairo_set_line_width (cairo, 0.8);
  cairo_move_to (cairo, at->x, at->y + at->height - gap (self) * 0.9);
  cairo_rel_line_to (cairo, at->width, 0);
  cairo_stroke (cairo);
}

static void
draw_frame (const Place *at, cairo_t *cairo)
{
  cairo_rectangle (cairo, at->x + 1, at->y + 1, at->width - 2, at->height - 2);
  thecal_typeset_red (cairo);
  cairo_set_line_width (cairo, 2);
  cairo_stroke (cairo);
}

static void
draw_text (ThecalPaperLayout *self, const Place *at, cairo_t *cairo, const ThecalType *type)
{
  const char *text = at->kind == PLACE_TITLE      ? self->paper->title
                     : at->kind == PLACE_SUBTITLE ? self->paper->subtitle
                     : at->kind == PLACE_CAPTION  ? get_caption (self)
                                                  : self->paper->foot;

  thecal_typeset_ink (cairo);
  if (at->kind == PLACE_FOOT)
    thecal_typeset_grey (cairo);
  cairo_move_to (cairo, at->x, at->y + (at->kind == PLACE_FOOT ? gap (self) : 0));
  thecal_typeset_put (self->context, cairo, text, type);
}

static void
draw_place (ThecalPaperLayout *self, const Place *at, cairo_t *cairo)
{
  ThecalType type;

  switch (at->kind) {
  case PLACE_TITLE:
    type = get_title_type (self, at->width);
    draw_text (self, at, cairo, &type);
    break;
  case PLACE_SUBTITLE:
    type = get_plain_type (self, at->width);
    draw_text (self, at, cairo, &type);
    break;
  case PLACE_CODE:
    cairo_save (cairo);
    cairo_translate (cairo, at->x, at->y);
    thecal_qr_square_draw (self->code, cairo, at->width);
    cairo_restore (cairo);
    break;
  case PLACE_CAPTION:
    type = get_caption_type (self, at->width);
    draw_text (self, at, cairo, &type);
    break;
  case PLACE_FRAME:
    draw_frame (at, cairo);
    break;
  case PLACE_HEADING:
    draw_heading (self, at, cairo);
    break;
  case PLACE_ROW:
    draw_row (self, at, cairo);
    break;
  case PLACE_FOOT:
    type = get_foot_type (self);
    draw_text (self, at, cairo, &type);
    break;
  }
}

void
thecal_paper_layout_draw (ThecalPaperLayout *self, guint page, cairo_t *cairo)
{
  for (guint i = 0; i < self->places->len; i++) {
    const Place *at = &g_array_index (self->places, Place, i);

    if (at->page == page)
      draw_place (self, at, cairo);
  }
}
