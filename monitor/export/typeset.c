/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "export/typeset.h"

#define POINTS_PER_INCH 72.0

PangoContext *
thecal_typeset_context_new (void)
{
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  cairo_font_options_t *options = cairo_font_options_create ();

  /* hints belong to one screen; a page must break its lines alike everywhere */
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (context, options);
  cairo_font_options_destroy (options);
  pango_cairo_context_set_resolution (context, POINTS_PER_INCH);
  pango_context_set_round_glyph_positions (context, FALSE);

  return context;
}

/* A telephone number stays on one line: a blank between two digits does not break. (transfer full)
 */
static char *
keep_numbers (const char *text)
{
  GString *kept = g_string_new (NULL);

  for (const char *c = text; *c != '\0'; c++)
    if (*c == ' ' && c > text && g_ascii_isdigit (c[-1]) && g_ascii_isdigit (c[1]))
      g_string_append (kept, "\u00a0");
    else
      g_string_append_c (kept, *c);

  return g_string_free (kept, FALSE);
}

static PangoLayout *
layout_new (PangoContext *context, const char *text, const ThecalType *type)
{
  PangoLayout *layout = pango_layout_new (context);
  g_autoptr (PangoFontDescription) font = pango_font_description_from_string ("Cantarell, Sans");
  g_autofree char *kept = keep_numbers (text);

  pango_font_description_set_size (font, (int) (type->size_pt * PANGO_SCALE));
  pango_font_description_set_weight (font, type->is_bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description (layout, font);
  if (type->width_pt > 0)
    pango_layout_set_width (layout, (int) (type->width_pt * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_alignment (layout, type->align);
  pango_layout_set_text (layout, kept, -1);

  return layout;
}

static double
get_height (PangoLayout *layout)
{
  int height;

  pango_layout_get_size (layout, NULL, &height);

  return (double) height / PANGO_SCALE;
}

double
thecal_typeset_measure (PangoContext *context, const char *text, const ThecalType *type)
{
  g_autoptr (PangoLayout) layout = layout_new (context, text, type);

  return get_height (layout);
}

double
thecal_typeset_put (PangoContext *context, cairo_t *cairo, const char *text, const ThecalType *type)
{
  g_autoptr (PangoLayout) layout = layout_new (context, text, type);

  pango_cairo_show_layout (cairo, layout);

  return get_height (layout);
}

void
thecal_typeset_ink (cairo_t *cairo)
{
  cairo_set_source_rgb (cairo, 0.08, 0.08, 0.11);
}

void
thecal_typeset_red (cairo_t *cairo)
{
  cairo_set_source_rgb (cairo, 0.647, 0.075, 0.122);
}

void
thecal_typeset_grey (cairo_t *cairo)
{
  cairo_set_source_rgb (cairo, 0.36, 0.36, 0.40);
}
