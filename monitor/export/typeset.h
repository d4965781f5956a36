/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <pango/pangocairo.h>

/* Text on paper: one point is one unit of cairo, and a line is as long on a printer as in a PDF. */

typedef struct {
  double size_pt;
  double width_pt; /* where lines break; 0: never */
  gboolean is_bold;
  PangoAlignment align;
} ThecalType;

/* (transfer full) */
PangoContext *thecal_typeset_context_new (void);
/* Points. */
double thecal_typeset_measure (PangoContext *context, const char *text, const ThecalType *type);
/* Writes it at the current point of @cairo, its upper left corner; its height, points. */
double thecal_typeset_put (PangoContext *context,
                           cairo_t *cairo,
                           const char *text,
                           const ThecalType *type);

/* Inks, dark enough for a copier. */
void thecal_typeset_ink (cairo_t *cairo);
void thecal_typeset_red (cairo_t *cairo);
void thecal_typeset_grey (cairo_t *cairo);
