/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gtk/gtk.h>

#include "words/card.h"

/* The first page of a paper as it will be printed, as large as there is room. */
#define THECAL_TYPE_PAPER_PREVIEW (thecal_paper_preview_get_type ())
G_DECLARE_FINAL_TYPE (ThecalPaperPreview, thecal_paper_preview, THECAL, PAPER_PREVIEW, GtkWidget)

GtkWidget *thecal_paper_preview_new (void);
/* @paper is borrowed as long as it is shown; NULL: none. A screen reader gets it as text. */
void thecal_paper_preview_set_paper (ThecalPaperPreview *self, const ThecalPaper *paper);
