/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "caregiver/printout_picture.h"

#include <glib/gi18n.h>

#define WIDTH 400 /* it wants; it takes less */
#define WIDTH_LEAST 370
#define STRIP_WIDTH_LEAST 240
#define MARGIN 20
#define LINE 40 /* height of a line of the paper */
#define SECTION 34
#define HEAD 50
#define STRIP 132
#define DISC 24
#define TITLE_PT 12
#define LINE_PT 10
#define SMALL_PT 8.5

typedef struct {
  const char *label;
  const char *value; /* NULL: the label is the title of a section */
  int mark;          /* 0: no number beside it */
} Line;

static const Line lines[] = {
  { N_ ("PUMP"), NULL, 0 },
  { N_ ("Pump model"), "SynchroMed II", 1 },
  { N_ ("Reservoir size"), "40.0 mL", 2 },
  { N_ ("REFILL"), NULL, 0 },
  { N_ ("Session date"), "16 Oct 2026 14:30", 3 },
  { N_ ("Reservoir volume after refill"), "40.0 mL", 4 },
  { N_ ("Volume withdrawn"), "5.2 mL", 0 },
  { N_ ("INFUSION"), NULL, 0 },
  { N_ ("Drug concentration"), "500.0 µg/mL", 5 },
  { N_ ("24-hour dose"), "390.0 µg/day", 6 },
  { N_ ("ALARMS"), NULL, 0 },
  { N_ ("Low reservoir alarm volume"), "3.0 mL", 7 },
  { N_ ("Low reservoir alarm date"), "02 Dec 2026", 8 },
};

struct _ThecalPrintoutPicture {
  GtkWidget parent_instance;
  int mark;
  gboolean strip;
};

G_DEFINE_FINAL_TYPE (ThecalPrintoutPicture, thecal_printout_picture, GTK_TYPE_WIDGET)

/* What a line is drawn with. */
typedef struct {
  GtkSnapshot *snapshot;
  GtkWidget *widget;
  GdkRGBA ink, dim, accent, on_accent, soft;
  float width;
} Pen;

static int
height_of (const Line *line)
{
  return line->value != NULL ? LINE : SECTION;
}

static int
paper_height (void)
{
  int height = HEAD + 2 * MARGIN;

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    height += height_of (&lines[i]);

  return height;
}

static int
middle_of (int mark)
{
  int y = MARGIN + HEAD;

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++) {
    if (lines[i].mark == mark)
      return y + LINE / 2;
    y += height_of (&lines[i]);
  }

  return y / 2;
}

const char *
thecal_printout_picture_get_words (int mark)
{
  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    if (lines[i].mark == mark && mark != 0)
      return _ (lines[i].label);

  return "";
}

static PangoLayout *
layout_new (const Pen *pen, const char *text, double pt, gboolean bold)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (pen->widget, text);
  PangoFontDescription *font = pango_font_description_copy (
      pango_context_get_font_description (gtk_widget_get_pango_context (pen->widget)));

  pango_font_description_set_size (font, (int) (pt * PANGO_SCALE));
  if (bold)
    pango_font_description_set_weight (font, PANGO_WEIGHT_BOLD);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_font_description_free (font);

  return layout;
}

/* @x: of the left side, or of the right one where @at_right. Its middle is at @y. Returns its
 * width. */
static float
draw_text (const Pen *pen,
           PangoLayout *layout,
           const GdkRGBA *colour,
           float x,
           float y,
           gboolean at_right)
{
  int width, height;

  pango_layout_get_pixel_size (layout, &width, &height);
  gtk_snapshot_save (pen->snapshot);
  gtk_snapshot_translate (
      pen->snapshot,
      &GRAPHENE_POINT_INIT (at_right ? x - (float) width : x, y - (float) height / 2));
  gtk_snapshot_append_layout (pen->snapshot, layout, colour);
  gtk_snapshot_restore (pen->snapshot);

  return (float) width;
}

static void
draw_round (const Pen *pen, const graphene_rect_t *box, float radius, const GdkRGBA *colour)
{
  GskRoundedRect round;

  gsk_rounded_rect_init_from_rect (&round, box, radius);
  gtk_snapshot_push_rounded_clip (pen->snapshot, &round);
  gtk_snapshot_append_color (pen->snapshot, colour, box);
  gtk_snapshot_pop (pen->snapshot);
}

static void
draw_disc (const Pen *pen, int mark, gboolean lit, float y)
{
  g_autofree char *number = g_strdup_printf ("%d", mark);
  g_autoptr (PangoLayout) layout = layout_new (pen, number, LINE_PT, TRUE);
  const float x = pen->width - MARGIN - DISC;
  int width, height;

  draw_round (pen,
              &GRAPHENE_RECT_INIT (x, y - (float) DISC / 2, DISC, DISC),
              (float) DISC / 2,
              lit ? &pen->accent : &pen->soft);
  pango_layout_get_pixel_size (layout, &width, &height);
  draw_text (
      pen, layout, lit ? &pen->on_accent : &pen->ink, x + (float) (DISC - width) / 2, y, FALSE);
}

static void
draw_line (const Pen *pen, const Line *line, gboolean lit, float y)
{
  const float right = pen->width - MARGIN - DISC - 10;
  g_autoptr (PangoLayout) value = layout_new (pen, line->value, LINE_PT, TRUE);
  g_autoptr (PangoLayout) label = layout_new (pen, _ (line->label), LINE_PT, lit);
  float taken;

  if (lit)
    draw_round (
        pen,
        &GRAPHENE_RECT_INIT (MARGIN / 2, y - (float) LINE / 2 + 1, pen->width - MARGIN, LINE - 2),
        8,
        &pen->soft);
  taken = draw_text (pen, value, &pen->ink, right, y, TRUE);
  pango_layout_set_width (label, (int) ((right - taken - 10 - MARGIN) * PANGO_SCALE));
  draw_text (pen, label, lit ? &pen->ink : &pen->dim, MARGIN, y, FALSE);
  if (line->mark != 0)
    draw_disc (pen, line->mark, lit, y);
}

static void
draw_head (const Pen *pen)
{
  g_autoptr (PangoLayout) title = layout_new (pen, _ ("Pump session report"), TITLE_PT, TRUE);
  g_autoptr (PangoLayout) example = layout_new (pen, _ ("example"), SMALL_PT, FALSE);
  g_autoptr (PangoLayout) hint = layout_new (
      pen, _ ("Your printout may look different. Look for these words."), SMALL_PT, FALSE);

  pango_layout_set_width (hint, (int) ((pen->width - 2 * MARGIN) * PANGO_SCALE));
  draw_text (pen, title, &pen->ink, MARGIN, MARGIN + 10, FALSE);
  draw_text (pen, example, &pen->dim, pen->width - MARGIN, MARGIN + 10, TRUE);
  draw_text (pen, hint, &pen->dim, MARGIN, MARGIN + 34, FALSE);
}

static void
draw_paper (const Pen *pen, int mark)
{
  const GdkRGBA rule = { pen->ink.red, pen->ink.green, pen->ink.blue, .15f };
  float y = MARGIN + HEAD;

  draw_head (pen);
  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++) {
    const float height = (float) height_of (&lines[i]);

    if (lines[i].value == NULL) {
      g_autoptr (PangoLayout) section = layout_new (pen, _ (lines[i].label), SMALL_PT, TRUE);

      draw_text (pen, section, &pen->ink, MARGIN, y + height - 12, FALSE);
    } else {
      draw_line (pen, &lines[i], lines[i].mark != 0 && lines[i].mark == mark, y + height / 2);
      gtk_snapshot_append_color (
          pen->snapshot,
          &rule,
          &GRAPHENE_RECT_INIT (MARGIN, y + height - 1, pen->width - 2 * MARGIN, 1));
    }
    y += height;
  }
}

static GdkRGBA
colour_of (GtkWidget *widget, const char *name)
{
  GtkStyleContext *style = gtk_widget_get_style_context (widget);
  GdkRGBA colour;

  if (!gtk_style_context_lookup_color (style, name, &colour))
    gtk_style_context_get_color (style, &colour);

  return colour;
}

static void
thecal_printout_picture_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  ThecalPrintoutPicture *self = THECAL_PRINTOUT_PICTURE (widget);
  const float width = (float) gtk_widget_get_width (widget);
  const float height = (float) gtk_widget_get_height (widget);
  const Pen pen = {
    .snapshot = snapshot,
    .widget = widget,
    .ink = colour_of (widget, "thecal_fg"),
    .dim = colour_of (widget, "thecal_dim"),
    .accent = colour_of (widget, "accent_bg_color"),
    .on_accent = colour_of (widget, "accent_fg_color"),
    .soft = colour_of (widget, "thecal_accent_soft"),
    .width = width,
  };

  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  gtk_snapshot_save (snapshot);
  if (self->strip) {
    const float most = (float) paper_height () - height;
    const float above = (float) middle_of (self->mark) - height / 2;

    gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (0, -CLAMP (above, 0, most)));
  }
  draw_paper (&pen, self->mark);
  gtk_snapshot_restore (snapshot);
  gtk_snapshot_pop (snapshot);
}

static void
thecal_printout_picture_measure (GtkWidget *widget,
                                 GtkOrientation orientation,
                                 int for_size,
                                 int *minimum,
                                 int *natural,
                                 int *minimum_baseline,
                                 int *natural_baseline)
{
  ThecalPrintoutPicture *self = THECAL_PRINTOUT_PICTURE (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL) {
    *minimum = self->strip ? STRIP_WIDTH_LEAST : WIDTH_LEAST;
    *natural = WIDTH;
  } else
    *minimum = *natural = self->strip ? STRIP : paper_height ();
}

static void
thecal_printout_picture_class_init (ThecalPrintoutPictureClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->snapshot = thecal_printout_picture_snapshot;
  widget_class->measure = thecal_printout_picture_measure;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
thecal_printout_picture_init (ThecalPrintoutPicture *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "thecal-paper");
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Example of a printout: where each number stands"),
                                  -1);
}

void
thecal_printout_picture_set_mark (ThecalPrintoutPicture *self, int mark)
{
  g_autofree char *words =
      mark != 0 ? g_strdup_printf (_ ("On the paper: %s"), thecal_printout_picture_get_words (mark))
                : g_strdup ("");

  self->mark = mark;
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
thecal_printout_picture_set_strip (ThecalPrintoutPicture *self, gboolean strip)
{
  self->strip = strip;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

GtkWidget *
thecal_printout_picture_new (void)
{
  return g_object_new (THECAL_TYPE_PRINTOUT_PICTURE, NULL);
}
